"""Sentences that say several things of when to push, read to their last word."""

from datetime import date

import pytest

from core.days import Days
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.hours import read_wanted
from knowledge.language.hours.times import parse_time
from knowledge.language.schedules.dates import dates_of
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.wishes.wishes import wish
from knowledge.language.writing.signs import MisreadError

SUNDAY = date(2026, 11, 29)
WORKDAYS, WEEKDAYS = Days.WORKDAYS.value, Days.WEEKDAYS.value


@pytest.mark.parametrize(
    ("said", "days", "hour"),
    [
        ("每个工作日早上八点十分给群里发一条廉语，周末和节假日不要", WORKDAYS, "08:10"),
        ("从明天开始每个工作日早上八点十分给群里发一条廉语，周末和节假日不要", WORKDAYS, "08:10"),
        ("每天八点二十发一条廉语给我，周末不要", WEEKDAYS, "08:20"),
        ("每天早上七点半发，节假日别发", WORKDAYS, "07:30"),
        ("周一三五上午九点给我们发，别的不用", "135", "09:00"),
        ("每周一三五上午九点发一条", "135", "09:00"),
        ("周一到周五八点发，周三不要", "1245", "08:00"),
        ("每天早上八点发我，不要了，九点吧", "every", "09:00"),
        ("工作日发就行，节假日别发", WORKDAYS, ""),
        ("周末也发，八点", "every", "08:00"),
        ("在这个话题里每天发廉语，工作日八点半", WORKDAYS, "08:30"),
        ("那就每天早上吧，八点左右", "every", "08:00"),
        ("去掉周五", "123467", ""),
        ("礼拜六就不必送了，礼拜天照旧", "123457", ""),
        ("不不不，周末也要", "every", ""),
        ("八点发我，礼拜天不要", "123456", "08:00"),
        ("周三的推送别发给我", "124567", ""),
        ("周四去掉", "123567", ""),
        ("把周二拿掉", "134567", ""),
        ("周五我不上班，去掉周五", "123467", ""),
        ("周五不值班，删掉周五，改到9点", "123467", "09:00"),
        ("周六周日不出车 别发", WEEKDAYS, ""),
        ("欲每逢星期二、四辰时收取", "24", "07:00"),
        ("每逢星期二、四收取", "24", ""),
        ("周二、四、六早上八点", "246", "08:00"),
    ],
)
def test_days_of_every_week(said: str, days: str, hour: str) -> None:
    schedule = read_schedule(said)
    assert schedule is not None
    assert schedule.days is not None
    assert schedule.days.applied(Days.EVERY).value == days
    if hour:
        wanted = read_wanted(said)
        assert wanted.days is not None
        assert wanted.days.applied(Days.EVERY).value == days
        assert f"{wanted.at:%H:%M}" == hour


@pytest.mark.parametrize("hour", ["7:50", "07:50", "10:30", "7点50"])
@pytest.mark.parametrize("named", ["周一三五", "周1 3 5", "周一、三、五", "周一周三周五"])
def test_an_hour_behind_days_is_never_parted(named: str, hour: str) -> None:
    wanted = read_wanted(f"{named} {hour}")
    assert wanted.days is not None
    assert wanted.days.applied(Days.EVERY).value == "135"
    assert wanted.at == parse_time(hour)


@pytest.mark.parametrize("said", ["周一 25:00", "周一三五 99:00", "周二 8:75"])
def test_no_such_hour_is_no_other_day(said: str) -> None:
    with pytest.raises(MisreadError):
        read_wanted(said)


@pytest.mark.parametrize(
    ("said", "off", "on"),
    [
        ("下周四、周五停", "3 4", ""),
        ("下周一和周二不要发", "30 1", ""),
        ("出差，下周一到周三别发", "30 1 2", ""),
        ("下周三到周五停，周四照发", "2 4", "3"),
        ("下周三到下周五停，周四不停", "2 4", "3"),
        ("下周不发，周三除外", "30 1 3 4 5 6", "2"),
        ("12月21日到25日不发，23日照发", "21 22 24 25", "23"),
        ("我出差，后天到周五先不要推", "1 2 3 4", ""),
        ("10号那天还是照发", "", "10"),
        ("12月3号、5号别发", "3 5", ""),
        ("下下周一停", "7", ""),
        ("明天和大后天别发", "30 2", ""),
        ("周二还是发吧", "", "1"),
        ("礼拜二推吧", "", "1"),
        ("24号要", "", "24"),
        ("4号不停了", "", "4"),
        ("周三暂停一次", "2", ""),
        ("周五还是加回来吧", "", "4"),
        ("明天还是要吧", "", "30"),
        ("团建改期了，周五照发", "", "4"),
        ("元旦、中秋都别发", "1 2 3 15", ""),
        ("刚才那个不算，24号照发", "", "24"),
        ("29到31号不要发", "29 30 31", ""),
        ("月底最忙，5到7号别发", "5 6 7", ""),
        ("下周五我回来了，那天可以发", "", "4"),
        ("周三要去党校，那天免了", "2", ""),
        ("下周我出差，那一周别发", "30 1 2 3 4 5 6", ""),
        ("其实2号可以发", "", "2"),
        ("下周停，周三除外", "30 1 3 4 5 6", "2"),
        ("圣诞节别发", "25", ""),
    ],
)
def test_dates(said: str, off: str, on: str) -> None:
    schedule = read_schedule(said)
    assert schedule is not None
    chosen = dates_of(schedule, SUNDAY, WorkCalendar.nothing())
    assert [str(day.day) for day in sorted(chosen.off)] == off.split()
    assert [str(day.day) for day in sorted(chosen.on)] == on.split()


def test_an_exception_is_otherwise_than_it_is() -> None:
    schedule = read_schedule("这周六例外")
    assert schedule is not None
    chosen = dates_of(schedule, date(2026, 12, 1), WorkCalendar.nothing())
    saturday = date(2026, 12, 5)
    assert chosen.settled(lambda _: False).off == {saturday}
    assert chosen.settled(lambda _: True).on == {saturday}


def test_days_that_nobody_can_count_are_refused() -> None:
    schedule = read_schedule("这几天不推，周四那天还推")
    assert schedule is not None
    with pytest.raises(MisreadError):
        dates_of(schedule, SUNDAY, WorkCalendar.nothing())


@pytest.mark.parametrize(
    "said",
    [
        "周一发吗",
        "为什么周一不发",
        "节假日不能发红包",
        "春节期间不准送礼",
        "明天开会发什么材料",
        "每周三讲什么",
        "八点规定",
        "下周停电",
        "三要三不要",
        "讲话里说的什么，周五停",
        "从12月3号起停",
        "早上的要求",
        "周三的推送转给小李别发给我，周五停",
        "九点半的会挪到十点",
    ],
)
def test_what_says_something_else_is_no_schedule(said: str) -> None:
    assert read_schedule(said) is None


@pytest.mark.parametrize("said", ["明天不来", "周三休息", "我下周休息"])
def test_what_speaks_of_no_sending_changes_nothing(said: str) -> None:
    found = wish(said)
    assert found is None or not found.sure or found.command not in {"pause", "subscribe"}


@pytest.mark.parametrize(
    "said", ["下周四、周五别再推那些东西了嘛", "出差呢，下周一到周三就别发喽", "12月8号那天先别给大伙发咯"]
)
def test_dates_are_never_taken_for_days_of_every_week(said: str) -> None:
    found = wish(said)
    assert found is None or found.command == "pause" or not found.sure


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("九点半会议多，挪到下班后六点一刻", "18:15"),
        ("哎算了，还是七点五十吧", "07:50"),
        ("还是8点吧", "08:00"),
        ("嗯，晚上七点左右", "19:00"),
    ],
)
def test_an_hour_said_with_hesitation(said: str, hour: str) -> None:
    assert f"{read_wanted(said).at:%H:%M}" == hour


@pytest.mark.parametrize("said", ["看看今天的廉语", "发今天的廉语", "来昨天那条", "今天的廉语发我看看"])
def test_who_asks_for_a_day_s_quote_takes_no_pause_back(said: str) -> None:
    found = wish(said)
    assert found is None or found.command != "pause"
