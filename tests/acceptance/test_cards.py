"""The quote as a picture: asked for, and pushed to chats that chose it."""

from dataclasses import replace
from typing import Any

import pytest
from office import Colleague, Office, Opened

from emulator.faults import Fault, FaultKind
from emulator.messages import Message
from handlers.words.buttons import picture_buttons
from services.cards.saying import LONGEST


def photos(person: Colleague, chat: Any = None) -> list[Message]:  # noqa: ANN401 - a chat of the world
    return [message for message in person.answers(chat) if "photo" in message.media]


@pytest.mark.parametrize("words", ["/quote 卡片", "/quote 图片", "/quote 要一张图", "/quote card"])
async def test_the_quote_is_sent_as_a_picture_on_request(office: Office, words: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    number = chen.sees().rsplit(" · ", 1)[1]
    await chen.says(words)
    [picture] = photos(chen)
    assert picture.text.endswith(number)
    assert picture.text.startswith("《")
    assert picture.buttons == ["复制引文"]


async def test_the_button_under_the_quote_sends_it_too(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    await chen.taps("图片")
    assert len(photos(chen)) == 1


async def test_a_group_that_takes_no_pictures_gets_words(office: Office) -> None:
    chen = office.colleague("陈")
    refusal = "Bad Request: not enough rights to send photos to the chat"
    office.world.faults.add(Fault("sendPhoto", FaultKind.ERROR, 1, code=400, description=refusal))
    await chen.says("/quote 卡片")
    assert photos(chen) == []
    assert chen.sees().startswith("《")


@pytest.mark.parametrize(("button", "in_words"), [("发图片", False), ("图片加文字", True)])
async def test_a_chat_that_chose_pictures_gets_the_quote_as_one(
    office: Office, button: str, in_words: bool
) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    for person in (chen, li):
        await person.says("/subscribe 8:30")
    await chen.says("/settings")
    assert "✓ 发文字" in chen.last().buttons
    await chen.taps(button)
    assert f"✓ {button}" in chen.last().buttons
    await office.comes(0, 8, 30)
    [pushed] = photos(chen)
    assert ("今日廉语" in pushed.text) is in_words
    assert pushed.text.splitlines()[-1].startswith("《")
    assert photos(li) == []
    assert len(li.pushes()) == 1
    quote = li.pushes()[0].split("\n")[1]
    assert (quote in pushed.text) is in_words


async def test_the_same_picture_goes_to_every_chat_by_its_name(office: Office) -> None:
    people = [office.colleague(name) for name in "陈李王"]
    for person in people:
        await person.says("/subscribe 8:30")
        await person.says("/settings")
        await person.taps("发图片")
    await office.comes(0, 8, 30)
    assert all(len(photos(person)) == 1 for person in people)
    assert len({person.last().media["photo"][0]["file_id"] for person in people}) == 1


async def test_a_push_whose_picture_is_refused_comes_in_words_once(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 8:30")
    await chen.says("/settings")
    await chen.taps("发图片")
    refusal = "Bad Request: not enough rights to send photos to the chat"
    office.world.faults.add(Fault("sendPhoto", FaultKind.ERROR, 1, code=400, description=refusal))
    await office.comes(0, 8, 30)
    assert len(chen.pushes()) == 1
    assert photos(chen) == []


async def test_a_picture_that_may_have_arrived_is_not_followed_by_words(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 8:30")
    await chen.says("/settings")
    await chen.taps("发图片")
    office.world.faults.add(Fault("sendPhoto", FaultKind.HANG_AFTER_DELIVERY, 1))
    await office.comes(0, 8, 30)
    await office.passes(minutes=10)
    assert len(photos(chen)) == 1
    assert chen.pushes() == []
    assert await office.services.pushes.unknown(office.services.quotes.today()) == 1


async def test_nothing_becomes_a_picture_where_contents_are_protected(opened: Opened) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    await chen.says("/subscribe 8:30")
    await chen.says("/settings")
    await chen.taps("发图片")
    await chen.says("/quote")
    before = chen.last()
    await office.close()
    office = await opened(mode="open", protect_content=True, world=office.world, clock=office.clock)
    chen = office.colleague("陈")
    await chen.says("/settings")
    assert not {"发文字", "发图片", "✓ 发图片"} & set(chen.last().buttons)
    await chen.says("/quote 卡片")
    await chen.says("/quote")
    assert "图片" not in chen.last().buttons
    answer = await chen.taps("图片", on=before)
    assert answer.text == "这里的内容不能带走，做不了图片。"
    await office.comes(1, 8, 30)
    assert len(chen.pushes()) >= 1
    assert photos(chen) == []


async def test_a_passage_is_sent_as_a_picture_and_follow_ups_lean_on_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    number = chen.sees().rsplit(" · ", 1)[1]
    await chen.taps("图片")
    [picture] = photos(chen)
    assert picture.text.rsplit(" · ", 1)[1] == number
    assert picture.text.startswith("《")
    assert picture.buttons == ["复制引文"]
    await chen.says("出处")
    assert chen.sees().startswith("上面那段出自")
    assert number in chen.sees()


async def test_every_way_to_a_passage_offers_its_picture_beside_copying(office: Office) -> None:
    chen = office.colleague("陈")
    for says in ("三重一大是什么", office.vague_question(), "/p 2023-1-01", "下一段", "上下文"):
        await chen.says(says)
        buttons = chen.last().buttons
        assert buttons.index("图片") == buttons.index("复制引文") + 1, says
    await chen.taps("图片")
    assert len(photos(chen)) == 1


async def test_a_passage_too_long_for_a_picture_is_offered_none(office: Office) -> None:
    passage = office.services.answers.library.passage("2023-1-01")
    assert passage is not None
    assert [button.text for button in picture_buttons(passage)] == ["图片"]
    assert picture_buttons(replace(passage, text="长" * (LONGEST + 1))) == []


async def test_where_contents_are_protected_no_passage_becomes_a_picture(opened: Opened) -> None:
    office = await opened(mode="open", protect_content=True)
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert "图片" not in chen.last().buttons


@pytest.mark.parametrize("said", ["做成图片", "生成卡片", "把这段做成一张图片发给我", "给我生成一张海报吧"])
async def test_a_picture_of_what_was_shown_is_a_wish_and_no_question(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    number = chen.sees().rsplit(" · ", 1)[1]
    await chen.says(said)
    [picture] = photos(chen)
    assert picture.text.rsplit(" · ", 1)[1] == number
    assert await office.services.inbox.cases() == []


async def test_with_nothing_shown_the_picture_is_the_day_s_quote(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("做成图片")
    assert len(photos(chen)) == 1
