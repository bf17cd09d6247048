"""What a migration must bring about: see storage/migrations/env.py."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from postgres import Server, fresh_name
from sqlalchemy import Connection, inspect, text

from core.days import Days
from core.errors import OperatorError
from storage.database import FILE_NAME, Database
from storage.pushes.subscriptions import SubscriptionStore
from storage.tables.every import metadata
from storage.upkeep import schema
from storage.upkeep.schema import SchemaState

CHANGE = """
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{newest}"


def upgrade() -> None:
    with op.batch_alter_table("chats") as table:
        table.add_column(sa.Column("language", sa.String(8), nullable=False, server_default="zh"))
        table.alter_column("kind", type_=sa.String(32))
"""
HALF = """
from alembic import op

revision = "9998"
down_revision = "{newest}"


def upgrade() -> None:
    op.drop_table("replies")
    op.execute("SELECT nothing FROM nowhere")
"""

NEWEST = schema.revisions()[-1]


@pytest.fixture
def later_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the tests as a program one revision ahead; its last migration is for the test to write."""
    copy = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "MIGRATIONS", copy)
    return copy / "versions" / "9998_a_change.py"


@pytest.fixture
def first_program(tmp_path: Path) -> Path:
    """Return the migrations as they were in the first version of the program."""
    copy = tmp_path / "first"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (copy / "versions").glob("*.py"):
        if not file.name.startswith("0001"):
            file.unlink()
    return copy


def differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


@pytest.fixture
async def empty_upgraded(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Database]:
    """Open a database, of the same engine, that went through every migration."""
    if database.dialect == "sqlite":
        opened = Database.in_folder(tmp_path / "upgraded")
        (tmp_path / "upgraded").mkdir()
    else:
        opened = Database.from_url(request.getfixturevalue("empty_postgres_url"))
    async with opened.transaction() as connection:
        await connection.run_sync(schema.upgrade)
    yield opened
    await opened.close()


def everything_in(connection: Connection) -> dict[str, object]:
    """Describe every table, column, key and index, types and names included."""
    found: dict[str, object] = {}
    inspector = inspect(connection)
    for table in inspector.get_table_names():
        for column in inspector.get_columns(table):
            described = (str(column["type"]), column["nullable"], column["default"])
            found[f"{table}.{column['name']}"] = described
        found[f"{table} key"] = inspector.get_pk_constraint(table)
        for index in inspector.get_indexes(table):
            where = [str(text) for name, text in index.get("dialect_options", {}).items() if "where" in name]
            found[f"{table} index {index['name']}"] = (index["column_names"], index["unique"], where)
        for unique in inspector.get_unique_constraints(table):
            found[f"{table} unique {unique['name']}"] = unique["column_names"]
        for foreign in inspector.get_foreign_keys(table):
            found[f"{table} refers {foreign['name']}"] = (
                foreign["referred_table"],
                foreign["referred_columns"],
            )
    return found


async def test_new_database_is_what_the_tables_say(database: Database) -> None:
    async with database.connection() as connection:
        assert await connection.run_sync(differences) == []


async def test_upgraded_database_is_the_same_as_a_new_one(database: Database, empty_upgraded: Database) -> None:
    async with database.connection() as connection:
        new = await connection.run_sync(everything_in)
    async with empty_upgraded.connection() as connection:
        upgraded = await connection.run_sync(everything_in)
        assert await connection.run_sync(differences) == []
    assert upgraded == new
    assert len(new) > 80


async def test_comparison_would_see_a_difference(disposable_database: Database) -> None:
    async with disposable_database.transaction() as connection:
        await connection.execute(text("ALTER TABLE replies ADD COLUMN unknown INTEGER"))
    async with disposable_database.connection() as connection:
        assert await connection.run_sync(differences) != []


def test_revisions_follow_one_another_and_not_their_numbers(later_program: Path) -> None:
    for number, before in (("9998", "9997"), ("9997", NEWEST)):
        change = f'revision = "{number}"\ndown_revision = "{before}"\n'
        later_program.with_name(f"{number}_x.py").write_text(change, encoding="utf-8")
    assert schema.revisions()[-3:] == [NEWEST, "9997", "9998"]
    later_program.with_name("0099_x.py").write_text('down_revision = "9998"\n', encoding="utf-8")
    assert schema.revisions()[-1] == "0099"
    assert schema.state_of("0099") is SchemaState.CURRENT


def test_migrations_are_one_line() -> None:
    for file in (schema.MIGRATIONS / "versions").glob("*.py"):
        assert re.fullmatch(r"\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.py", file.name), file.name
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    line = [revision.revision for revision in reversed(list(script.walk_revisions()))]
    assert line == schema.revisions()
    assert sorted(line) == sorted(file.name[:4] for file in (schema.MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert script.get_heads() == [line[-1]]
    for revision in script.walk_revisions():
        assert Path(revision.path).name.startswith(f"{revision.revision}_")


async def test_empty_database_becomes_current(empty_database_url: str) -> None:
    database = Database.from_url(empty_database_url)
    assert await database.schema_state() is SchemaState.MISSING
    await database.migrate()
    assert await database.schema_state() is SchemaState.CURRENT
    await database.migrate()
    await database.close()


async def test_two_programs_that_start_together_wait_for_each_other(empty_database_url: str) -> None:
    databases = [Database.from_url(empty_database_url) for _ in range(3)]
    await asyncio.gather(*(database.migrate() for database in databases))
    for database in databases:
        assert await database.schema_state() is SchemaState.CURRENT
        await database.close()


async def test_older_database_keeps_its_rows_through_an_upgrade(
    disposable_database: Database, later_program: Path
) -> None:
    await put_chat(disposable_database)
    later_program.write_text(CHANGE.format(newest=NEWEST), encoding="utf-8")
    assert await disposable_database.schema_state() is SchemaState.OLD
    await disposable_database.migrate()
    assert await disposable_database.schema_state() is SchemaState.CURRENT
    async with disposable_database.connection() as connection:
        row = (await connection.execute(text("SELECT title, language FROM chats"))).one()
        assert tuple(row) == ("清风组", "zh")
        assert await connection.scalar(text("SELECT count(*) FROM subscriptions")) == 1


async def test_a_subscription_of_the_first_version_wants_every_day_and_is_not_paused(
    empty_database_url: str, first_program: Path
) -> None:
    database = Database.from_url(empty_database_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", first_program)
        patch.setattr(
            "storage.upkeep.migrating.mend", lambda _connection: None
        )  # that program knew no later table
        async with database.transaction() as connection:
            await connection.run_sync(schema.upgrade)
        await put_chat(database)
    assert await database.schema_state() is SchemaState.OLD
    await database.migrate()
    assert await database.schema_state() is SchemaState.CURRENT
    found = await SubscriptionStore(database).of(-5)
    assert found is not None
    assert (found.days, found.before_holidays, found.resumes_on) == (Days.EVERY, False, None)
    assert (found.time, found.active) == ("08:30", True)
    await database.close()


async def test_sqlite_is_copied_before_it_is_changed(tmp_path: Path, later_program: Path) -> None:
    folder = tmp_path / "data"
    database = Database.in_folder(folder)
    await database.migrate()
    await put_chat(database)
    assert [file.name for file in folder.glob("*.db")] == [FILE_NAME]
    later_program.write_text(CHANGE.format(newest=NEWEST), encoding="utf-8")
    await database.migrate()
    await database.migrate()
    copy = folder / f"qingfeng.{NEWEST}.db"
    assert sorted(file.name for file in folder.iterdir() if "-" not in file.name) == [copy.name, FILE_NAME]
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT title FROM chats").fetchall() == [("清风组",)]
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]
    await database.close()


async def test_earlier_copy_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE something (id INTEGER)")
    assert schema.copy_file(file, "0001").name == "qingfeng.0001.db"
    assert schema.copy_file(file, "0001").name == "qingfeng.0001-2.db"


async def test_failed_migration_leaves_everything_as_it_was(
    disposable_database: Database, later_program: Path
) -> None:
    later_program.write_text(HALF.format(newest=NEWEST), encoding="utf-8")
    with pytest.raises(OperatorError, match=r"storage\.(url|folder)"):
        await disposable_database.migrate()
    async with disposable_database.connection() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert "replies" in tables
    assert await disposable_database.schema_state() is SchemaState.OLD


async def test_newer_database_is_refused_untouched(disposable_database: Database) -> None:
    async with disposable_database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert await disposable_database.schema_state() is SchemaState.NEWER
    with pytest.raises(OperatorError, match=r"9999.*升级程序"):
        await disposable_database.migrate()
    assert await disposable_database.schema_state() is SchemaState.NEWER


async def test_tables_of_another_program_are_refused(empty_database_url: str) -> None:
    database = Database.from_url(empty_database_url)
    async with database.transaction() as connection:
        await connection.execute(text("CREATE TABLE chats (id INTEGER)"))
    with pytest.raises(OperatorError, match="chats"):
        await database.migrate()
    assert await database.schema_state() is SchemaState.MISSING
    await database.close()


async def test_postgresql_in_another_encoding_is_refused(postgres_server: Server) -> None:
    name = fresh_name("latin")
    url = postgres_server.create(name, encoding="LATIN1")
    database = Database.from_url(url)
    with pytest.raises(OperatorError, match="LATIN1"):
        await database.migrate()
    await database.close()
    postgres_server.drop(name)


async def put_chat(database: Database) -> None:
    """Add rows as the first revision knows them."""
    at = "'2026-03-02 00:00:00.000000'"
    async with database.transaction() as connection:
        for table, values in (
            ("chats", "(chat_id, kind, title, state, state_reason, changed_at)"
             f" VALUES (-5, 'group', '清风组', 'active', '', {at})"),
            ("subscriptions", "(chat_id, active, time, days, muted, created_at, changed_at)"
             f" VALUES (-5, true, '08:30', 'every', false, {at}, {at})"),
        ):  # fmt: skip
            await connection.execute(text(f"INSERT INTO {table} {values}"))
