"""What would send less is done for sentences read to their last word; a guess is asked about."""

import pytest
from office import Colleague, Office

from storage.pushes.subscriptions import Subscription


async def subscribed(office: Office) -> Colleague:
    clerk = office.colleague("小陈")
    await clerk.says("周一到周五8点推送")
    return clerk


async def held(office: Office, clerk: Colleague) -> Subscription:
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    return known


@pytest.mark.parametrize("said", ["发了，不错", "不发了？", "以后都别给我发了", "两天都停吧", "别发脾气"])
async def test_nothing_ends_or_stops_by_a_guess(office: Office, said: str) -> None:
    clerk = await subscribed(office)
    before = await held(office, clerk)
    await clerk.says(said)
    assert await held(office, clerk) == before


async def test_the_end_that_was_guessed_takes_a_yes(office: Office) -> None:
    clerk = await subscribed(office)
    await clerk.says("以后都别给我发了")
    assert clerk.sees().startswith("要退订每日廉语吗？现在是周一至周五 08:00 推送，还没有改。")
    await clerk.says("是")
    assert not (await held(office, clerk)).active


@pytest.mark.parametrize("said", ["退了吧", "不订阅了", "退订", "别再推了"])
async def test_who_says_it_plainly_is_not_asked(office: Office, said: str) -> None:
    clerk = await subscribed(office)
    await clerk.says(said)
    assert not (await held(office, clerk)).active


@pytest.mark.parametrize("said", ["只停周五", "只有这周五不要"])
async def test_one_day_that_is_to_be_left_out_is_not_the_only_one_left(office: Office, said: str) -> None:
    clerk = await subscribed(office)
    await clerk.says(said)
    now = await held(office, clerk)
    assert now.days.weekdays == {1, 2, 3, 4, 5}
    assert [day.isoformat() for day in now.skips] == ["2026-03-06"]


async def test_one_more_day_goes_beside_those_left_out(office: Office) -> None:
    clerk = await subscribed(office)
    for said in ("下周一不发", "周二也停", "下周四也是"):
        await clerk.says(said)
    assert sorted(day.day for day in (await held(office, clerk)).skips) == [9, 10, 12]


async def test_days_of_an_absence_are_those_named_before(office: Office) -> None:
    clerk = await subscribed(office)
    await clerk.says("下周二我去省里培训两天，这两天就免了")
    assert clerk.sees().startswith("好，3月10日 周二至3月11日 周三不推送")


async def test_what_was_not_understood_is_said_with_what_was(office: Office) -> None:
    clerk = await subscribed(office)
    await clerk.says("那几天随你")
    assert clerk.sees().startswith("这句没全听懂，还没有改。请直接说，如“改到9点”")


@pytest.mark.parametrize(
    "said",
    [
        "元旦前会提醒我吗",
        "看看都停哪几天",
        "现在什么情况",
        "xianzai ji dian fa",
        "我哪几天不收",
        "补班那天也要",
    ],
)
async def test_questions_about_the_settings_have_an_answer_without_any(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says(said)
    assert clerk.sees().startswith("您还没有订阅每日廉语")


async def test_questions_about_the_settings_are_answered_in_a_sentence(office: Office) -> None:
    clerk = await subscribed(office)
    await clerk.says("看看都停哪几天")
    assert clerk.sees() == "每日廉语周一至周五 08:00 推送，节前提醒没有开。下一条：明天（3月3日 周二）08:00。"
    await clerk.says("元旦前会提醒我吗")
    assert clerk.sees().startswith("不会，节前提醒没有开。要开吗？")
    await clerk.says("是")
    assert (await held(office, clerk)).before_holidays
    await clerk.says("补班那天也要")
    await clerk.says("好")
    assert (await held(office, clerk)).days.value == "workdays"
    await clerk.says("补班那天发吗")
    assert clerk.sees() == "含补班的日子，照常推送：现在是工作日（含调休）08:00。"
