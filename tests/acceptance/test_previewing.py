"""Looking ahead with /preview: what comes next, when, and who may see it."""

from datetime import timedelta

import pytest
from office import Office

from core.models import ChatKind
from knowledge.language.hours.times import as_hour, local_day
from storage.pushes.quote_days import QuoteDayStore
from storage.pushes.subscriptions import SubscriptionStore

QUOTE = "今日廉语 · "


def shown_quote(text: str) -> str:
    """Return the quote as the push will say it, without what stands above it."""
    assert QUOTE in text, text
    return text[text.index(QUOTE) :]


async def test_what_is_previewed_is_what_is_pushed(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/preview")
    assert chen.sees().startswith(
        "下一条：今天（3月2日 周一）08:30。到时是这样的（改时间、静音发 /settings）：\n\n"
    )
    today = shown_quote(chen.sees())
    await office.comes(0, 8, 30)
    assert chen.sees() == today
    await chen.says("预览")
    assert chen.sees().startswith("下一条：明天（3月3日 周二）08:30。")
    tomorrow = shown_quote(chen.sees())
    assert tomorrow.startswith("今日廉语 · 3月3日 周二\n")
    assert tomorrow.split("\n")[1] != today.split("\n")[1]
    await office.comes(1, 8, 30)
    assert chen.sees() == tomorrow


async def test_everybody_is_shown_the_same_quote_ahead(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("/subscribe 7:00")
    await li.says("/subscribe 7:30")
    await chen.says("/preview")
    await li.says("/preview")
    assert shown_quote(chen.sees()) == shown_quote(li.sees())


async def test_a_new_time_and_silence_show_in_the_preview(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/settings")
    await chen.taps("17:30")
    await chen.taps("改为不响铃")
    await chen.says("/preview")
    assert chen.sees().startswith("下一条：今天（3月2日 周一）17:30，不响铃。")


async def test_without_a_subscription_it_says_how_to_get_one(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/preview")
    assert chen.sees().startswith("这里还没有订阅。订阅后每天 08:30 推送一条")
    assert "/subscribe" in chen.sees()
    assert shown_quote(chen.sees()).startswith("今日廉语 · 3月2日 周一\n")
    await chen.taps("订阅每日廉语")
    await chen.says("/preview")
    assert chen.sees().startswith("下一条：今天")


async def test_who_unsubscribed_sees_the_hour_that_was_kept(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("/unsubscribe")
    await chen.says("/preview")
    assert "订阅后每天 17:30 推送一条" in chen.sees()


async def test_no_day_ahead_is_drawn_for_a_chat_without_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    await office.comes(0, 20)
    await chen.says("/preview")
    today = local_day(office.clock.now(), office.services.settings.reminder.zone)
    assert [one.local_date for one in await QuoteDayStore(office.database).history()] == [today]


@pytest.mark.parametrize(("days", "drawn"), [(10, True), (11, False)])
async def test_a_push_far_ahead_says_when_but_draws_no_quote(office: Office, days: int, drawn: bool) -> None:
    chen = office.colleague("陈")
    now = office.clock.now()
    day = local_day(now, office.services.settings.reminder.zone) + timedelta(days=days)
    hour = as_hour(office.services.settings.reminder.time)
    await office.services.subscriptions.subscribe(chen.person.id, ChatKind.PRIVATE, "陈")
    await SubscriptionStore(office.database).subscribe(chen.person.id, hour, None, now, starts_on=day)
    await chen.says("/preview")
    assert f"（{day.month}月{day.day}日）" in chen.sees().split("。")[0]
    assert (QUOTE in chen.sees()) is drawn
    assert ("还没有选定" in chen.sees()) is not drawn
    assert bool(await QuoteDayStore(office.database).of(day)) is drawn


async def test_the_reminder_before_a_holiday_is_previewed_too(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await office.services.subscriptions.change_days(chen.person.id, before_holidays=True)
    await office.comes(31, 20)  # Qingming is on Sunday; Friday is the last working day
    await chen.says("/preview")
    assert "节前提醒：清明" in chen.sees()
    previewed = shown_quote(chen.sees())
    await office.comes(1, 8, 30)
    assert chen.sees() == previewed


async def test_past_a_pause_the_first_push_after_it_is_previewed(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    today = local_day(office.clock.now(), office.services.settings.reminder.zone)
    await office.services.subscriptions.pause(chen.person.id, today + timedelta(days=3))
    await chen.says("/preview")
    assert chen.sees().startswith("下一条：本周四（3月5日）08:30。")
    assert shown_quote(chen.sees()).startswith("今日廉语 · 3月5日 周四\n")


async def test_in_a_group_only_its_managers_look_ahead(office: Office) -> None:
    chen, li, wang = (office.colleague(name) for name in ("陈", "李", "王"))
    chat = await office.group("机关党委", chen, li, wang)
    await chen.says("/subscribe", chat)
    await li.says("/preview", chat)
    assert li.sees(chat) == "这项由群主或管理员操作，请联系他们。提问随时欢迎。"
    office.world.set_status(chat, wang.person, "administrator")
    for manager in (chen, wang):
        await manager.says("/preview", chat)
        assert manager.sees(chat).startswith("下一条：今天（3月2日 周一）08:30。")


async def test_in_a_forum_it_says_which_topic(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, forum=True)
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await chen.says("/subscribe", chat, topic=study)
    await chen.says("/preview", chat, topic=study)
    assert "08:30，发到本话题。" in chen.sees(chat)
    assert chen.last(chat).thread_id == study.id
    await chen.says("/preview", chat, topic=canteen)
    assert "08:30，发到另一个话题。" in chen.sees(chat)


async def test_a_channel_previews_its_own_push(office: Office) -> None:
    chen = office.colleague("陈")
    channel = office.world.add_channel("机关通知", chen.person)
    office.world.add_bot(channel, chen.person)
    await office.settle()
    await chen.says("/subscribe 8:15", channel)
    await chen.says("/preview", channel)
    assert chen.sees(channel).startswith("下一条：今天（3月2日 周一）08:15。")


async def test_without_any_approved_quote_it_says_so(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    assert "审定" not in chen.sees()
    office.services.quotes.use([])
    for asked in ("/preview", "/quote"):
        await chen.says(asked)
        assert chen.sees().startswith("还没有审定的廉语")
    await chen.says("/subscribe 7:45")
    assert "廉语还没有审定，审定以前到时不推送。负责内容的同事发 /curate 审定。" in chen.sees()


async def test_an_editor_who_looks_ahead_in_a_group_without_pushes_hears_how_it_gets_them(
    run_office: Office,
) -> None:
    wu = run_office.colleague("吴")
    chat = await run_office.group("机关党委", wu)
    await wu.says("/preview", chat)
    assert wu.sees(chat).startswith("这里还没有订阅。")
