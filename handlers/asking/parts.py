"""Several questions in one message: each is answered in a message of its own, with its own buttons."""

from dataclasses import replace

from telegram import Message

from handlers.context import Context
from handlers.sending.speaking import rewrite
from handlers.words.addressed import asker
from handlers.words.replies import Piece, View, plain
from handlers.words.said_often import EACH_BY_ITSELF
from knowledge.language.words.parts import parts_of
from knowledge.language.writing.clipped import clipped
from services.asking.reply import Reply

MOST = 3  # questions of one message that are answered
LONGEST_ECHO = 30
SAME_PLACE = "原文和上面是同一段。"
NOT_TOGETHER = "讲话里没有把它们放在一起讲，我也不作比较。原文怎么说的，分别给您看。\n\n"
REST = "\n\n一次最多答 {most} 个问题，其余的请再发一次。"
TAKEN_OUT = "（这一问已从您的消息里删去。）"


def numbered(view: View, asked: str, part: int, parts: int, *, before: str = "") -> View:
    """Return `view` under the question it answers, where there are several; `before` stands above the first."""
    if parts == 1:
        return view
    above = (Piece(before),) if before and part == 0 else ()
    lead = Piece(f"{part + 1}. {clipped(' '.join(asked.split()), LONGEST_ECHO)}\n", bold=True)
    rest = (Piece(REST.format(most=MOST)),) if part + 1 == MOST < parts else ()
    return replace(view, pieces=(*above, lead, *view.pieces, *rest))


def on_comparing(words: str, context: Context) -> str:
    """Return what is said above the answers to how things differ; nothing above other questions."""
    compared = parts_of(words).compared
    if not compared:
        return ""
    return EACH_BY_ITSELF if context.services.questions.several.says_both(compared) else NOT_TOGETHER


def not_twice(view: View, reply: Reply, shown: set[str]) -> View:
    """Return `view`, or a word where an earlier part of the message shows this passage; add it to `shown`."""
    passage = reply.passage.id if reply.passage else ""
    if passage in shown:
        return plain(SAME_PLACE)
    if passage:
        shown.add(passage)
    return view


async def withdraw_parts(message: Message, context: Context, *, first: int) -> None:
    """Say in the answers to parts from `first` on that an edit has taken their questions out of `message`."""
    for part in range(max(first, 1), MOST):
        earlier = await context.services.answers.earlier(message.chat.id, message.message_id, part)
        if earlier is None:
            break
        await rewrite(context, message.chat.id, earlier.answer_message_id, plain(TAKEN_OUT))
    await context.services.inbox.drop_parts(asker(message), message.message_id, max(first, 1))
