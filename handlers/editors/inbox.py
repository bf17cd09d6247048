"""/inbox: the editors' view of what was asked in vain, and what they do with it. In private only.

Buttons and prompts carry the number of a case (its oldest question's); one that was settled meanwhile says so.
"""

import logging
import re
from datetime import datetime

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import ChatMigrated, TelegramError

from core.errors import UserError
from core.models import Place
from handlers.context import Context
from handlers.errors import where
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, say, toast
from handlers.words.cards import button, rows, show
from handlers.words.prompts import mark, prompt, prompt_of
from handlers.words.replies import Piece, Pieces, View, label, linked, passage_pieces, plain
from handlers.words.written import links_behind
from knowledge.language.clipped import clipped
from knowledge.speech.segment import Passage
from services.asking.answers import ReplyKind, digest
from services.asking.digest import Digest
from services.asking.inbox import Case

PATTERN = re.compile(r"in:(?P<action>[a-z]+):(?P<number>\d{1,18})(?::(?P<more>.+))?")
BINDING, ANSWERING = "绑定", "回复"  # what our prompts ask for
A_PAGE = 5
MOST_WORDINGS = 6
MOST_NAMES = 5
LONGEST_WORDING = 60
CANDIDATES = 5

EMPTY = "未答问题箱是空的：最近的问题都答上了，或已经处理过了。"
HEAD = "未答问题箱：{number} 个问题等您看，问得多的在前。点号码处理。\n"
LINE = "\n{place}. {words}（{times}）"
SETTLED = "这个问题已经处理过了。"
CHOOSE = "绑定哪一段？点一段看全文；别的段落，请回复这条消息，写上它的编号（如 {number}）。\n"
CONFIRM = "以后这样问，就直接回答这一段，对吗？\n"
ASK_FOR_WORDS = "请回复这条消息，写上要对提问人（{people} 处）说的话，我原样转去。\n"
BOUND = "已绑定。以后这样问，直接回答 {passage}。"
ABSENT = "记下了：以后这样问，我就说讲话里没有说到。"
IGNORED = "已略过，不再列出。"
UNDONE = "已撤回，问题放回了问题箱。"
NOTHING_TO_UNDO = "没有可撤回的：它已经撤回，或早已过期删去。"
CHANGED = "这一段的原文变了，或已经不在用。请回到上一步另选。"
NO_SUCH_PASSAGE = "没有编号“{said}”的段落。请回复同一条消息，写上出处末尾的编号，例如 {number}。"
ANSWERED = "已转给提问人：送到 {sent} 处{failed}{unsure}。"
UNSURE = "，{unsure} 处不知道送到没有（网络不通）"
FAILED = "，{failed} 处没有送到（对方停用了机器人或不能再使用，或群里不能发言）"
ANSWER = "您{day}问过：“{words}”\n负责内容的同事回复：\n"
NO_WORDS = "请写上文字。回复同一条消息就行。"
DIGEST = (
    "未答问题箱 · 一周汇总\n"
    "这一周共问 {asked} 次，直接答上 {answered} 次；还有 {open} 个问题等您看。问得最多的：\n"
)
logger = logging.getLogger(__name__)

WHAT_HAPPENED = {
    ReplyKind.NOTHING: "说了没有",
    ReplyKind.UNSURE: "拿不准，列了最接近的",
    ReplyKind.CONFIDENT: "直接答了",
}


async def inbox(update: Update, context: Context) -> None:
    """Show what waits, the most asked first."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, _page(await context.services.inbox.cases(), 0))


async def press(update: Update, context: Context) -> None:
    """Do what a button of the inbox says, in the place of the message it is under."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    number, user = int(match["number"]), query.from_user.id
    if match["action"] == "page":
        await show(query, context, _page(await context.services.inbox.cases(), number))
        return
    if match["action"] == "undo":
        undone = await context.services.inbox.undo(number, user)
        await show(query, context, plain(UNDONE if undone else NOTHING_TO_UNDO, rows(_to_page())))
        return
    case = await context.services.inbox.case(number)
    if case is None:
        await toast(query, SETTLED, alert=True)
        return
    await _act(match["action"], match["more"] or "", case, query, context)


async def _act(action: str, more: str, case: Case, query: CallbackQuery, context: Context) -> None:
    services, user = context.services.inbox, query.from_user.id
    match action:
        case "case":
            await show(query, context, await _card(case, context))
        case "bind":
            await show(query, context, await _choice(case, context))
        case "look":
            await show(query, context, _confirmation(case, _passage(more, context)))
        case "yes":
            number, _, seen = more.rpartition(":")
            passage = _passage(number, context)
            if digest([passage]) != seen:
                raise UserError(CHANGED)
            done = await services.bind(case, passage, user)
            await _show_done(query, context, case, BOUND.format(passage=passage.id) if done else SETTLED)
        case "absent":
            done = await services.mark_absent(case, user)
            await _show_done(query, context, case, ABSENT if done else SETTLED)
        case "ignore":
            done = await services.ignore(case, user)
            await _show_done(query, context, case, IGNORED if done else SETTLED)
        case "answer":
            await toast(query)
            await _prompt_for_answer(case, query, context)
        case _:
            await toast(query, SETTLED)


async def replied(update: Update, context: Context) -> None:
    """Take an editor's reply to one of our prompts: a passage number to bind, or words for who asked."""
    message = update.effective_message
    asked = prompt_of(message, BINDING, ANSWERING) if message else None
    if message is None or asked is None:
        return
    case = await context.services.inbox.case(asked.number)
    said = (message.text or "").strip()
    if case is None:
        await say(context, message, plain(SETTLED))
    elif asked.what == BINDING:
        reply = context.services.answers.by_number(said)
        number = context.services.answers.some_number()
        wrong = plain(NO_SUCH_PASSAGE.format(said=said[:20], number=number))
        await say(context, message, _confirmation(case, reply.passage) if reply.passage else wrong)
    elif not said:
        await say(context, message, plain(NO_WORDS))
    else:
        await _answer(case, said, message, context)


async def send_digest(context: Context) -> None:
    """Send the week's digest to every editor, when it is due. Who cannot be reached misses it."""
    week = await context.services.digest.due()
    if week is None:
        return
    for editor in sorted(await context.services.access.editors()):
        try:
            await announce(context, Place(editor), _digest(week))
        except TelegramError as error:
            logger.warning("editor %d got no digest: %s", editor, where(error))


# --- what it looks like


def _page(cases: list[Case], page: int) -> View:
    if not cases:
        return plain(EMPTY)
    page = min(page, (len(cases) - 1) // A_PAGE)
    shown = cases[page * A_PAGE : (page + 1) * A_PAGE]
    lines = "".join(
        LINE.format(place=place, words=clipped(case.words, LONGEST_WORDING), times=_times(case))
        for place, case in enumerate(shown, page * A_PAGE + 1)
    )
    numbers = [button(str(place), f"in:case:{case.id}") for place, case in enumerate(shown, page * A_PAGE + 1)]
    turning = [button("上一页", f"in:page:{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(cases):
        turning.append(button("下一页", f"in:page:{page + 1}"))
    return plain(HEAD.format(number=len(cases)) + lines, rows(numbers, turning))


async def _card(case: Case, context: Context) -> View:
    zone = context.services.settings.reminder.zone
    last = case.questions[-1]
    wordings = [
        f"· {clipped(words, LONGEST_WORDING)}" + (f" ×{count}" if count > 1 else "")
        for words, count in case.wordings
    ]
    more = [f"……另有 {len(wordings) - MOST_WORDINGS} 种问法"] if len(wordings) > MOST_WORDINGS else []
    lines = [f"{_times(case)}，最近 {_day(case.newest.astimezone(zone))}", *wordings[:MOST_WORDINGS], *more]
    lines.append(
        f"当时：{WHAT_HAPPENED[ReplyKind(last.kind)]}" + (f"（{last.passage_id}）" if last.passage_id else "")
    )
    if case.complaints:
        lines.append(f"有 {case.complaints} 次点了“没用”")
    if context.services.settings.questions.names:
        lines.append(f"提问人：{await _askers(case, context)}")
    keyboard = rows(
        [button("绑定一段原文", f"in:bind:{case.id}"), button("讲话里没有", f"in:absent:{case.id}")],
        [button("回复提问人", f"in:answer:{case.id}"), button("略过", f"in:ignore:{case.id}")],
        _to_page(),
    )
    return plain("\n".join(lines), keyboard)


async def _askers(case: Case, context: Context) -> str:
    """Return the names of who asked, as Telegram knows them now."""
    people = list(dict.fromkeys(question.user_id for question in case.questions if question.user_id))
    names = []
    for user_id in people[:MOST_NAMES]:
        try:
            names.append((await context.bot.get_chat(user_id)).effective_name or str(user_id))
        except TelegramError:
            names.append(str(user_id))
    return "、".join(names) + (f" 等 {len(people)} 人" if len(people) > MOST_NAMES else "")


async def _choice(case: Case, context: Context) -> View:
    """Offer the passages nearest to the case's wording; the prompt's number comes last in it."""
    found = (await context.services.answers.search(case.words, CANDIDATES)).candidates
    choices = [
        [button(f"{one.passage.id} {label(one.passage.text)}", f"in:look:{case.id}:{one.passage.id}")]
        for one in found
        if len(f"in:look:{case.id}:{one.passage.id}".encode()) <= 64
    ]
    said: Pieces = (
        Piece(f"“{clipped(case.words, LONGEST_WORDING)}”\n"),
        Piece(CHOOSE.format(number=context.services.answers.some_number())),
        mark(BINDING, case.id),
    )
    return View(said, rows(*choices, [button("返回", f"in:case:{case.id}")]))


def _confirmation(case: Case, passage: Passage) -> View:
    pieces: Pieces = (
        Piece(f"“{clipped(case.words, LONGEST_WORDING)}”\n{CONFIRM}"),
        *passage_pieces(passage),
    )
    bind = button("绑定这段", f"in:yes:{case.id}:{passage.id}:{digest([passage])}")
    return View(pieces, rows([bind, button("换一段", f"in:bind:{case.id}")]))


async def _prompt_for_answer(case: Case, query: CallbackQuery, context: Context) -> None:
    people = len({question.chat_id for question in case.questions})
    asked = prompt(ASK_FOR_WORDS.format(people=people), ANSWERING, case.id)
    await announce(context, Place(query.from_user.id), asked)


async def _answer(case: Case, said: str, message: Message, context: Context) -> None:
    """Send the editor's words to every chat the question came from, in reply to the newest there."""
    zone = context.services.settings.reminder.zone
    newest = {question.chat_id: question for question in case.questions}
    sent = unsure = 0
    for question in newest.values():
        day = _day(question.asked_at.astimezone(zone))
        lead = Piece(ANSWER.format(day=day, words=clipped(question.words or "", LONGEST_WORDING)))
        answer = View((lead, *linked(said, links_behind(message, said))))
        if not await context.services.access.may_receive(question.chat_id):
            continue  # counted, and said to the editor, as below
        try:
            place = Place(question.chat_id, question.thread_id)
            tied = question.message_id if question.message_id > 0 else None  # a group that moved: no number
            await announce(context, place, answer, reply_to=tied)
        except ChatMigrated as moved:  # to a chat with other message numbers
            await announce(context, Place(moved.new_chat_id), answer)
        except TelegramError as error:
            unsure += not refused(error)
            continue
        sent += 1
    failed = len(newest) - sent - unsure
    if sent and message.from_user:
        await context.services.inbox.answered_in_person(case, message.from_user.id, said)
    told = ANSWERED.format(
        sent=sent,
        failed=FAILED.format(failed=failed) if failed else "",
        unsure=UNSURE.format(unsure=unsure) if unsure else "",
    )
    await say(context, message, plain(told))


def _digest(week: Digest) -> View:
    said = DIGEST.format(
        asked=sum(week.asked.values()),
        answered=week.asked.get(ReplyKind.CONFIDENT.value, 0),
        open=len(week.cases),
    )
    lines = "".join(
        LINE.format(place=place, words=clipped(case.words, LONGEST_WORDING), times=_times(case))
        for place, case in enumerate(week.cases[:A_PAGE], 1)
    )
    return plain(said + lines, rows([button("打开问题箱", "in:page:0")]))


async def _show_done(query: CallbackQuery, context: Context, case: Case, said: str) -> None:
    await show(query, context, plain(said, rows(_to_page()) if said is SETTLED else _done(case)))


def _passage(number: str, context: Context) -> Passage:
    passage = context.services.answers.library.passage(number)
    if passage is None:
        raise UserError(CHANGED)
    return passage


def _done(case: Case) -> InlineKeyboardMarkup:
    return rows([button("撤销", f"in:undo:{case.id}"), *_to_page()])


def _to_page() -> list[InlineKeyboardButton]:
    return [button("返回问题箱", "in:page:0")]


def _times(case: Case) -> str:
    return f"{len(case.questions)} 次"


def _day(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日"
