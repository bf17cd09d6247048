"""What was to be checked and is no sentence of the speeches, clause by clause: which of them is verbatim."""

from collections.abc import Callable

from telegram import InlineKeyboardButton

from core.models import Shows
from handlers.words.cards import by, rows
from handlers.words.replies import Piece, Pieces, View
from knowledge.search.exact.mentions import Mentions
from services.asking.reply import OfClause

A_ROW = 6
BY_CLAUSE = "分开看："
LITERAL, AND_MORE = "一字不差，", "等 {total} 处"
NOT_THERE, NEAR = "原文没有", "不是原文，接近的是“{there}”，"
OTHER, TOO_MUCH, MISSING = "“{written}”原文是“{there}”", "多了“{written}”", "少了“{there}”"
HOW_ON = "点数字看原文那一段。"
Named = dict[str, str]
Opens = Callable[[str, str, int, Mentions], InlineKeyboardButton | None]


def told_differences(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return what was written and what stands there instead, in words."""
    return "；".join(
        (OTHER if written and there else TOO_MUCH if written else MISSING).format(written=written, there=there)
        for written, there in pairs
    )


def by_clause(lead: str, clauses: tuple[OfClause, ...], named: Named, opens: Opens) -> View:
    """Return each clause with where it stands, or what comes nearest; a number opens the place of one.

    `opens` makes the button that opens a place.
    """
    pieces: Pieces = (Piece(f"{lead}{BY_CLAUSE}"),)
    opened, shows = [], None
    for number, clause in enumerate(clauses, 1):
        pieces = (*pieces, Piece(f"\n{number}. “{clause.found.words}”："), *_told(clause, named))
        if clause.found.places:
            opened.append(opens(str(number), "n", 1, clause.found))
            place = clause.found.places[0]
            passage = place.stretch.passage
            shows = shows or Shows(passage.id, passage.text, place.around)
    keyboard = rows(*by(A_ROW, filter(None, opened)))
    end = (Piece(f"\n{HOW_ON}"),) if keyboard.inline_keyboard else ()
    return View((*pieces, *end), keyboard, about=shows)


def _told(clause: OfClause, named: Named) -> Pieces:
    places, near = clause.found.places, clause.near
    if places:
        passage = places[0].stretch.passage
        where = Piece(f"{named[passage.slug]}第 {places[0].stretch.place} 段", opens=passage.id)
        more = (Piece(AND_MORE.format(total=len(places))),) if len(places) > 1 else ()
        return (Piece(LITERAL), where, *more)
    if near is None:
        return (Piece(NOT_THERE),)
    there = near.passage.text[slice(*near.span)]
    differs = told_differences(near.differences)
    where = Piece(named[near.passage.slug], opens=near.passage.id)
    return (Piece(NEAR.format(there=there)), where, Piece(f"：{differs}" if differs else ""))
