"""Dates gone by, in people's words. Today is Wednesday, 4 March 2026."""

from datetime import date

import pytest

from knowledge.language.past_dates import past_date
from knowledge.language.signs import Fault, MisreadError

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", TODAY),
        ("昨天", date(2026, 3, 3)),
        ("昨日", date(2026, 3, 3)),
        ("昨儿个", date(2026, 3, 3)),
        ("前天", date(2026, 3, 2)),
        ("大前天", date(2026, 3, 1)),
        ("三天前", date(2026, 3, 1)),
        ("上周五", date(2026, 2, 27)),
        ("上个星期日", date(2026, 3, 1)),
        ("上礼拜一", date(2026, 2, 23)),
        ("上上周三", date(2026, 2, 18)),
        ("周一", date(2026, 3, 2)),
        ("周三", TODAY),
        ("周五", date(2026, 2, 27)),
        ("这周一", date(2026, 3, 2)),
        ("11月3日", date(2025, 11, 3)),
        ("十一月三号", date(2025, 11, 3)),
        ("3月2日", date(2026, 3, 2)),
        ("3.1", date(2026, 3, 1)),
        ("去年12月1日", date(2025, 12, 1)),
        ("2025-12-01", date(2025, 12, 1)),
        ("3号", date(2026, 3, 3)),
        ("5号", date(2026, 2, 5)),
        ("上个月3号", date(2026, 2, 3)),
        ("4月4日", date(2026, 4, 4)),  # near at hand: the one to come
        ("4月5日", date(2025, 4, 5)),
        ("2月29日", date(2024, 2, 29)),
        ("明天", date(2026, 3, 5)),
        ("下周一", date(2026, 3, 9)),
    ],
)
def test_a_date_gone_by_is_read_as_people_say_it(said: str, day: date) -> None:
    assert past_date(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", Fault.UNCLEAR),
        ("那天", Fault.UNCLEAR),
        ("11月31日", Fault.NO_SUCH_DAY),
        ("上个月31号", Fault.NO_SUCH_DAY),
    ],
)
def test_what_is_no_date_is_not_guessed(said: str, fault: Fault) -> None:
    with pytest.raises(MisreadError) as raised:
        past_date(said, TODAY)
    assert raised.value.fault is fault
