"""Room on the disk and below the database's limit: operators are warned when it gets short, once, in time."""

import math
from pathlib import Path

import pytest
from office import Office

from core.health_settings import HealthSettings
from services.health.space import LOOK_EVERY, MEGABYTE, SpaceWatch
from storage.database import Database


class Disk:
    """A disk of which the test says how much is free."""

    def __init__(self, free: int) -> None:
        self.free = free

    def __call__(self, _folder: Path) -> int:
        return self.free * MEGABYTE


def watch_of(office: Office, disk: Disk, **settings: int) -> SpaceWatch:
    """Return a watch that takes the place of the office's own, which would look at the real disk."""
    office.services.space._next = math.inf
    return SpaceWatch(
        office.database, office.services.warnings, office.clock, HealthSettings(**settings), Path(), disk
    )


async def warned(office: Office) -> list[str]:
    return [one.name for _, one in await office.services.warnings.now()]


async def look(office: Office, watch: SpaceWatch) -> list[str]:
    await office.clock.advance(LOOK_EVERY)
    await watch.look()
    return await warned(office)


async def test_a_disk_that_fills_up_is_told_of_once_until_it_has_room_again(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    disk = Disk(501)
    watch = watch_of(run_office, disk, free_megabytes=500)
    assert await look(run_office, watch) == []
    disk.free = 499
    assert await look(run_office, watch) == ["disk"]
    await run_office.push()
    assert "只剩 499 MB" in wu.sees()
    disk.free = 510
    assert await look(run_office, watch) == ["disk"], "a little more room is no end of it"
    disk.free = 551
    assert await look(run_office, watch) == []


@pytest.mark.parametrize("free", [0, 1, 10**9])
async def test_nobody_is_warned_where_no_limit_is_set(run_office: Office, free: int) -> None:
    watch = watch_of(run_office, Disk(free), free_megabytes=0, database_megabytes=0)
    assert await look(run_office, watch) == []


@pytest.mark.parametrize(("megabytes", "wrong"), [(89, []), (91, ["database"])])
async def test_a_database_that_nears_its_limit_is_told_of(
    run_office: Office, monkeypatch: pytest.MonkeyPatch, megabytes: int, wrong: list[str]
) -> None:
    async def size() -> int:
        return megabytes * MEGABYTE

    monkeypatch.setattr(run_office.database, "size", size)
    assert await look(run_office, watch_of(run_office, Disk(9999), database_megabytes=100)) == wrong


async def test_the_disk_is_looked_at_once_a_minute(run_office: Office) -> None:
    disk = Disk(1)
    watch = watch_of(run_office, disk, free_megabytes=500)
    await watch.look()
    assert await warned(run_office) == ["disk"]
    disk.free = 9999
    await watch.look()
    assert await warned(run_office) == ["disk"]
    assert await look(run_office, watch) == []


async def test_the_size_is_known_on_both_engines(database_url: str) -> None:
    database = Database.from_url(database_url)
    assert await database.size() > 100_000
    await database.close()
