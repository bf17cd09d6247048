"""Commands that are not the sender's own words: forwarded, or put in by a bot. They command nothing."""

from typing import Any

import pytest
from office import Office

FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}}
THROUGH_A_BOT = {"via_bot": {"id": 77, "is_bot": True, "first_name": "别的机器人", "username": "other_bot"}}
AUTOMATIC = {"is_automatic_forward": True}


@pytest.mark.parametrize("borrowed", [FORWARDED, THROUGH_A_BOT, AUTOMATIC], ids=lambda one: next(iter(one)))
@pytest.mark.parametrize("words", ["/unsubscribe", "/退订", "／退订", "/unsubscribe@qingfeng_bot"])
async def test_a_borrowed_command_in_a_channel_is_not_obeyed(
    office: Office, borrowed: dict[str, Any], words: str
) -> None:
    chen = office.colleague("陈")
    channel = office.world.add_channel("清风频道", chen.person)
    office.world.add_bot(channel, chen.person)
    await chen.says("/subscribe", channel)
    known = await office.services.subscriptions.of(channel.id)
    assert known is not None
    assert known.active
    post = await chen.says("大家好", channel)
    await office.hears("channel_post", post.as_message() | borrowed | spoken(words))
    known = await office.services.subscriptions.of(channel.id)
    assert known is not None
    assert known.active


@pytest.mark.parametrize("borrowed", [FORWARDED, THROUGH_A_BOT], ids=lambda one: next(iter(one)))
async def test_a_borrowed_command_of_a_person_is_not_obeyed(office: Office, borrowed: dict[str, Any]) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for place in (chen.private, chat):
        await chen.says("/subscribe", place)
        message = await chen.says("大家好", place)
        for words in ("/unsubscribe", "/退订", "退订"):
            await office.hears("message", message.as_message() | borrowed | spoken(words))
        known = await office.services.subscriptions.of(place.id)
        assert known is not None
        assert known.active


def spoken(words: str) -> dict[str, Any]:
    entity = {"type": "bot_command", "offset": 0, "length": len(words)}
    return {"text": words, "entities": [entity] if words.isascii() else []}
