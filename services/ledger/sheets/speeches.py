"""讲话收录: which speeches came, changed or went, when, and by which role."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from core.models import Role
from knowledge.language.hours.times import local_day
from knowledge.writing.paper import Column, Sheet, Table
from services.ledger.facts import Fact, Facts, Span, in_order
from services.ledger.moments import moments
from storage.ledger.counts import LedgerStore, SpeechDone
from storage.states import SpeechChangeKind

# Returns the role of a person with that number.
RoleOf = Callable[[int], Awaitable[Role]]

COLUMNS = (
    Column("日期", 20),
    Column("讲话", 62),
    Column("简称", 20),
    Column("版本", 14),
    Column("做了什么", 20),
    Column("经办角色", 20),
)
DONE = {
    SpeechChangeKind.ADDED: "收录",
    SpeechChangeKind.REPLACED: "换新版",
    SpeechChangeKind.WITHDRAWN: "下架",
    SpeechChangeKind.RESTORED: "恢复",
}
ROLES = {Role.OPERATOR: "运维人员", Role.EDITOR: "编辑"}
NO_MORE = "已卸任的编辑或运维人员"
FOLDER, COMMAND_LINE = "从文件夹读入", "运维人员"
UNDONE = "撤回了的改动不列；角色是制表时的角色。"


class SpeechSource:
    """A fact for each change of a speech."""

    name = "讲话收录"
    is_kept = False  # its rows stay, and what is undone later must go
    grows = False
    signs = False

    def __init__(self, store: LedgerStore, role_of: RoleOf, zone: ZoneInfo) -> None:
        self._store = store
        self._role_of = role_of
        self._zone = zone

    async def facts(self, month: Span) -> Facts:
        """Return what was done to the speeches, without what was undone."""
        found = []
        for number, one in enumerate(await self._store.speeches(*moments(month, self._zone))):
            words = {
                "title": one.title,
                "slug": one.slug,
                "version": f"第 {one.version} 版",
                "done": DONE[one.kind] if one.kind else FOLDER,
                "role": await self._role(one),
            }
            key = f"{one.slug} {one.version} {one.kind or ''} {one.at.isoformat()} {number}"
            found.append(Fact(local_day(one.at, self._zone), key, {"done": 1}, words))
        return in_order(found)

    async def _role(self, one: SpeechDone) -> str:
        if one.user_id is None:
            return COMMAND_LINE
        return ROLES.get(await self._role_of(one.user_id), NO_MORE)

    def sheet(self, facts: Facts, span: Span) -> Sheet:
        """Return a row for each change."""
        shown = ("title", "slug", "version", "done", "role")
        rows = tuple((f"{fact.day}", *(fact.words.get(name, "") for name in shown)) for fact in facts)
        return Sheet(self.name, (Table(COLUMNS, rows),), (UNDONE,))
