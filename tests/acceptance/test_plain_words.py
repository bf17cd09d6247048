"""Settings wished for in plain words, without a command: times, changes, getting out, help."""

import pytest
from office import Office

BACK = "已退订每日廉语，不再推送。想再订，随时发 /subscribe。"


async def test_a_time_alone_is_offered_with_a_button(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("早上七点半")
    assert chen.sees() == (
        "订阅每日廉语：每天 07:30，对吗？\n回“是”就这么办，不对就直接说哪里要改，发“取消”就不做了。"
    )
    assert await office.services.subscriptions.of(chen.person.id) is None
    await chen.taps("订阅，每天 07:30")
    assert chen.sees().startswith("每日廉语：已订阅\n时间：每天 07:30\n")
    await office.passes(minutes=10)
    await chen.says("8点")
    assert chen.sees().startswith("要把每日廉语改到 08:00 吗？现在是每天 07:30。\n")
    await chen.taps("改到 08:00")
    assert chen.sees().startswith("每日廉语：已订阅\n时间：每天 08:00\n")
    await chen.says("8:00")
    assert chen.sees().startswith("已经订阅了，每天 08:00 推送。")


async def test_a_time_after_the_settings_is_meant(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("设置")
    await chen.says("9点")
    assert chen.sees().startswith("每日廉语已改为每天 09:00 推送。\n下一条：今天（3月2日 周一）09:00。")
    await office.passes(minutes=30)
    await chen.says("10点")
    assert chen.last().buttons == ["改到 10:00"]


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("改到9点", "09:00"),
        ("改时间 9点", "09:00"),
        ("设置 9点", "09:00"),
        ("把时间改成9点", "09:00"),
        ("每天八点发给我", "08:00"),
        ("7点半推送", "07:30"),
        ("订阅，早上八点", "08:00"),
        ("我想订阅早上八点", "08:00"),
        ("訂閱 8點", "08:00"),
        ("订阅 08:35 谢谢", "08:35"),
        ("subscribe 9:00", "09:00"),
        ("中午推送", "12:00"),
        ("改成差一刻八点", "07:45"),
    ],
)
async def test_a_wish_for_a_time_is_done(office: Office, said: str, time: str) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says(said)
    assert chen.sees().startswith(f"已订阅每日廉语，每天 {time} 推送。")
    await li.says("/subscribe")
    await li.says(said)
    assert li.sees().startswith(f"每日廉语已改为每天 {time} 推送。\n下一条：")


async def test_who_wants_it_without_a_time_gets_the_default(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("帮我订阅")
    assert chen.sees().startswith("已订阅每日廉语，每天 08:30 推送。")


@pytest.mark.parametrize(
    "said", ["不订阅了", "关闭推送", "stop", "不想收了", "退訂", "取消訂閱", "unsubscribe", "TD"]
)
async def test_getting_out_needs_no_command(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says(said)
    assert chen.sees() == BACK


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("help", "提问\n直接把问题发给我"),
        ("幫助", "提问\n直接把问题发给我"),
        ("菜单", "提问\n直接把问题发给我"),
        ("settings", "每日廉语：未订阅"),
        ("設置", "每日廉语：未订阅"),
        ("今日廉語", "今日廉语 · 3月2日 周一"),
        ("謝謝", "不客气"),
        ("有几篇讲话", "回答都出自这 2 篇讲话：\n1. 《在市政协机关"),
        ("目录", "回答都出自这 2 篇讲话：\n1. 《在市政协机关"),
        ("問 三重一大是什么", "严格遵守廉洁自律各项规定，严格执行“三重一大”"),
    ],
)
async def test_commands_need_no_slash_and_no_script(office: Office, said: str, start: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith(start)


async def test_two_o_clock_may_be_in_the_afternoon(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/settings")
    await chen.says("两点")
    assert chen.last().buttons == ["改到 14:00", "改到 02:00"], "few want a message in the night"
    await chen.taps("改到 14:00")
    assert "每天 14:00" in chen.sees()


async def test_a_wish_that_is_not_understood_is_shown_the_way(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("推送红烧肉的做法")
    assert "每日廉语：未订阅" in chen.sees()


async def test_who_asks_what_a_subscription_is_for_sees_it_and_changes_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    before = await office.services.subscriptions.of(chen.person.id)
    await chen.says("订阅的意义是什么")
    assert chen.sees().startswith("每日廉语：已订阅\n时间：每天 08:30")
    assert await office.services.subscriptions.of(chen.person.id) == before


@pytest.mark.parametrize("said", ["八点规定", "中央八项规定", "取消资格怎么规定"])
async def test_a_question_stays_a_question(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    before = await office.services.subscriptions.of(chen.person.id)
    await chen.says(said)
    assert not chen.sees().startswith(("已", "要把", "每日廉语"))
    assert await office.services.subscriptions.of(chen.person.id) == before


async def test_in_a_group_the_wish_is_said_to_the_bot_by_an_admin(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    said = len(chen.answers(chat))
    await chen.says("8点", chat)
    assert len(chen.answers(chat)) == said
    for wish in ("@qingfeng_bot 8点", "@qingfeng_bot 改到9点", "@qingfeng_bot 不订阅了"):
        await li.says(wish, chat)
        assert li.sees(chat).startswith("这项由群主或管理员操作")
    await chen.says("@qingfeng_bot 8点", chat)
    assert "群主或管理员" in (await li.taps("订阅，每天 08:00", in_chat=chat)).text
    await chen.taps("订阅，每天 08:00", in_chat=chat)
    assert "每天 08:00" in chen.sees(chat)


async def test_who_is_refused_reads_their_own_words(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 明天 早上 Ｂ")
    assert chen.sees() == "没看懂时间“明天 早上 Ｂ”。请这样写：/subscribe 08:30"


async def test_a_muted_chat_that_returns_is_told_so(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/settings")
    await chen.taps("改为不响铃")
    await chen.says("/unsubscribe")
    await chen.says("/subscribe")
    assert chen.sees().startswith("已订阅每日廉语，每天 08:30 推送，不响铃。")
    await chen.says("/subscribe 9:00")
    assert chen.sees().startswith("每日廉语已改为每天 09:00 推送，不响铃。")
    await chen.says("/settings")
    await chen.taps("恢复响铃")
    assert "不响铃" not in chen.sees()


async def test_a_push_that_moves_to_another_topic_says_so(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, forum=True)
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await chen.says("/subscribe", chat, topic=study)
    await chen.says("/subscribe", chat, topic=canteen)
    assert chen.sees(chat).startswith("已改到本话题：每天 08:30 推送，不再发到原来的话题。")
    await chen.says("/settings", chat, topic=study)
    await chen.taps("改发到本话题", in_chat=chat)
    assert "发到本话题" in chen.sees(chat)
    assert "改发到本话题" not in chen.last(chat).buttons
    await office.passes(minutes=45)
    assert chen.last(chat).thread_id == study.id
