"""Answers that Telegram does not take, or of which nobody knows whether it did."""

import asyncio
import logging

import pytest
from office import Office

from emulator.faults import Fault, FaultKind
from handlers.updates.dispatch import LONGEST_HOLD
from services.asking.answers import AnswerService

QUESTION = "三重一大是什么"
ANSWER = "重大问题决策"
LATER = "监督执纪四种形态"


async def waiting(office: Office) -> int:
    return await office.services.intake.waiting(office.app.bot.id)


async def time_goes_by(office: Office, seconds: float) -> None:
    for _ in range(int(seconds / 5)):
        await office.clock.advance(5)
        await asyncio.sleep(0.002)
        await office.poller.drain()


async def test_an_answer_refused_for_minutes_comes_when_telegram_takes_it(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=180))
    await chen.says(QUESTION)
    await chen.says(LATER)
    await li.says(QUESTION)
    assert chen.answers() == []
    assert ANSWER in li.sees()
    assert await waiting(office) == 2
    await time_goes_by(office, 200)
    first, second = chen.answers()
    assert ANSWER in first.text
    assert "四种形态" in second.text
    assert await waiting(office) == 0


async def test_an_answer_is_kept_for_a_restart_too(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=180))
    await chen.says(QUESTION)
    await office.poller._dispatcher.close(1)
    assert chen.answers() == []
    restarted = await Office.open(office.database, clock=office.clock, world=office.world)
    await restarted.poller.recover()
    await restarted.poller.drain()
    assert ANSWER in chen.sees()
    await restarted.close()


async def test_an_answer_refused_for_hours_is_given_up(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=3600))
    await chen.says(QUESTION)
    assert "given up" in caplog.text
    assert QUESTION not in caplog.text
    assert await waiting(office) == 0
    assert chen.answers() == []


async def test_an_answer_that_cannot_leave_is_tried_for_a_quarter_of_an_hour(office: Office) -> None:
    chen = office.colleague("陈")
    fault = office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.DROP_BEFORE, times=8))
    saying = asyncio.ensure_future(chen.says(QUESTION))
    for _ in range(100):
        await office.clock.advance(1)
        await asyncio.sleep(0.005)
    await saying
    assert fault.times == 0
    assert [ANSWER in message.text for message in chen.answers()] == [True]
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.DROP_BEFORE, times=10**6))
    asking = asyncio.ensure_future(chen.says(QUESTION))
    for _ in range(int(LONGEST_HOLD / 2)):
        await office.clock.advance(3)
        await asyncio.sleep(0.002)
    await asking
    assert await waiting(office) == 0
    assert len(chen.answers()) == 1


async def test_nobody_is_apologised_to_who_has_an_answer(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object) -> None:
        raise OSError("the database is locked")

    chen = office.colleague("陈")
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(AnswerService, "remember", fails)
        await chen.says(QUESTION)
    assert [ANSWER in message.text for message in chen.answers()] == [True]
    assert "a handler failed: OSError" in caplog.text


async def test_an_answer_that_may_have_arrived_is_leant_on_and_not_apologised_for(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.HANG_AFTER_DELIVERY))
    said = await chen.says(QUESTION)
    assert [ANSWER in message.text for message in chen.answers()] == [True]
    await chen.says("出处")
    assert chen.sees().startswith("上面那段出自")
    await chen.edits(said, LATER)
    assert "四种形态" in chen.sees()


async def test_a_button_whose_effect_was_seen_gets_no_apology(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise OSError("the database is locked")

    chen = office.colleague("陈")
    await chen.says(QUESTION)
    shown = chen.sees()
    with monkeypatch.context() as patched:
        patched.setattr(AnswerService, "now_shows", fails)
        popup = await chen.taps("下一条")
    assert chen.sees() != shown
    assert not popup.text
