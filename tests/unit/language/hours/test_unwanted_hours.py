"""Hours at which nothing is wanted, read from people's words."""

from datetime import time

import pytest

from knowledge.language.hours.hours_not_wanted import not_wanted
from knowledge.language.wishes.wish_words import hour_words


@pytest.mark.parametrize(
    ("said", "held", "free"),
    [
        ("晚上九点以后别打扰", ("21:00", "23:59", "03:00"), ("20:59", "08:30")),
        ("九点前别发", ("08:59", "00:00"), ("09:00", "21:00")),
        ("九点以后不发", ("09:00", "23:00"), ("08:59",)),
        ("中午12点到2点别发", ("12:00", "13:59"), ("14:00", "02:00", "11:59")),
        ("晚上9点到早上7点不要发", ("21:00", "00:00", "06:59"), ("07:00", "20:59")),
        ("别在中午发", ("12:00",), ("08:30", "14:00")),
        ("不要半夜推送", ("23:00", "03:00"), ("08:30", "06:00")),
        ("七点以后再发", ("06:59",), ("07:00", "23:00")),
        ("九点前发", ("09:00", "23:00"), ("08:59", "00:00")),
        ("九点到十点之间发", ("08:59", "10:00"), ("09:00", "09:59")),
        ("别八点发", ("08:00",), ("08:01", "07:59")),
    ],
)
def test_the_hours_are_read(said: str, held: tuple[str, ...], free: tuple[str, ...]) -> None:
    found = not_wanted(said)
    assert found is not None
    assert all(found.holds(time.fromisoformat(at)) for at in held)
    assert not any(found.holds(time.fromisoformat(at)) for at in free)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "八点发",
        "每天八点推送",
        "晚上发",
        "不要发",
        "周末不要发",
        "中午不许喝酒",
        "晚上不得饮酒",
        "工作日中午饮酒怎么规定",
        "八点以后开会",
        "九点前不能签到怎么处理",
        "晚上不要接受宴请",
        "下午不发言可以吗",
        "不要在中午发牢骚",
        "节假日不收礼",
    ],
)
def test_others_say_no_such_thing(said: str) -> None:
    assert not_wanted(said) is None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("八点太早，改到九点", "九点"),
        ("八点发，不要九点发", "八点"),
        ("不是八点是九点", ""),
        ("晚上九点以后，别打扰", ""),
        ("晚上九点，别打扰", ""),
        ("九点前", ""),
        ("九点到十点", ""),
        ("能不能八点发", "八点"),
        ("不好意思，改到八点", "八点"),
        ("别忘了八点发", "八点"),
        ("我睡得早，别发了，改九点", "九点"),
    ],
)
def test_only_an_hour_that_is_wished_for_counts(said: str, wanted: str) -> None:
    assert hour_words(said) == wanted
