"""The pack whole: its sums, its remarks, what is asked of each month and when a month is kept for good."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import get_ident
from typing import Any, ClassVar

import pytest
from clock import FakeClock
from ledger_rows import WEEK, ZONE, Held, Rows, at

from core.ledger_settings import LedgerSettings
from knowledge.writing.paper import Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span
from services.ledger.months import MonthKeeper
from services.ledger.nameless import Nameless
from services.ledger.pack import LedgerService, Pack
from storage.ledger.months import KeptMonth

NAME = "欧阳清泉"
JANUARY, FEBRUARY = (Span(date(2026, month, 1), date(2026, month, last)) for month, last in ((1, 31), (2, 28)))
FIRST = date(2026, 1, 20)  # of which anything is known


class Counted:
    """A source with a fact of so many rows for each day it has; `looked_at` are the months it was asked for."""

    def __init__(self, name: str, *, is_kept: bool = True, grows: bool = False, signs: bool = False) -> None:
        self.name, self.is_kept, self.grows, self.signs = name, is_kept, grows, signs
        self.has: dict[date, int] = {}
        self.looked_at: list[str] = []

    async def facts(self, month: Span) -> Facts:
        self.looked_at.append(f"{month.first:%m}")
        days = sorted((day for day in self.has if day in month), reverse=True)
        return [Fact(day, "件", {"n": self.has[day]}, {"who": f"请{NAME}来"}) for day in days]

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        columns = (Column("日", 50), Column("谁", 50), Column("数", 56, total=True))
        rows = tuple((f"{one.day:%m-%d}", one.words["who"], one.rows) for one in facts)
        return Sheet(self.name, (Table(columns, rows, "甲"), Table(columns[:2], ())), (f"{self.name}的话",))


class Noted(Fact):
    """A fact that notes in which threads its names were taken out."""

    seen: ClassVar[set[int]] = set()

    def without_names(self, blank: Callable[[str], str]) -> Fact:
        self.seen.add(get_ident())
        return super().without_names(blank)


class Noting(Counted):
    """A source that notes in which threads its sheets were made."""

    made_in: ClassVar[set[int]] = set()

    async def facts(self, month: Span) -> Facts:
        return [Noted(one.day, one.key, one.counts, one.words) for one in await super().facts(month)]

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        self.made_in.add(get_ident())
        return super().sheet(facts, span)


class Kept:
    """Stands for the table of kept months."""

    def __init__(self) -> None:
        self.rows: dict[tuple[date, str], KeptMonth] = {}

    async def kept(self, first: date, last: date, sheet: str = "") -> list[KeptMonth]:
        return [
            one
            for (month, name), one in sorted(self.rows.items())
            if first <= month <= last and sheet in ("", name)
        ]

    async def kept_at(self, first: date, last: date) -> list[tuple[date, datetime]]:
        return [(one.month, one.kept_at) for one in await self.kept(first, last)]

    async def keep(self, kept: KeptMonth, before: KeptMonth | None = None) -> None:
        assert self.rows.get((kept.month, kept.sheet)) == before
        self.rows[kept.month, kept.sheet] = kept


class Desk:
    """A ledger of these sources, at a moment."""

    def __init__(self, *sources: Counted, now: datetime, first: object = FIRST, sign_on: str = "") -> None:
        self.clock, self.kept = FakeClock(now), Kept()
        self.store = Rows(earliest=first)
        stores: Any = (self.kept, self.store, Rows(everybody=[NAME]))
        months, counts, names = stores
        every: Any = sources
        nameless = Nameless(names, Held())
        self.keeper = MonthKeeper(every, months, counts, nameless, self.clock, ZONE)
        settings = LedgerSettings(office="某某局", sign_on=frozenset({sign_on} - {""}))
        self.pack = LedgerService(every, self.keeper, nameless, self.clock, settings, ZONE)

    def states(self) -> list[tuple[str, bool]]:
        return [(f"{month:%m} {name}", one.is_final) for (month, name), one in sorted(self.kept.rows.items())]


def sums(pack: Pack) -> Sequence[tuple[object, ...]]:
    return pack.paper.sheets[0].tables[0].rows


async def test_a_pack_has_a_sheet_for_each_source_and_the_sums_of_them_all() -> None:
    one, other = Counted("一"), Counted("二", signs=True)
    one.has = {date(2026, 2, 28): 4, date(2026, 3, 1): 2, date(2026, 3, 2): 3, date(2026, 3, 3): 9}
    desk = Desk(one, other, now=at(2, 8))
    steps: list[tuple[int, int]] = []

    async def told(done: int, of: int) -> None:
        steps.append((done, of))

    pack = await desk.pack.gather(Span(FEBRUARY.last, WEEK.first), told)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert one.looked_at == other.looked_at == ["02", "03"]
    paper = pack.paper
    assert (paper.title, paper.office, paper.period) == (
        "廉政教育工作台账",
        "某某局",
        "2026年2月28日至2026年3月2日",
    )
    assert (paper.made_at, paper.made_at.utcoffset()) == (at(2, 8), timedelta(hours=8))
    assert [sheet.name for sheet in paper.sheets] == ["总览", "一", "二"]
    who = "请某某来"
    assert paper.sheets[1].tables[0].rows == (("02-28", who, 4), ("03-01", who, 2), ("03-02", who, 3))
    assert sums(pack) == (
        ("一", "甲：行数", 3),
        ("一", "甲：数", 9),
        ("一", "行数", 0),
        ("二", "甲：行数", 0),
        ("二", "甲：数", 0),
        ("二", "行数", 0),
    )
    assert not pack.is_empty
    assert (await desk.pack.gather(JANUARY)).is_empty


async def test_what_grows_with_the_office_is_done_beside_the_event_loop() -> None:
    source = Noting("一")
    source.has = {JANUARY.last: 4, WEEK.first: 2}
    desk = Desk(source, now=at(2, 8))
    await desk.keeper.keep_ended()
    await desk.pack.gather(WEEK)
    assert source.made_in
    assert Noted.seen
    assert get_ident() not in source.made_in | Noted.seen


async def test_only_the_sheet_that_is_wanted_is_gathered() -> None:
    one, other = Counted("一"), Counted("二")
    other.has = {WEEK.first: 1}
    pack = await Desk(one, other, now=at(2, 8)).pack.gather(WEEK, only="二")
    assert [sheet.name for sheet in pack.paper.sheets] == ["总览", "二"]
    assert (one.looked_at, other.looked_at) == ([], ["03"])
    assert not pack.is_empty


@pytest.mark.parametrize(
    ("sign_on", "signed", "with_columns"),
    [("", False, []), ("二", False, ["二"]), ("", True, ["二", "三"]), ("二", True, ["二", "三"])],
)
async def test_columns_to_sign_in_stand_where_they_are_wanted_and_make_sense(
    sign_on: str, signed: bool, with_columns: list[str]
) -> None:
    sources = [Counted("一"), Counted("二", signs=True), Counted("三", signs=True)]
    for one in sources:
        one.has = {WEEK.first: 1}
    desk = Desk(*sources, now=at(2, 8), sign_on=sign_on)
    sheets = (await desk.pack.gather(WEEK, signed=signed)).paper.sheets[1:]
    found = [sheet.name for sheet in sheets if sheet.tables[0].columns[-1].head == "签字"]
    assert found == with_columns
    for sheet in sheets:
        heads = [column.head for column in sheet.tables[0].columns]
        assert heads == ["日", "谁", "数", *(["参加人员", "签字"] if sheet.name in with_columns else [])]
        assert all(len(row) == len(heads) for row in sheet.tables[0].rows)
        assert sheet.tables[0].rows[0][3:] == ("",) * (len(heads) - 3)


OPEN = "2026-03 还没有结束：应本人要求删去的记录不在数内，数还会变。"
UNTIL = "截至 2026-03-02，以后的日子还没有到。"


@pytest.mark.parametrize(
    ("span", "remarks", "last"),
    [
        (FEBRUARY, [], FEBRUARY.last),
        (Span(FEBRUARY.first, date(2026, 3, 1)), [OPEN], date(2026, 3, 1)),
        (Span(FEBRUARY.first, date(2026, 3, 2)), [OPEN], date(2026, 3, 2)),
        (Span(FEBRUARY.first, date(2026, 3, 3)), [UNTIL, OPEN], date(2026, 3, 2)),
    ],
)
async def test_what_is_not_over_yet_is_remarked(span: Span, remarks: list[str], last: date) -> None:
    pack = await Desk(Counted("一"), now=at(2, 0, 30)).pack.gather(span)
    assert list(pack.paper.sheets[0].remarks[1:]) == remarks
    assert pack.span == replace(span, last=last)


async def test_one_day_is_said_once() -> None:
    pack = await Desk(Counted("一"), now=at(2, 8)).pack.gather(Span(FEBRUARY.last, FEBRUARY.last))
    assert pack.paper.period == "2026年2月28日"


async def test_a_month_is_kept_when_it_ended_and_for_good_on_its_eighth_day_after() -> None:
    one, stays, grows = Counted("一"), Counted("二", is_kept=False), Counted("三", grows=True)
    for source in (one, stays, grows):
        source.has = {date(2026, 2, 5): 2}
    desk = Desk(one, stays, grows, now=at(28, 23, 59, month=2), first=at(5, 8, month=2))
    await desk.pack.keep_months()
    assert desk.states() == []
    desk.clock.move_to(at(1, 0))
    await desk.pack.keep_months()
    kept = [("02 一", False), ("02 三", False)]
    assert desk.states() == kept
    [stored] = desk.kept.rows[FEBRUARY.first, "一"].facts
    assert stored["words"] == {"who": "请某某来"}
    assert stays.looked_at == []
    looks = len(one.looked_at)
    for day in (1, 2, 7):
        desk.clock.move_to(at(day, 12))
        await desk.pack.keep_months()
    assert (desk.states(), len(one.looked_at)) == (kept, looks)
    one.has = grows.has = {date(2026, 2, 5): 1, date(2026, 2, 6): 1}
    desk.clock.move_to(at(8, 0))
    await desk.pack.keep_months()
    assert desk.states() == [("02 一", True), ("02 三", True)]
    final = desk.kept.rows[FEBRUARY.first, "一"]
    assert [one["counts"] for one in final.facts] == [{"n": 2}, {"n": 1}], "no row that is gone is missing"
    assert final.kept_at == at(1, 0), "when it was kept first"
    one.has = {}
    assert [fact.rows for fact in await desk.keeper.facts(desk.keeper._sources[0], FEBRUARY)] == [2, 1]


async def test_what_grows_is_kept_anew_whenever_it_has_grown_and_nothing_else_is() -> None:
    one, grows = Counted("一"), Counted("三", grows=True)
    desk = Desk(one, grows, now=at(9, 8))
    await desk.pack.keep_months()
    before = dict(desk.kept.rows)
    one.has = grows.has = {date(2026, 2, 5): 2}
    desk.clock.move_to(at(10, 8))
    await desk.pack.keep_months()
    assert {key for key, kept in desk.kept.rows.items() if kept != before[key]} == {(FEBRUARY.first, "三")}
    looks = len(grows.looked_at)
    await desk.pack.keep_months()
    assert len(grows.looked_at) == looks, "once a day"
    assert [len(await desk.keeper.facts(source, FEBRUARY)) for source in desk.keeper._sources] == [0, 1]


@pytest.mark.parametrize(("day", "late"), [(7, []), (8, [FEBRUARY.first])])
async def test_what_was_kept_more_than_a_week_late_is_remarked(day: int, late: list[date]) -> None:
    desk = Desk(Counted("一"), now=at(day, 23, 59), first=FEBRUARY.first)
    await desk.pack.keep_months()
    assert await desk.keeper.kept_late(Span(FEBRUARY.last, WEEK.last)) == late
    remarks = (await desk.pack.gather(FEBRUARY)).paper.sheets[0].remarks[1:]
    assert remarks == (("2026-02 的数是事后补存的，此前已删去的记录不在内。",) if late else ())
    assert await desk.keeper.kept_late(JANUARY) == []


@pytest.mark.parametrize(
    ("first", "months"),
    [
        (None, []),
        (date(2026, 3, 1), []),
        (datetime(2026, 1, 31, 15, 59, tzinfo=UTC), ["01 一", "02 一"]),
        (datetime(2026, 1, 31, 16, 0, tzinfo=UTC), ["02 一"]),
        (date(2026, 1, 31), ["01 一", "02 一"]),
    ],
)
async def test_months_are_kept_from_the_first_day_of_which_anything_is_known(
    first: object, months: list[str]
) -> None:
    desk = Desk(Counted("一"), now=at(5, 8), first=first)
    await desk.pack.keep_months()
    assert [name for name, _ in desk.states()] == months
