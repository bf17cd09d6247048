"""A wish half understood is asked about with what was understood, and not done; one press does it."""

from datetime import date

import pytest
from office import Office

from storage.pushes.subscriptions import Subscription

NOT_DONE = "还没有改"


async def held(office: Office, chat_id: int) -> Subscription:
    known = await office.services.subscriptions.of(chat_id)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("周一到周五", "1-5"),
        ("周一三五", "135"),
        ("工作日", "workdays"),
        ("zhouyi dao zhouwu", "1-5"),
        ("不知道能不能周末别推", "12345"),
    ],
)
async def test_days_are_offered_first_and_one_press_does_it(office: Office, said: str, days: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    before = await held(office, chen.person.id)
    await chen.says(said)
    assert chen.sees().startswith("把每日廉语改为")
    assert chen.last().buttons[0].startswith("改为")
    assert await held(office, chen.person.id) == before
    await chen.taps(0)
    now = await held(office, chen.person.id)
    assert now.days != before.days
    assert now.time == "08:00"
    assert NOT_DONE not in chen.sees()


async def test_what_holds_already_is_not_offered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 周一到周五 08:00")
    await chen.says("周一到周五")
    assert chen.sees() == "现在就是周一至周五 08:00，不用改。"


async def test_yes_does_it_and_no_leaves_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    before = await held(office, chen.person.id)
    await chen.says("周一三五")
    await chen.says("算了")
    assert await held(office, chen.person.id) == before
    await chen.says("周一三五")
    await chen.says("是")
    assert (await held(office, chen.person.id)).days.weekdays == {1, 3, 5}


async def test_where_nothing_is_subscribed_a_subscription_is_offered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("周一到周五")
    assert chen.last().buttons[0] == "订阅，周一至周五 08:30"
    assert await office.services.subscriptions.of(chen.person.id) is None
    await chen.taps(0)
    assert (await held(office, chen.person.id)).days.weekdays == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("said", ["停推一阵子", "先停几天吧", "暂停推送一段时间"])
async def test_a_pause_of_no_length_is_asked_for(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    await chen.says(said)
    assert chen.sees().startswith("暂停多久？")
    await chen.says("yizhou")
    assert chen.sees().startswith("已暂停推送")


async def test_a_pause_that_was_only_guessed_is_offered_with_its_days(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.language.wishes.wishes.SURE", 1.1)  # whatever is weighed is a guess
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    before = await held(office, chen.person.id)
    await chen.says("要不先停两周看看")
    assert NOT_DONE in chen.sees()
    assert chen.last().buttons[0].startswith("就暂停：3月")
    assert await held(office, chen.person.id) == before
    await chen.taps(0)
    assert (await held(office, chen.person.id)).is_paused(date(2026, 3, 10))
    assert "每日廉语：已暂停" in chen.sees()


async def test_days_gone_by_meanwhile_are_not_paused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.language.wishes.wishes.SURE", 1.1)
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    await chen.says("明天后天先不看了")
    offered = chen.last()
    await office.clock.advance(5 * 24 * 3600)
    pressed = await chen.taps(0, offered)
    assert "已经过去了" in (pressed.text or "")


@pytest.mark.parametrize("said", ["换个时间", "想改一下推送时间", "能不能换时间"])
async def test_another_hour_that_is_not_named_shows_the_settings(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    await chen.says(said)
    assert chen.sees().startswith("每日廉语：已订阅")
