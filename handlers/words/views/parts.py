"""What is said of a part of a speech: the points it is divided into, or that it has none, or not so many."""

from dataclasses import replace

from telegram import InlineKeyboardButton

from core.models import Shows
from handlers.words.cards import rows
from handlers.words.replies import LONGEST_LABEL, View, plain
from handlers.words.views.speeches import named, opening, points_of
from knowledge.language.writing.clipped import clipped
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from services.asking.reply import Reply, ReplyKind

POINTS = "{speech}讲话“{heading}”下面有 {points} 点：\n"
NO_POINTS = "{speech}讲话“{heading}”下面没有再分小标题。点下面看这一部分的原文。"
OF_WHICH = "哪一次讲话的？"
NO_PART = "{speech}讲话没有这一部分。它的标题，点下面的按钮看。"
NO_SUCH_PART = "现有的讲话都没有这一部分。发 /speeches 看目录。"
SO_FEW = "这一部分没有那么多，一共 {count}。"
OPEN = "看原文"


def part_view(reply: Reply, library: Library) -> View | None:
    """Return what a reply about a part of a speech looks like; None: it is another kind of reply."""
    match reply.kind:
        case ReplyKind.POINTS:
            return _points(reply, library)
        case ReplyKind.PART_OF_WHICH:
            return _of_which(reply, library)
        case ReplyKind.NO_PART_STRETCH:
            return plain(SO_FEW.format(count=reply.about))
        case ReplyKind.NO_PART if reply.slugs:
            said = NO_PART.format(speech=named(reply.slugs[0], library))
            return plain(said, rows([points_of(reply.slugs[0], library)]))
        case ReplyKind.NO_PART:
            return plain(NO_SUCH_PART)
    return None


def _points(reply: Reply, library: Library) -> View:
    """Return the headings right below a part's, word for word, and a button for each that opens it."""
    part, *points = (one.passage for one in reply.candidates)
    slug = reply.slugs[0]
    headings = {passage.id: heading for _, passage, heading in library.headings(slug)}
    told = {"speech": named(slug, library), "heading": headings[part.id], "points": len(points)}
    lines = "".join(f"\n{headings[one.id]}" for one in points)
    said = POINTS.format_map(told) + lines if points else NO_POINTS.format_map(told)
    opened = [opening(clipped(headings[one.id], LONGEST_LABEL), one) for one in points]
    opened = opened or [opening(OPEN, part)]
    view = plain(said, rows(*([one] for one in opened if one)))
    return replace(view, about=Shows(part.id, part.text), chooses=bool(points))


def _of_which(reply: Reply, library: Library) -> View:
    found = [_of_speech(one, library) for one in reply.candidates]
    return replace(plain(OF_WHICH, rows(*([one] for one in found if one))), chooses=True)


def _of_speech(one: Candidate, library: Library) -> InlineKeyboardButton | None:
    whole = library.passage(one.passage.id)  # a button opens a passage, not a longer stretch
    return opening(f"{named(one.passage.slug, library)}讲话", whole or one.passage)
