"""Which of the things that come by themselves a chat settled last: 改周五 means that one."""

from datetime import date, timedelta
from enum import StrEnum

from handlers.context import Context

FOR_SO_LONG = timedelta(minutes=30)


class Settled(StrEnum):
    """What comes by itself, and can be had on another day."""

    QUOTE = "quote"
    QUIZ = "quiz"


def note_off(day: date, context: Context) -> None:
    """Remember a day that this chat has left out: 周二也停 is of the same week."""
    if context.chat_data is not None:
        context.chat_data["off"] = (day, context.services.clock.now())


def off_last(context: Context) -> date | None:
    """Return the day that this chat has left out last, a while ago at most; None for none."""
    day, at = (context.chat_data or {}).get("off", (None, None))
    return day if at is not None and context.services.clock.now() - at <= FOR_SO_LONG else None


def note_settled(what: Settled, context: Context) -> None:
    """Remember what this chat has settled."""
    if context.chat_data is not None:
        context.chat_data["settled"] = (what, context.services.clock.now())


def settled_last(context: Context) -> Settled | None:
    """Return what this chat has settled last, a while ago at most; None for nothing."""
    what, at = (context.chat_data or {}).get("settled", (None, None))
    return what if at is not None and context.services.clock.now() - at <= FOR_SO_LONG else None
