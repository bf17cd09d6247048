"""Which of the things that come by themselves a chat settled last: 改周五 means that one."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from handlers.context import Context
from knowledge.language.commands.quiz_words import means_the_item
from knowledge.language.hours.halves import in_part, part_in
from knowledge.language.schedules.tokens import heard_in

FOR_SO_LONG = timedelta(minutes=30)


class Settled(StrEnum):
    """What comes by itself, and can be had on another day."""

    QUOTE = "quote"
    QUIZ = "quiz"


def note_off(days: Collection[date], context: Context) -> None:
    """Remember the days that this chat wants nothing on: 周二也停 is of the same week, and beside them."""
    if context.chat_data is not None:
        context.chat_data["off"] = (frozenset(days), context.asked_at)


def off_last(context: Context) -> frozenset[date]:
    """Return the days that this chat has left out last, a while ago at most; none for none."""
    days, _ = (context.chat_data or {}).get("off", (frozenset(), None))
    return days if off_at(context) is not None else frozenset()


def off_at(context: Context) -> datetime | None:
    """Return when this chat has left days out last, a while ago at most; None for never."""
    _, at = (context.chat_data or {}).get("off", (frozenset(), None))
    return at if at is not None and context.asked_at - at <= FOR_SO_LONG else None


def near_off(context: Context) -> date | None:
    """Return the first day that this chat has left out last; None for none."""
    return min(off_last(context), default=None)


def note_settled(what: Settled, context: Context) -> None:
    """Remember what this chat has settled."""
    if context.chat_data is not None:
        context.chat_data["settled"] = (what, context.asked_at)
        context.chat_data.pop("settled_aside", None)


def note_settled_aside(context: Context) -> None:
    """Remember that something else was spoken of since: a mere hour may mean another thing than that."""
    if context.chat_data is not None:
        context.chat_data["settled_aside"] = True


def settled_for_sure(context: Context) -> bool:
    """Return whether one thing was settled last and nothing else was spoken of since."""
    return settled_last(context) is not None and "settled_aside" not in (context.chat_data or {})


def settled_last(context: Context) -> Settled | None:
    """Return what this chat has settled last, a while ago at most; None for nothing."""
    what, at = (context.chat_data or {}).get("settled", (None, None))
    return what if at is not None and context.asked_at - at <= FOR_SO_LONG else None


def note_quiz_in_question(when: tuple[int, time] | None, context: Context) -> None:
    """Remember on which day of the week and when 每周一题 was offered; None: it is asked no more."""
    if context.chat_data is not None:
        context.chat_data["quiz_asked"] = (when, context.asked_at)


def quiz_in_question(context: Context) -> tuple[int, time] | None:
    """Return what was asked of 每周一题, where it was settled or spoken of last."""
    when, at = (context.chat_data or {}).get("quiz_asked", (None, None))
    fresh = at is not None and context.asked_at - at <= FOR_SO_LONG
    return when if fresh and settled_last(context) is Settled.QUIZ else None


def said_of_when(by: int | None, context: Context) -> str:
    """Return the words with days or an hour that a person said last; empty for none."""
    words, who, at = (context.chat_data or {}).get("said_when", ("", None, None))
    return words if at is not None and who == by and context.asked_at - at <= FOR_SO_LONG else ""


def note_heard(words: str, by: int | None, context: Context) -> None:
    """Remember what of days and hours a person has named, for what they say next."""
    note_part(words, by, context)
    if context.chat_data is not None and not means_the_item(words) and heard_in(words):
        context.chat_data["said_when"] = (words, by, context.asked_at)


def note_part(words: str, by: int | None, context: Context) -> None:
    """Remember the part of the day that a person has named: an hour that they say next is in it."""
    if context.chat_data is not None and (part := part_in(words)):
        context.chat_data["part_said"] = (part, by, context.asked_at)


def in_part_said(at: time, words: str, by: int | None, context: Context) -> time:
    """Return the hour that is meant by `at`, read from `words`: 三点半 is 15:30 for who has just said 下午."""
    part, who, noted = (context.chat_data or {}).get("part_said", ("", None, None))
    if noted is None or who != by or context.asked_at - noted > FOR_SO_LONG:
        return at
    return in_part(at, words, part)
