"""廉语推送 and 节前提醒: what was pushed on which day, how many chats it reached, and why not the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from core.models import ChecklistLine, Quote
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.writing.paper import Cell, Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span, in_order, said_days
from services.ledger.outcomes import cells, counted
from storage.ledger.counts import LedgerStore, Outcome
from storage.pushes.checklists import ChecklistStore
from storage.states import DeliveryKind

# Tells where the words of a quote stand; None where they stand no more.
FindsQuote = Callable[[str], Quote | None]

REACH = (
    Column("应推会话", 11, total=True),
    Column("送到", 11, total=True),
    Column("未送到", 11, total=True),
    Column("不确定", 11, total=True),
    Column("未到时", 11, total=True),
    Column("未送到的原因", 21),
)
COLUMNS = (Column("日期", 20), Column("廉语", 58), Column("出处", 52), Column("编号", 19), *REACH)
HOLIDAYS = (Column("日期", 20), Column("放假", 14), Column("当天的廉语", 96), Column("编号", 19), *REACH)
LISTS = (Column("日期", 20), Column("放假", 12), Column("事项", 12), Column("内容", 82), Column("编号", 30))
CHECKLIST, OWN = "节前清单", "本单位提醒，不是讲话原文"
LINE, TAB = "line", "\t"
NO_QUOTE = "（没有记下推送的是哪一条）"
GONE = "（原文已不在库里）"
UNKNOWN = "“不确定”是网络中断等原因、没有人知道收到没有的会话，不算送到。"
SILENT = "{number} 天没有推送记录（没有到时的会话，或机器人没有运行，库里分不清）：{days}。"
REMINDS = "表里是当天廉语送到的会话数；开了节前提醒的，廉语前有提醒，是其中几个没有记录。"


class PushSource:
    """A fact for each day and quote."""

    name = "廉语推送"
    is_kept = True
    grows = False
    signs = False

    def __init__(self, store: LedgerStore, find: FindsQuote) -> None:
        self._store = store
        self._find = find

    async def facts(self, month: Span) -> Facts:
        """Return what became of the quote of each day."""
        found: defaultdict[tuple[date, str], list[Outcome]] = defaultdict(list)
        for one in await self._store.outcomes(DeliveryKind.QUOTE, month.first, month.last):
            found[one.local_date, one.subject].append(one)
        return in_order(
            Fact(day, text, counted(outcomes), self._words(text)) for (day, text), outcomes in found.items()
        )

    def _words(self, text: str) -> dict[str, str]:
        quote = self._find(text) if text else None
        if quote is None:
            return {}
        where = f"《{quote.title}》" + (f"（{quote.date}）" if quote.date else "")
        return {"source": where, "number": quote.passage_id}

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each day and quote."""
        rows = tuple(_row(fact) for fact in facts)
        remarks = [UNKNOWN]
        days = {fact.day for fact in facts}
        if silent := [day for day in span.days if day not in days]:
            remarks.append(SILENT.format(number=len(silent), days=said_days(silent)))
        return Sheet(self.name, (Table(COLUMNS, rows),), tuple(remarks))


class HolidaySource:
    """The same facts, of the last working days before public holidays."""

    name = "节前提醒"
    is_kept = True
    grows = False
    signs = False

    def __init__(self, pushes: PushSource, calendar: WorkCalendar, lists: ChecklistStore) -> None:
        self._pushes = pushes
        self._lists = lists
        self._calendar = calendar

    async def facts(self, month: Span) -> Facts:
        """Return what became of the quotes of these days."""
        found = []
        listed = await self._lists.said_on(month.first, month.last)
        for day in month.days:
            if (holiday := self._calendar.holiday_after(day)) is not None:
                words = {"holiday": holiday or "公休假期"} | _lines(listed.get(day, ()))
                facts = await self._pushes.facts(Span(day, day))
                found += [replace(fact, words={**fact.words, **words}) for fact in facts]
        return found

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each of these days and its quote."""
        rows = tuple(
            (
                f"{fact.day}",
                fact.words["holiday"],
                fact.key or NO_QUOTE,
                fact.words.get("number", ""),
                *cells([fact]),
            )
            for fact in facts
        )
        of_days = {fact.day: fact for fact in facts}  # of two quotes of a day each has the day's list
        lists = tuple(row for fact in of_days.values() for row in _listed(fact))
        tables = (Table(HOLIDAYS, rows), Table(LISTS, lists, CHECKLIST)) if lists else (Table(HOLIDAYS, rows),)
        return Sheet(self.name, tables, (REMINDS,))


def _lines(lines: Iterable[ChecklistLine]) -> dict[str, str]:
    """Return what a day's reminder listed, as words of its fact."""
    return {
        f"{LINE}{place}": f"{one.topic}{TAB}{one.passage_id}{TAB}{one.text}" for place, one in enumerate(lines)
    }


def _listed(fact: Fact) -> Iterator[tuple[Cell, ...]]:
    for name in sorted(name for name in fact.words if name.startswith(LINE)):
        topic, number, text = fact.words[name].split(TAB, 2)
        yield f"{fact.day}", fact.words["holiday"], topic, text, number or OWN


def _row(fact: Fact) -> tuple[Cell, ...]:
    where = fact.words.get("source", GONE if fact.key else "")
    return (f"{fact.day}", fact.key or NO_QUOTE, where, fact.words.get("number", ""), *cells([fact]))
