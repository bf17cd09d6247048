"""Any days of the week, as people wish for them in words and choose them with buttons.

The office opens on Monday, 2 March 2026, at eight.
"""

from datetime import date, datetime, time

import pytest
from office import Colleague, Office

from handlers.pushes.subscribing.subscription import PATTERN

CHANGE = "\n改时间、日子、静音发 /settings，退订发 /unsubscribe。"


async def pushed_on(office: Office, chen: Colleague, numbers: range) -> list[int]:
    """Let the days of March go by at half past eight; return those that brought a push."""
    found = []
    zone = office.services.settings.reminder.zone
    for number in numbers:
        before = len(chen.pushes())
        office.clock.move_to(datetime.combine(date(2026, 3, number), time(8, 31), zone))
        await office.push()
        found += [number] * (len(chen.pushes()) - before)
    return found


async def subscribed(office: Office, said: str = "/subscribe") -> Colleague:
    chen = office.colleague("陈")
    await chen.says(said)
    return chen


@pytest.mark.parametrize(
    ("before", "said", "when", "first"),
    [
        ("/subscribe", "/settings 周末不要发", "周一至周五 ", "今天（3月2日 周一）"),
        ("/subscribe", "周末不要发", "周一至周五 ", "今天（3月2日 周一）"),
        ("/subscribe", "/settings 只要周一到周五", "周一至周五 ", "今天（3月2日 周一）"),
        ("/subscribe 周二", "每周一", "每周一 ", "今天（3月2日 周一）"),
        ("/subscribe", "除了周一", "每周二、三、四、五、六、日 ", "明天（3月3日 周二）"),
        ("/subscribe 周二", "/settings 每周一", "每周一 ", "今天（3月2日 周一）"),
        ("/subscribe", "/settings 周一三五", "每周一、三、五 ", "今天（3月2日 周一）"),
        ("/subscribe", "/settings 除了周一", "每周二、三、四、五、六、日 ", "明天（3月3日 周二）"),
        ("/subscribe 工作日", "/settings 周三不要发", "工作日（周三除外）", "今天（3月2日 周一）"),
        ("/subscribe 工作日", "/settings 周末别发", "工作日（周末除外）", "今天（3月2日 周一）"),
        ("/subscribe", "/settings 节假日不发", "工作日（含调休）", "今天（3月2日 周一）"),
        ("/subscribe 周六", "/settings 周日也发", "每周六、日 ", "本周六（3月7日）"),
        ("/subscribe 周六", "/settings 改回每天", "每天 ", "今天（3月2日 周一）"),
    ],
)
async def test_a_wish_about_days_is_done(office: Office, before: str, said: str, when: str, first: str) -> None:
    chen = await subscribed(office, before)
    await chen.says(said)
    assert chen.sees() == f"每日廉语已改为{when}08:30 推送。\n下一条：{first}08:30。{CHANGE}"


async def test_days_and_an_hour_are_changed_together(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/settings 周一三五早上9点")
    assert chen.sees().startswith(
        "每日廉语已改为每周一、三、五 09:00 推送。\n下一条：今天（3月2日 周一）09:00。"
    )


async def test_single_weekdays_have_their_pushes_and_no_others(office: Office) -> None:
    chen = await subscribed(office, "/subscribe 周一三五 8:30")
    assert await pushed_on(office, chen, range(2, 17)) == [2, 4, 6, 9, 11, 13, 16]


async def test_days_are_taken_and_left_with_buttons(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/settings")
    settings = chen.last()
    await chen.taps("自选日子", settings)
    assert settings.text == (
        "每日廉语：每天 08:30 推送\n下一条：今天（3月2日 周一）08:30\n\n点星期几，就加上或去掉那天。"
    )
    assert settings.buttons == [f"✓ 周{letter}" for letter in "一二三四五六日"] + ["好了"]
    for letter in "二四六":
        await chen.taps(f"✓ 周{letter}", settings)
    answer = await chen.taps("✓ 周日", settings)
    assert answer.text == "好，每周一、三、五推送。下一条：今天（3月2日 周一）08:30"
    assert settings.buttons[:3] == ["✓ 周一", "周二", "✓ 周三"]
    await chen.taps("好了", settings)
    assert "时间：每周一、三、五 08:30" in settings.text
    assert "✓ 每周一、三、五" in settings.buttons
    await chen.taps("每天", settings)
    assert "自选日子" in settings.buttons


async def test_the_last_day_cannot_be_taken_out(office: Office) -> None:
    chen = await subscribed(office, "/subscribe 周三")
    await chen.says("/settings")
    await chen.taps("✓ 每周三")
    assert (await chen.taps("✓ 周三")).text == "至少要留一天。不想再收，请退订。"
    await chen.says("/settings 周三不要发")
    assert chen.sees() == "这样就没有要推送的日子了。不想再收，发 /unsubscribe 退订。"
    assert await pushed_on(office, chen, range(2, 6)) == [4]


async def test_picking_among_working_days_says_that_holidays_stay_off(office: Office) -> None:
    chen = await subscribed(office, "/subscribe 工作日")
    await chen.says("/settings")
    await chen.taps("自选日子")
    assert "节假日不推送，调休上班照常" in chen.last().text
    await chen.taps("✓ 周三")
    assert chen.last().text.startswith("每日廉语：工作日（周三除外）08:30 推送\n")


async def test_a_part_of_the_day_offers_its_hours_and_changes_nothing_yet(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/settings 改成晚上")
    offer = chen.last()
    assert offer.text.startswith("要在晚上几点推送？点一个时间。\n\n每日廉语：已订阅\n时间：每天 08:30\n")
    assert offer.buttons[:6] == ["18:30", "19:00", "19:30", "20:00", "20:30", "21:00"]
    assert (await chen.taps("20:00", offer)).text == "好，每天 20:00 推送"
    assert "时间：每天 20:00" in offer.text


async def test_a_part_of_the_day_that_holds_already_is_no_question(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/settings 每周一早上")
    assert chen.sees().startswith("每日廉语已改为每周一 08:30 推送。")


async def test_days_that_were_said_with_half_an_hour_go_with_the_button(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 周一三五晚上")
    offer = chen.last()
    assert offer.text.startswith("要在每周一、三、五晚上几点推送？点一个时间。\n\n每日廉语：未订阅")
    assert (await chen.taps("19:00", offer)).text == "好，每周一、三、五 19:00 推送"
    assert "时间：每周一、三、五 19:00" in offer.text


async def test_an_exception_without_a_subscription_is_offered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/settings 周末不要发")
    assert chen.sees().startswith("订阅每日廉语：周一至周五 08:30，对吗？")
    await chen.taps("订阅，周一至周五 08:30")
    assert chen.last().text.startswith("每日廉语：已订阅\n时间：周一至周五 08:30\n")


async def test_a_wish_about_days_leaves_a_pause_as_it_is(office: Office) -> None:
    chen = await subscribed(office)
    await chen.says("/pause 3天")
    await chen.says("/settings 周末不要发")
    assert chen.sees().startswith("每日廉语已改为周一至周五 08:30 推送。\n下一条：本周四（3月5日）08:30。")


async def test_in_a_group_only_its_admins_pick_days(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe", chat)
    await li.says("/settings 周末不要发", chat)
    assert "群主或管理员" in li.sees(chat)
    await chen.says("/settings", chat)
    assert "群主或管理员" in (await li.taps("自选日子", in_chat=chat)).text
    subscription = await office.services.subscriptions.of(chat.id)
    assert subscription is not None
    assert subscription.days.value == "every"


@pytest.mark.parametrize(
    "data",
    [
        "days:8",
        "days:workdays:",
        "pick:0",
        "pick:12345678",
        "pick:workdays:9",
        "time:0830/",
        "time:0830/8",
        "show:1",
    ],
)
def test_a_forged_choice_of_days_is_none_of_the_settings(data: str) -> None:
    assert PATTERN.fullmatch(f"set:{data}") is None
