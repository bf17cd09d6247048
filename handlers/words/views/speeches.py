"""What is said where a question names speeches: a speech's headings, what several say, which one is meant.

A button contains a speech's short name or a passage number and, where it asks, words that the speech itself
has: so it needs no row, works after a restart and keeps nobody's words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.models import Shows
from core.patterns import pattern
from handlers.words.buttons import LONGEST_DATA
from handlers.words.cards import button, by, rows
from handlers.words.replies import LONGEST_LABEL, Piece, View, passage_pieces, plain
from handlers.words.said_often import EACH_BY_ITSELF
from handlers.words.views.places import places_view
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from knowledge.search.library import Library
from knowledge.search.of_speeches.asked_of import Wants
from knowledge.speech.segment import Passage
from services.asking.answers import AnswerService
from services.asking.remembered.shown import digest
from services.asking.reply import Reply, ReplyKind

PATTERN = pattern(r"os:(?P<action>[orptwnml]):(?P<what>[^|]+)(?:\|(?P<more>.+))?")
# Of other speeches that speak of the same, so many get a button.
MOST_OTHERS = 2
A_PAGE = 12  # headings
LONGEST_NAMED = 12  # characters of what was asked before
LEAST_LIKELY = 0.2  # another speech whose passage is less likely to answer is not said to speak of it

HEADINGS = "{speech}，讲话里的标题（{parts} 个部分，全文 {stretches} 段）：\n"
NO_SUMMARY = "我不概括、不比较、不改写，只给讲话原文，一字不改。要点看讲话自己的标题，点下面的按钮。"
NO_HEADINGS = "{speech}没有分标题，全文 {stretches} 段，可以从头读。"
NO_YEAR = "没有 {years}的讲话。现有的是 {there} 年的。"
NO_SPEECH = "没有 {years}的讲话。\n"
INSTEAD = "没有 {years}的讲话，下面出自现有的 {there} 年的讲话。\n"
NOT_THERE = "{speeches}的讲话里没有说到{this}。"
NOT_IN_IT = "没有说到这个。"
CLOSEST = "没有完全对上的原文，最接近的是："
NOT_COMPARED = "我不作比较。可以看各次讲话自己的要点，或问一件事，例如：两次讲话都怎么说作风"
WHICH = {Wants.OUTLINE: "哪一次讲话的要点？", Wants.READ: "读哪一次讲话？"}
SAYS = "{speech}怎么说"
FROM_THE_START = "从头读"
POINTS = "{speech}讲话的要点"
WHOLE_OF = "{speech}那段"


def speech_view(reply: Reply, answers: AnswerService) -> View | None:
    """Return what a reply to such a question looks like; None: it is another kind of reply."""
    library = answers.library
    match reply.kind:
        case ReplyKind.OUTLINE:
            return headings_view(reply.slugs[0], library)
        case ReplyKind.EACH:
            return _each(reply, answers)
        case ReplyKind.WHICH:
            wants = Wants(reply.about)
            action = "o" if wants is Wants.OUTLINE else "r"
            said = NOT_COMPARED if reply.compared else WHICH[wants]
            return plain(said, rows(*([_whole(action, slug, library)] for slug in reply.slugs)))
        case ReplyKind.NO_YEAR:
            return _no_year(reply, library)
    if reply.counted or reply.kind in {ReplyKind.NOT_COUNTED, ReplyKind.WITHIN}:
        return places_view(reply, library, {slug: named(slug, library) for slug in library.names.slugs})
    return _without_an_answer(reply, library) if reply.slugs else None


def _is_short(about: str) -> bool:
    return len(about) <= LONGEST_NAMED and about.isalnum()


def _without_an_answer(reply: Reply, library: Library) -> View | None:
    """Return what a reply about a speech looks like that shows nothing of it."""
    if reply.kind is ReplyKind.SUMMARY:
        return plain(NO_SUMMARY, rows([points_of(reply.slugs[0], library)]))
    if reply.kind is ReplyKind.NOTHING:
        this = f"“{reply.about}”" if reply.before and _is_short(reply.about) else "这个"
        there = "、".join(named(slug, library) for slug in reply.slugs)
        return plain(NOT_THERE.format(speeches=there, this=this))
    return None


def headings_view(slug: str, library: Library, page: int = 0) -> View:
    """Return the headings of a speech, word for word, and a button for each that opens it."""
    every = library.headings(slug)
    shown = every if len(every) <= A_PAGE else tuple(one for one in every if one[0] == 0) or every
    page = max(0, min(page, (len(shown) - 1) // A_PAGE))
    there = shown[page * A_PAGE : (page + 1) * A_PAGE]
    reading = button(FROM_THE_START, f"os:r:{slug}")
    counted = {"speech": _titled(slug, library), "stretches": library.stretches(slug)}
    if not there:
        return plain(NO_HEADINGS.format_map(counted), rows([reading]))
    counted["parts"] = sum(depth == 0 for depth, _, _ in every)
    lines = "".join(f"\n{'　' * depth}{heading}" for depth, _, heading in there)
    opened = [
        [found] for _, passage, heading in there if (found := opening(clipped(heading, LONGEST_LABEL), passage))
    ]
    turning = [button("上一页", f"os:o:{slug}|{page - 1}")] if page else []
    if (page + 1) * A_PAGE < len(shown):
        turning.append(button("下一页", f"os:o:{slug}|{page + 1}"))
    view = plain(HEADINGS.format_map(counted) + lines, rows(*opened, turning, [reading]))
    first = shown[0][1]  # 那第二点呢 means the second of these
    return replace(view, about=Shows(first.id, first.text), chooses=True)


def with_others(view: View, reply: Reply, library: Library) -> View:
    """Return `view` with a button for each other speech that speaks of the same."""
    shown = set(reply.slugs) | ({reply.candidates[0].passage.slug} if reply.candidates else set())
    of_one = reply.kind in {ReplyKind.EACH, ReplyKind.NO_YEAR, ReplyKind.PASSAGE, ReplyKind.WITHIN}
    if of_one or not (shown and reply.about):
        return view
    found: dict[str, InlineKeyboardButton | None] = {}
    for slug in library.holding(reply.about):
        found.setdefault(slug, asking(slug, reply.about, library))
    for one in (
        reply.candidates[1:] if reply.kind is ReplyKind.CONFIDENT else ()
    ):  # else they are offered anyway
        if one.confidence >= LEAST_LIKELY:
            slug = one.passage.slug
            found.setdefault(slug, opening(SAYS.format(speech=named(slug, library)), one.passage))
    others = [button for slug, button in found.items() if button and slug not in shown]
    return _with_row(view, others[:MOST_OTHERS])


def with_others_of(view: View, message: Message) -> View:
    """Return `view` with the buttons for other speeches that `message` has."""
    there = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return _with_row(view, [one for row in there for one in row if PATTERN.fullmatch(str(one.callback_data))])


def asking(slug: str, about: str, library: Library) -> InlineKeyboardButton | None:
    """Return the button that asks a speech about words that it has; None: they do not fit."""
    return _fitting(SAYS.format(speech=named(slug, library)), f"os:t:{slug}|{about}")


def opening(text: str, passage: Passage) -> InlineKeyboardButton | None:
    """Return the button that opens a passage in a message of its own; None: its number is too long."""
    return _fitting(text, f"os:p:{digest([passage])}|{passage.id}")


def named(slug: str, library: Library) -> str:
    """Return what a speech is called in few words: 2023年, else its title."""
    names = library.names
    years = names.years[names.slugs.index(slug)]
    alike = [one for one in names.years if one == years]
    if len(years) == 1 and len(alike) == 1:
        return f"{next(iter(years))}年"
    title = next(speech.title for speech in library.speeches if speech.slug == slug)
    return f"《{clipped(title, LONGEST_LABEL - 6)}》" if title else slug


def _each(reply: Reply, answers: AnswerService) -> View:
    pieces: list[Piece] = []
    opened: list[InlineKeyboardButton | None] = []
    before = EACH_BY_ITSELF if reply.compared else ""
    for slug, one in zip(reply.slugs, reply.each, strict=True):
        lead = Piece(f"{'' if not pieces else chr(10) * 2}{named(slug, answers.library)}讲话：", bold=True)
        if one.counted:
            mentioned = places_view(one, answers.library, {slug: named(slug, answers.library)})
            pieces += [lead, *mentioned.pieces]
            there = mentioned.keyboard.inline_keyboard if mentioned.keyboard else ()
            opened.extend(button for row in there for button in row)
            continue
        if one.kind is ReplyKind.NOTHING:
            pieces += [lead, Piece(NOT_IN_IT)]
            continue
        shown = one.candidates[0]
        says_it = one.kind is not ReplyKind.UNSURE or reply.about in fold(shown.passage.text)
        nearest = Piece("" if says_it else CLOSEST)
        stretch = answers.library.stretch(shown.passage.id)
        below = stretch.below if stretch else None
        pieces += [lead, nearest, Piece("\n"), *passage_pieces(shown.passage, shown.marks, below=below)]
        opened.append(opening(WHOLE_OF.format(speech=named(slug, answers.library)), shown.passage))
    return View((Piece(before), *pieces), rows(*by(2, filter(None, opened))))


def with_years(view: View, reply: Reply, library: Library) -> View:
    """Return `view` with a line above it that says of which years named there is no speech."""
    if not reply.years or reply.kind is ReplyKind.NO_YEAR:
        return view
    said = NO_SPEECH if reply.slugs else INSTEAD
    return replace(view, pieces=(Piece(_missing(said, reply, library)), *view.pieces))


def said_years(years: Sequence[str]) -> str:
    """Return years as they are said: 2024 年, 2023、2024 年, and with a month 2025年9月."""
    return "、".join(years) + ("" if years[-1].endswith("月") else " 年")


def _missing(said: str, reply: Reply, library: Library) -> str:
    there = sorted(set().union(*library.names.years))
    return said.format(years=said_years(reply.years), there="、".join(there))


def _no_year(reply: Reply, library: Library) -> View:
    said = _missing(NO_YEAR, reply, library)
    there: dict[str, InlineKeyboardButton | None] = {}
    for slug in library.holding(reply.about) if reply.about else ():
        there[slug] = asking(slug, reply.about, library)
    for one in () if there else reply.candidates:
        if one.confidence >= LEAST_LIKELY:
            slug = one.passage.slug
            there.setdefault(slug, opening(SAYS.format(speech=named(slug, library)), one.passage))
    offered = [one for one in there.values() if one]
    offered = offered or [_whole("o", slug, library) for slug in library.names.slugs]
    return plain(said, rows(*by(2, offered[: 2 * MOST_OTHERS])) if offered else None)


def _whole(action: str, slug: str, library: Library) -> InlineKeyboardButton:
    text = POINTS.format(speech=named(slug, library)) if action == "o" else f"{named(slug, library)}讲话"
    return button(text, f"os:{action}:{slug}")


def points_of(slug: str, library: Library) -> InlineKeyboardButton:
    """Return the button that shows a speech's headings."""
    return _whole("o", slug, library)


def _titled(slug: str, library: Library) -> str:
    speech = next(speech for speech in library.speeches if speech.slug == slug)
    title = f"《{speech.title}》" if speech.title else ""
    return f"{title}（{speech.date}）" if speech.date else title or slug


def _fitting(text: str, data: str) -> InlineKeyboardButton | None:
    return button(text, data) if len(data.encode()) <= LONGEST_DATA else None


def _with_row(view: View, buttons: Sequence[InlineKeyboardButton]) -> View:
    if not buttons:
        return view
    there: Iterable[Sequence[InlineKeyboardButton]] = view.keyboard.inline_keyboard if view.keyboard else ()
    return replace(view, keyboard=InlineKeyboardMarkup([*there, list(buttons)]))
