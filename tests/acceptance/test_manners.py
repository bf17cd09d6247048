"""Errors are logged without words and apologised for once; limits and bad networks are borne with patience."""

import logging

import pytest
from office import Office

from emulator.faults import Fault, FaultKind
from knowledge.search.answer import Answer
from knowledge.search.library import Library

SECRET = "领导干部的私房话"
APOLOGY = "抱歉，我这边出了点问题，已经记下来了。请过一会儿再试。"


def breaks(self: Library, question: str, *, k: int = 5) -> Answer:
    """Fail as a defect would, with the words of the question in the message."""
    raise ValueError(f"cannot answer {question}")


async def test_a_defect_is_apologised_for_once_and_logged_without_words(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    chen = office.colleague("陈")
    await office.services.answers.prepare()
    with monkeypatch.context() as patched, caplog.at_level(logging.DEBUG, logger="handlers"):
        patched.setattr(Library, "answer", breaks)
        await chen.says(SECRET)
    assert [message.text for message in chen.answers()] == [APOLOGY]
    assert "ValueError at answers.py" in caplog.text
    assert SECRET not in caplog.text
    assert "cannot answer" not in caplog.text
    await chen.says("三重一大是什么")
    assert "三重一大" in chen.sees()


async def test_a_defect_behind_a_button_is_told_in_a_popup(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    shown = chen.sees()

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Library, "context", fails)
    answer = await chen.taps("上下文")
    assert (answer.text, answer.show_alert) == (APOLOGY, True)
    assert chen.sees() == shown


async def test_neither_token_nor_words_reach_the_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    chen = office.colleague("陈")
    with caplog.at_level(logging.INFO):
        office.world.faults.add(Fault(method="sendMessage", code=500, description="Internal Server Error"))
        await chen.says(SECRET)
        await chen.says("三重一大是什么")
    assert SECRET not in caplog.text
    assert "重大问题决策" not in caplog.text
    ours = [record for record in caplog.records if record.name.startswith(("handlers", "services"))]
    assert not [record for record in ours if office.world.token in record.getMessage()]


async def test_a_reply_waits_as_long_as_telegram_asks_and_goes_out_once(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=5))
    await chen.says("三重一大是什么")
    await office.waits(10)
    assert len(chen.answers()) == 1
    assert "三重一大" in chen.sees()


async def test_a_reply_that_never_left_is_sent_again(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.DROP_BEFORE))
    await chen.says("三重一大是什么")
    await office.waits(10)
    assert len(chen.answers()) == 1


async def test_a_group_where_the_bot_may_not_speak_is_one_plain_warning(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    said = len(chen.answers(chat))
    with caplog.at_level(logging.INFO):
        for code, refusal in ((400, "not enough rights to send text messages to the chat"), (403, "Forbidden")):
            description = f"Bad Request: {refusal}" if code == 400 else refusal
            office.world.faults.add(Fault(method="sendMessage", code=code, description=description))
            await chen.says("/ask 三重一大是什么", chat)
    lines = [record for record in caplog.records if record.name.startswith("handlers")]
    assert [(line.levelname, line.getMessage()) for line in lines] == [
        ("WARNING", f"chat {chat.id} cannot be answered: no_right")
    ] * 2
    assert len(chen.answers(chat)) == said


async def test_an_error_is_logged_by_our_own_places_only(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(
        Fault(method="sendMessage", code=400, description="Bad Request: can't parse entities")
    )
    with caplog.at_level(logging.ERROR):
        await chen.says("三重一大是什么")
    (line,) = [
        record.getMessage()
        for record in caplog.records
        if record.levelno == logging.ERROR and record.name == "handlers.errors"
    ]
    assert "speaking.py" in line
    assert not any(f" {place}" in line for place in ("_bot.py", "_extbot.py", "_baserequest.py"))
    assert chen.sees() == APOLOGY


async def test_trouble_in_one_chat_does_not_stop_another(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    office.world.faults.add(Fault(method="sendMessage", chat_id=chen.person.id, times=5, code=500))
    await chen.says("三重一大是什么")
    await li.says("三重一大是什么")
    assert chen.answers() == []
    assert "三重一大" in li.sees()


async def test_every_request_of_a_long_conversation_is_one_telegram_takes(office: Office) -> None:
    """The local Telegram refuses what Telegram would; nothing in an ordinary day is refused."""
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li, forum=True)
    topic = office.topic(chat, "学习")
    for said in (
        "/start",
        "/help",
        "/privacy",
        "/quote",
        "/p",
        "/settings",
        "八项归定",
        "三重一大是什么",
        "廉",
        "谢谢",
    ):
        await chen.says(said)
        await li.says(f"{said} @qingfeng_bot", chat, topic=topic)
    await chen.taps("订阅", chen.answers()[5])
    assert [call.description for call in office.world.calls if not call.ok] == []
