"""Keeps the facts of each month when it ends, so that nothing is missing when its rows have gone.

Rows go with time (retention) and when somebody wants to be forgotten. What is kept has no names. A month is
kept at the first look after its end, and once more a week later, when what was unknown has mostly settled;
what was missed because the bot did not run is caught up. From then on the kept facts count, and where a source
grows, what has come since.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.clock import Clock
from knowledge.language.hours.times import local_day
from services.ledger.facts import ONE_DAY, Fact, Facts, Source, Span, month_of, settled
from services.ledger.nameless import Blanks, Nameless
from storage.ledger.counts import LedgerStore
from storage.ledger.months import KeptMonth, LedgerMonthStore

SETTLES = timedelta(days=7)  # after its end a month is looked at again


class MonthKeeper:
    """Knows the facts of every month, from the database's rows or from what was kept."""

    def __init__(
        self,
        sources: Sequence[Source],
        months: LedgerMonthStore,
        store: LedgerStore,
        nameless: Nameless,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._sources = sources
        self._months = months
        self._store = store
        self._nameless = nameless
        self._clock = clock
        self._zone = zone
        self._keeping = asyncio.Lock()
        self._done: date | None = None  # the day on which every month that ended was kept

    async def keep_ended(self) -> None:
        """Keep the months that have ended and are not kept, or not for good. Quick when there is none."""
        today = local_day(self._clock.now(), self._zone)
        async with self._keeping:
            if self._done == today or (first := await self._first()) is None:
                return
            blank = await self._nameless.blanks()
            for month in Span(first, today).months:
                if month.last < today:
                    await self._keep(month, blank, is_final=today >= month.last + SETTLES + ONE_DAY)
            self._done = today

    async def _first(self) -> date | None:
        earliest = await self._store.earliest()
        return local_day(earliest, self._zone) if isinstance(earliest, datetime) else earliest

    async def _keep(self, month: Span, blank: Blanks, *, is_final: bool) -> None:
        kept = {one.sheet: one for one in await self._months.kept(month.first, month.first)}
        now = self._clock.now().astimezone(UTC)
        for source in self._sources:
            before = kept.get(source.name)
            early = before is not None and before.kept_at > now  # the clock was ahead then
            if not source.is_kept or (
                before and not early and (_is_closed(source, before, now) or not is_final)
            ):
                continue
            stored = await asyncio.to_thread(_stored, before, await source.facts(month), blank)
            if before and not early and before.is_final and before.facts == stored:
                continue
            at = before.kept_at if before and not early else now
            await self._months.keep(KeptMonth(month.first, source.name, stored, at, is_final), before)

    async def facts(self, source: Source, month: Span) -> Facts:
        """Return the facts of a month for one sheet."""
        kept = await self._kept(source, month)
        if kept is not None and _is_closed(source, kept, self._clock.now()):
            return _read(kept)
        return settled(_read(kept), await source.facts(month))

    async def kept_late(self, span: Span) -> list[date]:
        """Return the months of `span` that were kept long after their end: rows may have gone before."""
        kept = await self._months.kept_at(month_of(span.first).first, span.last)
        late = {month for month, at in kept if local_day(at, self._zone) > month_of(month).last + SETTLES}
        return sorted(late)

    async def _kept(self, source: Source, month: Span) -> KeptMonth | None:
        if not source.is_kept:
            return None
        return next(iter(await self._months.kept(month.first, month.first, source.name)), None)


def _is_closed(source: Source, kept: KeptMonth, now: datetime) -> bool:
    """Return whether what is kept of a month is all that there will ever be; not what a wrong clock kept."""
    return kept.is_final and not source.grows and kept.kept_at <= now


def _stored(before: KeptMonth | None, now: Facts, blank: Blanks) -> list[dict[str, Any]]:
    return [fact.without_names(blank).stored() for fact in settled(_read(before), now)]


def _read(kept: KeptMonth | None) -> Facts:
    return [] if kept is None else [Fact.read(one) for one in kept.facts]
