"""What was asked about the pushes and is not settled: a further sentence is read beside it.

再推迟一小时 counts from its hour, 周末别发 is added to it, 初七照发 is taken out of its dates.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from telegram import Message

from core.days import Days
from core.patterns import pattern
from handlers.context import Context
from handlers.pushes.subscribing.telling.state import said_stretch
from handlers.sending.asked import YES
from handlers.words.addressed import asker
from handlers.words.prompts import Asked
from knowledge.language.hours.times import as_hour
from storage.asking.prompts import Prompt

ONE_DAY = timedelta(days=1)
_HOUR = pattern(r"set:time:(?P<hour>\d\d)(?P<minute>\d\d)(?:/(?P<days>.+))?")
_REST = pattern(r"set:rest:(?P<stretches>\d{8}-\d{8}(?:,\d{8}-\d{8})*)")
ALL = "set:all:"  # several settings by one button
LONGEST = 400  # days of one stretch
MOST_STRETCHES = 3  # that a button holds


class InQuestion(NamedTuple):
    """What a yes would make of the chat's pushes: an hour, on days where some were said; or dates without."""

    at: time | None = None
    days: Days | None = None
    off: frozenset[date] = frozenset()


NOT_CHANGED = "\n刚才问您的 {hour} 没有改。"
NOT_LEFT_OUT = "\n刚才问您的{days}没有停。"


async def leave_in_question(message: Message, context: Context, *, done: frozenset[date] = frozenset()) -> str:
    """Ask no more about the pushes, as something else was settled since; return what to say of that.

    `done`: dates that were left out now.
    """
    asked = await in_question(message, context)
    prompts = context.services.prompts
    for one in await prompts.of(message.chat.id, asker(message).user_id):
        if one.kind == Asked.HOUR and prompts.waits(one):
            await prompts.leave(one)
    if asked and asked.off:
        left = asked.off - done
        return NOT_LEFT_OUT.format(days=said_days_of(left)) if left else ""
    return NOT_CHANGED.format(hour=as_hour(asked.at)) if asked and asked.at else ""


async def in_question(message: Message, context: Context) -> InQuestion | None:
    """Return what the person of `message` was asked last of the pushes and has not answered; else None."""
    prompts = context.services.prompts
    for one in await prompts.of(message.chat.id, asker(message).user_id):
        if one.kind == Asked.HOUR and prompts.waits(one):
            return asked_by(one)
    return None


def asked_by(prompt: Prompt) -> InQuestion | None:
    """Return what a yes to the prompt would do; None where that is something else."""
    data = prompt.presses.get(YES, "")
    if data.startswith(ALL):
        several = [_said_by(f"set:{part}") for part in data.removeprefix(ALL).split(";")]
        known = [one for one in several if one is not None]
        hour = next((one for one in known if one.at), InQuestion())
        off = frozenset(day for one in known for day in one.off)
        return InQuestion(hour.at, hour.days, off) if known else None
    return _said_by(data)


def _said_by(data: str) -> InQuestion | None:
    if match := _HOUR.fullmatch(data):
        days = Days.read(match["days"]) if match["days"] else None
        return InQuestion(time(int(match["hour"]), int(match["minute"])), days)
    if match := _REST.fullmatch(data):
        return InQuestion(off=frozenset(dates_in(match["stretches"])))
    return None


def stretches_of(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return the first and last days of the stretches in a row that `days` are."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def said_days_of(days: Iterable[date]) -> str:
    """Say dates, those in a row as a stretch: 12月2日 周三、12月4日 周五至12月6日 周日."""
    return "、".join(said_stretch(first, last) for first, last in stretches_of(days))


def written_stretches(days: Iterable[date]) -> str:
    """Return dates as a button has them; the second of each pair is the day on which the pushes go on."""
    return ",".join(f"{first:%Y%m%d}-{last + ONE_DAY:%Y%m%d}" for first, last in stretches_of(days))


def dates_in(written: str) -> set[date]:
    """Read what `written_stretches` has written. ValueError for days that no calendar has."""
    found = set[date]()
    for stretch in written.split(","):
        first, resumes_on = (datetime.strptime(day, "%Y%m%d").date() for day in stretch.split("-"))  # noqa: DTZ007
        found |= {first + number * ONE_DAY for number in range(min((resumes_on - first).days, LONGEST))}
    return found
