"""A fan-out killed (SIGKILL) at random moments and started again: once, twice or never, who got the quote.

`python -m bench.push_kills [--kills 200] [--chats 60] [--seed 1]`

Each round is a day of so many chats. A process pushes to a local Telegram, is killed at a moment that chance
chooses, another goes on and is killed too, and after some of these one is left in peace. Counted: what
Telegram has in each chat against what the database says. Unknown are those whose row said *sending* when a
process died, no others: they may have arrived and are not sent again. Doubled and lost must be 0. The test
tests/integration/pushes/test_push_kills.py kills at every await instead. PostgreSQL is left out where it is not
installed.
"""

import argparse
import asyncio
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from core.models import ChatKind
from emulator.server import LocalServer
from emulator.telegram import Telegram
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery
from storage.pushes.subscriptions import SubscriptionStore
from storage.states import DeliveryState

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from clock import FakeClock
from lives import Life, Nursery
from push_scene import Rows, Worlds, restore, snapshot
from pushing import at

KILLS_A_ROUND = 4
PEACEFUL = 2  # rounds at first: one until everything is in memory, one to learn how long a life is
APART = timedelta(minutes=2)  # between two starts: longer than a lease


@dataclass(slots=True)
class Tally:
    """What came of all rounds of an engine."""

    kills: int = 0
    chats: int = 0
    once: int = 0
    unknown: int = 0
    arrived: int = 0  # of the unknown
    in_flight: int = 0
    doubled: int = 0
    lost: int = 0

    @property
    def good(self) -> bool:
        """Return whether nothing was lost or doubled, and no more is unknown than was in flight."""
        return not self.doubled and not self.lost and self.unknown == self.in_flight


class Rounds:
    """Rounds on one database."""

    def __init__(self, url: str, chats: int, chance: random.Random) -> None:
        self.database = Database.from_url(url)
        self.tally = Tally()
        self._url = url
        self._chats = chats
        self._chance = chance
        self._longest = 1.0  # seconds a life in peace takes
        self._worlds = Worlds()

    async def run(self, kills: int) -> None:
        """Run rounds until so many processes were killed."""
        await self.database.migrate()
        server = LocalServer(self._worlds)
        address = await server.start()
        nursery = await Nursery.open(watched=False)
        world = self._world(1)
        for chat_id in world.chats:
            await ChatStore(self.database).record(chat_id, ChatKind.PRIVATE, "某", at(8))
            today = at(8).date()
            await SubscriptionStore(self.database).subscribe(chat_id, "08:30", None, at(8), starts_on=today)
        rows = await snapshot(self.database)
        number = 1
        while self.tally.kills < kills:
            await self._round(rows, number, address, nursery, 0 if number <= PEACEFUL else KILLS_A_ROUND)
            number += 1
        await nursery.close()
        await server.stop()
        await self.database.close()

    def _world(self, number: int) -> Telegram:
        world = Telegram(FakeClock(at(8)), token=f"{number}:{'A' * 35}")
        for one in range(self._chats):
            world.private_chat(world.add_person(f"同事{one}")).started = True
        self._worlds.add(world)
        return world

    async def _round(self, rows: Rows, number: int, address: str, nursery: Nursery, kills: int) -> None:
        await restore(self.database, rows)
        world, moment, cut_off = self._world(number), at(8, 30), set[int]()
        for _ in range(kills):
            life = Life(self._url, address, world.token, [moment.isoformat()], hurried=True)
            process = await nursery.begin(life)
            await asyncio.sleep(self._chance.uniform(0, self._longest))
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            self.tally.kills += (await nursery.end()).signal == signal.SIGKILL
            cut_off |= {row.chat_id for row in await self._in_state(DeliveryState.SENDING)}
            moment += APART
        began = time.perf_counter()
        moments = [moment.isoformat(), (moment + APART).isoformat()]
        await nursery.live(Life(self._url, address, world.token, moments, hurried=True))
        if not kills:
            self._longest = time.perf_counter() - began
        await self._count(world, cut_off)
        self._worlds.remove(world)

    async def _in_state(self, state: DeliveryState) -> list[Delivery]:
        return await DeliveryStore(self.database).listed(state=state, limit=self._chats)

    async def _count(self, world: Telegram, cut_off: set[int]) -> None:
        sent = {row.chat_id for row in await self._in_state(DeliveryState.SENT)}
        unknown = {row.chat_id for row in await self._in_state(DeliveryState.UNKNOWN)}
        tally = self.tally
        tally.in_flight += len(cut_off)
        for chat in world.chats.values():
            received = sum(message.is_from_bot for message in world.messages(chat))
            tally.chats += 1
            tally.doubled += received > 1
            tally.once += received == 1 and chat.id in sent
            tally.unknown += chat.id in unknown
            tally.arrived += received == 1 and chat.id in unknown
            tally.lost += chat.id not in sent | unknown or (chat.id in sent and not received)


def show(name: str, tally: Tally) -> None:
    """Print a line of the table."""
    print(
        f"{name:12}{tally.kills:7}{tally.chats:8}{tally.once:11}{tally.unknown:9}{tally.arrived:12}"
        f"{tally.in_flight:11}{tally.doubled:9}{tally.lost:6}{'' if tally.good else '   WRONG'}"
    )


def main() -> None:
    """Run it on SQLite and, where there is one, on a throw-away PostgreSQL; exit with 1 if one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--chats", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options, _ = parser.parse_known_args()
    print("              kills   chats  sent once  unknown  of them in  in flight  doubled  lost")
    print("                                                  the chat  at a kill")
    tallies = []

    def measure(name: str, url: str) -> None:
        rounds = Rounds(url, options.chats, random.Random(options.seed))
        asyncio.run(rounds.run(options.kills))
        show(name, rounds.tally)
        tallies.append(rounds.tally)

    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", f"sqlite:///{folder}/bench.db")
    from postgres import PostgresMissingError, running_server  # noqa: PLC0415 -- only here

    try:
        with running_server() as server:
            measure("postgresql", server.create("bench"))
    except PostgresMissingError as missing:
        print(f"postgresql: left out, {missing}")
    sys.exit(not all(tally.good for tally in tallies))


if __name__ == "__main__":
    main()
