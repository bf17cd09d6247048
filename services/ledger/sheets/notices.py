"""通知: what operators told everybody, how many chats it reached, and why not the others."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from knowledge.language.writing.clipped import clipped
from knowledge.writing.paper import Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span, in_order
from services.ledger.outcomes import cells, counted
from services.ledger.sheets.pushes import REACH, UNKNOWN
from storage.ledger.counts import LedgerStore, Noticed, Outcome
from storage.states import DeliveryKind

COLUMNS = (
    Column("日期", 20),
    Column("编号", 9),
    Column("通知（开头）", 96),
    Column("说明", 15),
    *REACH,
    Column("已阅", 9, total=True),
)
LONGEST = 80  # characters of a notice
READ = "“已阅”是点过通知下面按钮的人数，一人计一次，不记是谁；空着的没有带这个按钮。月份结束七天后点的不计。"
GONE = "（原文已过保存期）"
TAKEN_BACK = "已撤回"


class NoticeSource:
    """A fact for each notice and day."""

    name = "通知"
    is_kept = True
    grows = False
    signs = True

    def __init__(self, store: LedgerStore) -> None:
        self._store = store

    async def facts(self, month: Span) -> Facts:
        """Return what became of each notice."""
        found: defaultdict[tuple[date, str], list[Outcome]] = defaultdict(list)
        for one in await self._store.outcomes(DeliveryKind.NOTICE, month.first, month.last):
            found[one.local_date, one.subject].append(one)
        numbers: Collection[int] = {int(number) for _, number in found if number.isdecimal()}
        known = await self._store.notices(sorted(numbers))
        return in_order(
            Fact(day, number, counted(outcomes), _words(known.get(int(number) if number.isdecimal() else 0)))
            for (day, number), outcomes in found.items()
        )

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each notice."""
        rows = tuple(
            (
                f"{fact.day}",
                fact.key,
                fact.words.get("text", GONE),
                fact.words.get("back", ""),
                *cells([fact]),
                int(fact.words["reads"]) if "reads" in fact.words else "",
            )
            for fact in facts
        )
        return Sheet(self.name, (Table(COLUMNS, rows),), (UNKNOWN, READ))


def _words(notice: Noticed | None) -> dict[str, str]:
    """Return what is said of a notice; nothing of one that has gone."""
    if notice is None:
        return {}
    words = {"text": clipped(notice.text, LONGEST)} if notice.text else {}
    if notice.back:
        words["back"] = TAKEN_BACK
    if notice.reads is not None:
        words["reads"] = str(notice.reads)
    return words
