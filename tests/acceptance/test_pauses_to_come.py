"""Pauses that begin later, by day or by holiday, and what they leave as it is.

The office opens on Monday, 2 March 2026, at eight.
"""

from datetime import date, datetime, time

import pytest
from office import Colleague, Office


async def pushed_on(office: Office, chen: Colleague, month: int, numbers: range, year: int = 2026) -> list[int]:
    """Let the days of the month go by at half past eight; return those that brought a push."""
    found = []
    zone = office.services.settings.reminder.zone
    for number in numbers:
        before = len(chen.pushes())
        office.clock.move_to(datetime.combine(date(year, month, number), time(8, 31), zone))
        await office.push()
        found += [number] * (len(chen.pushes()) - before)
    return found


async def subscribed(office: Office, said: str = "/subscribe") -> Colleague:
    chen = office.colleague("陈")
    await chen.says(said)
    return chen


async def test_one_day_is_left_out_and_no_other(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 明天不要推送")
    assert chen.sees() == (
        "好，3月3日 周二不推送，其余照常。\n下一条：今天（3月2日 周一）08:30。\n改主意了，发 /resume。"
    )
    assert await pushed_on(office, chen, 3, range(2, 6)) == [2, 4, 5]


@pytest.mark.parametrize(
    ("said", "days", "numbers"),
    [
        ("/pause 这周不要发", "3月2日 周一至3月8日 周日", [9, 10]),
        ("这周不要发", "3月2日 周一至3月8日 周日", [9, 10]),
        ("/pause 今明两天", "3月2日 周一至3月3日 周二", [4, 5, 6, 7, 8, 9, 10]),
        ("/pause 周末", "3月7日 周六至3月8日 周日", [2, 3, 4, 5, 6, 9, 10]),
        ("/pause 3月4日到5日", "3月4日 周三至3月5日 周四", [2, 3, 6, 7, 8, 9, 10]),
    ],
)
async def test_days_that_are_named_are_left_out(
    office: Office, said: str, days: str, numbers: list[int]
) -> None:
    chen = await subscribed(office)
    await chen.says(said)
    assert chen.sees().startswith(f"好，{days}不推送，其余照常。")
    assert await pushed_on(office, chen, 3, range(2, 11)) == numbers


async def test_a_holiday_to_come_is_left_out_from_its_first_day_to_its_last(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 国庆")
    assert chen.sees() == (
        "好，10月1日 周四至10月7日 周三不推送，其余照常。\n下一条：今天（3月2日 周一）08:30。\n"
        "改主意了，发 /resume。"
    )
    await chen.says("/settings")
    settings = chen.last()
    assert "到时不推送：10月1日 周四至10月7日 周三\n" in settings.text
    assert await pushed_on(office, chen, 10, range(1, 10)) == [8, 9]


async def test_the_spring_festival_of_a_year_nobody_published_is_said_to_be_likely(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 春节")
    assert chen.sees() == (
        "好，2月5日 周五至2月12日 周五不推送，其余照常。\n下一条：今天（3月2日 周一）08:30。\n"
        "改主意了，发 /resume。\n"
        "2027年的放假安排还没有公布，春节先按2月5日 周五至2月12日 周五算，公布后请再看一眼 /settings。"
    )
    assert await pushed_on(office, chen, 2, range(3, 15), 2027) == [3, 4, 13, 14]


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("/pause 到五一前", "4月30日 周四"),
        ("/pause 节后再发", "4月6日 周一"),
        ("/pause 半个月", "3月16日 周一"),
        ("节后再发", "4月6日 周一"),
        ("五一前别发", "4月30日 周四"),
        ("/pause 到月底", "3月31日 周二"),
    ],
)
async def test_up_to_a_holiday_the_pause_begins_at_once(office: Office, said: str, last: str) -> None:
    chen = await subscribed(office)
    await chen.says(said)
    assert chen.sees().startswith(f"已暂停推送，到{last}为止（含当天）。")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/pause 3月2日到4月30日", "好，3月2日 周一至4月30日 周四不推送，其余照常。"),
        ("/pause 3月2日到5月1日", "已暂停推送，到5月1日 周五为止（含当天）。"),
    ],
)
async def test_days_from_today_on_are_a_pause_where_they_are_more_than_sixty(
    office: Office, said: str, told: str
) -> None:
    chen = await subscribed(office)
    await chen.says(said)
    assert chen.sees().startswith(told)


async def test_several_pauses_to_come_stand_side_by_side(office: Office) -> None:
    chen = await subscribed(office)
    for said in ("国庆", "明天", "五一", "后天"):
        await chen.says(f"/pause {said}")
    await chen.says("/settings")
    assert (
        "到时不推送：3月3日 周二至3月4日 周三；5月1日 周五至5月5日 周二；10月1日 周四至10月7日 周三\n"
        in chen.sees()
    )
    assert await pushed_on(office, chen, 3, range(2, 7)) == [2, 5, 6]
    assert await pushed_on(office, chen, 5, range(1, 8)) == [6, 7]


async def test_a_pause_to_come_is_taken_back(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 明天")
    await chen.says("恢复")
    assert chen.sees() == "好，定好的暂停取消了，推送照常。\n下一条：今天（3月2日 周一）08:30。"
    await chen.says("/pause 明天")
    await chen.says("/settings")
    answer = await chen.taps("取消定好的暂停")
    assert answer.text == "好，推送恢复了。下一条：今天（3月2日 周一）08:30"
    assert "到时不推送" not in chen.last().text
    assert await pushed_on(office, chen, 3, range(2, 5)) == [2, 3, 4]


async def test_ending_a_pause_leaves_those_that_come_later(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 3天")
    await chen.says("/pause 国庆")
    await chen.says("恢复")
    assert chen.sees() == "已恢复推送。\n下一条：今天（3月2日 周一）08:30。"
    assert await pushed_on(office, chen, 3, range(2, 4)) == [2, 3]
    assert await pushed_on(office, chen, 10, range(6, 9)) == [8]


async def test_subscribing_anew_leaves_a_pause_that_comes_later(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 国庆")
    await chen.says("/subscribe 8:15")
    assert await pushed_on(office, chen, 9, range(29, 31)) == [29, 30]
    await chen.says("/settings")
    assert "到时不推送：10月1日" in chen.sees()


async def test_during_a_day_without_a_push_the_settings_say_paused(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 今天")
    await chen.says("/settings")
    assert chen.sees().startswith("每日廉语：已暂停，到3月2日 周一为止（含当天）\n")
    await chen.says("恢复")
    assert chen.sees() == "已恢复推送。\n下一条：今天（3月2日 周一）08:30。"


async def test_days_that_have_no_push_anyway_are_said_to_be_so(office: Office) -> None:
    chen = await subscribed(office, "/subscribe 工作日")
    await chen.says("/pause 这个周末")
    assert chen.sees() == (
        "3月7日 周六至3月8日 周日本来就没有推送，不用暂停。\n下一条：今天（3月2日 周一）08:30。"
    )


async def test_a_day_off_during_a_pause_does_not_shorten_it(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 到月底")
    await chen.says("/pause 明天")
    assert chen.sees().startswith("3月3日 周二本来就没有推送，不用暂停。\n下一条：4月1日 周三 08:30。")
