"""What the speeches do not say is not the end: the nearest topics they have, and 问同事.

问同事 puts the question into the editors' inbox on purpose, also where no words are kept: then that question
alone is, and the button says so. Its words are read from the message that the button's message hangs on.
"""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import take_buttons, toast
from handlers.words.addressed import asker, heard
from handlers.words.replies import LONGEST_LABEL, Piece, View
from handlers.words.spoken import spoken
from handlers.words.views.speeches import opening, points_of
from knowledge.language.words.parts import parts_of
from knowledge.language.writing.clipped import clipped
from services.asking.nearest import nearest
from services.asking.reply import Reply, ReplyKind
from services.asking.unanswered.inbox import Colleagues

PATTERN = pattern(r"qa:(?P<part>\d)")
ASK, ASK_AND_KEEP = "问同事", "问同事（留下这一问）"
NEAREST = "\n\n讲话里相近的题目，点一个看原文："
SEEN = {
    Colleagues.SEE_IT: "\n这个问题，负责内容的同事会看到。",
    Colleagues.ON_WISH: "\n要请负责内容的同事看，点“问同事”。",
    Colleagues.NOBODY: "\n还没有同事负责看没答上的问题。",
    Colleagues.IF_ASKED: "\n您的原话没有留下，同事看不到。要同事看到，点下面的按钮，只留这一问。",
}
BEFORE = "\n要把刚才那个问题交给同事看，点“{button}”。"
PASSED_ON = "已转给负责内容的同事看，有答复我转给您。"
NOT_YOURS = "请提问的人自己点。"
LOST = "原来的问题找不到了，请把问题再发一遍。"


async def with_ways_on(
    view: View, reply: Reply, words: str, context: Context, part: int, *, private: bool
) -> View:
    """Return `view` of a question in vain with what else one can do; other views as they are.

    A group's one line stays one line: the buttons say it.
    """
    if reply.kind is not ReplyKind.NOTHING:
        return view
    services = context.services
    rows: list[list[InlineKeyboardButton]] = []
    if reply.counted:  # where it is mentioned is nearer than any heading
        rows = [list(row) for row in view.keyboard.inline_keyboard] if view.keyboard else []
    elif reply.slugs:
        rows = [[points_of(slug, services.answers.library)] for slug in reply.slugs[:2]]
    else:
        near = await nearest(words, services.answers)
        offered = [opening(clipped(topic.heading, LONGEST_LABEL), topic.passage) for topic in near]
        rows = [[one] for one in offered if one]
    exist = bool(await services.access.editors())
    colleagues = services.inbox.colleagues(exist=exist, aside=reply.aside)
    said = SEEN[colleagues] + (NEAREST if rows and not (reply.slugs or reply.counted) else "")
    if button := colleagues_button(colleagues, part):
        rows.append([button])
    there = view.keyboard.inline_keyboard if view.keyboard and not reply.counted else ()
    return replace(
        view,
        pieces=(*view.pieces, Piece(said)) if private else view.pieces,
        keyboard=InlineKeyboardMarkup([*rows, *there]) if rows or there else None,
        tied=colleagues is Colleagues.IF_ASKED,
    )


def colleagues_button(colleagues: Colleagues, part: int) -> InlineKeyboardButton | None:
    """Return the button that hands that part of a message to colleagues; None where there are none."""
    if colleagues is Colleagues.NOBODY:
        return None
    text = ASK_AND_KEEP if colleagues is Colleagues.IF_ASKED else ASK
    return InlineKeyboardButton(text, callback_data=f"qa:{part}")


async def with_question_before(view: View, message: Message, context: Context) -> View:
    """Return `view` hung on what the person asked last, with 问同事 for it; as it is where that is nothing.

    A view that hangs on another question stays as it is.
    """
    services = context.services
    before = await services.answers.last_question(asker(message))
    colleagues = services.inbox.colleagues(exist=bool(await services.access.editors()))
    button = colleagues_button(colleagues, before.part) if before else None
    if before is None or button is None or view.hangs_on not in {None, before.question_message_id}:
        return view
    there = view.keyboard.inline_keyboard if view.keyboard else ()
    return replace(
        view,
        pieces=(*view.pieces, Piece(BEFORE.format(button=ASK))),
        keyboard=InlineKeyboardMarkup([[button], *there]),
        hangs_on=before.question_message_id,
    )


async def ask_colleagues(update: Update, context: Context) -> None:
    """Put the question above the button into the editors' inbox."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    message, part = query.message, int(match["part"])
    asked = message.reply_to_message
    author = asked.from_user if asked is not None and asked.sender_chat is None else None
    if author is not None and author.id != query.from_user.id:
        await toast(query, NOT_YOURS, alert=True)
        return
    words = _words(asked, part, context) if asked else ""
    inbox = context.services.inbox
    who = asker(asked) if asked else None
    number = asked.message_id if asked else 0
    if not await inbox.ask_colleagues(message.chat.id, message.message_id, words, who, number, part):
        await toast(query, LOST, alert=True)
        return
    await toast(query, PASSED_ON, alert=True)
    await take_buttons(context, message, str(query.data))


def _words(asked: Message, part: int, context: Context) -> str:
    """Return what was asked in a message; of several questions the one of that number."""
    said = heard(asked, context.bot)
    words = said.words if said else (asked.text or asked.caption or "")
    command = spoken(words, context.bot.username)
    words = command.argument if command and command.command.name == "ask" else words
    several = parts_of(words).questions
    return several[part] if part < len(several) else words
