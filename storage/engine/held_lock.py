"""A lock of PostgreSQL that lasts as long as the process: the server releases it when the connection ends."""

import asyncio
from contextlib import suppress

from sqlalchemy import text

from storage.database import Database
from storage.engine.engine import AsyncConnection

TIMEOUT = 5.0  # seconds after which a connection that does not answer is taken for broken
TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")


class HeldLock:
    """Holds one lock, in a connection of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None

    async def held(self, name: str) -> bool:
        """Take the lock, or look whether it is still held; False when another holds it, or nobody answers.

        Not all that stands before a server keeps a connection for its client. Then this may be False for ever.
        """
        for fresh in (self._connection is None, True):
            try:
                async with asyncio.timeout(TIMEOUT):
                    # To take our own lock again succeeds, and proves that the connection is alive.
                    return await self._database.connections.go_on(self._take(name))
            except Exception:  # noqa: BLE001 -- whatever is wrong with the connection, a new one is tried
                await self.close()
                if fresh:
                    break
        return False

    async def close(self) -> None:
        """Close the connection, and with it let go of the lock."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):  # it may be broken, which is as good
                async with asyncio.timeout(TIMEOUT):
                    await self._database.connections.go_on(connection.close())

    async def _take(self, name: str) -> bool:
        if self._connection is None:
            self._connection = await self._database.session()
        return bool(await self._connection.scalar(TAKE, {"name": name}))
