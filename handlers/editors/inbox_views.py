"""What /inbox looks like: a page of cases, a case, the passages to choose from, the question before binding."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.names import fenced
from handlers.context import Context
from handlers.editors import answering
from handlers.editors.decided import REPLACES, decided_before, said_before
from handlers.editors.inbox_shown import note_open, numbered_anew
from handlers.editors.skipping import A_PAGE, A_ROW, LONGEST_WORDING, to_skipping
from handlers.people.names import names_of
from handlers.words.cards import button, by, rows
from handlers.words.listed import INBOX, PASSAGES
from handlers.words.prompts import Asked, asks_for, wants_yes
from handlers.words.replies import Piece, Pieces, View, label, passage_pieces, plain
from knowledge.language.calendar.saying import said_day
from knowledge.language.writing.clipped import clipped
from knowledge.speech.segment import Passage
from services.asking.remembered.shown import digest
from services.asking.reply import ReplyKind
from services.asking.unanswered.digest import Digest
from services.asking.unanswered.inbox import Case

IN_DIGEST = 5
MOST_WORDINGS = 6
MOST_NAMES = 5
CANDIDATES = 5

EMPTY = "未答问题箱是空的：最近的问题都答上了，或已经处理过了。"
HEAD = "未答问题箱：{number} 个问题等您看，问的人多的在前。点号码处理。\n"
LINE = "\n{place}. {words}（{times}）"
CHOOSE = "绑定哪一段？点一段看全文；别的段落，请发它的编号给我（如 {number}）；"
CONFIRM = "以后这样问，就直接回答这一段，对吗？\n"
DIGEST = (
    "未答问题箱 · 一周汇总\n"
    "这一周共问 {asked} 次，直接答上 {answered} 次；还有 {open} 个问题等您看。问的人最多的：\n"
)
WHAT_HAPPENED = {
    ReplyKind.NOTHING: "说了没有",
    ReplyKind.UNSURE: "拿不准，列了最接近的",
    ReplyKind.CONFIDENT: "直接答了",
}


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
    said = plain(HEAD.format(number=len(cases)) + lines, rows(*by(A_ROW, numbers), turning, many))
    return replace(said, lists=INBOX)


def some_of(cases: Sequence[tuple[int, Case]], said: str) -> View:
    """Return some of the inbox to choose from, below `said`."""
    lines, numbers = _listed(cases)
    return replace(plain(f"{said}\n{lines}", rows(*by(A_ROW, numbers), to_page())), lists=INBOX)


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
    lines = [f"{_times(case)}，最近 {said_day(case.newest.astimezone(zone))}", *wordings[:MOST_WORDINGS], *more]
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
        to_page(),
    )
    following = await answering.next_case(case, context)
    return replace(plain("\n".join(lines), keyboard), also=following, lists=INBOX, this=f"in:case:{case.id}")


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
    entries = tuple(
        (one.passage.text, str(key[0].callback_data)) for one, key in zip(found, choices, strict=False)
    )
    view = View(said, rows(*choices, [button("返回", f"in:case:{case.id}")]), lists=PASSAGES, entries=entries)
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


def digest_view(week: Digest) -> View:
    """Return what editors are told once a week."""
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


def settled_keys(case: Case) -> InlineKeyboardMarkup:
    """Return the buttons below a case that was settled."""
    return rows([button("撤销", f"in:undo:{case.id}"), *to_page()])


def to_page() -> list[InlineKeyboardButton]:
    """Return the button that leads back to the list."""
    return [button("返回问题箱", "in:page:0")]


def _times(case: Case) -> str:
    return f"{len(case.questions)} 次"
