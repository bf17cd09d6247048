"""What the ledger is made of: facts, each of a day, with numbers and words and nobody's name.

A fact is the same thing whether it was read from the rows of today or kept when its month ended.
"""

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Protocol

from knowledge.writing.paper import Sheet

ONE_DAY = timedelta(days=1)
MOST_SPANS = 12  # that are named one by one


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened on `day`. `key` tells it from others of its day and kind.

    `counts` are how many rows of the database it stands for, by what became of them; `words` describe it.
    """

    day: date
    key: str
    counts: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many rows it stands for."""
        return sum(self.counts.values())

    def without_names(self, blank: Callable[[str], str]) -> "Fact":
        """Return it with its words as `blank` returns them."""
        return replace(self, words={name: blank(said) for name, said in self.words.items()})

    def stored(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "day": self.day.isoformat(),
            "key": self.key,
            "counts": dict(sorted(self.counts.items())),
            "words": dict(sorted(self.words.items())),
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Fact":
        """Read what `stored` returned. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            date.fromisoformat(stored["day"]), stored["key"], dict(stored["counts"]), dict(stored["words"])
        )


Facts = Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a pack, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Iterator[date]:
        """Return its days, the first one first."""
        return (self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1))

    @property
    def months(self) -> list["Span"]:
        """Return the whole months that its days are in."""
        found = [month_of(self.first)]
        while found[-1].last < self.last:
            found.append(month_of(found[-1].last + ONE_DAY))
        return found


def month_of(day: date) -> Span:
    """Return the month that `day` is in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Span(day.replace(day=1), day.replace(day=last))


class Source(Protocol):
    """Where the facts of one sheet come from. A new sheet is one of these and a line in building.py.

    `name` is the sheet's. `is_kept`: its facts go with time or on somebody's wish, and are kept when a month
    ends; others stay where they are. `grows`: facts of a month may still come long after it was kept. `signs`:
    people may sign for its rows, in blank columns.
    """

    name: str
    is_kept: bool
    grows: bool
    signs: bool

    async def facts(self, month: Span) -> Facts:
        """Return the facts of a whole month, as far as the database still has them. No name is in them."""
        ...

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return the sheet that says these facts, which are in the order of their days."""
        ...


def settled(kept: Facts, now: Facts) -> Facts:
    """Return the facts of a month that ended: those of today where none of their rows is gone, else the kept.

    So what was not known when the month ended is known now, and nothing that was removed since is missing.
    """
    found = {(fact.day, fact.key): fact for fact in kept}
    for fact in now:
        before = found.get((fact.day, fact.key))
        if before is None or fact.rows >= before.rows:
            words = {**before.words, **fact.words} if before else fact.words
            found[fact.day, fact.key] = replace(fact, words=words)
    return in_order(found.values())


def in_order(facts: Iterable[Fact]) -> Facts:
    """Return facts by their days, then by their keys."""
    return sorted(facts, key=lambda fact: (fact.day, fact.key))


def added(facts: Iterable[Fact]) -> Counter[str]:
    """Return the counts of several facts together."""
    total: Counter[str] = Counter()
    for fact in facts:
        total.update(fact.counts)
    return total


def said_days(days: Sequence[date]) -> str:
    """Return days, the first one first, as spans: 03-01至03-04、03-07; the year where it is another one."""
    spans: list[Span] = []
    for day in days:
        follows = bool(spans) and spans[-1].last + ONE_DAY == day
        spans[-1:] = [replace(spans[-1], last=day)] if follows else [*spans[-1:], Span(day, day)]
    said, year = list[str](), days[0].year if days and days[0].year == days[-1].year else None
    for span in spans[:MOST_SPANS]:
        ends = [span.first] if span.first == span.last else [span.first, span.last]
        told = []
        for day in ends:
            told.append(f"{day:%m-%d}" if day.year == year else f"{day}")
            year = day.year
        said.append("至".join(told))
    return "、".join(said) + ("等" if spans[MOST_SPANS:] else "")
