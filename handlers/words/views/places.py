"""Where words stand, as it is said: how many places, a list of them page by page, one of them opened.

A button has the words as the speech writes them, so it needs no row, works after a restart and keeps nobody's.
"""

from collections import Counter

from telegram import InlineKeyboardButton

from core.models import Shows
from handlers.words.buttons import LONGEST_DATA, Mode, answer_keyboard, deck_of
from handlers.words.cards import button, by, rows
from handlers.words.replies import Piece, Pieces, View, label, passage_pieces, plain
from handlers.words.views.clauses import by_clause, told_differences
from handlers.words.views.compared import with_lead
from knowledge.language.writing.clipped import clipped
from knowledge.search.exact.mentions import Mentions, WordPlace, mentions, plain_words
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from services.asking.places import A_PAGE
from services.asking.reply import Counted, Reply, ReplyKind

LONGEST_SAID = 20  # characters of words that are repeated
A_ROW = 6
FEW_SPEECHES = 4  # of which it is said how often words stand in each
FEW = 2  # places of each of several words

COUNTED = "“{words}”在{where}里有 {places} 段提到{times}{each}。"
EACH_TIMES, EACH_NONE = "{speech} {times} 次", "{speech}没有"
TIMES = "，一共出现 {times} 次"
NONE = "{where}里没有“{words}”这几个字。"
VERBATIM = "是原文，一字不差。"
NOT_VERBATIM = "{where}里没有这一句原话。"
NOT_LIKE_IT = "不是差几个字：整句都不是原文的写法。"
HERE, NOT_HERE = "上面那段里“{words}”出现 {times} 次。", "上面那段里没有“{words}”这几个字。"
LENGTH = "上面那段 {letters} 个字，连标点 {signs} 个。"
NEAREST, NEAREST_MEANING = "最接近的一处：", "意思最近的是："
ELSEWHERE = "{where}里有 {places} 段提到{times}。"
NTH = "“{words}”第 {at} 处，共 {total} 处："
ONLY = "“{words}”在{where}里只有这一处{times}："
ON_PAGE = "（第 {first}～{last} 处）"
HOW_ON = "点数字看那一段，或发“下一处”。"
LEFT = "“{words}”一共 {total} 处，看到第 {at} 处，还剩 {left} 处。发“下一处”接着看。"
NOT_BEGUN = "“{words}”一共 {total} 处，还没有打开哪一处。发“第1处”从头看。"
ALL_READ = "“{words}”一共 {total} 处，已经看到最后一处。发“第1处”从头看。"
ALL_SHOWN = "没有更多没看过的段落了，“{words}”一共 {total} 处。发“第1处”从头看。"
FIRST = "这已经是“{words}”的第一处，共 {total} 处。"
NO_SUCH = "“{words}”一共 {total} 处。发“第{total}处”看最后一处。"
NOT_COUNTED = "要数哪个词？请把词写上，例如：“纪律”有几处"
IN_VAIN = "没有哪一段直接回答这个问题。"
MENTIONED = "“{words}”在{where}里有 {places} 段提到{times}，点下面看原文。"
NAMED, NAMED_ONLY = "“{words}”在{where}里有 {places} 段提到，先看这一段：", "{where}里提到“{words}”的是这一段："
SHOW_PLACES, SHOW_PLACE = "提到“{words}”的 {total} 处", "提到“{words}”的那一段"
STEP_BACK, STEP_ON, THE_LIST = "上一处", "下一处", "全部 {total} 处"


def places_view(reply: Reply, library: Library, named: dict[str, str]) -> View:
    """Return what a reply about places looks like. `named`: what the speeches are called."""
    counted = reply.counted
    if counted is None:
        within = reply.kind is ReplyKind.WITHIN
        return _within(reply.candidates[0].passage, reply.about, library) if within else plain(NOT_COUNTED)
    if reply.kind is ReplyKind.NOTHING:
        return _mentioned(counted, library, named)
    if reply.kind is ReplyKind.PLACES:
        several = len(counted.found) > 1
        view = _several(counted, library, named) if several else _list(counted, library, named)
        return with_lead(view, counted, named)
    if reply.kind is ReplyKind.PLACE:
        return _place(reply, counted, library, named)
    if reply.kind is ReplyKind.NO_PLACES:
        return _none(reply, counted, library, named)
    found, at = counted.found[0], counted.at
    total = len(found.places)
    left = LEFT if at else NOT_BEGUN
    said = {
        ReplyKind.ALL_PLACES: ALL_SHOWN,
        ReplyKind.FIRST_PLACE: FIRST,
        ReplyKind.NO_SUCH_PLACE: NO_SUCH,
        ReplyKind.PLACES_LEFT: ALL_READ if at == total else left,
    }.get(reply.kind, ALL_READ)
    told = said.format(words=_words(found), total=total, at=at, left=total - at)
    whole = _button(THE_LIST.format(total=total), "w", 0, found)
    return plain(told, rows([whole] if whole and total > 1 else []))


def _within(passage: Passage, words: str, library: Library) -> View:
    """Return how often words stand in a passage, with a button for all places; how long it is without words."""
    text = "".join(passage.text.split())
    if not words:
        return plain(LENGTH.format(letters=sum(map(str.isalnum, text)), signs=len(text)))
    times = plain_words(text).count(plain_words(words))
    found = mentions(library, words, library.names.slugs)
    whole = _button(THE_LIST.format(total=len(found.places)), "w", 0, found) if found.places else None
    return plain((HERE if times else NOT_HERE).format(words=words, times=times), rows([whole] if whole else []))


def naming(found: Mentions, library: Library, named: dict[str, str]) -> tuple[str, InlineKeyboardButton | None]:
    """Return what to say above a passage that is one of those with the words, and what lists them all."""
    total = len(found.places)
    if total < 2:
        return _said(NAMED_ONLY, found, library, named), None
    text = SHOW_PLACES.format(words=clipped(found.words, 10), total=total)
    return _said(NAMED, found, library, named), _button(text, "l", 0, found)


def _mentioned(counted: Counted, library: Library, named: dict[str, str]) -> View:
    """Return that nothing answers, and what is mentioned, a button each: none of it is shown as an answer."""
    best, *others = counted.found
    opened = []
    for found in (best, *others):
        total = len(found.places)
        text = (SHOW_PLACES if total > 1 else SHOW_PLACE).format(words=clipped(found.words, 10), total=total)
        opened.append(_button(text, "l" if total > 1 else "n", int(total == 1), found))
    return plain(IN_VAIN + _said(MENTIONED, best, library, named), rows(*by(1, filter(None, opened))))


def _none(reply: Reply, counted: Counted, library: Library, named: dict[str, str]) -> View:
    """Return that the words stand nowhere, and what comes nearest, with what differs."""
    form = NOT_VERBATIM if counted.checked else NONE
    said = "\n".join(_said(form, one, library, named) for one in counted.found)
    if others := counted.elsewhere:
        whole = _button(THE_LIST.format(total=len(others.places)), "w", 0, others)
        told = said + _said(ELSEWHERE, others, library, named)
        return plain(told, rows([whole] if whole else []))
    if counted.clauses:
        return by_clause(said, counted.clauses, named, _button)
    if counted.asked and not counted.differences:
        said += NOT_LIKE_IT
    if not reply.candidates:
        return plain(said)
    shown = reply.candidates[0]
    differs = told_differences(counted.differences)
    lead = f"{said}{differs and f'您写的{differs}。'}\n{NEAREST if counted.near else NEAREST_MEANING}"
    pieces = passage_pieces(shown.passage, shown.marks, before=lead)
    return View(pieces, answer_keyboard(deck_of(Mode.PASSAGE, reply.candidates)))


def _list(counted: Counted, library: Library, named: dict[str, str]) -> View:
    """Return the places on a page, a line and a button each."""
    found, first = counted.found[0], counted.page * A_PAGE
    there = found.places[first : first + A_PAGE]
    lead = _verbatim(counted) + _said(COUNTED, found, library, named)
    if len(found.places) > A_PAGE:
        lead += ON_PAGE.format(first=first + 1, last=first + len(there))
    pieces: Pieces = (Piece(lead),)
    opened = []
    for number, place in enumerate(there, first + 1):
        pieces = (*pieces, *_line(number, place, named))
        opened.append(_button(str(number), "n", number, found))
    shown = there[0].stretch.passage
    turning = [_button("上一页", "w", counted.page - 1, found)] if counted.page else []
    if first + A_PAGE < len(found.places):
        turning.append(_button("下一页", "w", counted.page + 1, found))
    keyboard = rows(*by(A_ROW, filter(None, opened)), filter(None, turning))
    end = (Piece(f"\n{HOW_ON}"),) if keyboard.inline_keyboard else ()
    return View((*pieces, *end), keyboard, about=Shows(shown.id, shown.text, there[0].around))


def _several(counted: Counted, library: Library, named: dict[str, str]) -> View:
    """Return how often each of several words stands, its first places, and a button for its list."""
    pieces: Pieces = ()
    whole = []
    shows = None
    for found in counted.found:
        lead = Piece(_said(COUNTED if found.places else NONE, found, library, named))
        pieces = (*pieces, Piece("\n\n") if pieces else Piece(""), lead)
        for number, place in enumerate(found.places[:FEW], 1):
            pieces = (*pieces, *_line(number, place, named))
            passage = place.stretch.passage
            shows = shows or Shows(passage.id, passage.text, place.around)
        if found.places:
            whole.append(_button(f"“{clipped(_words(found), 10)}”{len(found.places)} 处", "w", 0, found))
    return View(pieces, rows(*by(2, filter(None, whole))), about=shows)


def _place(reply: Reply, counted: Counted, library: Library, named: dict[str, str]) -> View:
    found, shown, total = counted.found[0], reply.candidates[0], len(counted.found[0].places)
    place = found.places[counted.at - 1]
    lead = _said(ONLY, found, library, named)
    if total > 1:
        lead = NTH.format(words=_words(found), at=counted.at, total=total)
    lead = _verbatim(counted) + lead
    stretch = place.stretch
    pieces = passage_pieces(
        shown.passage, shown.marks, before=lead, below=stretch.below, stretch=stretch, around=reply.around
    )
    reading = answer_keyboard(deck_of(Mode.PASSAGE, reply.candidates, reply.around)).inline_keyboard
    steps = [_button(STEP_BACK, "m", counted.at - 1, found)] if counted.at > 1 else []
    if counted.at < total:
        steps.append(_button(STEP_ON, "m", counted.at + 1, found))
    if total > 1:
        steps.append(_button(THE_LIST.format(total=total), "w", (counted.at - 1) // A_PAGE, found))
    return View(pieces, rows(*reading, filter(None, steps)))


def _line(number: int, place: WordPlace, named: dict[str, str]) -> Pieces:
    """Return a place in a line: its number, where it is as a link that opens it, and a few of its words."""
    passage, mark = place.stretch.passage, next(iter(place.marks), None)
    where = f"{named[passage.slug]}第 {place.stretch.place} 段"
    return (Piece(f"\n{number}. "), Piece(where, opens=passage.id), Piece(f"：{label(passage.text, mark)}"))


def _said(form: str, found: Mentions, library: Library, named: dict[str, str]) -> str:
    every = len(found.slugs) == len(library.speeches)
    where = "、".join(named[slug] for slug in found.slugs) + "的讲话"
    if every:
        where = {1: "这篇讲话", 2: "两篇讲话"}.get(len(found.slugs), f"{len(found.slugs)} 篇讲话")
    times = TIMES.format(times=found.times) if found.times > len(found.places) else ""
    return form.format(
        words=_words(found), where=where, places=len(found.places), times=times, each=_each(found, named)
    )


def _each(found: Mentions, named: dict[str, str]) -> str:
    """Return how often the words stand in each of a few speeches."""
    if not 1 < len(found.slugs) <= FEW_SPEECHES:
        return ""
    times = Counter(dict.fromkeys(found.slugs, 0))
    for place in found.places:
        times[place.stretch.passage.slug] += place.times
    said = ((EACH_TIMES if count else EACH_NONE, slug, count) for slug, count in times.items())
    return f"（{'，'.join(form.format(speech=named[slug], times=count) for form, slug, count in said)}）"


def _verbatim(counted: Counted) -> str:
    return VERBATIM if counted.checked else ""


def _words(found: Mentions) -> str:
    return clipped(found.words, LONGEST_SAID)


def _button(text: str, action: str, number: int, found: Mentions) -> InlineKeyboardButton | None:
    data = f"os:{action}:{number}.{','.join(found.slugs)}|{found.words}"
    fits = len(data.encode()) <= LONGEST_DATA and "\n" not in found.words
    return button(text, data) if fits else None
