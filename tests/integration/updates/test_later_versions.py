"""What a later Bot API sends: other kinds of updates, other fields, other values. The rest works as ever."""

from typing import Any

import pytest
from clock import FakeClock
from polling import PollingBot, someone

from emulator.telegram import Telegram
from emulator.updates import Waiting
from handlers.updates.parsing.later_versions import ONE_DAY
from storage.database import Database

LINE = "Telegram sends what this version does not know"


def send(world: Telegram, kind: str, content: object) -> None:
    """Send an update of a kind that the bot did not ask for, as foreign servers do."""
    there = world.updates
    there._queue.append(
        Waiting(there._next_id, world.clock.now(), {"update_id": there._next_id, kind: content})
    )
    there._next_id += 1
    there._news.set()


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


KINDS = [
    ("letter_of_tomorrow", {"chat": {"id": 5, "type": "private"}, "text": "秘密"}),
    ("bot_of_tomorrow", {"user": {"id": 5, "is_bot": False, "first_name": "陈"}}),
    ("something_new", {"a": [1, {"b": None}]}),
    ("a_list", [1, 2, 3]),
    ("a_word", "秘密"),
]


@pytest.mark.parametrize(("kind", "content"), KINDS)
async def test_a_kind_that_nobody_knows_is_ignored_with_a_line(
    database: Database, world: Telegram, caplog: pytest.LogCaptureFixture, kind: str, content: object
) -> None:
    async with PollingBot(database, world, FakeClock()) as bot:
        send(world, kind, content)
        world.say(*someone(world), "还在吗")
        await bot.settle()
        assert bot.heard == ["还在吗"]
        assert await bot.unhandled() == []
    assert caplog.text.count(LINE) == 1
    assert kind in caplog.text
    assert "秘密" not in caplog.text


FIELDS: list[dict[str, Any]] = [
    {"brand_new": {"deep": [1, 2]}},
    {"effect_of_tomorrow": "秘密"},
    {"entities": [{"type": "of_tomorrow", "offset": 0, "length": 1, "mood": "秘密"}]},
    {"forward_origin": {"type": "of_tomorrow", "date": 1, "planet": "秘密"}},
    {"reply_markup": {"inline_keyboard": [[{"text": "x", "wonder": {"a": 1}}]]}},
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: next(iter(field)))
async def test_a_field_that_nobody_knows_does_not_matter(
    database: Database, world: Telegram, caplog: pytest.LogCaptureFixture, field: dict[str, Any]
) -> None:
    async with PollingBot(database, world, FakeClock()) as bot:
        person, chat = someone(world)
        send(
            world,
            "message",
            {
                "message_id": 77,
                "date": 1_700_000_000,
                "chat": {"id": chat.id, "type": "private", "first_name": "陈", "theme_of_tomorrow": 1},
                "from": {"id": person.id, "is_bot": False, "first_name": "陈", "rank_of_tomorrow": 1},
                "text": "还在吗",
                **field,
            },
        )
        await bot.settle()
        assert bot.heard == ["还在吗"]
    assert caplog.text.count(LINE) == 1
    assert "chat.theme_of_tomorrow" in caplog.text
    assert "user.rank_of_tomorrow" in caplog.text
    assert "秘密" not in caplog.text


async def test_it_is_one_line_a_day(
    database: Database, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FakeClock()
    async with PollingBot(database, world, clock) as bot:
        for day in range(3):
            for number in range(50):
                send(world, f"kind_{number}", {"a": 1})
                await bot.settle()
            assert caplog.text.count(LINE) == day + 1
            await clock.advance(ONE_DAY)
