"""A forum's topic that got the daily quote is gone: General gets it, and one person hears of it."""

import pytest
from office import Colleague, Office

from emulator.chats import Chat, Topic


async def subscribed_topic(office: Office, by: Colleague) -> tuple[Chat, Topic]:
    chat = await office.group("机关党委", by, forum=True)
    study = office.topic(chat, "学习")
    await by.says("/subscribe", chat, topic=study)
    return chat, study


@pytest.mark.parametrize("end", ["close", "delete"])
async def test_who_subscribed_hears_in_private_once_that_the_topic_is_gone(office: Office, end: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/start")
    chat, study = await subscribed_topic(office, chen)
    if end == "close":
        office.world.close_topic(chat, study)
    else:
        office.world.delete_topic(chat, study)
    before = len(office.world.messages(chat))
    await office.comes(1, 8, 30)
    said = [message for message in office.world.messages(chat) if message.is_from_bot and not message.service]
    assert said[-1].thread_id is None
    assert len(office.world.messages(chat)) <= before + 1
    told = "“机关党委”里收每日廉语的话题关闭或删除了，以后改发到主话题。"
    assert told in chen.sees()
    assert "点“改发到本话题”" in chen.sees()
    seen = len(office.world.messages(chen.private))
    await office.passes(minutes=1)
    await office.comes(1, 8, 30)
    assert len(office.world.messages(chen.private)) == seen


async def test_the_group_hears_in_general_when_who_subscribed_never_wrote_to_the_bot(office: Office) -> None:
    chat, study = await subscribed_topic(office, office.colleague("陈"))
    office.world.close_topic(chat, study)
    await office.comes(1, 8, 30)
    said = [message for message in office.world.messages(chat) if message.is_from_bot and not message.service]
    assert [message.thread_id for message in said[-2:]] == [None, None]
    told = "原来收每日廉语的话题关闭或删除了，以后改发到这里。"
    assert [message.text.startswith(told) for message in said[-2:]].count(True) == 1


async def test_the_group_hears_in_general_when_who_subscribed_wanted_to_be_forgotten(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/start")
    chat, study = await subscribed_topic(office, chen)
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    seen = len(office.world.messages(chen.private))
    office.world.close_topic(chat, study)
    await office.comes(1, 8, 30)
    assert len(office.world.messages(chen.private)) == seen
    assert any("原来收每日廉语的话题" in message.text for message in office.world.messages(chat)[-2:])
