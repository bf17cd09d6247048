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
AHEAD = timedelta(hours=1)  # as much may the clock of another machine be ahead
ONE_DAY = timedelta(days=1)


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
        self._done: datetime | None = None  # the last hour that was seen to
        self._not_before: datetime | None = None

    async def look(self) -> None:
        """Make the backup of the last hour that has come, if there is none. Never raises OperatorError.

        That hour may be yesterday's: a machine that is switched off at night has its backup in the morning.
        """
        if self._at is None:
            return
        now = self._clock.now()
        today = local_day(now, self._zone)
        due = self._moment(today) if now >= self._moment(today) else self._moment(today - ONE_DAY)
        if due == self._done:
            return
        if self._not_before is not None and now < self._not_before <= now + AGAIN:
            return
        if self._is_there(due, now) or self._cannot():
            self._done = due
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
            self._done = due
            await self._warnings.end(WarningKind.BACKUP)
            logger.info("backup: %s, %d tables", made.folder.name, len(made.manifest.rows))

    def _moment(self, day: date) -> datetime:
        assert self._at is not None  # noqa: S101 - asked by `look` only; for mypy
        return moment_of(day, self._at, self._zone)

    def _is_there(self, due: datetime, now: datetime) -> bool:
        """Return whether a backup was made since its hour: by this program, another one, or a person.

        One from a time that is still to come was made while the clock was wrong, and says nothing of today.
        """
        folder: Path = self._backups.folder
        return any(due <= one.manifest.made_at <= now + AHEAD for one in backups_in(folder))

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
