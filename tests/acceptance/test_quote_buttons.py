"""Under a quote, pushed or asked for: its context, the quotes of earlier days, and the way back."""

import re
from pathlib import Path

import pytest
from office import Colleague, Office, open_office

from core.settings import AccessSettings
from emulator.faults import Fault
from emulator.messages import Message

NUMBER = re.compile(r"\w+-\d+-\d{2,}")


async def pushed(office: Office, who: Colleague, days: int) -> list[Message]:
    """Let the pushes of so many days come, and return them."""
    await who.says("/subscribe")
    for day in range(days):
        await office.comes(1 if day else 0, 8, 31)
    return [message for message in who.answers() if message.text.startswith("今日廉语")]


async def test_a_push_opens_its_context_and_closes_it(office: Office) -> None:
    chen = office.colleague("陈")
    [push] = await pushed(office, chen, 1)
    text, quoted, buttons = push.text, push.text.split("\n")[1], push.buttons
    assert buttons == ["上下文", "复制引文", "图片", "分享"], "there is no earlier quote yet"
    await chen.taps("上下文", push)
    assert quoted in push.text
    assert len(push.text) > len(text)
    assert push.text.startswith(("上文：", "（讲话从这里开始）"))
    bold = [entity for entity in push.entities if entity["type"] == "bold"]
    assert bold, "the quote is marked in it"
    await chen.says("出处")
    assert NUMBER.findall(chen.sees())[-1] == NUMBER.findall(text)[-1]
    await chen.taps("收起", push)
    assert (push.text, push.buttons) == (text, buttons)


async def test_earlier_quotes_are_leafed_through_in_the_message(office: Office) -> None:
    chen = office.colleague("陈")
    pushes = await pushed(office, chen, 3)
    first, second, third = (push.text for push in pushes)
    newest = pushes[-1]
    assert newest.buttons == ["上下文", "昨天", "复制引文", "图片", "分享"]
    await chen.taps("昨天", newest)
    assert newest.text.split("\n")[1:] == second.split("\n")[1:]
    assert newest.text.startswith("廉语 · ")
    await chen.says("出处")
    assert NUMBER.findall(chen.sees())[-1] == NUMBER.findall(second)[-1]
    await chen.taps("更早", newest)
    assert newest.text.split("\n")[1:] == first.split("\n")[1:]
    assert "更早" not in newest.buttons
    await chen.taps("上下文", newest)
    assert first.split("\n")[1] in newest.text
    await chen.taps("回到今天", newest)
    assert newest.text == third
    assert pushes[0].text == first, "nothing else has changed"


async def test_after_days_without_a_quote_the_button_says_earlier(office: Office) -> None:
    chen = office.colleague("陈")
    [push] = await pushed(office, chen, 1)
    await chen.says("退订")
    await office.comes(4, 9)
    await chen.says("/quote")
    assert chen.last().buttons[:2] == ["上下文", "更早"]
    before = chen.last()
    await chen.taps("更早")
    assert before.text.split("\n")[1:] == push.text.split("\n")[1:]


async def test_todays_quote_can_be_asked_for_with_the_same_buttons(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/quote", chat)
    shown = chen.sees(chat)
    await li.taps("上下文", in_chat=chat)
    assert shown.split("\n")[1] in li.sees(chat)
    await li.taps("收起", in_chat=chat)
    assert li.sees(chat) == shown


async def test_a_channels_post_stays_as_it_is_and_opens_in_private(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    chen = office.colleague("陈")
    channel = office.world.add_channel("廉洁频道", chen.person)
    office.world.add_bot(channel, chen.person)
    await chen.says("/subscribe", channel)
    await office.passes(minutes=31)
    post = chen.last(channel)
    before = post.text
    popup = await chen.taps("上下文", post)
    number = NUMBER.findall(before)[-1]
    assert popup.url == f"https://t.me/qingfeng_bot?start=p_{number}"
    assert post.text == before
    for fault in (
        Fault(method="answerCallbackQuery", times=2),
        Fault(method="answerCallbackQuery", code=400, description="Bad Request: query is too old"),
    ):
        office.world.faults.add(fault)
        office.world.start_tap(chen.person, post, "上下文")
        await office.deals()
        await office.waits(5)
        assert not office.world.faults.waiting
    assert "a handler failed" not in caplog.text
    assert "handled later" not in caplog.text
    assert chen.last(channel) is post


async def test_a_button_of_a_quote_that_is_no_longer_approved_is_answered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    shown = chen.last()
    button = shown.button("上下文")
    for made_up in ("dq:context:20260302:00000000", "dq:earlier:20260399:00000000"):
        button["callback_data"] = made_up
        popup = await chen.taps("上下文", shown)
        assert "已经更新" in popup.text


async def test_a_quote_is_shared_only_where_inline_mode_is_on(office_folder: Path) -> None:
    allowed: list[tuple[dict[str, object], bool]] = [
        ({"mode": "open"}, True),
        ({"mode": "open", "inline": "off"}, False),
        ({"mode": "open", "protect_content": True}, False),
    ]
    for number, (access, shared) in enumerate(allowed):
        settings = AccessSettings.model_validate(access)
        async with open_office(office_folder / str(number), access=settings) as office:
            chen = office.colleague("陈")
            [push] = await pushed(office, chen, 1)
            await chen.says("/quote")
            for message in (push, chen.last()):
                assert ("分享" in message.buttons) is shared
            if shared:
                assert push.button("分享")["switch_inline_query"] in push.text
