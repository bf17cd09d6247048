"""How long to pause, as people say it: 3天, 两周, 到12月31日, 到下周一, 到月底."""

import re
from datetime import date, timedelta

from knowledge.language.dates import coming_date
from knowledge.language.signs import Fault, MisreadError, argument

ONE_DAY = timedelta(days=1)
UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
HALVES = {"半月": 15, "半年": 183, "1个半月": 45}
LONGEST = 3660  # days; longer spans are not counted out

_COURTESY = re.compile(r"(?:[.,!?~…;-]|谢谢[你您啦了]?|吧|啦|呀|哦)+$")
_SPAN = re.compile(r"(?P<number>\d+)(?P<many>[万亿])?个?(?P<unit>天|日|周|星期|礼拜|月|年)")
_UNTIL = re.compile(r"(?:(?:一|1)?(?:直|截)?[到至止])*(?P<day>.+?)(?:为止|止)?")


def parse_pause(text: str, today: date, first: date) -> date | None:
    """Return the day to push again on, as `read_pause` does; None when that raises."""
    try:
        return read_pause(text, today, first)
    except MisreadError:
        return None


def read_pause(text: str, today: date, first: date) -> date:
    """Return the day to push again on.

    `first` is the first day that a pause would hold back: 3天 is it and the two after it. Up to a date is
    up to its end. A month and a day alone are the next ones to come. Raises MisreadError for what is no
    span and no date, for a date that is past or that no calendar has, for no day at all and for a span of
    more than ten years; a shorter one the caller judges.
    """
    said = _COURTESY.sub("", argument(text))
    days = HALVES.get(said.replace("半个", "半"))
    if span := _SPAN.fullmatch(said):
        many = span["many"] or len(span["number"]) > len(str(LONGEST))
        days = LONGEST + 1 if many else int(span["number"]) * UNITS[span["unit"]]
    if days is None:
        until = _UNTIL.fullmatch(said)
        if until is None:
            raise MisreadError
        last = coming_date(until["day"], today)
        if (last - today).days > LONGEST:
            raise MisreadError(Fault.TOO_LONG)
        return last + ONE_DAY
    if not days:
        raise MisreadError(Fault.TOO_SHORT)
    if days > LONGEST:
        raise MisreadError(Fault.TOO_LONG)
    return first + days * ONE_DAY
