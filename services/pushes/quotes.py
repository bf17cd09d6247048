"""The quote of a day: the same for everybody, and none twice before all were shown."""

import hashlib
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from core.asked import when_asked
from core.clock import Clock
from core.models import Quote
from knowledge.language.hours.times import local_day
from storage.pushes.quote_days import QuoteDay, QuoteDayStore

# A new round does not begin with the last quotes of the round before: at most this many are kept out.
APART = 7
# Tells the keys of the quotes that fit a day; none when any does.
Wanted = Callable[[date], Awaitable[Collection[str]]]


class QuoteService:
    """Draws from the approved quotes. The first process that asks for a day's quote decides it."""

    def __init__(
        self,
        days: QuoteDayStore,
        quotes: Sequence[Quote],
        clock: Clock,
        zone: ZoneInfo,
        wanted: Wanted | None = None,
    ) -> None:
        """`wanted` tells which quotes fit a day, as before a holiday: if any do, one of these is drawn."""
        self._wanted = wanted
        self._days = days
        self._clock = clock
        self._zone = zone
        self._quotes = {quote.key: quote for quote in quotes}
        self._before: dict[date, date | None] = {}

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the approved quotes."""
        return tuple(self._quotes.values())

    def use(self, quotes: Sequence[Quote]) -> None:
        """Draw from these from now on. Days that have a quote keep it as long as it is still approved."""
        self._quotes = {quote.key: quote for quote in quotes}
        self._before.clear()

    def by_key(self, key: str) -> Quote | None:
        """Return the approved quote with this key."""
        return self._quotes.get(key)

    def today(self) -> date:
        """Return today's date in the time zone of the pushes."""
        return local_day(when_asked(self._clock), self._zone)

    async def quote_of(self, day: date) -> Quote | None:
        """Return the quote of `day`, drawing it if the day has none; None when no quote is approved."""
        chosen = await self._days.of(day)
        if chosen and chosen.quote_key in self._quotes:
            return self._quotes[chosen.quote_key]
        if not self._quotes:
            return None
        fit = await self._wanted(day) if self._wanted else ()
        keys = [key for key in self._quotes if key in fit] or list(self._quotes)
        key = draw(day, keys, await self._days.history())
        if chosen is None:
            key = await self._days.fix(day, key)
        else:  # the day's quote is no longer approved
            key = await self._days.redraw(day, chosen.quote_key, key)
        return self._quotes.get(key)

    async def content_of(self, day: date) -> str | None:
        """Return the key of the quote of `day`, as its deliveries hold it; None when no quote is approved."""
        quote = await self.quote_of(day)
        return quote.key if quote else None

    async def day_before(self, day: date) -> date | None:
        """Return the last day before `day` whose quote may still be shown; None when there is none.

        Asked for each push of a day: the answer is kept until the quotes change.
        """
        if day not in self._before:
            shown = [
                one.local_date for one in await self._days.history(before=day) if self.by_key(one.quote_key)
            ]
            self._before = {day: shown[-1] if shown else None}
        return self._before[day]

    async def shown_on(self, day: date) -> Quote | None:
        """Return the quote that a day had, without drawing one."""
        chosen = await self._days.of(day)
        return self.by_key(chosen.quote_key) if chosen else None

    def by_digest(self, digest: str) -> Quote | None:
        """Return the approved quote that a button names."""
        return next((quote for quote in self._quotes.values() if quote_digest(quote) == digest), None)

    async def another(self, day: date, was: str) -> Quote | None:
        """Give `day` another quote instead of the one with the key `was`; None when there is no other.

        Called again and again, it gives every quote that `draw` could have drawn before one comes again.
        """
        chosen = await self._days.of(day)
        others = [key for key in self._quotes if key != was]
        if chosen is None or chosen.quote_key != was or not others:
            return None
        left = _left(day, others, await self._days.history())
        behind = [key for key in left if _rank(day, key) > _rank(day, was)]
        key = min(behind or left, key=lambda key: _rank(day, key))
        return self._quotes.get(await self._days.redraw(day, was, key))


def draw(day: date, keys: Sequence[str], history: Iterable[QuoteDay]) -> str:
    """Choose the quote of `day` from `keys` (at least one).

    Only quotes that this round has not shown; of those rather none that a later day already has. The choice
    depends only on the day and the words, so that two processes make the same choice.
    """
    return min(_left(day, keys, history), key=lambda key: _rank(day, key))


def _left(day: date, keys: Sequence[str], history: Iterable[QuoteDay]) -> list[str]:
    shown, latest, later = _round(day, keys, history)
    left = [key for key in keys if key not in shown]
    apart = set(latest[::-1][: min(APART, len(keys) // 2)])
    left = [key for key in left if key not in apart] or left
    return [key for key in left if key not in later] or left


def _rank(day: date, key: str) -> bytes:
    return hashlib.sha256(f"{day.isoformat()} {key}".encode()).digest()


def _round(day: date, keys: Sequence[str], history: Iterable[QuoteDay]) -> tuple[set[str], list[str], set[str]]:
    """Return what the current round has shown, all that was shown in order, and what later days have."""
    shown: set[str] = set()
    latest: list[str] = []
    later: set[str] = set()
    everything = set(keys)
    for one in history:
        if one.local_date >= day:  # what the day itself had is not among `keys` any more
            later.add(one.quote_key)
            continue
        if shown >= everything or (one.quote_key in shown and not one.fixed):
            shown = set()
        shown.add(one.quote_key)
        latest.append(one.quote_key)
    return (set() if shown >= everything else shown), latest, later


def quote_digest(quote: Quote) -> str:
    """Return a few characters that tell this quote from others, for a button."""
    return hashlib.sha256(quote.key.encode()).hexdigest()[:8]
