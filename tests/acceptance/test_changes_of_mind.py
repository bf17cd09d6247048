"""People change their minds: a sentence is read beside what was just asked, or done, of the pushes."""

import pytest
from office import Colleague, Office

from storage.pushes.subscriptions import Subscription


async def held(office: Office, clerk: Colleague) -> Subscription:
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (["那就八点十分吧", "周六周日不上班，不用发"], "订阅每日廉语：周一至周五 08:10，对吗？"),
        (["那就八点十分吧", "周六周日不上班，不用发", "还是九点吧"], "订阅每日廉语：周一至周五 09:00，对吗？"),
        (["每天给我念一句就中", "早起六点"], "订阅每日廉语：每天 06:00，对吗？"),
        (["早起六点", "六点太早 我糊涂了 九点吧"], "订阅每日廉语：每天 09:00，对吗？"),
        (["善。請每日辰時三刻送一則與我"], "订阅每日廉语：每天 07:45，对吗？"),
        (
            ["那就听小孙的，九点", "只要周一周三周五", "周三换成周四"],
            "订阅每日廉语：每周一、四、五 09:00，对吗？",
        ),
        (["下午三点", "还是四点"], "订阅每日廉语：每天 16:00，对吗？"),
        (["zhouyi dao zhouwu", "haishi jiu dian ba"], "订阅每日廉语：周一至周五 09:00，对吗？"),
    ],
)
async def test_one_question_holds_all_that_was_said(office: Office, said: list[str], asked: str) -> None:
    clerk = office.colleague("小陈")
    for one in said:
        await clerk.says(one)
        assert await office.services.subscriptions.of(clerk.person.id) is None
    assert clerk.sees().startswith(asked)
    await clerk.says("中")
    assert (await held(office, clerk)).active


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (["算了中午要睡觉，下午两点", "嗯……还是早上好，八点四十"], "要把每日廉语改到 08:40 吗？"),
        (["推迟半小时", "不对，提前半小时"], "要把每日廉语改到 12:00 吗？"),
        (["推迟半小时", "再推迟半小时"], "要把每日廉语改到 13:30 吗？"),
        (["bu yao le tai wan gai cheng jiu dian"], "要把每日廉语改到 09:00 吗？"),
        (["前述时间更正为上午九时一刻。"], "要把每日廉语改到 09:15 吗？"),
        (["八点十分", "周末别吵我"], "把每日廉语改为周一至周五 08:10，对吗？"),
        (["八点十分", "周末不要"], "把每日廉语改为周一至周五 08:10，对吗？现在是每天 12:30。"),
    ],
)
async def test_what_is_asked_of_a_subscription_changes_with_every_sentence(
    office: Office, said: list[str], asked: str
) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天中午12:30发")
    for one in said:
        await clerk.says(one)
        assert (await held(office, clerk)).time == "12:30"
    assert clerk.sees().startswith(asked)
    await clerk.says("行")
    assert (await held(office, clerk)).time in asked


async def test_what_holds_already_ends_the_question(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("推迟半小时")
    await clerk.says("还是八点吧")
    assert "每天 08:00" in clerk.sees()
    await clerk.says("是")
    assert (await held(office, clerk)).time == "08:00"


async def test_a_day_is_taken_out_of_dates_that_are_asked_about(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("春节那周停")
    await clerk.says("初五那天照发")
    assert clerk.sees().startswith(
        "2月5日 周五至2月9日 周二、2月11日 周四至2月12日 周五不推送，其余照常，对吗？"
    )
    assert not (await held(office, clerk)).skips
    await clerk.says("对")
    assert {day.day for day in (await held(office, clerk)).skips} == {5, 6, 7, 8, 9, 11, 12}


@pytest.mark.parametrize("back", ["哎等等别退", "手滑了", "算了别退", "上一指令作废。", "退错了", "bie tui"])
async def test_who_unsubscribed_by_mistake_has_everything_back(office: Office, back: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每周一三五 8点40推送")
    await clerk.says("每周一题 周四下午四点")
    before = await held(office, clerk)
    await clerk.says("退订")
    await clerk.says(back)
    assert clerk.sees().startswith("好，照原来的恢复了：每周一、三、五 08:40 推送，每周一题每周四 16:00。")
    now = await held(office, clerk)
    assert (now.active, now.time, now.days, now.quiz_day) == (True, "08:40", before.days, 4)


async def test_the_last_change_is_taken_back_and_then_the_one_before(office: Office) -> None:
    clerk = office.colleague("小陈")
    for said in ("每天8点发", "改到9点", "周末不要发"):
        await clerk.says(said)
    await clerk.says("上一指令作废")
    assert clerk.sees().startswith("好，照原来的恢复了：每天 09:00 推送。")
    await clerk.says("改错了")
    assert clerk.sees().startswith("好，照原来的恢复了：每天 08:00 推送。")
    await clerk.says("撤销刚才的设置")
    assert clerk.sees() == "好，撤回了，这里没有订阅每日廉语。"
    await clerk.says("上一指令作废")
    assert "没有什么可撤回的" in clerk.sees()


async def test_the_first_hour_comes_back(office: Office) -> None:
    clerk = office.colleague("小陈")
    for said in ("每天8点40发", "改到9点", "改到10点", "回到最开始的时间"):
        await clerk.says(said)
    assert clerk.sees().startswith("好，照原来的恢复了：每天 08:40 推送。")


async def test_after_a_day_nothing_is_taken_back(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("退订")
    await office.passes(hours=25)
    await clerk.says("等等别退")
    assert not (await held(office, clerk)).active


async def test_who_had_everything_deleted_gets_nothing_back(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("/forget_me")
    await clerk.says("是")
    await clerk.says("手滑了")
    assert await office.services.subscriptions.of(clerk.person.id) is None


async def test_what_was_settled_last_is_meant(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("工作日8点推送")
    await clerk.says("每周出道题，周四下午四点")
    await clerk.says("改周五")
    assert clerk.sees().startswith("好，每周一题改为每周五 16:00 推送。")
    now = await held(office, clerk)
    assert (now.days.value, now.quiz_day) == ("workdays", 5)
    await clerk.says("时间改成五点")
    assert clerk.sees().startswith("好，每周一题改为每周五 17:00 推送。")


@pytest.mark.parametrize(
    ("said", "asked", "buttons"),
    [
        (
            "周六发",
            "改为每周一、二、三、四、五、六 08:00",
            ["改为每周一、二、三、四、五、六 08:00", "改为每周六 08:00"],
        ),
        ("改周五", "改为每周五 08:00", ["改为每周五 08:00"]),
    ],
)
async def test_so_many_days_are_not_lost_without_asking(
    office: Office, said: str, asked: str, buttons: list[str]
) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("周一到周五8点推送")
    await clerk.says(said)
    assert asked in clerk.sees()
    assert clerk.last().buttons == buttons
    assert len((await held(office, clerk)).days.weekdays) == 5


async def test_the_days_of_a_holiday_are_those(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点40发")
    await clerk.says("明天不发")
    await clerk.says("元旦那三天别发")
    assert clerk.sees().startswith("好，1月1日 周五至1月3日 周日不推送，其余照常。")
    await clerk.says("元旦还是发吧")
    assert clerk.sees().startswith("好，1月1日 周五至1月3日 周日照常推送，其余不变。")
    assert "还停着的：3月3日 周二。" in clerk.sees()


async def test_days_of_the_lunar_calendar(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("臘月廿八至正月初六暫停")
    assert clerk.sees().startswith("好，2月4日 周四至2月11日 周四不推送，其余照常。")
    await clerk.says("初三照发")
    assert clerk.sees().startswith("好，2月8日 周一照常推送，其余不变。")


async def test_a_denial_beside_the_days_is_no_denial_of_them(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("莫要天天发，一三五就行")
    assert "每周一、三、五 08:30" in clerk.sees()


@pytest.mark.parametrize("said", ["三重一大是什么", "一岗双责", "八项规定有哪些"])
async def test_a_question_to_the_speeches_is_one_whatever_is_asked(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("早上七点半")
    await clerk.says(said)
    assert "对吗？" not in clerk.sees()


@pytest.mark.parametrize("said", ["礼拜六还是发", "周六也发", "周六还是发吧"])
async def test_a_day_that_is_sent_after_all_never_becomes_the_only_one(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 08:00")
    await clerk.says(said)
    assert "每天 08:00" in clerk.sees()
    await clerk.says("周一到周五")
    await clerk.says(said)
    assert "每周一、二、三、四、五、六" in clerk.sees()


@pytest.mark.parametrize("said", ["下周出差，一周都停", "下周我出差，那一周别发", "下周去培训，整周都不用发"])
async def test_the_week_that_somebody_is_away_is_the_one_they_named(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")  # it is a Monday
    await clerk.says("/subscribe 08:00")
    await clerk.says(said)
    assert "3月9日 周一至3月15日 周日不推送" in clerk.sees()


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        (
            ["周一到周五8点推送", "推迟半小时", "那还是周六吧"],
            ["改为每周一、二、三、四、五、六 08:30", "改为每周六 08:30"],
        ),
        (
            ["订阅 9点", "周二到周五 7点好不好", "还是周六吧"],
            ["改为每周二、三、四、五、六 07:00", "改为每周六 07:00"],
        ),
        (["周一到周五8点推送", "推迟半小时", "那还是周五吧"], ["改为每周五 08:30"]),
        (["每天8点发", "推迟半小时", "周末别发"], ["改为周一至周五 08:30"]),
        (
            ["周一到周五8点推送", "退订", "改到9点半合适", "周六"],
            ["订阅，每周一、二、三、四、五、六 09:30", "订阅，每周六 09:30"],
        ),
        (["改到9点半合适", "周六"], ["订阅，每周六 09:30"]),
    ],
)
async def test_days_named_beside_an_hour_that_is_asked_about(
    office: Office, said: list[str], offered: list[str]
) -> None:
    clerk = office.colleague("小陈")
    for words in said:
        await clerk.says(words)
    assert clerk.last().buttons == offered
