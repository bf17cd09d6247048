"""Never lost, never doubled: a process killed (SIGKILL) at every await of the push path, and started again.

A first life in peace tells which awaits the path has (tests/kill_points.py); then each gets a process that
dies there, suspended in it where it ever is, and another that goes on. Telegram counts. `bench/push_kills.py`
kills at moments that chance chooses.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from signal import SIGKILL

import pytest
from kill_points import AFTER, DURING, Point, function_of, sites_of
from push_life import Life, Nursery
from push_scene import DAY, Rows, Scene, Worlds, furnish, restore, snapshot, withdraw_quote
from pushing import at

from emulator.server import LocalServer
from storage.database import FILE_NAME, Database
from storage.deliveries import Delivery, DeliveryStore
from storage.states import DeliveryKind, DeliveryState

FIRST_LIFE = [at(8, 30), at(8, 31, second=20), at(8, 33), at(8, 34, second=30)]
SECOND_LIFE = [at(8, 36), at(8, 37, second=20), at(8, 39), at(8, 40, second=30)]
TRIES = 5  # chance decides who waits for whom
LANES = 2  # so many processes at once

# Every function of these is on the path, but for those named below.
PATH = (
    "services/pushes/planning.py",
    "services/pushes/sending.py",
    "services/pushes/contents.py",
    "storage/planning.py",
    "handlers/sending/sender.py",
    "handlers/sending/limiter.py",
)
NOT_ON_THE_PATH = {
    "services/pushes/sending.py PushService.prune": "housekeeping: it deletes what ended a year ago",
    "services/pushes/planning.py PushPlanner.hours": "reads, for the notice before the hour",
    "storage/planning.py PlanStore.hours": "the same",
    "services/pushes/sending.py PushService.unknown": "reads, for the command that shows it",
    "handlers/sending/sender.py TelegramSender.edit": "changes the operator's own report, never a push",
    "services/pushes/contents.py TopicLostContents.of": "a line to a group's subscriber, not the quote",
    "services/pushes/contents.py TopicLostContents.plan_instead": "the same",
}
# In functions on the path: what these scenes do not come by, and why that is no matter.
ANOTHER_ENGINE = "the half for the other engine"
TWO_OF_EACH = "the supergroup had rows of its own before: all in one transaction"
NOT_REACHED = {
    "services/pushes/sending.py PushService._run with:enter": (
        "the lone row after trouble; a late success ends that"
    ),
    "services/pushes/sending.py PushService._run with:leave": "the same; it is _work again",
    "handlers/sending/limiter.py LaneLimiter.process_request await": (
        "requests that are no message, such as getMe"
    ),
    "services/pushes/sending.py PushService._record_not_sent await": (
        "out of reach: postponed, as 429 and 401 are"
    ),
    "services/pushes/sending.py PushService._give_up await": (
        "only the line about a lost topic has a substitute"
    ),
    "services/people/access.py AccessService.role_of await": "reads; nobody here is known from a group alone",
    "storage/chat_migration.py _move_subscription await": TWO_OF_EACH,
    "storage/chat_migration.py _move_deliveries await": TWO_OF_EACH,
    "storage/database.py Database.transaction with:enter": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with:leave": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with1:enter": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with1:leave": ANOTHER_ENGINE,
    "storage/database.py Database.transaction await": "those that may be lost with the power, on PostgreSQL",
    "storage/database.py Database.exclusive await": ANOTHER_ENGINE,
    "storage/held_days.py HeldDayStore.enforce with:enter": "a day that is held: nothing is sent",
    "storage/held_days.py HeldDayStore.enforce with:leave": "the same",
    "storage/held_days.py HeldDayStore.enforce await": "the same, in one transaction",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is in the database at first, and whether Telegram will not know the token for a moment."""

    rows: Rows
    token_refused: bool = False


class Stage:
    """Lives on one database, one after another."""

    def __init__(self, database: Database, url: str, address: str, worlds: Worlds, nursery: Nursery) -> None:
        self.database = database
        self._url = url
        self._address = address
        self._worlds = worlds
        self._nursery = nursery

    async def survey(self, setting: Setting, number: int) -> list[Point]:
        """Let one life pass in peace; return the points it went through."""
        scene = await self._begin(setting, number)
        end = await self._nursery.live(self._life(scene, FIRST_LIFE))
        assert (end.signal, end.status) == (0, 0)
        await self._check(scene, {})
        return end.reached

    async def kill(self, setting: Setting, number: int, point: Point) -> str:
        """Kill a process at `point` and start another; return what is wrong after that, if anything."""
        for attempt in range(TRIES):
            scene = await self._begin(setting, TRIES * number + attempt)
            first = await self._nursery.live(self._life(scene, FIRST_LIFE, point))
            if first.signal == SIGKILL:
                break
        else:
            return f"{point}: not reached any more"
        in_flight = {row.chat_id: row for row in await self._rows() if row.state is DeliveryState.SENDING}
        second = await self._nursery.live(self._life(scene, SECOND_LIFE))
        try:
            assert (second.signal, second.status) == (0, 0)
            await self._check(scene, in_flight)
        except AssertionError as error:
            return f"{point}: {error}"
        finally:
            self._worlds.remove(scene.world)
        return ""

    async def _begin(self, setting: Setting, number: int) -> Scene:
        await restore(self.database, setting.rows)
        scene = Scene.build(number)
        if setting.token_refused:
            scene.refuse_token(3)
        self._worlds.add(scene.world)
        return scene

    def _life(self, scene: Scene, moments: list[datetime], point: Point | None = None) -> Life:
        times = [moment.isoformat() for moment in moments]
        return Life(self._url, self._address, scene.world.token, times, point, scene.people)

    async def _rows(self) -> list[Delivery]:
        listed = await DeliveryStore(self.database).listed(limit=1000)
        return [row for row in listed if row.kind is DeliveryKind.QUOTE]

    async def _check(self, scene: Scene, in_flight: dict[int, Delivery]) -> None:
        received, late = scene.received(), scene.named["late"]
        for chat_id, expected in scene.expected.items():
            ids = {chat_id, scene.moved.get(chat_id, chat_id)}
            found = [
                row
                for row in await self._rows()
                if row.chat_id in ids and (row.local_date == DAY or chat_id == late)
            ]
            name = next(name for name, number in scene.named.items() if number == chat_id)
            assert len(found) == 1, f"{name} has {len(found)} rows"
            [row] = found
            states = {DeliveryState.UNKNOWN} if ids & in_flight.keys() else {expected}
            assert row.state in states, f"{name} is {row.state} ({row.reason}), not {states}"
            if row.state is DeliveryState.SENT:
                assert received[chat_id] == 1, f"{name} was sent {received[chat_id]}"
            assert received[chat_id] <= (row.state in {DeliveryState.SENT, DeliveryState.UNKNOWN}), (
                f"{name} is {row.state} and has {received[chat_id]}"
            )


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    """Return the URLs of migrated, empty databases, one a lane: SQLite, then PostgreSQL."""
    made: list[str] = []
    if request.param == "sqlite":
        for lane in range(LANES):
            (tmp_path / str(lane)).mkdir()
            shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / str(lane) / FILE_NAME)
            made.append(f"sqlite:///{tmp_path / str(lane) / FILE_NAME}")
        yield made
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    names = [f"{template}_kills_{lane}" for lane in range(LANES)]
    yield [server.create(name, template=template) for name in names]
    for name in names:
        server.drop(name)


@asynccontextmanager
async def staged(urls: list[str]) -> AsyncIterator[list[Stage]]:
    worlds = Worlds()
    server = LocalServer(worlds)
    address = await server.start()
    databases = [Database.from_url(url) for url in urls]
    nurseries = [await Nursery.open(watched=True) for _ in urls]
    try:
        yield [
            Stage(database, url, address, worlds, nursery)
            for database, url, nursery in zip(databases, urls, nurseries, strict=True)
        ]
    finally:
        for nursery in nurseries:
            await nursery.close()
        for database in databases:
            await database.close()
        await server.stop()


def one_each(surveyed: list[tuple[Setting, list[Point]]]) -> list[tuple[Setting, Point]]:
    """Choose for each await one point: suspended in it if it ever is, else just after it."""
    chosen: dict[str, tuple[Setting, Point]] = {}
    for moment in (DURING, AFTER):
        for setting, points in surveyed:
            for point in points:
                if point[1] == moment:
                    chosen.setdefault(point[0], (setting, point))
    return list(chosen.values())


def missed(sites: set[str]) -> set[str]:
    """Return the awaits of the path that are not among `sites` and have no reason above."""
    functions = {function_of(site) for site in sites}
    files = {function.partition(" ")[0] for function in functions} | set(PATH)
    every = [site for file in sorted(files) for site in sites_of(file)]
    return {
        site
        for site in every
        if site not in sites
        and function_of(site) not in NOT_ON_THE_PATH
        and _nameless(site) not in NOT_REACHED
        and (site.partition(":")[0] in PATH or function_of(site) in functions)
    }


def _nameless(site: str) -> str:
    """Return a site without its line, as NOT_REACHED names it."""
    return f"{function_of(site)} {site.rpartition(' ')[2]}"


@pytest.mark.kills
@pytest.mark.timeout(1800)
async def test_killed_at_any_await_of_the_path_everybody_gets_the_quote_once_or_it_is_unknown(
    urls: list[str],
) -> None:
    async with staged(urls) as stages:
        first = stages[0]
        for stage in stages:  # each: what is restored later does not move PostgreSQL's sequences
            await furnish(stage.database, Scene.build(1))
        plain = Setting(await snapshot(first.database))
        await withdraw_quote(first.database)
        odd = Setting(await snapshot(first.database), token_refused=True)
        surveyed = [(setting, await first.survey(setting, n)) for n, setting in enumerate((plain, odd), 1)]
        points = one_each(surveyed)
        assert missed({point[0] for _, point in points}) == set()
        left = iter(enumerate(points, 1000))

        async def work(stage: Stage) -> list[str]:
            return [
                wrong
                for number, (setting, point) in left
                if (wrong := await stage.kill(setting, number, point))
            ]

        assert [wrong for wrongs in await asyncio.gather(*map(work, stages)) for wrong in wrongs] == []
