"""Shared by the tests that kill at every await of a path: databases, lanes, and which points are chosen."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from kill_points import AFTER, DURING, Point, function_of, sites_of
from lives import Nursery
from push_scene import Worlds

from emulator.server import LocalServer
from storage.database import FILE_NAME, Database

LANES = 2  # so many processes at once
TRIES = 5  # chance decides who waits for whom
MISSED = 0.02  # the share of awaits that a survey came by and then, by chance, none of the tries does
Stage = TypeVar("Stage")
What = TypeVar("What")


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
async def staged(
    urls: list[str], make: Callable[[Database, str, str, Worlds, Nursery], Stage]
) -> AsyncIterator[list[Stage]]:
    """Give a stage for each database: lives on it, one after another, in a Telegram behind one address."""
    worlds = Worlds()
    server = LocalServer(worlds)
    address = await server.start()
    databases = [Database.from_url(url) for url in urls]
    nurseries = [await Nursery.open(watched=True) for _ in urls]
    try:
        yield [
            make(database, url, address, worlds, nursery)
            for database, url, nursery in zip(databases, urls, nurseries, strict=True)
        ]
    finally:
        for nursery in nurseries:
            await nursery.close()
        for database in databases:
            await database.close()
        await server.stop()


def one_each(surveyed: list[tuple[What, list[Point]]]) -> list[tuple[What, Point]]:
    """Choose for each await one point: suspended in it if it ever is, else just after it."""
    chosen: dict[str, tuple[What, Point]] = {}
    for moment in (DURING, AFTER):
        for setting, points in surveyed:
            for point in points:
                if point[1] == moment:
                    chosen.setdefault(point[0], (setting, point))
    return list(chosen.values())


async def kill_at_each(
    stages: list[Stage], chosen: list[What], kill: Callable[[Stage, int, What], Awaitable[str | None]]
) -> list[What]:
    """Kill at each of `chosen`, on every stage one after another; return where it was done.

    `kill` is given a stage, a number of its own and what was chosen. It returns what is wrong after that: ""
    when nothing is, None when no try came by. Raises AssertionError for a wrong, or when more than MISSED were
    not reached.
    """
    left = iter(enumerate(chosen, 1000))
    wrongs: list[str] = []
    unreached: list[What] = []

    async def work(stage: Stage) -> None:
        for number, one in left:
            wrong = await kill(stage, number, one)
            if wrong is None:
                unreached.append(one)
            elif wrong:
                wrongs.append(wrong)

    await asyncio.gather(*map(work, stages))
    assert not wrongs, wrongs
    assert len(unreached) <= MISSED * len(chosen), f"not reached any more: {unreached}"
    return [one for one in chosen if one not in unreached]


def easier(point: Point) -> Point:
    """Return the same await when it is done: whether anything is ever suspended in it, chance decides."""
    return point[0], AFTER, point[2]


def missed(
    sites: set[str], path: Collection[str], not_on_it: Collection[str], not_reached: Mapping[str, str]
) -> set[str]:
    """Return the awaits that are not among `sites` and have no reason why.

    `path`: the files of which every function is on the path, but for those `not_on_it`; other files' functions
    are when one of their awaits is. `not_reached`: awaits on the path, with why these scenes never come by.
    """
    functions = {function_of(site) for site in sites}
    files = {function.partition(" ")[0] for function in functions} | set(path)
    every = [site for file in sorted(files) for site in sites_of(file)]
    return {
        site
        for site in every
        if site not in sites
        and function_of(site) not in not_on_it
        and _nameless(site) not in not_reached
        and (site.partition(":")[0] in path or function_of(site) in functions)
    }


def _nameless(site: str) -> str:
    """Return a site without its line, as `not_reached` names it."""
    return f"{function_of(site)} {site.rpartition(' ')[2]}"
