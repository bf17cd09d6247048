"""On which days and at what time of day something is wished for: 工作日8点, 8:30, 每天."""

import re
from datetime import time

from core.models import Days
from knowledge.language.signs import Fault, MisreadError, argument
from knowledge.language.times import parse_time, read_time
from knowledge.language.workdays import UnknownDaysError, split_days

# Days that no push can keep to; whoever names them is told which ones can be chosen.
_OTHER_DAYS = re.compile(r"(?:每个?|逢)?(?:周末|双休日|节假日|(?:周|星期|礼拜)[1-7日天])的?")
_LOOKS_LIKE = re.compile(r"\d{1,2}[:.点时]\d{0,2}分?")


def days_and_time(text: str) -> tuple[Days | None, time | None]:
    """Return the days and the time a person wrote; None for what they left out.

    Raises MisreadError for a time that is unclear or none, UnknownDaysError for days that cannot be chosen.
    """
    days, rest = split_days(text)
    return days, read_time(rest) if rest.strip() else None


def names_an_hour(text: str) -> bool:
    """Return whether `text` is days, a time of day, or both; what no clock and no setting knows counts too."""
    try:
        days_and_time(text)
    except UnknownDaysError:
        rest = _OTHER_DAYS.sub("", argument(text), count=1)
        return not rest or parse_time(rest) is not None
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR or bool(_LOOKS_LIKE.fullmatch(argument(text)))
    return bool(text.strip())
