"""谈话与责任书: which duties fell due, and on which days how many were done. Nobody's name."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

from knowledge.writing.paper import Cell, Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span, in_order
from storage.duties.turns import Count, DutyTurnStore, Turn
from storage.ledger.months import Stored

COLUMNS = (
    Column("事项", 52),
    Column("应办日期", 30),
    Column("办结日期（件数）", 44),
    Column("应办件数", 15, total=True),
    Column("办结件数", 15, total=True),
)
DUE, DONE = "due", "done"
BEFORE = "（此前）"
TOLD = "件数是人次，没有名字；只记到期和办结的日期，不记谈了什么。没有应办件数的，到期不在这段时间里。"
FORGOTTEN = "不归本人的、本人要求删去而当月又还没有存数的，不在数内。"


SHEET = "谈话与责任书"


class DutySource:
    """Two kinds of facts: turns fell due on a day, and turns were done on a day. Neither changes the other."""

    name = SHEET
    is_kept = True
    grows = True  # people say late when it was done
    signs = True

    def __init__(self, turns: DutyTurnStore) -> None:
        self._turns = turns

    async def facts(self, month: Span) -> Facts:
        """Return what fell due and what was done."""
        due: Counter[tuple[int, str, date]] = Counter()
        for one in await self._turns.due_counts(month.first, month.last):
            due[one.duty_id, one.name, one.due_on] += one.number
        found = [
            Fact(day, f"{number:09} {DUE}", {DUE: count}, {"name": name, "due": day.isoformat()})
            for (number, name, day), count in due.items()
        ]
        for one in await self._turns.done_counts(month.first, month.last):
            if one.done_on is not None:
                words = {"name": one.name, "due": one.due_on.isoformat()}
                found.append(Fact(one.done_on, _done_key(one), {DONE: one.number}, words))
        return in_order(found)

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each duty and day on which it fell due."""
        due: Counter[tuple[str, str, str]] = Counter()
        done: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            key = (fact.words["due"], fact.key.partition(" ")[0], fact.words["name"])
            if DUE in fact.counts:
                due[key] += fact.counts[DUE]
            else:
                done[key].append(fact)
        rows = tuple(_row(key, due[key], done[key], span) for key in sorted({*due, *done}))
        return Sheet(self.name, (Table(COLUMNS, rows),), (TOLD, FORGOTTEN))


def recount(facts: Stored, turn: Turn, by: int) -> Stored:
    """Return what is kept of a month with `by` turns more that were done as `turn`.

    What is not kept yet stays so: the next look at the month finds it among the rows.
    """
    this = (turn.done_on, _done_key(turn))
    counted = [
        replace(fact, counts={DONE: fact.counts[DONE] + by}) if (fact.day, fact.key) == this else fact
        for fact in map(Fact.read, facts)
    ]
    return [fact.stored() for fact in counted if fact.rows]


def _done_key(one: Turn | Count) -> str:
    return f"{one.duty_id:09} {DONE} {one.due_on}"


def _row(key: tuple[str, str, str], due: int, done: list[Fact], span: Span) -> tuple[Cell, ...]:
    day, _, name = key
    when = day if date.fromisoformat(day) >= span.first else f"{BEFORE}{day}"
    days = "、".join(f"{fact.day}（{fact.counts[DONE]}）" for fact in done)
    return (name, when, days, due, sum(fact.counts[DONE] for fact in done))
