"""Everything moves from one database into an empty one, of the other engine and back, and stays what it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled import fill
from postgres import Server, fresh_name
from sqlalchemy import select, text

from core.errors import OperatorError
from storage.database import FILE_NAME, Database
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.tables.every import metadata
from storage.tables.pushes import push_marks
from storage.upkeep.copying import copy_all
from storage.upkeep.push_marks import PushMarks

WITHOUT = {push_marks.name}


@pytest.fixture
def servers_url(postgres_server: Server) -> Iterator[str]:
    """Return the URL of a PostgreSQL database without any table."""
    name = fresh_name("moved")
    yield postgres_server.create(name)
    postgres_server.drop(name)


async def all_of(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with database.connection() as connection:
        return {
            table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in WITHOUT
        }


async def filled(folder: Path) -> Database:
    database = Database.in_folder(folder)
    await database.migrate()
    async with database.transaction() as connection:
        await connection.run_sync(fill, metadata)
    return database


def quiet(*_: object) -> None:
    """Show no progress."""


async def test_everything_moves_to_postgresql_and_back(tmp_path: Path, servers_url: str) -> None:
    here, there = await filled(tmp_path / "here"), Database.from_url(servers_url)
    back = Database.in_folder(tmp_path / "back")
    before = await all_of(here)
    shown: list[tuple[str, int, int, int]] = []
    copied = await copy_all(here, there, lambda *done: shown.append(done))
    assert copied == {name: len(rows) for name, rows in before.items()}
    assert all(copied.values()), "each table has rows to lose"
    assert [place for _, _, place, _ in shown] == list(range(1, len(before) + 1))
    assert await all_of(there) == before
    # What is added next has a number of its own.
    row = NewDelivery(before["deliveries"][0][1], 77, "", before["deliveries"][0][7])
    assert await DeliveryStore(there).plan([row]) == 1
    # Neither database is taken for a copy from before.
    for database in (there, back):
        if database is back:
            await copy_all(there, back, quiet)
        async with database.connection() as connection:
            assert await PushMarks(database).compare(connection) is None
    assert await all_of(back) == await all_of(there)
    for database in (here, there, back):
        await database.close()


async def test_a_database_with_anything_in_it_is_not_copied_into(tmp_path: Path) -> None:
    here, there = await filled(tmp_path / "here"), await filled(tmp_path / "there")
    with pytest.raises(OperatorError, match="只能搬进空的数据库"):
        await copy_all(here, there, quiet)
    for database in (here, there):
        await database.close()


@pytest.mark.parametrize("dies_at", ["deliveries", "ways"])
async def test_a_copy_that_ends_half_way_leaves_no_row_and_can_be_begun_again(
    tmp_path: Path, servers_url: str, dies_at: str
) -> None:
    here, there = await filled(tmp_path / "here"), Database.from_url(servers_url)

    def dies(table: str, *_: int) -> None:
        if table == dies_at:
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        await copy_all(here, there, dies)
    assert not any((await all_of(there)).values())
    await copy_all(here, there, quiet)
    assert await all_of(there) == await all_of(here)
    for database in (here, there):
        await database.close()


async def test_what_the_other_engine_cannot_hold_is_named_and_nothing_is_copied(
    tmp_path: Path, servers_url: str
) -> None:
    here, there = await filled(tmp_path / "here"), Database.from_url(servers_url)
    async with here.transaction() as connection:
        await connection.execute(text("UPDATE speech_versions SET title = 'a' || char(0) || 'b'"))
    with pytest.raises(OperatorError, match=r"表 speech_versions .*什么都没有搬"):
        await copy_all(here, there, quiet)
    assert not any((await all_of(there)).values())
    for database in (here, there):
        await database.close()


async def test_a_database_of_an_older_version_is_not_copied(tmp_path: Path) -> None:
    here, there = await filled(tmp_path / "here"), Database.in_folder(tmp_path / "there")
    async with here.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0024'"))
    with pytest.raises(OperatorError, match="请先用这个版本的程序在它上面启动一次"):
        await copy_all(here, there, quiet)
    assert not (tmp_path / "there" / FILE_NAME).exists()
    await here.close()
