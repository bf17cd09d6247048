"""/inbox: editors see questions without an answer and decide about them. In private only.

Buttons and prompts contain the number of a case (that of its oldest question). If it was settled meanwhile, the
editor is told.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.failing import where
from core.models import Place
from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.editors import answering
from handlers.editors.decided import REPLACES, asks_to_turn_round, decided_before, said_before
from handlers.editors.inbox_shown import note_open, note_settled, numbered_anew
from handlers.editors.skipping import A_PAGE, A_ROW, LONGEST_WORDING, to_skipping
from handlers.people.names import names_of
from handlers.sending.speaking import announce, say, toast
from handlers.words.addressed import asker
from handlers.words.cards import button, by, put, rows, show
from handlers.words.prompts import Asked, asks_for, wants_yes
from handlers.words.replies import Piece, Pieces, View, label, passage_pieces, plain
from handlers.words.written import written
from knowledge.language.commands.office.inbox_words import PassageNamed, Where, passage_named
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Kind
from knowledge.speech.segment import Passage
from services.asking.remembered.shown import digest
from services.asking.reply import ReplyKind
from services.asking.unanswered.digest import Digest
from services.asking.unanswered.inbox import Case
from storage.asking.prompts import Prompt

PATTERN = pattern(r"in:(?P<action>[a-z]+):(?P<number>\d{1,18})(?::(?P<more>.+))?")
IN_DIGEST = 5
MOST_WORDINGS = 6
MOST_NAMES = 5
CANDIDATES = 5

EMPTY = "未答问题箱是空的：最近的问题都答上了，或已经处理过了。"
HEAD = "未答问题箱：{number} 个问题等您看，问得多的在前。点号码处理。\n"
LINE = "\n{place}. {words}（{times}）"
CHOOSE = "绑定哪一段？点一段看全文；别的段落，请发它的编号给我（如 {number}）；"
CONFIRM = "以后这样问，就直接回答这一段，对吗？\n"
BOUND = "已绑定。以后这样问，直接回答 {passage}。"
ABSENT = "记下了：以后这样问，我就说讲话里没有说到。"
IGNORED = "已略过，不再列出。"
UNDONE = "已撤回，问题放回了问题箱。"
NOTHING_TO_UNDO = "没有可撤回的：它已经撤回，或早已过期删去。"
CHANGED = "这一段的原文变了，或已经不在用。请回到上一步另选。"
NO_SUCH_PASSAGE = "没有编号“{said}”的段落。请发出处末尾的编号，例如 {number}。"
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
    """Show the open cases, the most asked first."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, await page_of(0, context))


async def press(update: Update, context: Context) -> None:
    """Do what a button of the inbox says, and change its message."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    number, user = int(match["number"]), query.from_user.id
    if match["action"] == "page":
        await show(query, context, await page_of(number, context))
        return
    if match["action"] == "undo":
        await show(query, context, await undone(number, user, context))
        return
    case = await context.services.inbox.case(number)
    if case is None:
        await toast(query, answering.SETTLED, alert=True)
        return
    await _act(match["action"], match["more"] or "", case, query, context)


async def _act(action: str, more: str, case: Case, query: CallbackQuery, context: Context) -> None:
    match action:
        case "case":
            await show(query, context, await card(case, context))
        case "bind":
            await show(query, context, await choice(case, context))
        case "look":
            await show(query, context, confirmation(case, _passage(more, context), context))
        case "absent" if asked := asks_to_turn_round(case, decided_before(case, context)):
            await show(query, context, asked)
        case "yes" | "absent" | "none" | "ignore":
            await _settle(action, more, case, query, context)
        case "answer":
            await toast(query)
            await answering.ask_for_words(case, query, context)
        case "send":
            await answering.send(case, more, query, context)
        case _:
            await toast(query, answering.SETTLED)


async def _settle(action: str, more: str, case: Case, query: CallbackQuery, context: Context) -> None:
    """Settle a case as a button says. The press is answered first: it takes a while to learn from it."""
    services, user = context.services.inbox, query.from_user.id
    if action != "yes":
        await toast(query)
        await put(query, context, await settled(case, user, context, ignore=action == "ignore"))
        return
    following = await answering.next_case(case, context)
    number, _, seen_then = more.rpartition(":")
    passage = _passage(number, context)
    if digest([passage]) != seen_then:
        raise UserError(CHANGED)
    await toast(query)
    done = await services.bind(case, passage, user)
    note_settled([case], context, bound=True)
    await put(query, context, _settled(case, BOUND.format(passage=passage.id), done=done, also=following))


async def undone(number: int | None, user: int, context: Context) -> View:
    """Put a settled case back; tell whether there was one."""
    back = number is not None and await context.services.inbox.undo(number, user)
    return plain(UNDONE if back else NOTHING_TO_UNDO, rows(_to_page()))


async def settled(case: Case, user: int, context: Context, *, ignore: bool) -> View:
    """Take a case out of the inbox without learning from it, or note that the speeches do not say; tell it."""
    services = context.services.inbox
    following = await answering.next_case(case, context)
    note_settled([case], context)
    settle, said = (services.ignore, IGNORED) if ignore else (services.mark_absent, ABSENT)
    return _settled(case, said, done=await settle(case, user), also=following)


def _settled(case: Case, said: str, *, done: bool, also: tuple[tuple[str, str], ...]) -> View:
    view = plain(said, _done(case)) if done else plain(answering.SETTLED, rows(_to_page()))
    return replace(view, also=also)


async def take_binding(update: Update, context: Context) -> None:
    """Take the passage that an editor binds: by its number, its words, or its place among those offered."""
    message, case = update.effective_message, await _asked_about(update, context)
    if message is None or case is None:
        return
    answers, words = context.services.answers, written(message)
    passage = await passage_meant(passage_named(words), case, message, context)
    passage = passage or answers.by_number(words).passage
    if passage is None:
        raise UserError(NO_SUCH_PASSAGE.format(said=words[:20], number=answers.some_number()))
    await say(context, message, confirmation(case, passage, context))


async def passage_meant(
    named: PassageNamed | None, case: Case, message: Message, context: Context
) -> Passage | None:
    """Return the passage that an editor names for a case; None: there is none."""
    answers = context.services.answers
    if named is None:
        return None
    if named.where is Where.SHOWN:
        shown = await answers.newest(asker(message))
        return shown.passage if shown else None
    if named.where is Where.NUMBER:
        return answers.by_number(named.said).passage
    if named.where is Where.OFFERED:
        offered = (await answers.search(case.words, CANDIDATES)).candidates
        return offered[named.place - 1].passage if 0 < named.place <= len(offered) else None
    found = await answers.search(named.said, CANDIDATES)
    literal = [one.passage for one in found.candidates if named.said in fold(one.passage.text)]
    likely = [one.passage for one in found.candidates if found.kind is Kind.CONFIDENT]
    return next(iter((*literal, *likely)), None)


async def take_reply(update: Update, context: Context) -> None:
    """Show an editor's words as those who asked will get them."""
    message, case = update.effective_message, await _asked_about(update, context)
    if message is not None and case is not None:
        await answering.preview(case, message, context)


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether nobody has settled the question that a prompt is about."""
    return await context.services.inbox.case(prompt.number) is not None


async def _asked_about(update: Update, context: Context) -> Case | None:
    """Return the case that a prompt was about; if it was settled meanwhile, say so and return None."""
    message = update.effective_message
    if message is None or context.asked is None:
        return None
    case = await context.services.inbox.case(context.asked.number)
    if case is None:
        await say(context, message, plain(answering.SETTLED))
    return case


async def send_digest(context: Context) -> None:
    """Send the week's digest to every editor, when it is due. An editor who cannot be reached misses it."""
    week = await context.services.digest.due()
    if week is None:
        return
    for editor in sorted(await context.services.access.editors()):
        try:
            await announce(context, Place(editor), _digest(week))
        except TelegramError as error:
            logger.warning("editor %d got no digest: %s", editor, where(error))


# --- what it looks like


async def page_of(page: int, context: Context) -> View:
    """Return a page of the inbox, each case with the number that the editor knows it by."""
    cases = numbered_anew(await context.services.inbox.cases(), context)
    if not cases:
        return plain(EMPTY)
    page = min(page, (len(cases) - 1) // A_PAGE)
    shown = cases[page * A_PAGE : (page + 1) * A_PAGE]
    turning = [button("上一页", f"in:page:{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(cases):
        turning.append(button("下一页", f"in:page:{page + 1}"))
    many = [to_skipping(page)] if len(shown) > 1 else []
    lines, numbers = _listed(shown)
    return plain(HEAD.format(number=len(cases)) + lines, rows(*by(A_ROW, numbers), turning, many))


def some_of(cases: Sequence[tuple[int, Case]], said: str) -> View:
    """Return some of the inbox to choose from, below `said`."""
    lines, numbers = _listed(cases)
    return plain(f"{said}\n{lines}", rows(*by(A_ROW, numbers), _to_page()))


def _listed(cases: Sequence[tuple[int, Case]]) -> tuple[str, list[InlineKeyboardButton]]:
    lines = "".join(
        LINE.format(place=place, words=clipped(case.words, LONGEST_WORDING), times=_times(case))
        for place, case in cases
    )
    return lines, [button(str(place), f"in:case:{case.id}") for place, case in cases]


async def card(case: Case, context: Context) -> View:
    """Return a case with what can be done; it stands open from now on."""
    note_open(case, context)
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
    if before := decided_before(case, context):
        lines.append(said_before(before))
    if case.complaints:
        lines.append(f"有 {case.complaints} 次点了“没用”")
    if context.services.settings.questions.names:
        lines.append(f"提问人：{await _askers(case, context)}")
    keyboard = rows(
        [button("绑定一段原文", f"in:bind:{case.id}"), button("讲话里没有", f"in:absent:{case.id}")],
        [button("回复提问人", f"in:answer:{case.id}"), button("略过", f"in:ignore:{case.id}")],
        _to_page(),
    )
    return replace(plain("\n".join(lines), keyboard), also=await answering.next_case(case, context))


async def _askers(case: Case, context: Context) -> str:
    """Return the names of the people who asked, as Telegram knows them now."""
    people = list(dict.fromkeys(question.user_id for question in case.questions if question.user_id))
    known = await names_of(people[:MOST_NAMES], context)
    names = [fenced(known.get(user_id, "")) or str(user_id) for user_id in people[:MOST_NAMES]]
    return "、".join(names) + (f" 等 {len(people)} 人" if len(people) > MOST_NAMES else "")


async def choice(case: Case, context: Context) -> View:
    """Offer the passages nearest to the case's wording; the number of another one can be sent."""
    found = (await context.services.answers.search(case.words, CANDIDATES)).candidates
    choices = [
        [button(f"{one.passage.id} {label(one.passage.text)}", f"in:look:{case.id}:{one.passage.id}")]
        for one in found
        if len(f"in:look:{case.id}:{one.passage.id}".encode()) <= 64
    ]
    said: Pieces = (
        Piece(f"“{clipped(case.words, LONGEST_WORDING)}”\n"),
        Piece(CHOOSE.format(number=context.services.answers.some_number())),
    )
    view = View(said, rows(*choices, [button("返回", f"in:case:{case.id}")]))
    return asks_for(view, Asked.BINDING, case.id)


def confirmation(case: Case, passage: Passage, context: Context) -> View:
    """Return the question whether a passage is to answer the words of a case."""
    before = decided_before(case, context)
    replaced = said_before(before, REPLACES) if before and before.passage != passage else ""
    pieces: Pieces = (
        Piece(f"“{clipped(case.words, LONGEST_WORDING)}”\n{replaced}{CONFIRM}"),
        *passage_pieces(passage),
    )
    bind = button("绑定这段", f"in:yes:{case.id}:{passage.id}:{digest([passage])}")
    view = View(pieces, rows([bind, button("换一段", f"in:bind:{case.id}")]))
    return wants_yes(view, Asked.BIND, case.id, yes=str(bind.callback_data))


def _digest(week: Digest) -> View:
    said = DIGEST.format(
        asked=sum(week.asked.values()),
        answered=week.asked.get(ReplyKind.CONFIDENT.value, 0),
        open=len(week.cases),
    )
    lines = "".join(
        LINE.format(place=place, words=clipped(case.words, LONGEST_WORDING), times=_times(case))
        for place, case in enumerate(week.cases[:IN_DIGEST], 1)
    )
    return plain(said + lines, rows([button("打开问题箱", "in:page:0")]))


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
