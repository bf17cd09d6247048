from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from knowledge.language.hours.times import as_hour, from_hour, local_day, midnight_after, moment_of, parse_time

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8:30", time(8, 30)),
        ("08：30", time(8, 30)),
        ("０８：３０", time(8, 30)),
        ("8.30", time(8, 30)),
        (" 8 : 30 ", time(8, 30)),
        ("8点", time(8)),
        ("8点钟", time(8)),
        ("8点整", time(8)),
        ("8点半", time(8, 30)),
        ("8点5分", time(8, 5)),
        ("8点05", time(8, 5)),
        ("8時30分", time(8, 30)),
        ("0830", time(8, 30)),
        ("830", time(8, 30)),
        ("2359", time(23, 59)),
        ("8", time(8)),
        ("20", time(20)),
        ("0:00", time(0)),
        ("下午3点", time(15)),
        ("下午15点", time(15)),
        ("下午12点半", time(12, 30)),
        ("晚上8点20", time(20, 20)),
        ("晚8点", time(20)),
        ("晚上12点", time(0)),
        ("晚上1点", time(1)),
        ("半夜12点", time(0)),
        ("深夜11点", time(23)),
        ("凌晨5点", time(5)),
        ("中午12点", time(12)),
        ("中午1点", time(13)),
        ("早上七点半", time(7, 30)),
        ("上午十一点一刻", time(11, 15)),
        ("八点三刻", time(8, 45)),
        ("二十一点十五分", time(21, 15)),
        ("两点", time(2)),
        ("十点零五", time(10, 5)),
        ("8:30am", time(8, 30)),
        ("8:30 PM", time(20, 30)),
        ("12:15am", time(0, 15)),
        ("每天早上8点", time(8)),
        ("改到9点", time(9)),
        ("8点半。", time(8, 30)),
        ("中午", time(12)),
        ("每天中午", time(12)),
        ("差一刻八点", time(7, 45)),
        ("早上差5分8点", time(7, 55)),
        ("八点差一刻", time(7, 45)),
        ("08:30 谢谢", time(8, 30)),
        ("8点吧！", time(8)),
        ("9点可以吗？", time(9)),
    ],
)
def test_people_say_the_time_in_many_ways(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "早",
        "点",
        "24:00",
        "25点",
        "8:60",
        "8:3",
        "8:",
        "8点60",
        "12345",
        "9999",
        "早上15点",
        "中午8点",
        "凌晨15点",
        "八十点",
        "十十点",
        "八八点",
        "8点半半",
        "下午0点",
        "明天",
        "8点的会议",
        "-8:30",
        "8:30:00",
        "😀",
        "8点二二十",
        "差八点",
        "早一点",
        "改到晚一点",
        "差七十分八点",
        "差一刻八点半",
        "差一刻八点差五分",
        "谢谢",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_what_is_shown_is_understood(hour: int, minute: int) -> None:
    at = time(hour, minute)
    assert parse_time(as_hour(at)) == at == from_hour(as_hour(at))


def test_a_day_is_the_chats_own() -> None:
    late = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    assert local_day(late, SHANGHAI) == date(2026, 3, 2)
    assert moment_of(date(2026, 3, 2), time(8, 30), SHANGHAI) == datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert midnight_after(date(2026, 3, 1), SHANGHAI) == datetime(2026, 3, 1, 16, tzinfo=UTC)


def test_an_hour_that_daylight_saving_skips_comes_an_hour_later() -> None:
    spring = moment_of(date(2026, 3, 29), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert spring == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_hour_that_daylight_saving_repeats_is_its_first() -> None:
    autumn = moment_of(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
