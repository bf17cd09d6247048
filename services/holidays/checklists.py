"""节前提醒 with content: for each public holiday a list of things to heed, and quotes that fit it.

An editor approves each line: a sentence of a speech, word for word, or the office's own words, which are marked
as such wherever they are shown. What stands for 每个节 serves the holidays that have nothing of their own. The
first reminder of a day decides what the day lists, for everybody and for the ledger.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.clock import Clock
from core.errors import UserError
from core.models import ChecklistLine, Quote
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.quotes.checklist import EVERY, LONGEST, TOPICS, for_holiday, holiday_key, line_in, lines_for
from knowledge.search.library import Library
from services.audit import AuditService
from services.speeches.library import SpeechService
from storage.pushes.checklists import ApprovedLine, ChecklistStore

TOO_LONG = "太长了：一行最多 {most} 个字，这里有 {number} 个。请写短一些，再发一次。"
NOTHING_SAID = "没有看到文字。请写一句话，再发一次。"
GONE = "这句话已经不在讲话里了，请重新打开节前清单。"

Drafts = dict[str, tuple[list[Quote], list[Quote]]]


@dataclass(frozen=True, slots=True)
class Point:
    """A topic of a holiday's list: the line that is approved (None: none), and what speeches say of it.

    `from_every`: the line is the one for 每个节. The first `named` of the `drafts` name the topic, the others
    only speak of a rule that it falls under.
    """

    topic: str
    line: ChecklistLine | None
    from_every: bool
    drafts: Sequence[Quote]
    named: int


class ChecklistService:
    """What is approved, and what each day lists."""

    def __init__(
        self,
        store: ChecklistStore,
        speeches: SpeechService,
        calendar: WorkCalendar,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._store = store
        self._speeches = speeches
        self._calendar = calendar
        self._audit = audit
        self._clock = clock
        self._drafted: tuple[Library, Drafts] | None = None
        self._decided: dict[date, tuple[ChecklistLine, ...]] = {}

    # --- what is said

    async def of_day(self, day: date, holiday: str | None) -> tuple[ChecklistLine, ...]:
        """Return what the reminder of `day` lists; the first one to ask decides it. None: no reminder."""
        if holiday is None:
            return ()
        if day not in self._decided:
            lines = await self.approved(holiday)
            if not lines:  # nothing is decided: an editor may still approve some today
                return ()
            self._decided = {day: await self._store.decide(day, lines)}
        return self._decided[day]

    async def approved(self, holiday: str | None) -> tuple[ChecklistLine, ...]:
        """Return what would be listed before a holiday now, without what its speech says no more."""
        if holiday is None:
            return ()
        return tuple(line for line, _ in (await self._approved(holiday_key(holiday))).values())

    async def wanted(self, day: date) -> set[str]:
        """Return the keys of the quotes that fit `day`: none but before a holiday that has some."""
        holiday = self._calendar.holiday_after(day)
        if holiday is None:
            return set()
        return await self._store.quotes(holiday_key(holiday)) or await self._store.quotes(EVERY)

    # --- what editors do

    async def points(self, holiday: str) -> list[Point]:
        """Return the topics of a holiday's list."""
        approved, drafts = await self._approved(holiday), await self._drafts()
        points = []
        for topic in TOPICS:
            line, from_every = approved.get(topic, (None, False))
            named, wider = (for_holiday(found, holiday) for found in drafts[topic])
            points.append(Point(topic, line, from_every, [*named, *wider], len(named)))
        return points

    async def approve(self, holiday: str, topic: str, quote: Quote, by: int | None) -> None:
        """Let a sentence of a speech stand for a topic. Raises UserError when the speech does not say it."""
        if line_in(self._speeches.library, quote.slug, quote.text) is None:
            raise UserError(GONE)
        await self._put(holiday, topic, quote.text, quote.slug, by)

    async def write(self, holiday: str, topic: str, words: str, by: int | None) -> None:
        """Let the office's own words stand for a topic. Raises UserError: there are none, or too many."""
        said = re.sub(r"\s+", " ", words).strip()
        if not said:
            raise UserError(NOTHING_SAID)
        if len(said) > LONGEST:
            raise UserError(TOO_LONG.format(most=LONGEST, number=len(said)))
        await self._put(holiday, topic, said, "", by)

    async def take_out(self, holiday: str, topic: str, by: int | None) -> bool:
        """Remove what stands for a topic; False when nothing does."""
        done = await self._store.take_out(holiday, topic)
        if done:
            await self._audit.record(by, "checklist.hide", f"{holiday} {topic}")
        return done

    async def chosen(self, holiday: str) -> set[str]:
        """Return the keys of the quotes chosen for a holiday itself."""
        return await self._store.quotes(holiday)

    async def choose(self, holiday: str, quote: Quote, by: int | None) -> bool:
        """Choose a quote for a holiday, or no longer; return whether it is chosen now."""
        chosen = await self._store.choose(holiday, quote.key, by, self._clock.now())
        was, now = ("", quote.text) if chosen else (quote.text, "")
        await self._audit.record(by, "checklist.quote", holiday, was=was, now=now)
        return chosen

    async def _put(self, holiday: str, topic: str, text: str, slug: str, by: int | None) -> None:
        await self._store.put(ApprovedLine(holiday, topic, text, slug, by, self._clock.now()))
        await self._audit.record(by, "checklist.approve", f"{holiday} {topic}", now=text)

    async def _approved(self, holiday: str) -> dict[str, tuple[ChecklistLine, bool]]:
        """Return the line of each topic that has one, and whether it is the one for 每个节."""
        rows = {(one.holiday, one.topic): one for one in await self._store.lines()}
        found = {}
        for topic in TOPICS:
            for key in (holiday, EVERY):
                line = self._line(rows.get((key, topic)))
                if line is not None:
                    found[topic] = line, key != holiday
                    break
        return found

    async def _drafts(self) -> Drafts:
        """Return for each topic the sentences that name it, and those that speak of its rules."""
        library = self._speeches.library
        if self._drafted is None or self._drafted[0] is not library:
            found = await asyncio.to_thread(_drafted, library)
            self._drafted = (library, found)
        return self._drafted[1]

    def _line(self, row: ApprovedLine | None) -> ChecklistLine | None:
        """Return a line as it is said; None when no speech says it any more, or no such topic is known."""
        if row is None or not row.slug:
            return None if row is None else ChecklistLine(row.topic, row.text)
        found = line_in(self._speeches.library, row.slug, row.text)
        return None if found is None else ChecklistLine(row.topic, row.text, found.passage_id)


def _drafted(library: Library) -> Drafts:
    return {topic: (lines_for(topic, library), lines_for(topic, library, wider=True)) for topic in TOPICS}
