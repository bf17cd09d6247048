"""How many days are paused is told by the days that are named, not twice."""

import pytest

from knowledge.language.calendar.pauses import without_counts


@pytest.mark.parametrize(
    ("counted", "named"),
    [
        ("3月5号到6号停两天", "3月5号到6号停"),
        ("3月5号到3月6号停2天", "3月5号到3月6号停"),
        ("五号到六号不推两天", "五号到六号不推"),
        ("明天后天两天别发", "明天后天别发"),
        ("3月5号停两天", "3月5号停两天"),  # from that day on
        ("停两天", "停两天"),
    ],
)
def test_how_many_days_there_are_is_left_out_where_they_are_named(counted: str, named: str) -> None:
    assert without_counts(counted) == named
