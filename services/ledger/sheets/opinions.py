"""意见办理: which opinions came, and in how many days they were answered. What they say is not in it."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from knowledge.language.hours.times import local_day
from knowledge.writing.paper import Cell, Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span, in_order
from services.ledger.moments import moments
from storage.ledger.counts import LedgerStore

COLUMNS = (
    Column("编号", 20),
    Column("收到", 30),
    Column("署名", 24),
    Column("答复", 30),
    Column("用了几天", 26),
    Column("收到件数", 13, total=True),
    Column("答复件数", 13, total=True),
)
RECEIVED, ANSWERED = "received", "answered"
SIGNED, NAMELESS = "署名", "匿名"
NOT_YET, BEFORE, NOT_KNOWN = "未答复", "（此前）", "（记录已删）"
ONLY_ANSWERED = "没有写收到日期的，是此前收到、这段时间里答复的；意见的内容和提意见的人不在台账里。"
FORGOTTEN = "本人要求删去、当月又还没有存数的意见，不在数内。"


class OpinionSource:
    """Two kinds of facts: an opinion came, and one was answered. Neither changes later."""

    name = "意见办理"
    is_kept = True
    grows = False
    signs = False

    def __init__(self, store: LedgerStore, zone: ZoneInfo) -> None:
        self._store = store
        self._zone = zone

    async def facts(self, month: Span) -> Facts:
        """Return what came and what was answered."""
        between = moments(month, self._zone)
        found = [
            Fact(
                local_day(one.at, self._zone),
                f"{one.number} {RECEIVED}",
                {RECEIVED: 1},
                {"number": str(one.number), "signed": SIGNED if one.signed else NAMELESS},
            )
            for one in await self._store.received(*between)
        ]
        for number, at, written in await self._store.answered(*between):
            day = local_day(at, self._zone)
            words = {"number": str(number)}
            if written is not None:
                came = local_day(written, self._zone)
                words |= {"received": came.isoformat(), "days": str((day - came).days)}
            found.append(Fact(day, f"{number} {ANSWERED}", {ANSWERED: 1}, words))
        return in_order(found)

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each opinion: those received in the period, then older ones answered in it."""
        answers = {fact.words["number"]: fact for fact in facts if ANSWERED in fact.counts}
        came = [fact for fact in facts if RECEIVED in fact.counts]
        numbers = {fact.words["number"] for fact in came}
        rows = [self._row(fact, answers.get(fact.words["number"])) for fact in came]
        rows += self._answered_only((fact for number, fact in answers.items() if number not in numbers), span)
        return Sheet(self.name, (Table(COLUMNS, tuple(rows)),), (ONLY_ANSWERED, FORGOTTEN))

    def _row(self, came: Fact, answer: Fact | None) -> tuple[Cell, ...]:
        number, signed = came.words["number"], came.words["signed"]
        if answer is None:
            return (number, f"{came.day}", signed, NOT_YET, "", 1, 0)
        return (number, f"{came.day}", signed, f"{answer.day}", (answer.day - came.day).days, 1, 1)

    def _answered_only(self, answers: Iterable[Fact], span: Span) -> Iterable[tuple[Cell, ...]]:
        for fact in answers:
            came = fact.words.get("received")
            before = came is not None and date.fromisoformat(came) < span.first
            when = f"{BEFORE}{came}" if before else came or NOT_KNOWN
            days: Cell = int(fact.words["days"]) if "days" in fact.words else NOT_KNOWN
            yield (fact.words["number"], when, "", f"{fact.day}", days, 0, 1)
