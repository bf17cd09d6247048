"""手工补记: what happened before the bot, or outside it, entered by an editor or operator."""

from datetime import date

from core.clock import Clock
from core.errors import UserError
from core.models import Role
from knowledge.writing.harmless import on_one_line
from knowledge.writing.paper import Column, Sheet, Table
from services.audit import AuditService
from services.ledger.facts import Fact, Facts, Span, in_order
from storage.ledger.months import HandEntry, LedgerEntryStore

COLUMNS = (Column("日期", 20), Column("事项", 88), Column("补记角色", 24), Column("说明", 24))
ROLES = {Role.OPERATOR: "运维人员", Role.EDITOR: "编辑"}
MARK = "手工补记"
LONGEST = 300  # characters
NOTHING = "没有写是什么事。请写上日期和事情，如：9月3日 组织观看警示教育片。"
TOO_LONG = f"有点长，请写在 {LONGEST} 字以内。"
TO_COME = "这一天还没有到，台账只记已经办过的事。"
REMARK = "这张表是人工补记的，不是机器人的记录；机器人不认识的人名它认不出来，请自己核对。"


class HandSource:
    """A fact for each entry; entries stay where they are."""

    name = MARK
    is_kept = False
    grows = False
    signs = True

    def __init__(self, store: LedgerEntryStore) -> None:
        self._store = store

    async def facts(self, month: Span) -> Facts:
        """Return what was entered."""
        return in_order(
            Fact(one.local_date, f"{one.id:012}", {"entered": 1}, {"words": one.words, "role": one.role})
            for one in await self._store.of_days(month.first, month.last)
        )

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each entry, marked as entered by hand."""
        rows = tuple((f"{fact.day}", fact.words["words"], fact.words["role"], MARK) for fact in facts)
        return Sheet(self.name, (Table(COLUMNS, rows),), (REMARK,))


class HandEntryService:
    """Enters events, and takes them out again."""

    def __init__(self, store: LedgerEntryStore, audit: AuditService, clock: Clock) -> None:
        self._store = store
        self._audit = audit
        self._clock = clock

    def checked(self, first: date, last: date, words: str, today: date) -> str:
        """Return the words as they will stand in the ledger on `first`, with the last day where it is another.

        Raises UserError for what cannot stand there.
        """
        said = on_one_line(words)
        if not said:
            raise UserError(NOTHING)
        said = said if first == last else f"（至{last}）{said}"
        if len(said) > LONGEST:
            raise UserError(TOO_LONG)
        if last > today:
            raise UserError(TO_COME)
        return said

    async def enter(self, day: date, words: str, user_id: int | None, role: Role) -> int:
        """Enter an event that `checked` let pass; return its number."""
        entry = HandEntry(0, day, words, ROLES.get(role, ROLES[Role.OPERATOR]), self._clock.now())
        note = self._audit.entry(user_id, "ledger.enter", f"{day}", now=words)
        return await self._store.enter(entry, note)

    async def take_out(self, number: int, user_id: int | None) -> bool:
        """Delete an entry; False when it was gone already."""
        return await self._store.take_out(number, self._audit.entry(user_id, "ledger.take_out", f"{number}"))
