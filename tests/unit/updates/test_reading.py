"""A raw update is read as PTB reads it, whichever way is quicker."""

from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Defaults, ExtBot

from handlers.updates.parsing.reading import read_update

BOTS: list[ExtBot[Any]] = [
    ExtBot("1:a"),
    ExtBot("1:a", defaults=Defaults(tzinfo=timezone(timedelta(hours=8)))),
    ExtBot("1:a", defaults=Defaults(tzinfo=UTC)),
]
PERSON = {"id": 5, "is_bot": False, "first_name": "小王", "language_code": "zh-hans", "is_premium": True}
PRIVATE = {"id": 5, "type": "private", "first_name": "小王"}
SAID: dict[str, Any] = {
    "message_id": 7,
    "date": 1796000000,
    "chat": PRIVATE,
    "from": PERSON,
    "text": "三重一大是什么",
}
MENTION = {"type": "text_mention", "offset": 0, "length": 3, "user": PERSON}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in SAID.items() if key != name}


@pytest.mark.parametrize("bot", BOTS)
@pytest.mark.parametrize(
    "data",
    [
        {"message": SAID},
        {"message": SAID | {"entities": [MENTION, {"type": "bot_command", "offset": 0, "length": 2}]}},
        {"message": SAID | {"entities": []}},
        {"message": SAID | {"chat": {"id": -100, "type": "supergroup", "title": "办公室", "is_forum": True}}},
        {"message": SAID | {"message_thread_id": 3, "is_topic_message": True}},
        {"message": SAID | {"reply_to_message": SAID}},
        {"message": SAID | {"something_new": {"id": 1}}},
        {"message": SAID | {"chat": PRIVATE | {"something_new": 1}, "from": PERSON | {"something_new": 1}}},
        {"message": SAID | {"date": 0}},
        {"message": SAID | {"text": ""}},
        {"message": without("from")},
        {"message": without("text")},
        {"message": without("text") | {"photo": [], "caption": "看"}},
        {"edited_message": SAID | {"edit_date": 1796000100}},
        {"channel_post": without("from")},
        {"message": SAID, "something_new": 1},
        {"something_new": SAID},
        {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "2", "data": "x", "message": SAID}},
    ],
)
def test_an_update_is_read_as_ptb_reads_it(data: dict[str, Any], bot: ExtBot[Any]) -> None:
    update = data | {"update_id": 9}

    read, meant = read_update(update, bot), Update.de_json(update, bot)

    assert read.to_dict() == meant.to_dict()
    assert read.api_kwargs == meant.api_kwargs
    assert repr(read) == repr(meant)
    message = read.effective_message
    if message is not None:
        assert message.get_bot() is bot
        assert message.date == meant.effective_message.date  # type: ignore[union-attr]  # the same update
        assert message.date.tzinfo == meant.effective_message.date.tzinfo  # type: ignore[union-attr]  # as above
        assert message.chat.get_bot() is bot
        assert message.from_user is None or message.from_user.get_bot() is bot
        assert all(one.user is None or one.user.get_bot() is bot for one in message.entities)


@pytest.mark.parametrize(
    "message",
    [
        SAID | {"chat": 5},
        SAID | {"chat": {}},
        SAID | {"from": [5]},
        SAID | {"date": "x"},
        SAID | {"date": 10**20},
        SAID | {"entities": 5},
        without("message_id"),
        without("date"),
        5,
    ],
)
def test_what_ptb_cannot_read_is_not_read_in_another_way(message: object) -> None:
    update: dict[str, Any] = {"update_id": 9, "message": message}
    with pytest.raises(Exception) as meant:  # noqa: PT011 - whatever PTB raises
        Update.de_json(update, BOTS[1])
    with pytest.raises((meant.type, ValueError)):  # numbers are looked at before anything is read
        read_update(update, BOTS[1])
