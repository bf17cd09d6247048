"""An editor answers those who asked, in words of their own: asked for, shown as it will go, then sent.

The words stand in the editor's own message, which the preview replies to, and with the preview's prompt while
that waits. When they are not what was shown any more, they are shown anew.
"""

from dataclasses import replace

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Place
from handlers.context import Context
from handlers.editors.own_words import GONE, OwnWords
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, toast
from handlers.words.addressed import place
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, wants_words, wants_yes
from handlers.words.replies import Piece, Pieces, View, plain
from handlers.words.sent import REPLY, note_sent
from knowledge.language.calendar.saying import said_day
from knowledge.language.talk.thread.card_words import FOLLOWING
from knowledge.language.writing.clipped import clipped
from services.asking.unanswered.inbox import Case
from storage.asking.questions import AskedQuestion

LONGEST_WORDING = 60
ASK_FOR_WORDS = "请写上要对提问人（{people} 处）说的话，直接发给我，我原样转去：\n“{words}”\n"
PREVIEW = "提问人（{people} 处）会收到下面这些，现在发出吗？\n\n"
ANSWER = "您{day}问过：“{words}”\n负责内容的同事回复：\n"
SETTLED = "这个问题已经处理过了。"
ANSWERED = "已转给提问人：送到 {sent} 处{failed}{unsure}。"
UNSURE = "，{unsure} 处不知道送到没有（网络不通）"
FAILED = "，{failed} 处没有送到（对方停用了机器人或不能再使用，或群里不能发言）"


async def ask_for_words(case: Case, query: CallbackQuery, context: Context) -> None:
    """Ask an editor what those who asked are to be told."""
    said = ASK_FOR_WORDS.format(people=_people(case), words=clipped(case.words, LONGEST_WORDING))
    await announce(context, Place(query.from_user.id), wants_words(said, Asked.REPLY, case.id))


async def preview(case: Case, message: Message, context: Context) -> None:
    """Show what those who asked would get of an editor's words, and ask whether it is to go."""
    view = _preview(case, OwnWords.of(message), context)
    await announce(context, place(message), view, reply_to=message.message_id)


async def previewed(number: int, words: OwnWords, context: Context) -> View:
    """Return the same of other words than a message has; they hang on none."""
    case = await context.services.inbox.case(number)
    return plain(SETTLED) if case is None else _preview(case, words, context)


def _preview(case: Case, words: OwnWords, context: Context) -> View:
    data = f"in:send:{case.id}:{words.mark}"
    keyboard = rows(
        [button("发出", data), button("重写", f"in:answer:{case.id}")],
        [button("不发，回到问题", f"in:case:{case.id}")],
    )
    pieces = (Piece(PREVIEW.format(people=_people(case))), *_pieces(case.questions[-1], words, context))
    no = f"in:case:{case.id}"
    return wants_yes(View(pieces, keyboard), Asked.SEND_REPLY, case.id, yes=data, no=no, words=words.kept())


async def next_case(case: Case, context: Context) -> tuple[tuple[str, str], ...]:
    """Return what 下一个 shows beside a case: the one that stands below it in the inbox, else the first."""
    waiting = [one.id for one in await context.services.inbox.cases()]
    at = waiting.index(case.id) if case.id in waiting else -1
    others = [*waiting[at + 1 :], *waiting[: max(at, 0)]]
    return ((FOLLOWING, f"in:case:{others[0]}" if others else "in:page:0"),)


async def send(case: Case, mark: str, query: CallbackQuery, context: Context) -> None:
    """Send what the preview shows to every chat the question came from."""
    shown = query.message if isinstance(query.message, Message) else None
    original = shown.reply_to_message if shown else None
    words = OwnWords.of(original) if original else await OwnWords.behind(shown, context)
    if original and words and words.mark != mark:  # edited since: it is looked at once more
        await toast(query)
        await preview(case, original, context)
        return
    if words is None or words.mark != mark:
        raise UserError(GONE)
    following = await next_case(case, context)
    told = await _send(case, words, query.from_user.id, context)
    view = plain(told, rows([button("返回问题箱", "in:page:0")]))
    await show(query, context, replace(view, also=following))


async def _send(case: Case, words: OwnWords, editor: int, context: Context) -> str:
    """Send the words to every chat the question came from, in reply to the newest there; say how it went."""
    newest = {question.chat_id: question for question in case.questions}
    sent: list[Message] = []
    unsure = 0
    for question in newest.values():
        if not await context.services.access.may_receive(question.chat_id):
            continue  # counted, and reported to the editor, as below
        try:
            where = Place(question.chat_id, question.thread_id)
            tied = question.message_id if question.message_id > 0 else None  # a group that moved: no number
            view = View(_pieces(question, words, context))
            message = await announce(context, where, view, reply_to=tied)
        except TelegramError as error:
            unsure += not refused(error)
            continue
        sent.append(message)
    failed = len(newest) - len(sent) - unsure
    if sent:
        await context.services.inbox.answered_in_person(case, editor, words.said)
        note_sent(REPLY, case.id, sent, context)
    return ANSWERED.format(
        sent=len(sent),
        failed=FAILED.format(failed=failed) if failed else "",
        unsure=UNSURE.format(unsure=unsure) if unsure else "",
    )


def _pieces(question: AskedQuestion, words: OwnWords, context: Context) -> Pieces:
    day = said_day(question.asked_at.astimezone(context.services.settings.reminder.zone))
    lead = Piece(ANSWER.format(day=day, words=clipped(question.words or "", LONGEST_WORDING)))
    return (lead, *words.pieces)


def _people(case: Case) -> int:
    return len({question.chat_id for question in case.questions})
