"""On which days the quote comes, as people set it: working days, the reminder before holidays, pauses.

The office opens on Monday, 2 March 2026, at eight.
"""

from datetime import date, datetime, time

import pytest
from office import Colleague, Office

from emulator.messages import Message
from handlers.pushes.subscribing.subscription import PATTERN

NO_SUBSCRIPTION = "这里没有订阅，没有要推送的。想每天收一条廉语，发 /subscribe。"


async def goes_to(office: Office, day: date, hour: int, minute: int = 0) -> None:
    """Move the office's clock there and let the bot do what is due."""
    zone = office.services.settings.reminder.zone
    office.clock.move_to(datetime.combine(day, time(hour, minute), zone))
    await office.push()


async def pushed_on(office: Office, chen: Colleague, month: int, numbers: range) -> list[int]:
    """Let the days of the month go by at half past eight; return those that brought a push."""
    found = []
    for number in numbers:
        before = len(chen.pushes())
        await goes_to(office, date(2026, month, number), 8, 31)
        found += [number] * (len(chen.pushes()) - before)
    return found


async def settings_of(chen: Colleague) -> Message:
    await chen.says("/settings")
    return chen.last()


def button(message: Message, words: str) -> str:
    """Return the words of the button that has these among them: a switch says what it would do."""
    return next(said for said in message.buttons if words in said)


async def test_working_days_push_on_make_up_saturdays_and_not_on_holiday_mondays(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    settings = await settings_of(chen)
    answer = await chen.taps("工作日含调休", settings)
    assert answer.text == "好，工作日含调休推送。下一条：今天（3月2日 周一）08:30"
    assert settings.text.startswith(
        "每日廉语：已订阅\n时间：工作日（含调休）08:30\n下一条：今天（3月2日 周一）08:30\n"
    )
    assert "✓ 工作日含调休" in settings.buttons
    await goes_to(office, date(2026, 9, 30), 12)
    await chen.says("/settings")
    assert "下一条：10月8日 周四 08:30" not in chen.sees()
    assert "下一条：下周四（10月8日）08:30" in chen.sees()
    assert await pushed_on(office, chen, 10, range(1, 18)) == [8, 9, 10, 12, 13, 14, 15, 16]


async def test_monday_to_friday_heeds_no_calendar(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    settings = await settings_of(chen)
    await chen.taps("周一至周五", settings)
    assert "时间：周一至周五 08:30" in settings.text
    assert await pushed_on(office, chen, 10, range(1, 13)) == [1, 2, 5, 6, 7, 8, 9, 12]
    await chen.taps("每天", settings)
    assert "时间：每天 08:30" in settings.text
    assert await pushed_on(office, chen, 10, range(16, 20)) == [16, 17, 18, 19]


async def test_the_next_push_is_told_for_the_chats_days(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 7:30")  # for which it is too late today
    settings = await settings_of(chen)
    await chen.taps("工作日含调休", settings)
    assert "下一条：明天（3月3日 周二）07:30" in settings.text
    await goes_to(office, date(2026, 3, 6), 9)
    await chen.says("/settings")
    assert "下一条：下周一（3月9日）07:30" in chen.sees()
    await chen.says("预览")
    assert chen.sees().startswith("下一条：下周一（3月9日）07:30。")
    await chen.says("/subscribe")
    assert chen.sees().startswith("已经订阅了，工作日（含调休）07:30 推送。\n下一条：下周一（3月9日）07:30。")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/subscribe 工作日 9:00", "已订阅每日廉语，工作日（含调休）09:00 推送。"),
        ("订阅 工作日 9:00", "已订阅每日廉语，工作日（含调休）09:00 推送。"),
        ("订阅 周一至周五9点", "已订阅每日廉语，周一至周五 09:00 推送。"),
        ("/subscribe 工作日", "已订阅每日廉语，工作日（含调休）08:30 推送。"),
        ("/subscribe 周末 9:00", "已订阅每日廉语，每周六、日 09:00 推送。\n第一条：本周六（3月7日）09:00。"),
        ("/subscribe 周一三五 8:30", "已订阅每日廉语，每周一、三、五 08:30 推送。"),
        ("订阅 每周一", "已订阅每日廉语，每周一 08:30 推送。"),
        ("/subscribe 除了周三每天7点半", "已订阅每日廉语，每周一、二、四、五、六、日 07:30 推送。"),
        ("/subscribe 工作日除了周三", "已订阅每日廉语，工作日（周三除外）08:30 推送。"),
        ("/subscribe 节假日 9:00", "能选的日子有：每天、工作日（含调休）、一周里的任何几天，如"),
        ("/subscribe 每月1号", "能选的日子有：每天、工作日（含调休）、一周里的任何几天，如"),
    ],
)
async def test_days_can_be_written_when_subscribing(office: Office, said: str, answer: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith(answer)


async def test_the_reminder_names_the_holiday_in_the_heading(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    settings = await settings_of(chen)
    answer = await chen.taps(button(settings, "节前提醒"), settings)
    assert answer.text.startswith("好，放假前最后一个工作日会提醒。")
    assert "\n节前提醒：放假前最后一个工作日也推送\n" in settings.text
    await goes_to(office, date(2026, 9, 29), 12)
    await chen.says("预览")
    previewed = chen.sees()
    await goes_to(office, date(2026, 9, 30), 8, 31)
    heading = "今日廉语 · 9月30日 周三\n节前提醒：国庆节放假前最后一个工作日\n"
    assert chen.sees().startswith(heading)
    assert previewed.endswith(chen.sees())
    await goes_to(office, date(2026, 10, 1), 8, 31)
    assert chen.sees().startswith("今日廉语 · 10月1日 周四\n")
    await chen.taps(button(settings, "节前提醒"), settings)
    assert "节前提醒：放假前" not in settings.text


async def test_days_cannot_be_set_without_a_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("周一至周五", "节前提醒", "暂停3天"):
        await chen.says("/subscribe")
        fresh = await settings_of(chen)
        await chen.says("/unsubscribe")
        assert (await chen.taps(button(fresh, words), fresh)).text == "还没有订阅，先点“订阅”"
        assert fresh.text.startswith("每日廉语：未订阅")


async def test_days_outlive_an_unsubscription(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.taps("工作日含调休", await settings_of(chen))
    await chen.says("/unsubscribe")
    await chen.says("/settings")
    assert chen.sees().startswith("每日廉语：未订阅\n\n点“订阅”，工作日（含调休）08:30 推送一条")
    await chen.says("/subscribe")
    assert chen.sees().startswith("已订阅每日廉语，工作日（含调休）08:30 推送。")


@pytest.mark.parametrize(
    ("said", "last", "first"),
    [
        ("暂停3天", "3月4日 周三", "本周四（3月5日）08:30"),
        ("/pause 两周", "3月15日 周日", "3月16日 周一 08:30"),
        ("暂停到12月31日", "12月31日 周四", "2027年1月1日 周五 08:30"),
        ("/pause 到 周五", "3月6日 周五", "本周六（3月7日）08:30"),
    ],
)
async def test_a_pause_says_when_it_is_over(office: Office, said: str, last: str, first: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says(said)
    assert chen.sees() == (
        f"已暂停推送，到{last}为止（含当天）。\n恢复后第一条：{first}。\n想提前恢复，发 /resume。"
    )


async def test_nothing_comes_during_the_pause_and_then_it_goes_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("暂停3天")
    assert await pushed_on(office, chen, 3, range(2, 8)) == [5, 6, 7]


async def test_a_pause_can_be_ended_at_once(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("暂停到月底")
    await chen.says("恢复")
    assert chen.sees() == "已恢复推送。\n下一条：今天（3月2日 周一）08:30。"
    await chen.says("/resume")
    assert chen.sees() == "推送没有暂停。\n下一条：今天（3月2日 周一）08:30。"
    await goes_to(office, date(2026, 3, 2), 8, 31)
    assert len(chen.pushes()) == 1
    await chen.says("暂停1天")
    assert "恢复后第一条：后天（3月4日 周三）08:30" in chen.sees()
    await chen.says("恢复推送")
    await office.passes(minutes=1)
    assert len(chen.pushes()) == 1


async def test_the_settings_show_the_pause_and_end_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    settings = await settings_of(chen)
    answer = await chen.taps("暂停7天", settings)
    assert answer.text == "好，暂停7天，到期自动恢复。下一条：下周一（3月9日）08:30"
    assert settings.text.startswith(
        "每日廉语：已暂停，到3月8日 周日为止（含当天）\n时间：每天 08:30\n恢复后第一条：下周一（3月9日）08:30\n"
    )
    assert "暂停3天" not in settings.buttons
    await chen.says("/pause")
    assert chen.sees().startswith("每日廉语：已暂停")
    keyboard = settings.keyboard
    for _ in range(2):  # the second time from where it still shows the pause
        settings.keyboard = keyboard
        answer = await chen.taps("恢复推送", settings)
        assert answer.text == "好，推送恢复了。下一条：今天（3月2日 周一）08:30"
        assert settings.text.startswith("每日廉语：已订阅")
    await chen.says("/unsubscribe")
    settings.keyboard = keyboard
    assert (await chen.taps("恢复推送", settings)).text == "还没有订阅，先点“订阅”"


async def test_pausing_without_a_span_offers_some(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("暂停")
    assert chen.sees().startswith("暂停多久？")
    await chen.taps("暂停3天")
    assert chen.sees().startswith("每日廉语：已暂停，到3月4日 周三为止")


TOO_LONG = "最多暂停一年。不想再收，发 /unsubscribe 退订，设置都会留着。"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/pause 一会儿", "没看懂“一会儿”。请这样写：/pause 3天，或 /pause 到12月31日"),
        ("暂停到2月30日", "没有“到2月30日”这一天。请这样写：/pause 3天，或 /pause 到12月31日"),
        ("/pause 到2026年13月1日", "没有“到2026年13月1日”这一天。请这样写："),
        ("/pause 到2027年2月29日", "没有“到2027年2月29日”这一天。请这样写："),
        ("/pause 到32号", "没有“到32号”这一天。请这样写："),
        ("/pause 0天", "“0天”太短了，最少停一天。请这样写：/pause 3天，或 /pause 到12月31日"),
        ("/pause 零周", "“零周”太短了，最少停一天。请这样写："),
        ("暂停到2025年1月1日", "“到2025年1月1日”已经过去了，只能停到今天或以后。请这样写："),
        ("/pause 到昨天", "“到昨天”已经过去了，只能停到今天或以后。请这样写："),
        ("/pause 到上周五", "“到上周五”已经过去了，只能停到今天或以后。请这样写："),
        ("暂停900天", TOO_LONG),
        ("/pause 99999999天", TOO_LONG),
        (f"/pause {10**30}天", TOO_LONG),
        ("/pause 到9999年12月31日", TOO_LONG),
        ("/pause 到2027年12月31日", TOO_LONG),
        ("/pause 两年", TOO_LONG),
        ("/pause 一万天", TOO_LONG),
    ],
)
async def test_a_pause_that_cannot_be_gets_a_sentence_that_helps(
    office: Office, said: str, answer: str
) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says(said)
    assert chen.sees().startswith(answer)
    await goes_to(office, date(2026, 3, 2), 8, 31)
    assert len(chen.pushes()) == 1


async def test_without_a_subscription_there_is_nothing_to_pause(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("暂停3天", "/pause", "恢复"):
        await chen.says(said)
        assert chen.sees() == NO_SUBSCRIPTION


async def test_subscribing_ends_a_pause(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("暂停3天")
    await chen.says("订阅")
    assert chen.sees().startswith("已订阅每日廉语，每天 08:30 推送。\n第一条：今天（3月2日 周一）08:30。")


async def test_in_a_group_only_its_admins_choose_days_and_pause(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe", chat)
    for said in ("/pause 3天", "/resume"):
        await li.says(said, chat)
        assert "群主或管理员" in li.sees(chat)
    await chen.says("/settings", chat)
    for words in ("工作日含调休", "节前提醒", "暂停3天"):
        assert "群主或管理员" in (await li.taps(button(li.last(chat), words), in_chat=chat)).text
    subscription = await office.services.subscriptions.of(chat.id)
    assert subscription is not None
    assert (subscription.days.value, subscription.resumes_on) == ("every", None)
    await chen.taps("工作日含调休", in_chat=chat)
    assert "时间：工作日（含调休）08:30" in chen.sees(chat)
    await chen.says("/pause 3天", chat)
    assert chen.sees(chat).startswith("已暂停推送，到3月4日 周三为止（含当天）。")


@pytest.mark.parametrize(
    "data",
    ["time:9999", "time:830", "days:0830", "days:never", "pause:100", "pause:every", "mute:2", "eve", "on:1"],
)
def test_a_forged_button_is_none_of_the_settings(data: str) -> None:
    assert PATTERN.fullmatch(f"set:{data}") is None
