"""PostgreSQL's connections fall silent while new ones would work: every wait has an end, and the next works."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from silent_proxy import SilentProxy
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.engine.patience import waiting_at_most
from storage.health import is_passing, is_said

LIMIT = 1.5  # seconds that a command may take in these tests
BOUND = 200.0  # seconds within which whatever waits must have ended; far below "for ever"


@pytest.fixture
async def proxy(postgres_copy: str) -> AsyncIterator[SilentProxy]:
    url = make_url(postgres_copy)
    opened = SilentProxy(url.host or "", url.port or 0)
    yield opened
    await opened.stop()


@pytest.fixture
async def behind(postgres_copy: str, proxy: SilentProxy) -> AsyncIterator[Database]:
    url = make_url(postgres_copy).set(host="127.0.0.1", port=await proxy.start())
    database = Database.from_url(url.render_as_string(hide_password=False))
    yield database
    async with asyncio.timeout(BOUND):
        await database.close()


async def one(database: Database) -> int:
    async with database.connection() as connection:
        return int(await connection.scalar(text("SELECT 1")) or 0)


async def until_it_works(database: Database) -> Exception | None:
    """Ask until an answer comes; return what the first failure was."""
    first: Exception | None = None
    async with asyncio.timeout(BOUND):
        while True:
            try:
                with waiting_at_most(LIMIT):
                    assert await one(database) == 1
            except Exception as error:  # noqa: BLE001 - whatever it is, the loops of the bot go on
                first = first or error
            else:
                assert first is None or is_said(first)
                return first


async def test_a_read_on_a_silent_connection_ends_and_the_next_works(
    behind: Database, proxy: SilentProxy, caplog: pytest.LogCaptureFixture
) -> None:
    assert await one(behind) == 1
    proxy.fall_silent()
    await until_it_works(behind)
    assert caplog.text.count("用不了 PostgreSQL") <= 1
    assert proxy.opened > 1


async def test_a_silence_in_the_middle_of_a_transaction_ends_it(
    behind: Database, proxy: SilentProxy, caplog: pytest.LogCaptureFixture
) -> None:
    failed: Exception | None = None
    async with asyncio.timeout(BOUND):
        try:
            with waiting_at_most(LIMIT):
                async with behind.transaction() as connection:
                    await connection.execute(text("SELECT 1"))
                    proxy.fall_silent()
                    await connection.execute(text("SELECT 2"))
        except Exception as error:  # noqa: BLE001 - looked at below
            failed = error
    assert failed is not None
    assert is_passing(failed), "an update met by this is tried again, not given up"
    await until_it_works(behind)
    async with behind.transaction() as connection:
        await connection.execute(text("SELECT 3"))
    assert caplog.text.count("用不了 PostgreSQL") == 1
    assert caplog.text.count("no answer within") == 1
    assert caplog.text.count("the database works again") == 1


async def test_a_silence_at_the_commit_ends_it(behind: Database, proxy: SilentProxy) -> None:
    async def write() -> None:
        async with behind.transaction() as connection:
            await connection.execute(text("SELECT 1"))
            proxy.fall_silent()

    with waiting_at_most(LIMIT):
        writing = asyncio.create_task(write())
    async with asyncio.timeout(BOUND):
        with pytest.raises(Exception, match="no answer within"):
            await writing
    await until_it_works(behind)


async def test_all_connections_of_the_pool_may_fall_silent_at_once(
    behind: Database, proxy: SilentProxy
) -> None:
    await asyncio.gather(*(one(behind) for _ in range(16)))
    proxy.fall_silent()

    async def ask() -> object:
        with waiting_at_most(LIMIT):
            return await one(behind)

    async with asyncio.timeout(BOUND):
        await asyncio.gather(*(ask() for _ in range(40)), return_exceptions=True)
    await until_it_works(behind)


async def test_what_is_cancelled_on_a_silent_connection_ends_as_cancelled(
    behind: Database, proxy: SilentProxy
) -> None:
    assert await one(behind) == 1
    proxy.fall_silent()
    asking = asyncio.create_task(one(behind))
    await proxy.swallowed.wait()
    asking.cancel()
    async with asyncio.timeout(BOUND):
        await asyncio.wait([asking])
    assert asking.cancelled()


async def test_a_server_that_takes_connections_and_says_nothing_is_given_up(
    behind: Database, proxy: SilentProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.opens = False
    proxy.fall_silent()
    slow = Database.from_url(behind._url.update_query_dict({"connect_timeout": "2"}).render_as_string(False))
    async with asyncio.timeout(BOUND):
        with pytest.raises(Exception, match="timeout"):
            await one(slow)
        await slow.close()
