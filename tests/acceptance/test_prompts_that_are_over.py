"""What the bot has asked and does not wait for any more: run out, answered, settled another way, asked anew.

Each kind of thing asked is a scene of prompt_scenes.py; each test plays all of them.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from office import Colleague, Office
from prompt_scenes import (
    ASKED,
    CHOICES,
    EVERY,
    WORDS,
    Scene,
    binding,
    dating,
    drafting,
    given,
    kept,
    named,
    naming,
    offering,
    pausing,
    suggesting,
    told,
)
from sqlalchemy import select

from emulator.messages import Message
from handlers.asking.conversation.answers.late import LATE
from handlers.asking.conversation.prompted import LEFT
from handlers.words.prompts import Asked
from services.asking.remembered.prompts import PATIENCE, PUSHED
from storage.tables.asking import prompts

LATE_BY = PATIENCE + timedelta(minutes=1)


@named(EVERY)
async def test_a_late_answer_is_none(run_office: Office, scene: Scene) -> None:
    if scene.kind is Asked.DUTY_LATER:
        return  # it stands in the duty's own card, which takes an answer for ten days
    who = await scene.begin(run_office)
    prompt = who.last()
    await run_office.clock.advance(LATE_BY.total_seconds())
    said = await given(who, scene, answering=prompt)
    assert scene.done not in said
    if scene in WORDS and scene.kind is not Asked.BINDING:
        assert said == LATE
    assert scene.answer not in await kept(run_office)


@named(EVERY)
async def test_a_late_question_is_a_question(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    await run_office.clock.advance(timedelta(hours=16).total_seconds())
    assert "重大" in await told(who, ASKED, answering=prompt)


@named(EVERY)
async def test_what_ran_out_goes_with_the_hourly_sweep(run_office: Office, scene: Scene) -> None:
    await scene.begin(run_office)
    await run_office.clock.advance(LATE_BY.total_seconds())
    await run_office.services.prompts.prune()
    async with run_office.database.connection() as connection:
        asked = prompts.c.kind != PUSHED  # cards that came by themselves stand for ten days
        left = list(await connection.scalars(select(prompts.c.state).where(asked)))
    assert set(left) <= {"answered"}


@named(WORDS)
async def test_a_second_reply_is_no_answer(run_office: Office, scene: Scene) -> None:
    if scene.kind in {Asked.BINDING, Asked.DUTY_TIME, Asked.DUTY_LATER}:
        return  # a card that changes in place, and those that stand there for whatever is said of their times
    who = await scene.begin(run_office)
    prompt = who.last()
    await given(who, scene, answering=prompt)
    assert await given(who, scene, answering=prompt) == LATE
    assert "重大" in await told(who, ASKED, answering=prompt)


@named(CHOICES)
async def test_what_was_done_in_words_is_not_done_again(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    await given(who, scene)
    if scene.kind is not Asked.SEND_NOTICE:  # there the next question is asked
        assert scene.done not in await given(who, scene)
        assert scene.done not in await given(who, scene, answering=prompt)


async def test_of_two_open_ones_the_newest_counts_and_a_reply_chooses(run_office: Office) -> None:
    chen = await offering(run_office)
    hour = chen.last()
    await chen.says("/forget_me")
    assert "都删了" not in await told(chen, "是", answering=hour)
    assert "都删了" in await told(chen, "是")


async def test_after_the_newest_an_older_one_needs_a_reply(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await chen.says("/forget_me")
    forget = chen.last()
    await chen.says("早上九点")
    await chen.says("是")
    assert "都删了" not in await told(chen, "好的")
    assert "都删了" in await told(chen, "是", answering=forget)


async def test_forget_me_takes_what_was_asked_along(run_office: Office) -> None:
    chen = await suggesting(run_office)
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    async with run_office.database.connection() as connection:
        left = list(await connection.scalars(select(prompts.c.id).where(prompts.c.chat_id == chen.private.id)))
    assert left == []


@pytest.mark.parametrize("mark", ["绑定 50", "题目 2", "意见", "识别行 20003", "通知内容 1"])
async def test_a_prompt_from_before_says_clearly_that_it_is_over(run_office: Office, mark: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    text = f"请回复这条消息。\n{mark}"
    await run_office.app.bot.send_message(wu.private.id, text.replace(mark, f"<code>{mark}</code>"), "HTML")
    said = await told(wu, "食堂的汤太咸", answering=wu.last())
    assert "更新以前发的" in said
    assert await kept(run_office) == []


def with_button(who: Colleague, button: str) -> Message:
    """Return the newest message of the bot with that button."""
    return next(one for one in reversed(who.answers()) if button in one.buttons)


async def dropping(office: Office, who: Colleague) -> None:
    await who.says("/notice 别的通知")
    await who.taps("取消")


async def taking_in(office: Office, who: Colleague) -> None:
    await who.taps("确认收录", on=with_button(who, "确认收录"))


async def skipping(office: Office, who: Colleague) -> None:
    await who.taps("略过", on=with_button(who, "略过"))


async def another_editor_skips(office: Office, who: Colleague) -> None:
    for case in await office.services.inbox.cases():
        await office.services.inbox.ignore(case, 0)


async def the_asker_is_forgotten(office: Office, who: Colleague) -> None:
    chen = office.colleague("陈")
    await chen.says("/forget_me")
    await chen.taps("确定删去")


async def unsubscribing(office: Office, who: Colleague) -> None:
    await who.says("/unsubscribe")


ENDS = {
    Asked.NOTICE: dropping,
    Asked.TITLE: taking_in,
    Asked.DATE: taking_in,
    Asked.REPLY: skipping,
    Asked.BINDING: another_editor_skips,
    Asked.ANSWER: the_asker_is_forgotten,
    Asked.PAUSE: unsubscribing,
}


@named(tuple(scene for scene in WORDS if scene.kind in ENDS))
async def test_what_was_settled_another_way_is_not_waited_for(run_office: Office, scene: Scene) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    await ENDS[scene.kind](run_office, who)
    assert "还等您写" not in await told(who, "好的")
    assert scene.done not in await given(who, scene)
    if scene.kind is not Asked.BINDING:  # a card that changes in place
        assert await given(who, scene, answering=prompt) == LATE


@named(WORDS)
async def test_after_other_words_were_wanted_an_older_prompt_takes_a_reply_only(
    run_office: Office, scene: Scene
) -> None:
    who = await scene.begin(run_office)
    prompt = who.last()
    if scene.kind is Asked.SUGGESTION:
        await who.says("/subscribe 17:30")
        await who.says("/pause")
    else:
        await who.says("/suggest")
    assert await told(who, "取消") == LEFT
    if scene.kind is not Asked.DUTY_TIME:  # whose card stands there
        assert scene.done not in await given(who, scene)
    assert scene.done in await given(who, scene, answering=prompt)


async def test_a_date_that_was_misread_swallows_nothing_once_the_speech_is_taken_in(run_office: Office) -> None:
    wu = await drafting(run_office)
    card = wu.last()
    await wu.taps("改日期")
    assert "没看懂日期" in await told(wu, "2024年年中")
    await wu.taps("改题目", on=card)
    await wu.says("取消")
    await wu.taps("确认收录", on=card)
    for said in ("2024年讲话的要点", "2024年怎么说作风", "2024年2月7日"):
        assert "已经处理过了" not in await told(wu, said)


async def test_a_day_without_its_year_is_of_the_year_on_the_card(run_office: Office) -> None:
    wu = await drafting(run_office)
    await wu.taps("改日期")
    assert "2024年7月16日" in await told(wu, "七月十六号")


@pytest.mark.parametrize("begin", [naming, dating, binding, pausing])
async def test_who_wants_a_speech_writes_no_title_and_no_date(
    run_office: Office, begin: Callable[[Office], Awaitable[Colleague]]
) -> None:
    who = await begin(run_office)
    await who.says("2023年讲话的要点")
    assert any("一要" in button or "（一）" in button for button in who.last().buttons), who.last()


async def test_an_hour_for_the_weekly_question_that_comes_too_late_subscribes_to_nothing(
    run_office: Office,
) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/quiz")
    prompt = chen.last()
    await run_office.clock.advance(LATE_BY.total_seconds())
    await run_office.services.prompts.prune()
    assert await told(chen, "每周三下午三点", answering=prompt) == LATE
    assert await run_office.services.subscriptions.of(chen.private.id) is None
