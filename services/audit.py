"""Writes down who changed what: roles, speeches, quotes, known ways of asking, notices."""

from collections.abc import Sequence
from datetime import timedelta

from core.clock import Clock
from storage.audit import AuditEntry, AuditStore

KEPT = timedelta(days=730)


class AuditService:
    """The way into the audit log. Whoever changes something that others rely on calls `record`.

    A change that must not be in force without its entry takes an `entry` into its own transaction
    (storage.audit.write_down).
    """

    def __init__(self, store: AuditStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def record(
        self, user_id: int | None, action: str, subject: str, *, was: str = "", now: str = ""
    ) -> None:
        """Note that `user_id` (None: the command line) did `action` to `subject`; see `entry`."""
        await self._store.add(self.entry(user_id, action, subject, was=was, now=now))

    def entry(
        self, user_id: int | None, action: str, subject: str, *, was: str = "", now: str = ""
    ) -> AuditEntry:
        """Return the entry that `user_id` (None: the command line) did `action` to `subject`.

        `action` is a noun and a verb, such as speech.withdraw; `was` and `now` are what a person reads as
        before and after.
        """
        return AuditEntry(self._clock.now(), user_id, action, subject, was, now)

    async def newest(self, most: int, *, skip: int = 0) -> Sequence[AuditEntry]:
        """Return up to `most` entries, the newest first, after the `skip` newest."""
        return await self._store.newest(most, skip=skip)

    async def sweep(self) -> None:
        """Forget what is past its time."""
        await self._store.forget_before(self._clock.now() - KEPT)
