"""What a group's admin and its members say of the pushes in their own words, beside plain wishes."""

import pytest
from office import Office

from knowledge.language.commands.pushes.about_pushes import Topic, about_pushes
from knowledge.language.commands.pushes.switches import eve_wanted
from knowledge.language.talk.reports import is_report
from knowledge.language.wishes.wishes import reports_wrongdoing
from storage.pushes.subscriptions import Subscription


async def held(office: Office, chat_id: int) -> Subscription:
    known = await office.services.subscriptions.of(chat_id)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("怎么订阅每日廉语", Topic.SUBSCRIBE),
        ("订阅在哪里", Topic.SUBSCRIBE),
        ("请问如何退订？", Topic.END),
        ("怎么关掉推送", Topic.END),
        ("如何改时间", Topic.HOUR),
        ("推送怎么暂停", Topic.PAUSE),
        ("怎么静音", Topic.MUTE),
        ("不想收这个怎么办", Topic.END),
        ("不收推送怎么弄", Topic.END),
        ("我想收推送怎么弄", Topic.SUBSCRIBE),
        ("群里有人嫌吵", Topic.LOUD),
        ("群里推送太吵", Topic.LOUD),
        ("你太烦人了", Topic.LOUD),
        ("早上和下午各一次", Topic.SEVERAL_A_DAY),
        ("一天两次", Topic.SEVERAL_A_DAY),
        ("每两天一次", Topic.NO_WEEKDAYS),
        ("改为隔日", Topic.NO_WEEKDAYS),
        ("每月一次", Topic.NO_WEEKDAYS),
    ],
)
async def test_who_asks_how_is_told_and_nothing_is_changed(office: Office, said: str, topic: Topic) -> None:
    about = about_pushes(said)
    assert about is not None
    assert about.topic is topic
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says(f"@qingfeng_bot {said}", chat)
    assert await office.services.subscriptions.of(chat.id) is None
    await chen.says("/subscribe@qingfeng_bot 08:30", chat)
    before = await held(office, chat.id)
    await chen.says(f"@qingfeng_bot {said}", chat)
    assert await held(office, chat.id) == before
    assert "每日廉语：已订阅" in chen.sees(chat)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "推送工作怎么做",
        "取消资格怎么规定",
        "人情往来怎么收礼",
        "礼品怎么收",
        "如何改进作风",
        "如何看待推送",
        "吵架怎么处理",
        "每天两次点名",
        "上午下午各开一次会",
        "每月一次党课",
        "责任怎么订",
        "怎么订制度",
        "两天",
        "每周一",
        "恢复名誉怎么办",
        "我不收怎么办",
        "不收怎么办",
        "要是不收怎么办",
        "我收怎么办",
        "我看怎么办",
        "怎么不收",
        "领导太烦人",
        "同事吵死了",
        "有人吵",
    ],
)
def test_a_question_to_the_speeches_is_none_of_these(said: str) -> None:
    assert about_pushes(said) is None


async def test_a_member_who_wants_it_alone_hears_how_and_reports_nobody(office: Office) -> None:
    sun, lin = office.colleague("孙"), office.colleague("林")
    chat = await office.group("后勤党支部", sun, lin)
    await sun.says("/subscribe@qingfeng_bot 08:30", chat)
    await lin.says("@qingfeng_bot 别再推送了", chat)
    await lin.says("@qingfeng_bot 那我自己想收怎么弄", chat)
    assert lin.sees(chat).startswith("想自己收：点我的头像私聊我，发 /subscribe")
    await lin.says("@qingfeng_bot 怎么退订", chat)
    assert "群主或管理员" in lin.sees(chat)


@pytest.mark.parametrize(
    "said",
    [
        "那我自己想收怎么弄",
        "群里有人嫌吵",
        "有人收不到推送",
        "我想收",
        "领导想收一份",
        "主任想收每日廉语怎么弄",
        "我要反映个问题，推送太吵",
        "我要反映推送收不到",
        "我们单位有人收不到推送卡片",
        "同事说收不到",
        "那我拿什么",
        "他送了",
        "有人把推送关了",
        "收据能不能报",
        "你们领导是谁",
    ],
)
def test_no_false_alarm(said: str) -> None:
    assert not is_report(said)
    assert not reports_wrongdoing(said)


@pytest.mark.parametrize(
    "said",
    [
        "群里有人收红包",
        "我们科长收了别人的烟",
        "我要反映个问题",
        "我要举报推送这条的人收礼",
        "领导收人家东西我想告他",
    ],
)
def test_a_report_is_still_one(said: str) -> None:
    assert reports_wrongdoing(said)


async def test_resubscribing_with_an_hour_is_done_and_a_pause_then_holds(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("重新订上，早八点")
    assert (await held(office, sun.person.id)).time == "08:00"


async def test_an_offer_that_waits_is_remembered(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("早八点")
    assert "订阅每日廉语：每天 08:00，对吗？" in sun.sees()
    await sun.says("国庆不发")
    assert "还等您回“是”" in sun.sees()
    assert "08:00" in sun.sees()
    await sun.says("周末也别发")
    assert "周一至周五 08:00" in sun.sees()
    await sun.says("是")
    now = await held(office, sun.person.id)
    assert now.time == "08:00"
    assert now.days.weekdays == {1, 2, 3, 4, 5}


async def test_putting_off_again_counts_from_what_is_in_question(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("推迟半小时")
    await sun.says("再推迟一小时")
    assert sun.sees().startswith("要把每日廉语改到 09:30 吗？")
    await sun.says("是")
    assert (await held(office, sun.person.id)).time == "09:30"


@pytest.mark.parametrize("said", ["正常发", "继续推", "接着发", "继续发吧"])
async def test_what_may_mean_something_else_ends_no_pause(office: Office, said: str) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("/pause 7天")
    await sun.says(said)
    assert any(word in sun.sees() for word in ("/resume", "/settings", "恢复推送吗", "恢复推送，对吗"))
    assert (await held(office, sun.person.id)).is_paused(office.services.subscriptions.today())
    await sun.says("继续推送吧")
    assert not (await held(office, sun.person.id)).is_paused(office.services.subscriptions.today())


async def test_going_on_after_a_passage_reads_on(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("/pause 7天")
    await sun.says("三重一大是什么")
    await sun.says("接着发")
    assert "上一段" in sun.last().buttons
    assert (await held(office, sun.person.id)).is_paused(office.services.subscriptions.today())


@pytest.mark.parametrize("said", ["不停了", "别停", "算了不停了", "照常发吧"])
async def test_who_wants_no_pause_after_all_is_asked_no_longer_how_long(office: Office, said: str) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("暂停")
    await sun.says(said)
    await sun.says("明天")
    known = await held(office, sun.person.id)
    assert (known.resumes_on, known.skips) == (None, frozenset())


@pytest.mark.parametrize("said", ["算了别停", "算了不停了", "不停了", "别停了", "还是照常发吧"])
@pytest.mark.parametrize("asked_before", [True, False])
async def test_who_wants_no_pause_after_all_gets_it_ended(
    office: Office, said: str, *, asked_before: bool
) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    if asked_before:
        await sun.says("周一到周五")
        await sun.says("暂停两周")
    else:
        await sun.says("暂停一周")
    today = office.services.subscriptions.today()
    assert (await held(office, sun.person.id)).is_paused(today)
    await sun.says(said)
    assert sun.sees().startswith("已恢复推送。")
    assert not (await held(office, sun.person.id)).is_paused(today)


@pytest.mark.parametrize(
    ("said", "told"), [("大后天照常", "3月5日 周四没有停过"), ("只取消12月3号那个", "每日廉语：已订阅")]
)
async def test_a_day_that_is_wanted_back_is_never_offered_to_be_left_out(
    office: Office, said: str, told: str
) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says(said)
    assert "不推送" not in sun.sees()
    assert told in sun.sees()


async def test_one_day_has_no_hour_of_its_own(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("周五那天改到九点")
    assert await office.services.subscriptions.of(sun.person.id) is None
    await sun.says("/subscribe 08:00")
    await sun.says("周五那天改到九点")
    assert "不能单独改某一天" in sun.sees()
    assert (await held(office, sun.person.id)).time == "08:00"


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("不要晚于七点半", "每日廉语现在每天 08:00 推送，正在您不要的时间里。"),
        ("7点到9点之间", "每日廉语每天 08:00 推送，已经在您说的时间里，不用改"),
        ("12点前发", "每日廉语每天 08:00 推送，已经在您说的时间里，不用改"),
        ("早上八点到九点发", "每日廉语每天 08:00 推送，已经在您说的时间里，不用改"),
        ("12点以后别发", "每日廉语每天 08:00 推送，不在您说的那段时间里"),
        ("不要早于八点发", "每日廉语每天 08:00 推送，已经在您说的时间里，不用改"),
    ],
)
async def test_bounds_without_a_sending_word_are_of_the_hour_too(
    office: Office, said: str, begins: str
) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says(said)
    assert sun.sees().startswith(begins)


async def test_todays_quote_is_sent_again(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("/quote")
    before = sun.sees()
    await sun.says("今天的再发一遍")
    assert sun.sees() == before


async def test_no_sound_and_the_reminder_are_done_as_they_are_said(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("发的时候别响")
    assert (await held(office, sun.person.id)).muted
    await sun.says("节前提醒一下大家")
    assert (await held(office, sun.person.id)).before_holidays
    await sun.says("节前不要提醒了")
    assert not (await held(office, sun.person.id)).before_holidays


@pytest.mark.parametrize(
    "said", ["", "节前提醒怎么说", "节前提醒有哪些要求", "节前三天提醒", "放假前要提醒大家注意什么"]
)
def test_what_the_speeches_say_of_holidays_is_no_wish(said: str) -> None:
    assert eve_wanted(said) is None


async def test_the_weekly_question_by_its_day_and_its_end(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("每周出一道题")
    await sun.says("周五下午四点出题")
    assert "每周五 16:00" in sun.sees()
    await sun.says("题目不要了")  # this one, or all of them: it is shown, with the button
    assert "每周五 16:00" in sun.sees()
    await sun.says("以后题目不要了")
    assert sun.sees().startswith("好，每周一题不再推送。")


async def test_another_quote_after_a_look_ahead_is_said_to_change_nothing(office: Office) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says("明天会发什么")
    ahead = sun.sees()
    await sun.says("换一条")
    assert sun.sees().startswith("这是另外一条，要推送的那条不变：")
    await sun.says("换一条")
    assert not sun.sees().startswith("这是另外一条")
    await sun.says("明天会发什么")
    assert sun.sees() == ahead


@pytest.mark.parametrize("said", ["只在工作日发，调休也算", "工作日发，含调休上班", "周末不要发"])
async def test_days_that_are_clear_are_done_without_asking(office: Office, said: str) -> None:
    sun = office.colleague("孙")
    await sun.says("/subscribe 08:00")
    await sun.says(said)
    assert sun.sees().startswith("每日廉语已改为")


async def test_a_member_who_only_asks_is_told_what_holds_and_gets_no_buttons(office: Office) -> None:
    sun, lin = office.colleague("孙"), office.colleague("林")
    chat = await office.group("后勤党支部", sun, lin)

    async def told(said: str) -> tuple[str, list[str]]:
        await lin.says(f"{said}@qingfeng_bot", chat)
        return lin.sees(chat), lin.last(chat).buttons

    assert await told("/settings") == ("这里没有订阅每日廉语。要订阅，请找群主或管理员。", [])
    await sun.says("/subscribe@qingfeng_bot 08:30", chat)
    assert await told("/settings") == ("这里每天 08:30 推送每日廉语。要改，请找群主或管理员。", [])
    before = await held(office, chat.id)
    await lin.says("/settings@qingfeng_bot 9:00", chat)
    assert lin.sees(chat) == "这项由群主或管理员操作，请联系他们。提问随时欢迎。"
    assert await held(office, chat.id) == before
    await sun.says("/pause@qingfeng_bot 3天", chat)
    assert await told("/settings") == (
        "这里的每日廉语暂停着（原来是每天 08:30）。要恢复，请找群主或管理员。", [],
    )  # fmt: skip


async def test_a_member_who_asks_how_is_told_whom_to_ask_and_how_to_have_it_alone(office: Office) -> None:
    sun, lin = office.colleague("孙"), office.colleague("林")
    chat = await office.group("后勤党支部", sun, lin)
    alone = "想自己收：点我的头像私聊我，发 /subscribe，每天只发给您一个人。"
    await lin.says("@qingfeng_bot 怎么改时间", chat)
    assert lin.sees(chat) == f"这个群的推送由群主或管理员改（发 /settings）。{alone}"
    for one in (lin, sun):
        await one.says("@qingfeng_bot 那我自己想收怎么弄", chat)
        assert one.sees(chat) == alone
    await lin.says("怎么订阅每日廉语")
    assert lin.sees().startswith("要订阅，点“订阅”，或直接发“每天早上八点发给我”。\n\n每日廉语：未订阅")
    await lin.taps("订阅")
    await lin.says("怎么订阅每日廉语")
    assert lin.sees().startswith("这里已经订阅了。\n\n每日廉语：已订阅")
    await lin.says("怎么暂停推送")
    assert lin.sees().startswith("要暂停，点“暂停3天”，或直接发“暂停到节后”。\n\n每日廉语：已订阅")
    await lin.says("/unsubscribe")
    await lin.says("怎么暂停推送")
    assert lin.sees().startswith("每日廉语：未订阅"), "there is nothing to pause"
