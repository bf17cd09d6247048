"""Answers that Telegram does not take, or of which nobody knows whether it did."""

import itertools
import logging
from typing import Any

import pytest
from office import Office, Opened

from emulator.faults import Fault, FaultKind
from handlers.asking.feedback import AS_BEFORE
from handlers.updates.attempts import LONGEST_HOLD
from handlers.updates.dispatch import CHATS_AT_ONCE
from services.asking.answers import AnswerService

QUESTION = "三重一大是什么"
ANSWER = "重大问题决策"
LATER = "监督执纪四种形态"


async def waiting(office: Office) -> int:
    return await office.services.intake.waiting(office.app.bot.id)


async def test_an_answer_refused_for_minutes_comes_when_telegram_takes_it(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=180))
    await chen.says(QUESTION)
    await chen.says(LATER)
    await li.says(QUESTION)
    assert chen.answers() == []
    assert ANSWER in li.sees()
    assert await waiting(office) == 2
    await office.waits(200)
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
    await chen.says(QUESTION)
    await office.waits(100)
    assert fault.times == 0
    assert [ANSWER in message.text for message in chen.answers()] == [True]
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.DROP_BEFORE, times=10**6))
    await chen.says(QUESTION)
    await office.waits(1.5 * LONGEST_HOLD)
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


async def test_an_answer_that_may_have_arrived_comes_again_and_is_leant_on(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.HANG_AFTER_DELIVERY))
    said = await chen.says(QUESTION)
    await office.waits(5)
    assert [ANSWER in message.text for message in chen.answers()] == [True, True]
    await chen.says("出处")
    assert chen.sees().startswith("上面那段出自")
    await chen.edits(said, LATER)
    assert "四种形态" in chen.answers()[1].text
    assert len(chen.answers()) == 3


# What is no answer, and what says that Telegram surely took nothing: none of it is a no.
NO_ANSWERS: dict[str, dict[str, Any]] = {
    "500": {"code": 500, "description": "Internal Server Error"},
    "502": {"code": 502},
    "504": {"code": 504, "description": "Gateway Timeout"},
    "401": {"code": 401, "description": "Unauthorized"},
    "404": {"code": 404, "description": "Not Found"},
    "409": {"code": 409, "description": "Conflict: terminated by other request"},
    "no connection": {"kind": FaultKind.DROP_BEFORE},
    "a page": {"kind": FaultKind.HTML},
    "a page with 403": {"kind": FaultKind.HTML, "status": 403},
    "a page with 400": {"kind": FaultKind.HTML, "status": 400},
    "a page with 502": {"kind": FaultKind.HTML, "status": 502},
    "nothing": {"kind": FaultKind.HTML, "page": b""},
    "half of it": {"kind": FaultKind.HTML, "page": b'{"ok": true, "result": {"message_id": 7, "te'},
    "no result": {"kind": FaultKind.HTML, "page": b'{"ok": true}'},
    "an empty result": {"kind": FaultKind.HTML, "page": b'{"ok": true, "result": {}}'},
    "no object": {"kind": FaultKind.HTML, "page": b"[]"},
    "broken characters": {"kind": FaultKind.HTML, "page": b'{"ok": \xff\xfe'},
}


def trouble(office: Office, name: str, times: int, method: str = "sendMessage") -> Fault:
    return office.world.faults.add(Fault(method=method, times=times, **NO_ANSWERS[name]))


@pytest.mark.parametrize("name", NO_ANSWERS)
async def test_an_answer_is_tried_until_telegram_has_said_yes(
    office: Office, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    trouble(office, name, times=4)
    await chen.says(QUESTION)
    await chen.says(LATER)
    await office.waits(60)
    assert ["四种形态" in message.text for message in chen.answers()] == [False, True]
    assert await waiting(office) == 0
    await li.says(QUESTION)
    assert ANSWER in li.sees()
    assert QUESTION not in caplog.text


async def test_everybody_is_answered_after_a_minute_of_bad_gateways(office: Office) -> None:
    people = [office.colleague(f"同事{number}") for number in range(60)]
    trouble(office, "502", times=10**6)
    for person in people:
        office.world.say(person.person, person.private, QUESTION)
    await office.deals()
    await office.waits(60)
    assert not any(person.answers() for person in people)
    office.world.faults.clear()
    await office.waits(90)
    assert [len(person.answers()) for person in people] == [1] * len(people)
    assert await waiting(office) == 0


async def test_others_are_answered_while_one_chat_is_not(office: Office) -> None:
    stuck = [office.colleague(f"同事{number}") for number in range(2 * CHATS_AT_ONCE)]
    for one in stuck:
        office.world.faults.add(Fault(method="sendMessage", times=10**6, chat_id=one.private.id))
        office.world.say(one.person, one.private, QUESTION)
    await office.deals()
    await office.waits(5)
    li = office.colleague("李")
    await li.says(QUESTION)
    assert ANSWER in li.sees()
    office.world.faults.clear()
    await office.waits(30)
    assert all(len(one.answers()) == 1 for one in stuck)


async def test_a_reply_of_two_messages_goes_on_where_it_broke_off(
    run_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wu, faults = run_office.colleague("吴"), run_office.world.faults
    take, sent = faults.take, itertools.count()

    def second_to_fourth(method: str, chat_id: int | None) -> Fault | None:
        if method == "sendMessage" and next(sent) in {1, 2, 3}:
            return Fault()
        return take(method, chat_id)

    monkeypatch.setattr(faults, "take", second_to_fourth)
    await wu.says("/notice 周五停电")
    await run_office.waits(30)
    draft, control = wu.answers()
    assert "周五停电" in draft.text
    assert "取消" in control.buttons


async def test_an_edited_answer_is_edited_and_not_said_twice(office: Office) -> None:
    chen = office.colleague("陈")
    said = await chen.says(QUESTION)
    for name in ("502", "a page", "half of it"):
        trouble(office, name, times=2, method="editMessageText")
    office.world.faults.add(Fault(method="editMessageText", kind=FaultKind.HANG_AFTER_DELIVERY))
    await chen.edits(said, LATER)
    await office.waits(90)
    assert ["四种形态" in message.text for message in chen.answers()] == [True]
    assert len(office.world.faults) == 0


async def test_what_was_answered_before_a_crash_is_not_said_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen = office.colleague("陈")
    monkeypatch.setattr(office.poller._dispatcher._marks, "add", lambda _: None)  # killed before the mark
    await chen.says(QUESTION)
    restarted = await Office.open(office.database, clock=office.clock, world=office.world)
    await restarted.poller.recover()
    await restarted.poller.drain()
    assert [ANSWER in message.text for message in chen.answers()] == [True]
    assert await waiting(office) == 0
    await restarted.close()


async def test_asking_telegram_who_somebody_is_is_tried_again_too(office: Office) -> None:
    chen = office.colleague("陈")
    group = await office.group("机关", chen)
    trouble(office, "502", times=3, method="getChatMember")
    await chen.says("/subscribe", group)
    await office.waits(30)
    assert "已订阅" in chen.sees(group)


async def test_operators_get_their_cards_after_an_outage(opened: Opened) -> None:
    office = await opened(operator="吴")
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await wu.says("/start")
    await chen.says("/start")
    trouble(office, "502", times=5)
    await chen.taps("申请使用")
    await office.waits(60)
    assert [text for text in (message.text for message in wu.answers()) if "想使用" in text] == [wu.sees()]
    assert "已经转告" in chen.sees()


async def test_who_cannot_be_told_for_a_quarter_of_an_hour_is_not_said_to_have_blocked_us(
    run_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    await chen.says("/suggest 食堂太贵")
    await chen.taps("匿名发出")
    await wu.taps("答复")
    run_office.world.faults.add(Fault(method="sendMessage", times=10**6, chat_id=chen.private.id))
    await wu.says("记下了", answering=wu.last())
    await wu.says("发出")
    await run_office.waits(LONGEST_HOLD + 30)
    assert "不知道送到没有" in wu.sees()
    assert "停用" not in wu.sees()


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


async def test_what_pops_up_is_tried_again_for_as_long_as_telegram_waits_for_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(QUESTION)
    await chen.taps("有用")
    for times, text in ((4, AS_BEFORE), (5, None)):  # at once, and after 1, 3, 7 and 15 seconds
        office.world.faults.add(Fault("answerCallbackQuery", FaultKind.DROP_BEFORE, times))
        _, answer = office.world.start_tap(chen.person, chen.last(), "✓ 有用")
        await office.deals()
        await office.waits(60)
        assert (answer.result().text if answer.done() else None) == text
        assert len(office.world.faults) == 0
        assert await waiting(office) == 0


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("query is too old and response timeout expired or query ID is invalid", False),
        ("QUERY_ID_INVALID", False),
        ("Query ID is invalid", False),
        ("MESSAGE_TOO_LONG", True),
    ],
)
async def test_that_nothing_popped_up_is_an_error_only_where_it_is_ours(
    office: Office, caplog: pytest.LogCaptureFixture, said: str, ours: bool
) -> None:
    chen = office.colleague("陈")
    await chen.says(QUESTION)
    refused = Fault("answerCallbackQuery", code=400, description=f"Bad Request: {said}")
    office.world.faults.add(refused)
    _, answer = office.world.start_tap(chen.person, chen.last(), "有用")
    await office.waits(60)
    assert answer.done() is ours, "then the apology pops up"
    assert refused.times == 0
    assert any(record.levelno >= logging.ERROR for record in caplog.records) is ours
