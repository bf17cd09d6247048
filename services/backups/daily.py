"""The daily backup, made by the bot itself. When it fails, the operators are told once."""

import logging
from datetime import date, datetime, timedelta
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError
from core.models import WarningKind
from core.settings import Settings
from knowledge.language.hours.times import local_day, moment_of
from services.backups.folders import backups_in
from services.backups.making import BackupService
from services.pushes.watching.warnings import WarningService
from storage.engine.postgres_tools import MissingToolError
from storage.upkeep.snapshots import InterruptedCopyError

logger = logging.getLogger(__name__)

AGAIN = timedelta(hours=1)  # after a failure


class DailyBackup:
    """`look` is called every minute; it makes the backup that is due, outside of the event loop."""

    def __init__(
        self, backups: BackupService, warnings: WarningService, settings: Settings, clock: Clock
    ) -> None:
        self._backups = backups
        self._warnings = warnings
        self._clock = clock
        self._at = settings.storage.backup_time
        self._zone = settings.reminder.zone
        self._done: date | None = None  # the last day that was seen to
        self._not_before: datetime | None = None

    async def look(self) -> None:
        """Make today's backup if its hour has come and there is none. Never raises OperatorError."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        if self._at is None or today == self._done or now < moment_of(today, self._at, self._zone):
            return
        if self._not_before is not None and now < self._not_before <= now + AGAIN:
            return
        if self._is_there(today) or self._cannot():
            self._done = today
            return
        try:
            made = await self._backups.make()
        except InterruptedCopyError:
            return
        except OperatorError as error:
            self._not_before = now + AGAIN
            logger.error("the daily backup failed: %s", error)  # noqa: TRY400 -- the sentence says it all
            await self._warnings.begin(WarningKind.BACKUP, str(error))
        else:
            self._done = today
            await self._warnings.end(WarningKind.BACKUP)
            logger.info("backup: %s, %d tables", made.folder.name, len(made.manifest.rows))

    def _is_there(self, today: date) -> bool:
        """Return whether a backup was made since today's hour: by this program, another one, or a person."""
        assert self._at is not None  # noqa: S101 - asked by `look` only; for mypy
        due = moment_of(today, self._at, self._zone)
        folder: Path = self._backups.folder
        return any(one.manifest.made_at >= due for one in backups_in(folder)[:1])

    def _cannot(self) -> bool:
        """Return whether PostgreSQL's programs are not here; the log says so, once a day."""
        try:
            self._backups.refuse_missing_tools()
        except MissingToolError as error:
            logger.warning("no daily backup: %s", error)
            return True
        return False

    async def close(self) -> None:
        """End the backup that is being made."""
        self._backups.stop()
