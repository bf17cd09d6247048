"""What a message says is read once for all handlers, and anew where it was edited."""

from datetime import UTC, datetime
from typing import Any, cast

from telegram import Bot, Chat, Message, User

from handlers.words.addressed import Heard, heard

BOT = cast("Bot", type("Ours", (), {"id": 7, "username": "qingfeng_bot"})())


def message(text: str, **more: Any) -> Message:  # noqa: ANN401
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Message(1, at, Chat(5, Chat.PRIVATE), from_user=User(5, "陈", is_bot=False), text=text, **more)


def test_an_edited_message_says_what_it_says_now() -> None:
    before, after = message("怎么改进作风"), message("@Qingfeng_Bot  三重一大")
    assert before == after
    for _ in range(2):
        assert heard(before, BOT) == Heard("怎么改进作风", private=True)
        assert heard(after, BOT) == Heard("三重一大", private=True)


def test_what_many_messages_say_is_told_apart() -> None:
    many = [message(f"第{number}问") for number in range(50)]
    for _ in range(2):
        assert [heard(one, BOT) for one in many] == [
            Heard(f"第{number}问", private=True) for number in range(50)
        ]
