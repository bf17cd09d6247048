"""Rows for the ledger's sheets without a database, and what the sheets make of them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.models import SpeechText
from knowledge.search.library import Library
from knowledge.writing.paper import Cell, Sheet
from services.ledger.facts import Facts, Source, Span

ZONE = ZoneInfo("Asia/Shanghai")
MARCH = Span(date(2026, 3, 1), date(2026, 3, 31))
WEEK = Span(date(2026, 3, 2), date(2026, 3, 8))
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
SENTENCE = "作风建设永远在路上。"
TEXT = f"讲话\n2022年3月\n同志们：\n一、作风\n{SENTENCE}\n二、纪律\n纪律是高压线。\n"


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Return a moment of 2026 by Shanghai's clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


class Held:
    """A library that stays as it is."""

    library = Library.build([SpeechText("2022", "2022.txt", "讲话", "2022年3月", "", TEXT)])


class Rows:
    """Stands for any store: its methods give what it was made with; `wanted` is what they were asked for."""

    def __init__(self, **rows: Any) -> None:  # noqa: ANN401 - of any store
        self._rows = rows
        self.wanted: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of any store
        async def give(*how: object, **named: object) -> Any:  # noqa: ANN401 - its rows
            self.wanted.append((*how, *named.values()))
            return self._rows[name]

        return give


def rows_of(sheet: Sheet) -> list[tuple[tuple[Cell, ...], ...]]:
    """Return the rows of each table."""
    return [table.rows for table in sheet.tables]


def told(source: Source, facts: Facts, span: Span = WEEK) -> list[tuple[tuple[Cell, ...], ...]]:
    """Return the rows of each table of a source's sheet."""
    return rows_of(source.sheet(facts, span))
