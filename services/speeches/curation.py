"""What editors do with quotes: approve what a rule proposes, change its extent, hide it, give it a day.

A quote is used if it is in quotes.toml or an editor approved it in chat, if no editor has hidden it, and if a
speech in use says it word for word. Nothing else is ever drawn.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError, UserError
from core.models import Quote
from core.patterns import pattern
from knowledge.quotes.approved import (
    ApprovedQuote,
    fault_of,
    find_quote,
    is_whole,
    quote_at,
    read_quotes,
    verify_quotes,
)
from knowledge.quotes.spans import Span, proposals, statements, variants
from knowledge.search.library import Library
from services.audit import AuditService
from services.pushes.quotes import QuoteService
from services.speeches.library import SpeechService
from storage.pushes.quote_days import QuoteDayStore
from storage.pushes.quotes import DecidedQuote, QuoteStore
from storage.states import QuoteState

logger = logging.getLogger(__name__)

CHANGED = "这篇讲话的原文已经更新，请重新打开廉语管理。"
NOT_APPROVED = "先通过这一条，再定日子。"
TOO_EARLY = "只能定明天以后的日子。"

LINES = pattern(r"[^\n]+")


class Stand(StrEnum):
    """The state of a stretch of a speech as a quote."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of a speech with its source and its state."""

    span: Span
    quote: Quote
    stand: Stand


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day to come: its quote, None while none is drawn; `fixed`: an editor chose it."""

    day: date
    quote: Quote | None
    fixed: bool


class CurationService:
    """Gives QuoteService what is approved, also when another process changes speeches or decisions."""

    def __init__(
        self,
        store: QuoteStore,
        days: QuoteDayStore,
        daily: QuoteService,
        speeches: SpeechService,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._store = store
        self._days = days
        self._daily = daily
        self._speeches = speeches
        self._audit = audit
        self._clock = clock
        self._from_file: list[ApprovedQuote] = []
        self._decided: list[DecidedQuote] | None = None
        self._used: Library | None = None
        self._proposed: tuple[Library, list[Span]] | None = None

    async def start(self, file: Path | None) -> None:
        """Read quotes.toml (None: there is none), and follow the library from now on.

        Raises OperatorError naming a quote that is not as its speech says it. What editors have replaced or
        withdrawn since is no mistake of the file's, nor is a speech that cannot be read: a quote from there
        is merely not drawn. A file that cannot be read is done without.
        """
        try:
            self._from_file = read_quotes(file) if file else []
        except OperatorError as error:
            self._speeches.miss(str(error))
        touched, unread = await self._speeches.touched(), bool(self._speeches.problems)
        excused = [
            one for one in self._from_file if unread or (one.speech in touched if one.speech else touched)
        ]
        verify_quotes([one for one in self._from_file if one not in excused], self._library)
        if gone := sum(find_quote(one, self._library) is None for one in excused):
            logger.warning(
                "%d quotes of quotes.toml are not drawn: their speeches were changed, withdrawn or not read",
                gone,
            )
        self._speeches.follow(self.refresh)
        await self.refresh()

    async def refresh(self) -> None:
        """Use what is approved now, if the library or a decision has changed. It is cheap: call it often."""
        decided, library = await self._store.decided(), self._library
        if decided == self._decided and library is self._used:
            return
        hidden = {one.text for one in decided if one.state is QuoteState.HIDDEN}
        chosen = [ApprovedQuote(one.text, one.slug, "") for one in decided if one.text not in hidden]
        approved = {entry.text: entry for entry in (*self._from_file, *chosen) if entry.text not in hidden}
        found = [find_quote(entry, library) for entry in approved.values()]
        self._daily.use([quote for quote in found if quote is not None])
        self._decided, self._used = decided, library

    async def entries(self, stand: Stand) -> list[Entry]:
        """Return the stretches in this state, speech by speech in the order people see."""
        await self.refresh()
        library = self._library
        if stand is Stand.PROPOSED:
            spans = await self._proposals()
        elif stand is Stand.APPROVED:
            spans = _spans(library, ((quote.slug, quote.text) for quote in self._daily.quotes))
        else:
            hidden = [one for one in self._decided or () if one.state is QuoteState.HIDDEN]
            spans = _spans(library, ((one.slug, one.text) for one in hidden))
        place = {speech.slug: number for number, speech in enumerate(library.speeches)}
        if stand is not Stand.PROPOSED:
            spans.sort(key=lambda span: (place[span.slug], span.start))
        return [self.entry(span) for span in spans]

    def entry(self, span: Span) -> Entry:
        """Return a stretch with its source. Raises UserError when its speech does not have it (any more)."""
        text = self._text(span)
        quote = quote_at(self._library, span.slug, span.start, text)
        if self._daily.by_key(text):
            stand = Stand.APPROVED
        else:
            hidden = any(one.text == text and one.state is QuoteState.HIDDEN for one in self._decided or ())
            stand = Stand.HIDDEN if hidden else Stand.PROPOSED
        return Entry(span, quote, stand)

    async def hidden_last(self, by: int) -> tuple[Entry, datetime] | None:
        """Return what this person hid last and is hidden still, and when; None for nothing."""
        theirs = [one for one in await self._store.decided() if one.user_id == by]
        hidden = [one for one in theirs if one.state is QuoteState.HIDDEN]
        if not hidden:
            return None
        spans = _spans(self._library, [(hidden[-1].slug, hidden[-1].text)])
        return (self.entry(spans[0]), hidden[-1].changed_at) if spans else None

    async def named(self, words: str) -> list[Entry]:
        """Return the quotes that have these words, else the sentences of the speeches that do."""
        every = [one for stand in Stand for one in await self.entries(stand)]
        if found := [one for one in every if words in one.quote.text]:
            return found
        spans = [
            Span(slug, start, end)
            for slug, text in self._texts().items()
            for line in LINES.finditer(text)
            for start, end in statements(text, line.start(), line.end())
            if words in text[start:end]
        ]
        return [self.entry(span) for span in spans]

    def variants(self, span: Span) -> dict[str, Span]:
        """Return the stretch with one clause more or less: see knowledge.quotes.spans."""
        self._text(span)
        return variants(self._texts()[span.slug], span)

    async def approve(self, span: Span, by: int | None, *, instead_of: Span | None = None) -> None:
        """Let this stretch be drawn from now on; `instead_of` is the extent it had before."""
        entry = self.entry(span)
        decisions = [self._decision(entry, QuoteState.APPROVED, by)]
        was = self.entry(instead_of) if instead_of and instead_of != span else None
        if was:
            decisions.insert(0, self._decision(was, QuoteState.HIDDEN, by))
        await self._store.decide(decisions)
        await self.refresh()
        await self._audit.record(
            by, "quote.approve", span.slug, was=was.quote.text if was else "", now=entry.quote.text
        )

    async def hide(self, span: Span, by: int | None) -> None:
        """Never draw or propose this stretch; future days that have it get another one."""
        entry = self.entry(span)
        await self._store.decide([self._decision(entry, QuoteState.HIDDEN, by)])
        await self.refresh()
        await self._audit.record(by, "quote.hide", span.slug, was=entry.quote.text)

    async def give_day(self, span: Span, day: date, by: int | None) -> None:
        """Make this approved quote the one of `day`. Raises UserError: not approved, or too early."""
        entry = self.entry(span)
        if entry.stand is not Stand.APPROVED:
            raise UserError(NOT_APPROVED)
        if day <= self._daily.today():
            raise UserError(TOO_EARLY)
        before = await self._days.of(day)
        await self._days.replace(day, entry.quote.key)
        await self._audit.record(
            by, "quote.day", day.isoformat(), was=before.quote_key if before else "", now=entry.quote.key
        )

    async def free_day(self, day: date, by: int | None) -> None:
        """Remove the chosen quote of a future day; it is drawn again."""
        before = await self._days.of(day)
        if before is not None and day > self._daily.today():
            await self._days.clear(day)
            await self._audit.record(by, "quote.day", day.isoformat(), was=before.quote_key)

    async def days_to_come(self, number: int) -> list[PlannedDay]:
        """Return the next days, from tomorrow on, and every later one that an editor gave a quote."""
        today = self._daily.today()
        known = {one.local_date: one for one in await self._days.history(since=today + timedelta(days=1))}
        last = today + timedelta(days=number)
        days = {today + timedelta(days=ahead) for ahead in range(1, number + 1)}
        days |= {day for day, one in known.items() if one.fixed and day > last}
        planned = []
        for day in sorted(days):
            one = known.get(day)
            quote = self._daily.by_key(one.quote_key) if one else None
            planned.append(PlannedDay(day, quote, fixed=bool(one and one.fixed and quote)))
        return planned

    @property
    def _library(self) -> Library:
        return self._speeches.library

    def _texts(self) -> dict[str, str]:
        return {speech.slug: speech.text for speech in self._library.speeches}

    def _text(self, span: Span) -> str:
        whole = self._texts().get(span.slug, "")
        text = whole[span.start : span.end]
        if fault_of(text) or not is_whole(whole, span.start, span.end):
            raise UserError(CHANGED)
        return text

    def _decision(self, entry: Entry, state: QuoteState, by: int | None) -> DecidedQuote:
        return DecidedQuote(entry.quote.text, entry.span.slug, state, by, self._clock.now())

    async def _proposals(self) -> list[Span]:
        """Return what the rule proposes, without what was decided on or overlaps an approved quote."""
        library = self._library
        if self._proposed is None or self._proposed[0] is not library:
            self._proposed = (library, await asyncio.to_thread(_propose, library))
        decided = {one.text for one in self._decided or ()}
        taken = _spans(library, ((quote.slug, quote.text) for quote in self._daily.quotes))
        texts = self._texts()
        return [
            span
            for span in self._proposed[1]
            if texts[span.slug][span.start : span.end] not in decided
            and not any(
                span.slug == one.slug and span.start < one.end and one.start < span.end for one in taken
            )
        ]


def _propose(library: Library) -> list[Span]:
    speeches = {one.speech.slug: one for shard in library.index.shards for one in shard.speeches}
    return [span for speech in library.speeches for span in proposals(speeches[speech.slug])]


def _spans(library: Library, quotes: Iterable[tuple[str, str]]) -> list[Span]:
    """Return the place of each (slug, text); those in no speech are left out."""
    texts = {speech.slug: speech.text for speech in library.speeches}
    found = []
    for slug, text in quotes:
        start = texts.get(slug, "").find(text)
        if start >= 0:
            found.append(Span(slug, start, start + len(text)))
    return found
