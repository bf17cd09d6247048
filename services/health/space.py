"""Looks whether there is room left: on the disk under the database, and below the size that it may have."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.clock import Clock
from core.health_settings import HealthSettings
from core.models import WarningKind
from services.pushes.watching.warnings import WarningService
from storage.database import Database

MEGABYTE = 1024 * 1024
LOOK_EVERY = 60.0  # seconds
NEARLY = 0.9  # of the size that the database may have


@dataclass(frozen=True, slots=True)
class Space:
    """In bytes: what is free on the disk (None: the database is elsewhere), and the database's size."""

    free: int | None
    database: int


class SpaceWatch:
    """`look` is called every minute; it begins and ends the warnings. `free` measures a folder's disk."""

    def __init__(
        self,
        database: Database,
        warnings: WarningService,
        clock: Clock,
        settings: HealthSettings,
        folder: Path,
        free: Callable[[Path], int] | None = None,
    ) -> None:
        self._database = database
        self._warnings = warnings
        self._clock = clock
        self._least = settings.free_megabytes * MEGABYTE
        self._most = settings.database_megabytes * MEGABYTE
        self._folder = folder if database.file is None else database.file.parent
        self._free = free or _free
        self._next = 0.0

    async def measure(self) -> Space:
        """Return how much room there is. Raises what the database and the disk raise."""
        free = await asyncio.to_thread(self._free, self._folder) if self._folder.is_dir() else None
        return Space(free, await self._database.size())

    async def look(self) -> None:
        """Look once a minute."""
        if self._clock.monotonic() < self._next:
            return
        self._next = self._clock.monotonic() + LOOK_EVERY
        space = await self.measure()
        if space.free is not None and self._least:
            detail = f"只剩 {space.free // MEGABYTE} MB"
            await self._judge(WarningKind.DISK, self._least - space.free, self._least // 10, detail)
        if self._most:
            detail = f"已有 {space.database // MEGABYTE} MB"
            begins = int(self._most * NEARLY)
            await self._judge(WarningKind.DATABASE, space.database - begins, begins // 10, detail)

    async def _judge(self, kind: WarningKind, over: int, eased: int, detail: str) -> None:
        """Begin the warning when it is `over` its limit, end it when it is under it by more than `eased`."""
        if over > 0:
            await self._warnings.begin(kind, detail)
        elif -over > eased:
            await self._warnings.end(kind)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free
