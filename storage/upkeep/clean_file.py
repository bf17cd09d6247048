"""SQLite's file without what earlier versions deleted: they left it readable in pages that had become free."""

import logging
import sqlite3

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine.engine import AsyncEngine
from storage.engine.failures import family_of

# The file's own number for its users says that nothing deleted was ever left in it.
CLEAN = 1
NOTE_CLEAN = text(f"PRAGMA user_version = {CLEAN}")

logger = logging.getLogger(__name__)


async def make_clean(engine: AsyncEngine) -> None:
    """Write the file anew, once, if a version worked on it that did not overwrite what it deleted.

    Should it be in use or the disk be full, the next start tries again. Disposes of `engine`.
    """
    try:
        async with engine.connect() as connection:
            if await connection.scalar(text("PRAGMA user_version")) >= CLEAN:
                return
            await connection.execute(text("VACUUM"))
            await connection.execute(NOTE_CLEAN)
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        logger.info("the database is written anew: what was deleted earlier is gone from its file")
    except (DBAPIError, sqlite3.Error) as error:
        why = family_of(error) or type(error).__name__
        logger.warning("the database cannot be written anew yet, the next start tries again: %s", why)
    finally:
        await engine.dispose()
