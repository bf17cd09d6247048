"""Who asks or presses too much is told so, again and again; a press and a page turned are no questions."""

import pytest
from office import Opened

from core.settings import ThrottleSettings

QUESTION = "三重一大是什么"


async def test_reading_on_uses_up_no_questions(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_hour=2))
    chen = office.colleague("陈")
    await chen.says(QUESTION)
    for _ in range(4):
        await chen.taps("上下文", chen.answers()[0])
        await chen.taps("收起", chen.answers()[0])
        await chen.says("下一段")
    await chen.says("@qingfeng_bot 出处")
    assert not any("发得太快" in said.text for said in chen.answers())
    await chen.says("八项规定")
    assert "八项规定" in chen.sees()
    await chen.says("八项规定")
    assert chen.sees().startswith("您发得太快了")


async def test_who_presses_too_fast_is_told_at_each_press_and_can_still_ask(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(presses_per_minute=2))
    chen = office.colleague("陈")
    await chen.says(QUESTION)
    said = [await chen.taps("上下文" if number % 2 == 0 else "收起") for number in range(2)]
    said += [await chen.taps("没用") for _ in range(3)]
    assert [one.text.startswith("您发得太快了，请过 ") for one in said] == [False, False, True, True, True]
    await chen.says(QUESTION)
    assert "重大" in chen.sees()


async def test_an_operator_over_the_hours_limit_is_told_each_minute(opened: Opened) -> None:
    throttle = ThrottleSettings(person_per_hour=1)
    office = await opened(mode="open", operator="吴", throttle=throttle)
    wu = office.colleague("吴")
    await wu.says(QUESTION)
    for _ in range(3):
        before = len(wu.answers())
        await wu.says(QUESTION)
        await wu.says(QUESTION)
        told = wu.answers()[before:]
        assert [said.text[:6] for said in told] == ["您发得太快了"]
        assert "分钟再发" in told[0].text
        await office.passes(minutes=1)


async def test_words_that_only_begin_like_a_page_turned_are_questions(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=1))
    chen = office.colleague("陈")
    await chen.says(QUESTION)
    await chen.says("下一段时间的工作重点是什么")
    assert chen.sees().startswith("您发得太快了")


async def test_how_long_to_wait_is_said_to_the_second_and_beyond_a_minute_in_minutes(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_hour=1))
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says(QUESTION)
    await li.says(QUESTION)  # five seconds later
    await office.waits(3600 - 61 - 10)
    await chen.says(QUESTION)  # and five seconds later again
    assert chen.sees() == "您发得太快了，请过 2 分钟再发。"
    await office.waits(1)
    await li.says(QUESTION)
    assert li.sees() == "您发得太快了，请过 60 秒再发。"


@pytest.mark.parametrize(("late", "wait"), [(0, 50), (1, 51), (2, 52), (3, 52), (10, 52)])
async def test_a_message_counts_from_when_it_was_written_but_for_two_seconds_on_its_way(
    opened: Opened, late: int, wait: int
) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=1))
    chen = office.colleague("陈")
    office.world.say(chen.person, chen.private, QUESTION)
    office.clock.jump(late)
    await office.deals()
    office.clock.jump(10 - late)
    office.world.say(chen.person, chen.private, QUESTION)
    await office.deals()
    assert chen.sees() == f"您发得太快了，请过 {wait} 秒再发。"
