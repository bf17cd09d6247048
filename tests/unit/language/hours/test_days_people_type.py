"""Days of the week in people's words, alone and with an hour, and how they are stored."""

from datetime import date, time

import pytest

from core.days import Days
from knowledge.language.calendar.days import DaysSaid, NoDaysLeftError, UnknownDaysError, read_days
from knowledge.language.hours.hours import Wanted, names_an_hour, read_wanted
from knowledge.language.hours.parts_of_day import HOURS, PartOfDay, part_of_day
from knowledge.language.writing.signs import Fault, MisreadError


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("每天", "every"),
        ("每日", "every"),
        ("天天都发", "every"),
        ("工作日", "workdays"),
        ("工作日（含调休）", "workdays"),
        ("每个工作日", "workdays"),
        ("上班那几天", "workdays"),
        ("只要上班日", "workdays"),
        ("周一至周五", "weekdays"),
        ("周一到五", "weekdays"),
        ("只要周一到周五", "weekdays"),
        ("週一至週五", "weekdays"),
        ("礼拜1～礼拜5", "weekdays"),
        ("平时", "weekdays"),
        ("周一", "1"),
        ("每周一", "1"),
        ("逢周三", "3"),
        ("每个星期三", "3"),
        ("改成每周三推送", "3"),
        ("只在星期三这一天发,其余日子不必发了", "3"),
        ("一周就发一回，礼拜一", "1"),
        ("礼拜天", "7"),
        ("星期日", "7"),
        ("周一三五", "135"),
        ("周一、三、五", "135"),
        ("周１,３,５", "135"),
        ("只要周一周三周五", "135"),
        ("星期一和星期四", "14"),
        ("一三五推就行", "135"),
        ("二四六", "246"),
        ("周五到周一", "1567"),
        ("周一到周三、周六", "1236"),
        ("周末", "67"),
        ("周六日", "67"),
        ("双休日推", "67"),
        ("除了周三每天都发", "124567"),
        ("每天，除了周三", "124567"),
        ("工作日除了周三", "workdays:124567"),
    ],
)
def test_days_that_are_named_are_read(said: str, value: str) -> None:
    read = read_days(said)
    assert read is not None
    named = read.named()
    assert named is not None
    assert named.value == value


@pytest.mark.parametrize(
    ("said", "current", "value"),
    [
        ("周末不要发", "every", "weekdays"),
        ("周末别发", "1356", "135"),
        ("周末就不要推送了", "workdays", "workdays:12345"),
        ("礼拜六礼拜天莫发哈，其他天照旧", "every", "weekdays"),
        ("週末唔好發", "every", "weekdays"),
        ("不要在周末推送", "every", "weekdays"),
        ("二四不用", "weekdays", "135"),
        ("周日不收", "every", "123456"),
        ("除了周三", "every", "124567"),
        ("除周三以外都要", "135", "124567"),
        ("周三除外", "135", "15"),
        ("周六也发", "weekdays", "123456"),
        ("周末我也看", "weekdays", "every"),
        ("加上周日", "135", "1357"),
        ("节假日不要发", "every", "workdays"),
        ("放假不用推", "135", "workdays:135"),
    ],
)
def test_days_that_lean_on_what_holds_change_it(said: str, current: str, value: str) -> None:
    read = read_days(said)
    assert read is not None
    assert read.applied(Days.read(current)).value == value


def test_a_wish_that_leaves_no_day_is_refused() -> None:
    read = read_days("周三不要发")
    assert read is not None
    with pytest.raises(NoDaysLeftError):
        read.applied(Days.read("3"))


@pytest.mark.parametrize("said", ["隔天发", "单日", "每月1号", "节假日发", "每隔一天", "只在放假发"])
def test_days_that_cannot_be_chosen_are_refused(said: str) -> None:
    with pytest.raises(UnknownDaysError):
        read_days(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "三",
        "8点",
        "下周一",
        "本周三不要发",
        "周一例会讲什么",
        "周末加班怎么算",
        "工作日饮酒的规定",
        "周周",
        "周",
    ],
)
def test_what_says_more_than_days_is_not_guessed(said: str) -> None:
    assert read_days(said) is None


@pytest.mark.parametrize(
    ("said", "value", "at"),
    [
        ("周一三五 8:30", "135", time(8, 30)),
        ("周一三五8:30", "135", time(8, 30)),
        ("周一三五7点半", "135", time(7, 30)),
        ("周一三五七点半", "135", time(7, 30)),
        ("周一三五十点", "135", time(10)),
        ("周一10点", "1", time(10)),
        ("周一十一点", "1", time(11)),
        ("周一三点", "1", time(3)),
        ("8:30 周一三五", "135", time(8, 30)),
        ("改成周一三五早上8点推送", "135", time(8)),
        ("每周一的早上8点", "1", time(8)),
        ("周末9点", "67", time(9)),
        ("工作日8点", "workdays", time(8)),
        ("每个工作日的 8:30", "workdays", time(8, 30)),
        ("周一到五 9:00", "weekdays", time(9)),
        ("每天8点", "every", time(8)),
        ("晚上8点，周末别发", "weekdays", time(20)),
    ],
)
def test_days_and_an_hour_are_parted(said: str, value: str, at: time) -> None:
    wanted = read_wanted(said)
    assert wanted.days is not None
    assert (wanted.days.applied(Days.EVERY).value, wanted.at) == (value, at)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("", Wanted()),
        ("8:30", Wanted(at=time(8, 30))),
        ("改成中午", Wanted(at=time(12))),
        ("改成晚上", Wanted(part=PartOfDay.EVENING)),
        ("下班前", Wanted(part=PartOfDay.END_OF_WORK)),
        ("早上发", Wanted(part=PartOfDay.MORNING)),
        ("每周一早上", Wanted(DaysSaid(Days.read("1")), part=PartOfDay.MORNING)),
    ],
)
def test_an_hour_or_a_part_of_the_day_may_stand_alone(said: str, wanted: Wanted) -> None:
    assert read_wanted(said) == wanted


def test_an_hour_that_no_day_has_is_told_apart() -> None:
    with pytest.raises(MisreadError) as raised:
        read_wanted("周一三五 25:00")
    assert raised.value.fault is Fault.NO_SUCH_TIME
    assert names_an_hour("周一三五 25:00")
    assert not names_an_hour("周一三五是什么")


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("晚上", PartOfDay.EVENING),
        ("挪到晚饭后", PartOfDay.EVENING),
        ("改到下班后", PartOfDay.END_OF_WORK),
        ("睡前发给我", PartOfDay.BEFORE_SLEEP),
        ("刚上班的时候", PartOfDay.BEFORE_WORK),
        ("一上班", PartOfDay.BEFORE_WORK),
        ("上午", PartOfDay.FORENOON),
        ("推到下午吧", PartOfDay.AFTERNOON),
        ("早上讲了什么", None),
        ("晚上8点", None),
        ("", None),
    ],
)
def test_a_part_of_the_day_is_read_as_people_say_it(said: str, part: PartOfDay | None) -> None:
    assert part_of_day(said) is part


def test_every_part_of_the_day_has_hours_in_order() -> None:
    for part in PartOfDay:
        assert list(HOURS[part]) == sorted(set(HOURS[part]))
        assert len(HOURS[part]) == 6


@pytest.mark.parametrize("value", ["every", "weekdays", "workdays", "1", "135", "67", "workdays:1245"])
def test_days_are_stored_and_read_back(value: str) -> None:
    assert Days.read(value).value == value


def test_days_have_one_form() -> None:
    assert Days.read("12345") == Days.WEEKDAYS
    assert Days.read("7654321").value == "every"
    assert Days.read("workdays:1234567") == Days.WORKDAYS


@pytest.mark.parametrize("value", ["", "0", "18", "sometimes", "workdays:", "every:1", "１", "1,3"])
def test_what_is_no_days_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="days"):
        Days.read(value)


def test_a_make_up_saturday_is_among_working_days_only() -> None:
    saturday = date(2026, 10, 10)
    assert Days.WORKDAYS.hold(saturday, worked=True)
    assert not Days.WEEKDAYS.hold(saturday, worked=True)
    assert not Days.WORKDAYS.hold(date(2026, 10, 5), worked=False)
    assert Days.read("67").hold(saturday, worked=False)


def test_a_day_is_toggled_and_the_last_one_stays() -> None:
    days = Days.read("13")
    assert days.toggled(5) == Days.read("135")
    assert days.toggled(3) == Days.read("1")
    assert Days.read("1").toggled(1) is None
