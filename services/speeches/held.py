"""The library that the bot answers from, for a command that only asks. Nothing is read in or migrated."""

from core.clock import SystemClock
from core.errors import OperatorError
from core.places import PROGRAM
from core.settings import Settings
from knowledge.search.confidence import Zones
from knowledge.search.library import Library
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.speeches.versions import SpeechStore
from storage.upkeep.schema import SchemaState

FROM_FILES = f"；只看文件里的讲话：{PROGRAM} ask --speeches 讲话文件夹"
# It may have speeches that the folder lacks, and others withdrawn: the folder's answers would not be the bot's.
OTHER = {
    SchemaState.OLD: f"数据库是旧版本的，要等机器人启动时升级，才知道在用的是哪些讲话{FROM_FILES}",
    SchemaState.NEWER: f"数据库的版本比程序新：请升级程序{FROM_FILES}",
}


async def held_library(settings: Settings) -> Library | None:
    """Return the library of the speeches in use; None where no database has any, so that the folder counts.

    Raises OperatorError where the database cannot be read, or is another version's.
    """
    database = Database.configured(settings.storage)
    try:
        state = await database.schema_state()
        if state in OTHER:
            raise OperatorError(OTHER[state])
        store = SpeechStore(database)
        if state is SchemaState.MISSING or not await store.current():
            return None
        speeches = SpeechService(
            store,
            TaughtWays.of(database),
            settings.knowledge.folder,
            SystemClock(),
            Zones.of(settings.asking.strictness),
            kept=settings.storage.folder,
        )
        await speeches.open()
        return speeches.library
    finally:
        await database.close()
