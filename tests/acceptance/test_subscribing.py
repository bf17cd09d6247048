"""Subscribing: who may, where, at what time; and what the settings' buttons do."""

import pytest
from office import Office


async def test_a_subscriber_gets_the_quote_at_the_default_time(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    assert chen.sees() == (
        "已订阅每日廉语，每天 08:30 推送。\n第一条：今天（3月2日 周一）08:30。\n"
        "改时间、日子、静音发 /settings，退订发 /unsubscribe。"
    )
    await office.passes(minutes=31)
    assert chen.sees().startswith("今日廉语 · 3月2日 周一\n")
    await office.comes(1, 8, 30)
    assert chen.sees().startswith("今日廉语 · 3月3日 周二\n")
    await office.comes(0, 12)
    assert len(chen.pushes()) == 2


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("/subscribe 9:05", "09:05"),
        ("/subscribe 下午5点半", "17:30"),
        ("订阅 12点", "12:00"),
        ("订阅", "08:30"),
    ],
)
async def test_the_time_is_read_as_people_type_it(office: Office, said: str, time: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert f"每天 {time} 推送" in chen.sees()


UNCLEAR = "没看懂时间“{bad}”。请这样写：/subscribe 08:30"
IMPOSSIBLE = "没有“{bad}”这个时间，一天从 00:00 到 23:59。请这样写：/subscribe 08:30"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/subscribe 明天", UNCLEAR),
        ("/subscribe 25:00", IMPOSSIBLE),
        ("/subscribe 每天25点", IMPOSSIBLE),
        ("订阅 8:75", IMPOSSIBLE),
        ("订阅 8:99", IMPOSSIBLE),
        ("/subscribe 24:00", IMPOSSIBLE),
        ("/subscribe 早上15点", IMPOSSIBLE),
        ("/subscribe 工作日9:60", IMPOSSIBLE),
        ("/subscribe 99999999999999999999", UNCLEAR),
    ],
)
async def test_a_bad_time_gets_a_clear_sentence_with_an_example(office: Office, said: str, answer: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() == answer.format(bad=said.split()[1])
    assert await office.services.subscriptions.of(chen.person.id) is None


async def test_a_time_that_has_passed_counts_from_tomorrow(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 7:30")
    assert "第一条：明天（3月3日 周二）07:30。" in chen.sees()
    await office.passes(minutes=5)
    assert chen.pushes() == []


async def test_subscribing_again_says_so(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/subscribe")
    assert chen.sees().startswith("已经订阅了，每天 08:30 推送。")
    await chen.says("/subscribe 9:00")
    assert chen.sees().startswith("每日廉语已改为每天 09:00 推送。\n下一条：")


async def test_who_unsubscribes_gets_no_more(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("退订")
    assert chen.sees() == "已退订每日廉语，不再推送。想再订，随时发 /subscribe。"
    await chen.says("/unsubscribe")
    assert chen.sees().startswith("这里没有订阅")
    await office.comes(1, 9)
    assert chen.pushes() == []


async def test_unsubscribing_keeps_the_time_for_a_return(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("/unsubscribe")
    await chen.says("/subscribe")
    assert "每天 17:30 推送" in chen.sees()


async def test_the_settings_change_time_sound_and_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/settings")
    assert chen.sees().startswith("每日廉语：未订阅")
    await chen.taps("订阅")
    assert chen.sees().startswith("每日廉语：已订阅\n时间：每天 08:30\n下一条：今天（3月2日 周一）08:30")
    assert chen.last().buttons == [
        *("07:30", "08:00", "✓ 08:30", "09:00", "12:00", "17:30"),
        *("✓ 每天", "周一至周五", "工作日含调休", "自选日子", "开启节前提醒", "改为不响铃"),
        *("✓ 发文字", "发图片", "图片加文字", "每周一题", "暂停3天", "暂停7天", "退订"),
    ]
    answer = await chen.taps("09:00")
    assert answer.text == "好，每天 09:00 推送"
    await chen.taps("✓ 09:00")
    await chen.taps("改为不响铃")
    assert "每天 09:00，不响铃" in chen.sees()
    await office.comes(0, 9)
    assert chen.last().silent
    settings = chen.answers()[0]
    await chen.taps("恢复响铃", settings)
    await chen.taps("退订", settings)
    assert settings.text.startswith("每日廉语：未订阅\n\n点“订阅”，每天 09:00 推送一条")
    await chen.taps("17:30", settings)
    assert "每天 17:30" in settings.text
    assert len(chen.answers()) == 2


async def test_an_own_time_is_shown_among_the_choices(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 7:45")
    await chen.says("设置")
    assert chen.last().buttons[:3] == ["07:30", "✓ 07:45", "08:00"]


async def test_the_quote_offers_a_subscription_where_there_is_none(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("今日廉语")
    assert chen.last().buttons == ["上下文", "复制引文", "图片", "分享", "订阅每日廉语"]
    answer = await chen.taps("订阅每日廉语")
    assert answer.show_alert
    assert answer.text == "已订阅，每天 08:30 推送。第一条：今天（3月2日 周一）08:30。"
    assert chen.last().buttons == ["上下文", "复制引文", "图片", "分享"]
    await chen.says("/quote")
    assert chen.last().buttons == ["上下文", "复制引文", "图片", "分享"]


async def test_in_a_group_its_owner_and_admins_subscribe_and_members_are_refused(office: Office) -> None:
    chen, li, wang = (office.colleague(name) for name in ("陈", "李", "王"))
    chat = await office.group("机关党委", chen, li, wang)
    await li.says("/settings", chat)
    assert li.sees(chat) == "这里没有订阅每日廉语。要订阅，请找群主或管理员。"
    for said in ("/subscribe", "/unsubscribe"):
        await li.says(said, chat)
        assert li.sees(chat) == "这项由群主或管理员操作，请联系他们。提问随时欢迎。"
    assert await office.services.subscriptions.of(chat.id) is None
    office.world.set_status(chat, wang.person, "administrator")
    await wang.says("/subscribe", chat)
    assert wang.sees(chat).startswith("已订阅每日廉语")
    await chen.says("/unsubscribe", chat)
    assert chen.sees(chat).startswith("已退订")


async def test_only_admins_may_tap_the_settings_of_a_group(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe", chat)
    await chen.says("/settings", chat)
    answer = await li.taps("退订", in_chat=chat)
    assert answer.show_alert
    assert "群主或管理员" in answer.text
    assert chen.sees(chat).startswith("每日廉语：已订阅")
    await chen.taps("退订", in_chat=chat)
    assert chen.sees(chat).startswith("每日廉语：未订阅")
    await li.says("/quote", chat)
    assert "订阅每日廉语" not in li.last(chat).buttons, "nobody is offered what they may not press"
    await chen.says("/quote", chat)
    assert "群主或管理员" in (await li.taps("订阅每日廉语", in_chat=chat)).text


async def test_an_anonymous_admin_speaks_as_the_group_and_may_subscribe_it(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    office.world.set_status(chat, chen.person, "creator", anonymous=True)
    await chen.says("/subscribe", chat)
    assert chen.sees(chat).startswith("已订阅每日廉语")


async def test_who_speaks_as_a_channel_is_no_admin(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    channel = office.world.add_channel("李的频道", li.person)
    office.world.say(li.person, chat, "/subscribe", speaking_as=channel)
    await office.settle()
    assert "群主或管理员" in chen.sees(chat)


async def test_in_a_forum_the_push_goes_to_the_topic_that_subscribed(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, forum=True)
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await chen.says("/subscribe", chat, topic=study)
    assert "每天 08:30 推送到本话题。" in chen.sees(chat)
    await office.passes(minutes=31)
    assert chen.last(chat).thread_id == study.id
    await chen.says("/settings", chat, topic=canteen)
    assert "发到另一个话题" in chen.sees(chat)
    await chen.says("/subscribe", chat, topic=canteen)
    assert chen.sees(chat).startswith("已改到本话题：")
    await office.comes(1, 8, 30)
    assert chen.last(chat).thread_id == canteen.id
    await chen.says("/subscribe", chat)
    assert chen.sees(chat).startswith("已改到主话题：")
    await office.comes(1, 8, 30)
    assert chen.last(chat).thread_id is None


async def test_a_channel_is_subscribed_by_a_post_of_its_admin(office: Office) -> None:
    chen = office.colleague("陈")
    channel = office.world.add_channel("机关通知", chen.person)
    office.world.add_bot(channel, chen.person)
    await office.settle()
    assert chen.answers(channel) == []
    for said in ("三重一大是什么", "订阅", "/ask@other_bot 三重一大", "/nonsense"):
        await chen.says(said, channel)
    assert chen.answers(channel) == []
    for said in ("/ask 三重一大是什么", "/help", "/问 三重一大"):
        await chen.says(said, channel)
        assert chen.sees(channel).startswith("频道里我只推送廉语")
    assert len(chen.answers(channel)) == 3
    await chen.says("/subscribe 8:15", channel)
    assert "每天 08:15 推送" in chen.sees(channel)
    await chen.says("/settings", channel)
    await chen.taps("09:00", in_chat=channel)
    await office.passes(hours=1, minutes=5)
    assert chen.sees(channel).startswith("今日廉语 · 3月2日 周一")
    await chen.says("/退订", channel)
    assert chen.sees(channel).startswith("已退订")
