"""An update that cannot be read, stored or handled is set aside alone; what stands behind it is heard."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

import pytest
from clock import FakeClock
from polling import PollingBot
from raw_updates import RawUpdates, message

from emulator.telegram import Telegram
from services.intake import ASIDE_KEPT, LONGEST_CONTENT, IntakeService
from services.ownership import Ownership
from storage.database import Database
from storage.updates.owners import OwnerStore
from storage.updates.received import RawUpdate, UpdateStore
from storage.updates.set_aside import MOST_CONTENTS, SetAside

SECRET = "机密"
OURS = {"handlers", "services", "storage"}
GOODS = 4
AT = 1000  # the number of the update that is broken


def broken(part: bytes, *, of: bytes = SECRET.encode()) -> bytes:
    """Return a message whose words are replaced by `part`, which stands for itself in the JSON."""
    return message(AT, SECRET).replace(of, part)


def with_number(number: str) -> bytes:
    return message(AT, SECRET).replace(f'"update_id": {AT}'.encode(), f'"update_id": {number}'.encode())


def with_chat(number: str) -> bytes:
    return message(AT, SECRET).replace(b'"id": 5', f'"id": {number}'.encode())


# What Telegram might send: each is to be set aside.
POISON: dict[str, bytes] = {
    "broken characters": broken(SECRET.encode() + b"\xff\xfe"),
    "half a character": broken(SECRET.encode()[:-1]),
    "a raw line end in words": broken(SECRET.encode() + b"\n"),
    "an escape that is none": broken(SECRET.encode() + rb"\q"),
    "a quote too many": broken(SECRET.encode() + b'"'),
    "words without end": message(AT, SECRET)[:-8],
    "a bracket too few": message(AT, SECRET)[:-1],
    "nested without end": broken(b'"' + b"[" * 100_000 + b"]" * 100_000, of=f'"{SECRET}"'.encode()),
    "nested without end and broken": broken(b"[" * 100_000, of=f'"{SECRET}"'.encode()),
    "a number of ten thousand digits": broken(b"9" * 10_000, of=f'"{SECRET}"'.encode()),
    "far too large": broken(SECRET.encode() + b"x" * 5_000_000),
    "a number of seventy bits": with_number(str(2**70)),
    "a number with a point": with_number("1000.5"),
    "a number as words": with_number('"1000"'),
    "true for a number": with_number("true"),
    "null for a number": with_number("null"),
    "a number below nought": with_number("-5"),
    "no number": message(AT, SECRET).replace(b'"update_id": 1000, ', b""),
    "a list": b"[1, 2]",
    "words": f'"{SECRET}"'.encode(),
    "nothing": b"null",
    "no object for a message": b'{"update_id": 1000, "message": "' + SECRET.encode() + b'"}',
    "a date beyond all": message(AT, SECRET).replace(b"1700000000", b"99999999999999999"),
}
# What is odd, and yet can be heard.
ODD: dict[str, bytes] = {
    "a bracket too many": message(AT, SECRET) + b"}",
    "half of a pair": broken(SECRET.encode() + rb"\ud800"),
    "a zero character": broken(SECRET.encode() + rb"\u0000"),
    "a number twice": message(AT, SECRET).replace(b'{"update_id"', b'{"update_id": 999, "update_id"'),
    "a field nobody knows": message(AT, SECRET).replace(b'{"update_id"', b'{"new": {"id": true}, "update_id"'),
}


# Read, so that their bytes are not what came.
WRITTEN_ANEW = {name for name in POISON if "nested" in name or "number" in name or name == "a list"}


def batch(position: int, poison: bytes, first: int = AT) -> list[tuple[int, bytes]]:
    """Return updates from the number `first` on, of which that at `position` is the poison."""
    waiting = [(number, message(number, f"好{number}", number)) for number in range(first, first + GOODS + 1)]
    number = first + position
    waiting[position] = number, poison.replace(b"1000", str(number).encode())
    return waiting


def goods(position: int, first: int = AT) -> list[str]:
    return [f"好{number}" for number in range(first, first + GOODS + 1) if number != first + position]


class HastyClock(FakeClock):
    """A clock on which a sleeper has slept at once: it shows how long was slept."""

    async def sleep(self, seconds: float) -> None:
        self.jump(seconds)
        await asyncio.sleep(0)


class Listener:
    """A bot that polls `polls` for ever, until a test has seen enough."""

    def __init__(self, database: Database, polls: RawUpdates) -> None:
        self.clock = HastyClock()
        self.polls = polls
        self.bot = PollingBot(database, Telegram(self.clock), self.clock, polls=polls)

    async def __aenter__(self) -> "Listener":
        await self.bot.__aenter__()
        self.bot.run()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.bot.__aexit__(*error)

    async def hears(self, *texts: str, within: float = 5.0) -> None:
        """Wait until just these were heard, with no longer pauses in between."""
        began = self.clock.monotonic()
        await self.bot.until(lambda: sorted(self.bot.heard) == sorted(texts))
        assert self.clock.monotonic() - began <= within

    async def gets_past(self) -> None:
        """Wait until Telegram has nothing left."""
        await self.bot.until(lambda: not self.polls.waiting)

    async def aside(self) -> Sequence[SetAside]:
        return await self.bot.updates.aside.listed()


@pytest.mark.parametrize("kind", POISON)
async def test_what_stands_beside_poison_is_heard_within_seconds(
    database: Database, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    polls, sent, expected = RawUpdates(), [], []
    listener = Listener(database, polls)
    with caplog.at_level(logging.INFO):
        async with listener:
            for position in range(GOODS + 1):
                first = AT + 1000 * position
                polls.add(*batch(position, POISON[kind], first))
                sent += batch(position, POISON[kind], first)
                expected += goods(position, first)
                await listener.hears(*expected)
                await listener.gets_past()
    assert await listener.bot.unhandled() == []
    aside = await listener.aside()
    different = len({raw for number, raw in sent if number % 1000 == number // 1000 - 1})
    assert len(aside) == different
    assert all(one.content for one in aside)
    if kind not in WRITTEN_ANEW:
        content = aside[0].content or b""
        assert content in POISON[kind] or POISON[kind] in content
    ours = [one.getMessage() for one in caplog.records if one.name.partition(".")[0] in OURS]
    assert sum("is set aside" in line for line in ours) == different
    assert SECRET not in "".join(ours)


@pytest.mark.parametrize("kind", ODD)
async def test_what_is_only_odd_is_heard(database: Database, kind: str) -> None:
    async with Listener(database, RawUpdates(*batch(1, ODD[kind]))) as listener:
        await listener.gets_past()
        await listener.bot.until(lambda: len(listener.bot.heard) > GOODS)
        assert len(listener.bot.heard) == GOODS + 1
        assert await listener.aside() == []


@pytest.mark.parametrize("number", ["true", "1e3", '"5"', str(2**70), "null", "[]"])
async def test_an_odd_number_for_a_chat_holds_up_nothing(database: Database, number: str) -> None:
    async with Listener(database, RawUpdates(*batch(2, with_chat(number)))) as listener:
        await listener.bot.until(lambda: set(listener.bot.heard) >= set(goods(2)))
        await listener.gets_past()


async def test_several_in_one_answer_are_each_set_aside(database: Database) -> None:
    kinds = ("broken characters", "a number as words", "words without end", "a list", "a bracket too few")
    waiting = []
    for number, kind in enumerate(kinds):
        bad, good = 2 * number + 1, 2 * number + 2
        waiting.append((bad, POISON[kind].replace(b"1000", str(bad).encode())))
        waiting.append((good, message(good, f"好{good}", good)))
    async with Listener(database, RawUpdates(*waiting)) as listener:
        await listener.hears(*(f"好{2 * n + 2}" for n in range(len(kinds))), within=15)
        await listener.gets_past()
        assert len(await listener.aside()) == len(kinds)


async def test_what_is_set_aside_does_not_come_back_after_a_restart(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        async with Listener(database, RawUpdates(*batch(1, POISON["half a character"]))) as listener:
            await listener.gets_past()
    assert len(await UpdateStore(database).aside.listed()) == 1
    assert caplog.text.count("is set aside") == 1


async def test_an_answer_cut_short_on_its_way_costs_nobody_anything(database: Database) -> None:
    polls = RawUpdates(*((number, message(number, f"好{number}", number)) for number in range(1, 30)))
    polls.longest = 1000
    async with Listener(database, polls) as listener:
        await listener.hears(*(f"好{number}" for number in range(1, 30)), within=30)
        assert await listener.aside() == []


async def test_a_proxys_page_is_no_poison(database: Database) -> None:
    polls = RawUpdates((1, message(1, "好")))
    polls.longest = 3
    async with Listener(database, polls) as listener:
        await listener.bot.until(lambda: polls.asked > 20)
        assert len(polls.waiting) == 1
        polls.longest = None
        await listener.hears("好", within=60)
        assert await listener.aside() == []


def intake_of(database: Database, clock: FakeClock, *, keep_words: bool = True) -> IntakeService:
    ownership = Ownership(OwnerStore(database), clock)
    return IntakeService(UpdateStore(database), ownership, clock, keep_words=keep_words)


async def test_only_so_many_bytes_are_kept_for_so_many_days(database: Database) -> None:
    clock = FakeClock()
    intake = intake_of(database, clock)
    await intake.set_aside_unread(7, 1, b"x" * (LONGEST_CONTENT + 1), "why")
    for number in range(2, MOST_CONTENTS + 3):
        await intake.set_aside_unread(7, number, b"%d" % number, "why")
    rows = await UpdateStore(database).aside.listed()
    assert (len(rows[0].content or b""), rows[0].size) == (LONGEST_CONTENT, LONGEST_CONTENT + 1)
    assert sum(row.content is not None for row in rows) == MOST_CONTENTS
    assert len(rows) == MOST_CONTENTS + 2
    clock.jump((ASIDE_KEPT + timedelta(minutes=1)).total_seconds())
    await intake.prune()
    assert await UpdateStore(database).aside.listed() == []


async def test_no_words_are_kept_where_none_are_to_be(database: Database) -> None:
    intake = intake_of(database, FakeClock())
    await intake.set_aside(7, RawUpdate(1, 5, "words"), "why")
    intake = intake_of(database, FakeClock(), keep_words=False)
    await intake.set_aside(7, RawUpdate(2, 5, "more words"), "why")
    await intake.prune()
    assert [(row.content, row.size) for row in await UpdateStore(database).aside.listed()] == [
        (None, 5),
        (None, 10),
    ]
