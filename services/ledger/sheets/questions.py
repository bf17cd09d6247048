"""提问概况: how many questions, which topics were asked about most, and what the speeches lacked."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, time
from zoneinfo import ZoneInfo

from knowledge.language.hours.times import local_day, moment_of
from knowledge.writing.paper import Cell, Column, Sheet, Table
from services.asking.remembered.shown import LibraryHolder
from services.asking.reply import ASKED_OF_THE_SPEECHES, ReplyKind
from services.asking.unanswered.alike import grouped
from services.ledger.facts import Fact, Facts, Span, added, in_order
from services.ledger.moments import moments
from storage.ledger.counts import Asked, InVain, LedgerStore

MONTHS = (
    Column("月份", 28),
    Column("提问", 26, total=True),
    Column("直接答上", 26, total=True),
    Column("拿不准", 26, total=True),
    Column("没有说到", 26, total=True),
    Column("其他答复", 24, total=True),
)
TOPICS = (Column("内容", 90), Column("讲话", 40), Column("次数", 26, total=True))
LACKED = (Column("问到而讲话里没有说到的", 116), Column("次数", 40, total=True))
KINDS = (ReplyKind.CONFIDENT.value, ReplyKind.UNSURE.value, ReplyKind.NOTHING.value)
OF_THE_SPEECHES = frozenset(kind.value for kind in ASKED_OF_THE_SPEECHES)
OTHER = "other"
ASKED, TOPIC, LACK = "asked", "topic", "lack"  # the kinds of facts
MOST_COMPARED = 3000
MOST = 10  # topics, and questions in vain
PEOPLE = 3  # so many must have asked the same before its words are shown
FEWER = "（其余：问的人不到 {people} 个，或原话没有保存，不列）"
HOW = "问到而没有说到的，有 {people} 个以上的人问过才列出，以免看出是谁问的。"


class QuestionSource:
    """Facts of three kinds: numbers of a day, topics of a day, and what was asked in vain in a month."""

    name = "提问概况"
    is_kept = True
    grows = False
    signs = False

    def __init__(self, store: LedgerStore, speeches: LibraryHolder, zone: ZoneInfo) -> None:
        self._store = store
        self._speeches = speeches
        self._zone = zone

    async def facts(self, month: Span) -> Facts:
        """Return what was asked. Of words only those that several people had in common."""
        since, until = moments(month, self._zone)
        days = list(month.days)
        asked = await self._store.asked([moment_of(day, time(), self._zone) for day in days], until)
        vain = await self._store.in_vain(ReplyKind.NOTHING.value, since, until)
        # What several asked in the same words comes first: so many wordings are compared with each other.
        vain = sorted(vain, key=lambda one: -len(one.people))[:MOST_COMPARED]
        return await asyncio.to_thread(self._found, days, asked, vain)  # each question is compared with many

    def _found(self, days: Sequence[date], asked: Sequence[Asked], vain: Sequence[InVain]) -> Facts:
        numbers: defaultdict[date, Counter[str]] = defaultdict(Counter)
        topics: Counter[tuple[date, str, str]] = Counter()
        for one in asked:
            if one.kind not in OF_THE_SPEECHES:
                continue
            day = days[one.day]
            numbers[day][one.kind if one.kind in KINDS else OTHER] += one.number
            if (
                one.passage_id
                and one.kind == ReplyKind.CONFIDENT.value
                and (topic := self._topic(one.passage_id))
            ):
                topics[day, *topic] += one.number
        found = [Fact(day, ASKED, counts) for day, counts in numbers.items()]
        found += [
            Fact(day, f"{TOPIC} {title} {heading}", {TOPIC: number}, {"title": title, "heading": heading})
            for (day, title, heading), number in topics.items()
        ]
        return in_order([*found, *self._lacked(vain)])

    def _topic(self, passage_id: str) -> tuple[str, str] | None:
        passage = self._speeches.library.passage(passage_id)
        return (passage.title, passage.section or passage.title) if passage else None

    def _lacked(self, vain: Sequence[InVain]) -> list[Fact]:
        found = []
        for group in grouped(one.words for one in vain):
            ones = [vain[place] for place in group]
            if len(frozenset[int]().union(*(one.people for one in ones))) >= PEOPLE:
                words = min(ones, key=lambda one: (-one.number, one.words)).words
                day = local_day(max(one.last for one in ones), self._zone)
                number = sum(one.number for one in ones)
                found.append(Fact(day, f"{LACK} {words}", {LACK: number}, {"words": words}))
        return found

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return the numbers by month, the topics asked about most, and what was asked in vain."""
        months: list[tuple[Cell, ...]] = []
        for month in span.months:
            counts = added(fact for fact in facts if fact.key == ASKED and fact.day in month)
            told = [counts[kind] for kind in (*KINDS, OTHER)]
            months.append((f"{month.first:%Y-%m}", sum(told), *told))
        vain = added(fact for fact in facts if fact.key == ASKED)[ReplyKind.NOTHING.value]
        tables = (
            Table(MONTHS, tuple(months), "提问次数"),
            Table(TOPICS, _topics(facts), "问得最多的内容"),
            Table(LACKED, _lacking(facts, vain), "讲话里没有说到的"),
        )
        return Sheet(self.name, tables, (HOW.format(people=PEOPLE),))


def _topics(facts: Facts) -> tuple[tuple[str, str, int], ...]:
    topics: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if TOPIC in fact.counts:
            topics[fact.words["heading"], fact.words["title"]] += fact.counts[TOPIC]
    most = sorted(topics.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return tuple((heading, title, number) for (heading, title), number in most)


def _lacking(facts: Facts, vain: int) -> tuple[tuple[str, int], ...]:
    """Return what was asked in vain, with a last row for the others, so that all of them are counted."""
    asked: Counter[str] = Counter()
    for fact in facts:
        if LACK in fact.counts:
            asked[fact.words["words"]] += fact.counts[LACK]
    most = sorted(asked.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    rest = vain - sum(number for _, number in most)
    return (*most, *([(FEWER.format(people=PEOPLE), rest)] if rest > 0 else []))
