"""Quotes beside today's: another one for a chat that asks, and those of days gone by."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.models import Quote
from services.pushes.quotes import QuoteService
from storage.asking.shown import ShownStore
from storage.pushes.quote_days import QuoteDayStore


@dataclass(frozen=True, slots=True)
class OtherQuote:
    """A quote. `anew`: the chat has been shown all, and its round begins again with this one."""

    quote: Quote
    anew: bool = False


class OtherQuotes:
    """Finds a chat's next quote by what was shown there, pushes included. No day's quote is changed."""

    def __init__(self, quotes: QuoteService, days: QuoteDayStore, shown: ShownStore) -> None:
        self._quotes = quotes
        self._days = days
        self._shown = shown

    async def one_more(self, chat_id: int) -> OtherQuote | None:
        """Return an approved quote other than the one shown last and than today's; None when there is none.

        None comes again before the chat was shown all.
        """
        todays = await self._quotes.quote_of(self._quotes.today())
        shown = await self._shown.quotes_of(chat_id)
        return next_quote(self._quotes.quotes, shown, todays, chat_id)

    async def past(self, day: date) -> tuple[bool, Quote | None]:
        """Return whether `day` had a quote, and the quote unless it was withdrawn since. Nothing is drawn."""
        chosen = await self._days.of(day)
        return chosen is not None, self._quotes.by_key(chosen.quote_key) if chosen else None


def next_quote(
    quotes: Sequence[Quote], shown: Sequence[str], todays: Quote | None, chat_id: int
) -> OtherQuote | None:
    """Choose from `quotes` by `shown`, the numbers of the passages that were shown, oldest first.

    Two quotes of one passage count as shown when it was shown twice. Each chat has an order of its own.
    """
    needed = Counter(quote.passage_id for quote in quotes)
    seen: Counter[str] = Counter()
    anew = False
    for passage in shown:
        anew = False
        seen[passage] += 1
        if all(seen[one] >= number for one, number in needed.items()):
            seen, anew = Counter(), True
    last = shown[-1] if shown else ""
    left: list[Quote] = []
    passed: Counter[str] = Counter()
    for quote in sorted(quotes, key=lambda quote: _rank(chat_id, quote)):
        passed[quote.passage_id] += 1
        if passed[quote.passage_id] > seen[quote.passage_id]:
            left.append(quote)
    others = [quote for quote in left if quote.passage_id != last]
    fresh = [quote for quote in others if todays is None or quote.key != todays.key]
    found = next(iter(fresh or others), None)
    return OtherQuote(found, anew) if found else None


def _rank(chat_id: int, quote: Quote) -> bytes:
    return hashlib.sha256(f"{chat_id} {quote.key}".encode()).digest()
