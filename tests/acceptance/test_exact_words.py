"""Words that are taken on are passed on as they were written, with every line and the links behind words."""

from typing import Any

import pytest
from office import Colleague, Office

from emulator.entities import cut, utf16
from emulator.messages import Message

WORDS = "食堂 太贵😀，\n\n  见 这里 和 那边\n号楼：n 号"
LINKS = {"这里": "https://example.org/a?b=1&c=2", "那边": "https://example.org/那边"}


async def writes(
    person: Colleague,
    text: str,
    *,
    answering: Message | None = None,
) -> None:
    """Let a person send `text` with its links, as apps do."""
    message = await person.says("/help")  # answers nothing that the bot asked
    message.text, message.entities = text, []
    for word, url in LINKS.items():
        place = utf16(text[: text.rindex(word)])
        message.entities.append({"type": "text_link", "offset": place, "length": utf16(word), "url": url})
    payload: dict[str, Any] = message.as_message()
    if answering:
        payload["reply_to_message"] = answering.as_message()
    await person.office.hears("message", payload)


def linked(message: Message) -> dict[str, str]:
    """Return where the words of a message lead that have a link behind them."""
    return {
        cut(message.text, entity["offset"], entity["length"]): entity["url"]
        for entity in message.entities
        if entity["type"] == "text_link"
    }


def is_exact(message: Message) -> bool:
    """Return whether the message says WORDS letter by letter, with the links behind the same words."""
    return WORDS in message.text and linked(message) == LINKS


@pytest.mark.parametrize("lead", ["/suggest\n", "/suggest：", "/suggest", "提意见：", "／提意见 ", ""])
async def test_a_suggestion_and_its_answer_are_passed_on_exactly(run_office: Office, lead: str) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    if lead:
        await writes(chen, lead + WORDS)
    else:
        await chen.says("/suggest")
        await writes(chen, WORDS, answering=chen.last())
    assert is_exact(chen.last())
    await chen.taps("匿名发出")
    assert is_exact(wu.last())
    await wu.taps("答复")
    await writes(wu, WORDS, answering=wu.last())
    assert is_exact(wu.last())
    await wu.taps("发出")
    assert is_exact(chen.last())


@pytest.mark.parametrize("lead", ["/notice ", "/notice\n", "群发通知：", ""])
async def test_a_notice_goes_out_exactly(run_office: Office, lead: str) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("/subscribe")
    if lead:
        await writes(wu, lead + WORDS)
    else:
        await wu.says("/notice")
        await writes(wu, WORDS, answering=wu.last())
    assert is_exact(wu.answers()[-2])
    await wu.taps("发送")
    await wu.taps("确定发送")
    await run_office.push()
    assert is_exact(chen.last())


async def test_a_changed_draft_keeps_the_links_whose_words_stand_in_it_once(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await writes(wu, "/notice " + WORDS)
    await wu.says("加一句：请带笔记本")
    assert "请带笔记本" in wu.answers()[-2].text
    assert is_exact(wu.answers()[-2])
    await wu.says("加一句：这里不能停车")
    assert linked(wu.answers()[-2]) == {"那边": LINKS["那边"]}


async def test_an_editors_answer_reaches_who_asked_exactly(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("食堂晚上供应夜宵吗")
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await writes(wu, WORDS, answering=wu.last())
    await wu.taps("发出")
    assert is_exact(chen.last())
