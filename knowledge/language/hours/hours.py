"""Reads days and times of day that people wish for: 工作日8点, 周一三五 8:30, 每天, 周末不要发, 改成晚上."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from core.patterns import pattern
from knowledge.language.calendar.days import LONGEST, DaysSaid, UnknownDaysError, read_days
from knowledge.language.hours.parts_of_day import LETTERS as OF_A_PART
from knowledge.language.hours.parts_of_day import PartOfDay, part_of_day
from knowledge.language.hours.times import LETTERS as OF_A_TIME
from knowledge.language.hours.times import read_time
from knowledge.language.schedules.sentence import read_hour, read_schedule
from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import Fault, MisreadError, argument, letters_of, with_plain_signs

_LOOKS_LIKE = pattern(r"\d{1,2}[:.点时]\d{0,2}分?")
_NUMBER = pattern(r"[0-9]+(?::[0-9]+)?")
# What stands between days and an hour, and what people add to an hour.
_BETWEEN = " ,:;的在于"
_SENDING = pattern(
    r"(?:准时|的?时候|再|就|都)*(?:推送|推|发送|发|提醒|通知|送|收|看)(?:给我们?|过来|一[条次句]|就?行|就?好|即可|吧|了|[.!~])*$"
)

_LETTERS = OF_A_PART | OF_A_TIME | letters_of(_SENDING.pattern, _BETWEEN)
_STRUNG = "".join(_LETTERS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """When somebody wants the quote, as far as they say so. `part`: a part of the day and no hour."""

    days: DaysSaid | None = None
    at: time | None = None
    part: PartOfDay | None = None


def read_wanted(text: str) -> Wanted:
    """Return the days and the time, or part of the day, that a person wrote; nothing for no words.

    Raises MisreadError for a time that is unclear or none, UnknownDaysError for days that cannot be chosen.
    """
    said = with_plain_signs(fold(from_pinyin(text) or text)).strip()
    if not said:
        return Wanted()
    if days := read_days(said):
        return Wanted(days)
    for one, other in _halves(said):
        found = _both(one, other)
        if found is not None:
            return found
    if scheduled := _of_a_schedule(said):
        return scheduled
    if not _LETTERS.issuperset(said):
        raise MisreadError
    if part := _part(said):
        return Wanted(part=part)
    return Wanted(at=read_time(_bare(said)))


def _of_a_schedule(said: str) -> Wanted | None:
    """Return what a sentence of several clauses says: 每天八点，周末不要; 哎算了，还是七点五十吧."""
    schedule = read_schedule(said)
    hour = schedule.hour if schedule and schedule.days else read_hour(said)
    days = schedule.days if schedule else None
    return Wanted(days, read_time(hour) if hour else None) if days or hour else None


def names_an_hour(text: str) -> bool:
    """Return whether `text` is days, a time of day, or both; impossible ones count too."""
    try:
        read_wanted(text)
    except UnknownDaysError:
        return True
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR or bool(_LOOKS_LIKE.fullmatch(argument(text)))
    return bool(text.strip())


def _halves(said: str) -> Iterator[tuple[str, str]]:
    """Return the ways to part `said` into days and what may be an hour, in either order; most of it days first.

    No number is parted, and no hour: 周一10点 is no 周一1 and 0点, 周一三五 7:50 no 周一三五7 and 50.
    """
    if len(said) > LONGEST:
        return
    whole = {at for number in _NUMBER.finditer(said) for at in range(number.start() + 1, number.end())}
    cuts = [cut for cut in range(len(said) - 1, 0, -1) if cut not in whole]
    behind, before = len(said.rstrip(_STRUNG)), len(said) - len(said.lstrip(_STRUNG))
    for cut in cuts:
        if cut >= behind:
            yield said[:cut], said[cut:]
    for cut in reversed(cuts):
        if cut <= before:
            yield said[cut:], said[:cut]


def _both(days: str, hour: str) -> Wanted | None:
    """Return what `days` and `hour` say together; None when one of them is no such thing."""
    bare = _bare(hour.strip(_BETWEEN))
    part = _part(bare)
    at: time | MisreadError | None = None
    if part is None:
        try:
            at = read_time(bare)
        except MisreadError as error:
            if error.fault is Fault.UNCLEAR:
                return None
            at = error
    found = read_days(days.strip(_BETWEEN))
    if found is None:
        return None
    if isinstance(at, MisreadError):
        raise at
    return Wanted(found, at, part)


def _part(said: str) -> PartOfDay | None:
    """Return the part of the day that `said` is; 中午 is twelve o'clock."""
    part = part_of_day(said)
    return None if part is PartOfDay.NOON else part


def _bare(said: str) -> str:
    """Return an hour without what is to be done at it: 8点推送 is 8点."""
    return _SENDING.sub("", said)
