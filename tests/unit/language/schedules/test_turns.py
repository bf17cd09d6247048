"""Sentences that lean on what was asked or done of the pushes, read beside it."""

from datetime import date, time

import pytest

from knowledge.language.calendar.lunar import lunar_date
from knowledge.language.hours.times import parse_time
from knowledge.language.schedules.turns import Back, read_turn


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("那就八点十分吧", "08:10"),
        ("bu yao le tai zao gai cheng jiu dian", "09:00"),
        ("算了中午要睡觉，下午两点", "14:00"),
        ("嗯……还是早上好，八点四十", "08:40"),
        ("六点太早 我糊涂了 九点吧", "09:00"),
        ("前述时间更正为上午九时一刻。", "09:15"),
        ("早起六点", "06:00"),
        ("善。請每日辰時三刻送一則與我", "07:45"),
        ("八点行吗", "08:00"),
        ("就八点整即可", "08:00"),
    ],
)
def test_the_hour_is_found_among_the_reasons(said: str, at: str) -> None:
    turn = read_turn(said)
    assert turn is not None
    assert turn.at == time.fromisoformat(at)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("哎等等别退", Back.LAST),
        ("手滑了", Back.LAST),
        ("哎别，我是开玩笑的", Back.LAST),
        ("刚才开个玩笑", Back.LAST),
        ("上一指令作废。", Back.LAST),
        ("还是原来的时间吧", Back.LAST),
        ("回到最开始的时间", Back.FIRST),
    ],
)
def test_who_takes_it_back(said: str, back: Back) -> None:
    turn = read_turn(said)
    assert turn is not None
    assert turn.back is back


@pytest.mark.parametrize(
    "said",
    [
        "三重一大是什么",
        "三会一课",
        "讲话里怎么说作风",
        "八项规定",
        "不要九点",
        "好的",
        "算了",
        "改成什么时间好",
        "退还礼品",
        "原来的规定",
    ],
)
def test_what_says_nothing_of_when_is_none(said: str) -> None:
    assert read_turn(said) is None


def test_days_of_the_lunar_calendar() -> None:
    today = date(2026, 11, 30)
    assert lunar_date("腊月28", today) == date(2027, 2, 4)
    assert lunar_date("正月初6", today) == date(2027, 2, 11)
    assert lunar_date("初7", date(2027, 2, 12)) == date(2027, 2, 12)
    assert lunar_date("腊月31", today) is None


@pytest.mark.parametrize(
    ("said", "at"),
    [("辰时三刻", "07:45"), ("辰正", "08:00"), ("午时", "11:00"), ("子时", "23:00"), ("子正", "00:00")],
)
def test_double_hours(said: str, at: str) -> None:
    assert parse_time(said) == time.fromisoformat(at)
