"""The pack: what the office did in a stretch of days, as a paper that becomes a workbook and a document."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from core.asked import when_asked
from core.clock import Clock
from core.ledger_settings import LedgerSettings
from knowledge.language.calendar.saying import said_date
from knowledge.language.hours.times import local_day
from knowledge.writing.paper import Cell, Column, Paper, Sheet, Table
from services.ledger.facts import Fact, Facts, Source, Span, in_order, month_of
from services.ledger.months import MonthKeeper
from services.ledger.nameless import Blanks, Nameless

TITLE = "廉政教育工作台账"
OVERVIEW = "总览"
SUMS = (Column("表", 50), Column("项目", 60), Column("合计", 46))
ROWS = "行数"
SIGNED = (Column("参加人员", 30, blank=True), Column("签字", 24, blank=True))
NO_NAMES = "台账只记整体的数，不排名、不打分、不记谁没有做，也没有人名；原话里认得出的姓名写作“某某”。"
OPEN = "{month} 还没有结束：应本人要求删去的记录不在数内，数还会变。"
LATE = "{month} 的数是事后补存的，此前已删去的记录不在内。"
UNTIL = "截至 {day}，以后的日子还没有到。"

# Called after each step with how many are done, and how many there are.
Progress = Callable[[int, int], Awaitable[None]]


async def _silently(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What was gathered: the paper, and the days it is about. `is_empty`: nothing is known of them."""

    paper: Paper
    span: Span
    is_empty: bool = False


class LedgerService:
    """Gathers the pack. `sources` give the sheets, in their order."""

    def __init__(
        self,
        sources: Sequence[Source],
        keeper: MonthKeeper,
        nameless: Nameless,
        clock: Clock,
        settings: LedgerSettings,
        zone: ZoneInfo,
    ) -> None:
        self._sources = sources
        self._keeper = keeper
        self._nameless = nameless
        self._clock = clock
        self._settings = settings
        self._zone = zone

    def today(self) -> date:
        """Return today's date in the time zone of the pushes."""
        return local_day(when_asked(self._clock), self._zone)

    async def keep_months(self) -> None:
        """Keep the months that have ended; called by the sweep, before anything is deleted."""
        await self._keeper.keep_ended()

    async def gather(
        self, span: Span, progress: Progress = _silently, *, only: str = "", signed: bool = False
    ) -> Pack:
        """Return the pack of these days; those to come are left out.

        `progress` is told after each month of each sheet. `only` is the one sheet that is wanted beside 总览.
        `signed`: all sheets that people may sign have the columns for it, whatever the settings say.
        """
        wanted, today = span, self.today()
        span = replace(span, last=min(span.last, today))
        months, blank = span.months, await self._nameless.blanks()
        sources = [source for source in self._sources if only in {"", source.name}]
        to_sign = {source.name for source in sources} if signed else self._settings.sign_on
        steps, sheets, is_empty = len(months) * len(sources), list[Sheet](), True
        for number, source in enumerate(sources):
            gathered: list[Fact] = []
            for at, month in enumerate(months, 1):
                gathered += await self._keeper.facts(source, month)
                await progress(number * len(months) + at, steps)
            facts = [fact for fact in gathered if fact.day in span]
            is_empty = is_empty and not facts
            sheet = await asyncio.to_thread(_sheet, source, facts, span, blank)
            sheets.append(_to_be_signed(sheet) if source.signs and source.name in to_sign else sheet)
        remarks = [NO_NAMES]
        if wanted.last > today:
            remarks.append(UNTIL.format(day=today))
        if span.last >= month_of(today).first:
            remarks.append(OPEN.format(month=f"{today:%Y-%m}"))
        remarks += [LATE.format(month=f"{late:%Y-%m}") for late in await self._keeper.kept_late(span)]
        sums = await asyncio.to_thread(_sums, sheets)
        overview = Sheet(OVERVIEW, (Table(SUMS, tuple(sums)),), tuple(remarks))
        now = self._clock.now().astimezone(self._zone)
        return Pack(
            Paper(TITLE, self._settings.office, said_span(span), now, (overview, *sheets)), span, is_empty
        )


def _sheet(source: Source, facts: Facts, span: Span, blank: Blanks) -> Sheet:
    return source.sheet(in_order(fact.without_names(blank) for fact in facts), span)


def said_span(span: Span) -> str:
    """Return the days as people say them: 2026年7月1日至2026年9月30日."""
    days = dict.fromkeys((span.first, span.last))
    return "至".join(map(said_date, days))


def _to_be_signed(sheet: Sheet) -> Sheet:
    empty: tuple[Cell, ...] = ("",) * len(SIGNED)
    tables = tuple(
        replace(table, columns=(*table.columns, *SIGNED), rows=tuple((*row, *empty) for row in table.rows))
        for table in sheet.tables
    )
    return replace(sheet, tables=tables)


def _sums(sheets: Sequence[Sheet]) -> list[tuple[str, str, int]]:
    """Return how many rows each table has, and the sum of each column that is added up there."""
    sums = []
    for sheet, table in chain.from_iterable(((sheet, table) for table in sheet.tables) for sheet in sheets):
        before = f"{table.name}：" if table.name else ""
        sums.append((sheet.name, f"{before}{ROWS}", len(table.rows)))
        sums += [
            (sheet.name, f"{before}{column.head}", table.total(place))
            for place, column in enumerate(table.columns)
            if column.total
        ]
    return sums
