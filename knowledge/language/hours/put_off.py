"""For how long something is put off, as people say it: 3天, 推迟一周, 下个月再说 is none."""

from datetime import date

from core.patterns import pattern
from knowledge.language.calendar.dates import coming_date
from knowledge.language.writing.signs import MisreadError, argument

_SPAN = pattern(
    r"(?:再|先|请|帮我)*(?:推迟|延后|延迟|缓|晚|过|等|往后推)*(?P<number>\d{1,3})(?:个)?(?P<unit>天|日|周|星期|礼拜|月)(?:后|以后|之后|再说|再提醒我?|吧|[.!])*"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_TOMORROW = pattern(r"(?:推迟到|等到?|到)?(?P<day>明天|后天|大后天)(?:再说|再提醒我?|吧|[.!])*")
_NAMED = {"明天": 1, "后天": 2, "大后天": 3}


_UNTIL = pattern(r".*?(?:推迟|延后|延迟|往后推|缓|等|改)?到(?P<day>.{2,12}?)(?:再说|再办|再提醒我?|吧|[了.!])*")


def put_off_days(text: str, today: date | None = None) -> int | None:
    """Return for how many days, counted from `today` where a day is named; None for anything else."""
    said = argument(text).replace("两", "2")
    until = _UNTIL.fullmatch(said) if today is not None else None
    if until is not None and today is not None and until["day"] not in _NAMED:
        try:
            return (coming_date(until["day"], today) - today).days or None
        except MisreadError:
            return None
    if match := _TOMORROW.fullmatch(said):
        return _NAMED[match["day"]]
    match = _SPAN.fullmatch(said)
    return int(match["number"]) * _DAYS[match["unit"]] if match else None
