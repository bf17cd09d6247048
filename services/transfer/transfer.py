"""Subscriptions out of the database into a file, and back: `bot.py subscriptions export` and `import`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from core.clock import Clock
from core.errors import OperatorError
from core.settings import ReminderSettings
from knowledge.language.hours.times import from_hour, local_day, moment_of
from services.transfer.files import FileFormat, FileRow, read_file, write_file
from services.transfer.rows import FIELDS, SubscriptionRow
from storage.database import Database
from storage.pushes.subscription_transfer import Columns, KnownChat, SubscriptionTransferStore, Writes
from storage.states import ChatState
from storage.upkeep.schema import SchemaState

OF_CHAT = ("kind", "title", "state", "state_reason")
# Fields with rules of their own; every other field is a setting, which is taken from the file.
WEIGHED = ("chat_id", "starts_on", "created_at", "changed_at")
SETTINGS = frozenset(FIELDS).difference(OF_CHAT, WEIGHED)
HOW = frozenset(
    {"thread_id", "muted", "look"}
)  # where, how loud, in which form; the other settings say when, and move the first day
CANNOT_READ = {
    SchemaState.MISSING: "还没有数据库：没有订阅可以导出。请核对 storage.folder 或 storage.url",
    SchemaState.OLD: "数据库是旧版本的：请先启动一次机器人，它会升级数据库（SQLite 先备份），再来导出或导入",
    SchemaState.NEWER: "数据库的版本比程序新：请升级程序，或用 storage.url / storage.folder 指向别处",
}


class Verdict(StrEnum):
    """What becomes of a row of the file; the word the operator reads."""

    ADDED = "新增"
    CHANGED = "更新"
    LEFT = "不变"
    MOVED = "跳过"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row; `detail` says what is new, different or in the way."""

    line: int
    chat_id: int
    verdict: Verdict
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or in a dry run would do, in the file's order."""

    decisions: tuple[Decision, ...]
    dry_run: bool

    def report(self) -> Iterator[str]:
        """Yield what the operator is told, line by line. A dry run names every row that would change."""
        for one in self.decisions:
            if one.verdict is Verdict.MOVED or (self.dry_run and one.verdict is not Verdict.LEFT):
                yield f"第 {one.line} 行 {one.verdict.value} {one.chat_id}：{one.detail}"
        counts = Counter(one.verdict for one in self.decisions)
        said = "，".join(
            f"{verdict.value} {counts[verdict]} 个"
            for verdict in Verdict
            if counts[verdict] or verdict is not Verdict.MOVED
        )
        yield f"试运行，什么都没有写入。导入会：{said}。" if self.dry_run else f"已导入：{said}。"


class SubscriptionTransfer:
    """Works beside a running bot: it reads one consistent state and writes in one transaction."""

    def __init__(
        self, database: Database, store: SubscriptionTransferStore, clock: Clock, reminder: ReminderSettings
    ) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._zone = reminder.zone

    async def export(self, file_format: FileFormat) -> tuple[bytes, int]:
        """Return the file and how many subscriptions it holds, active or not."""
        state = await self._database.schema_state()
        if state is not SchemaState.CURRENT:
            raise OperatorError(CANNOT_READ[state])
        rows = [_row(known) for known in (await self._store.known()).values() if _has_subscription(known)]
        return write_file(rows, file_format), len(rows)

    async def load(self, content: bytes, *, dry_run: bool = False) -> Imported:
        """Change the database to what a file says, all or nothing; a dry run only reports what would change.

        A missing database is made (not in a dry run). Chats that the file does not name stay as they are.
        Of a chat that the database knows, kind, title and state stay: Telegram's word is newer than a file.
        Raises OperatorError that names every bad row.
        """
        rows = read_file(content)
        state = await self._database.schema_state()
        if state in {SchemaState.OLD, SchemaState.NEWER}:
            raise OperatorError(CANNOT_READ[state])
        if dry_run:
            known = {} if state is SchemaState.MISSING else await self._store.known()
            return Imported(self._decide(rows, known)[1], dry_run=True)
        await self._database.migrate()
        decided: tuple[Decision, ...] = ()

        def decide(known: Mapping[int, KnownChat]) -> Writes:
            nonlocal decided
            writes, decided = self._decide(rows, known)
            return writes

        await self._store.write(decide)
        return Imported(decided, dry_run=False)

    def _decide(
        self, rows: Iterable[FileRow], known: Mapping[int, KnownChat]
    ) -> tuple[Writes, tuple[Decision, ...]]:
        """Decide what happens to each row, and what to write."""
        now = self._clock.now()
        chats: list[Columns] = []
        subscriptions: list[Columns] = []
        decisions: list[Decision] = []
        for one in rows:
            row, chat = one.row, known.get(one.row.chat_id)
            if chat is not None and chat.chat["state"] == ChatState.MIGRATED.value:
                detail = f"这个群已经升级，编号变为 {chat.chat['migrated_to']}，订阅随它走"
                decisions.append(Decision(one.line, row.chat_id, Verdict.MOVED, detail))
                continue
            old = chat.subscription if chat else None
            new = self._merged(row, old, now)
            detail = _differences(old, new)
            if old is None:
                verdict = Verdict.ADDED
                named = "".join(sign for sign in row.title if sign.isprintable())
                detail = f"{row.kind} {named} {new['time']}" + ("" if new["active"] else "，已退订")
            else:
                verdict = Verdict.CHANGED if detail else Verdict.LEFT
            if chat is None:
                chats.append(row.model_dump(include={"chat_id", *OF_CHAT}) | {"changed_at": now})
            if verdict is not Verdict.LEFT:
                subscriptions.append(new)
            decisions.append(Decision(one.line, row.chat_id, verdict, detail))
        return Writes(chats, subscriptions), tuple(decisions)

    def _merged(self, row: SubscriptionRow, old: Columns | None, now: datetime) -> dict[str, Any]:
        """Return the subscription's columns as they will be."""
        said = row.model_dump(include=set(SETTINGS))
        if old is not None:
            said = {name: said[name] if name in row.model_fields_set else old[name] for name in said}
        return {
            "chat_id": row.chat_id,
            **said,
            "starts_on": self._starts_on(row, old, said, now),
            "created_at": old["created_at"] if old else min(row.created_at or now, now),
            "changed_at": now if old else min(row.changed_at or now, now),
        }

    def _starts_on(
        self, row: SubscriptionRow, old: Columns | None, said: Mapping[str, Any], now: datetime
    ) -> date | None:
        """Return the first day to push on.

        A file that is moved to another database at nine must not push again what the old one pushed at
        half past eight: what is new, or comes at other times, begins when its time next comes. A first
        day in the file that has come says nothing: it has begun.
        """
        today = local_day(now, self._zone)
        ahead = row.starts_on if row.starts_on and row.starts_on > today else None
        if said["active"] and (old is None or any(old[name] != said[name] for name in SETTINGS - HOW)):
            passed = moment_of(today, from_hour(said["time"]), self._zone) <= now
            first = today + timedelta(days=1) if passed else today
            return max(first, ahead) if ahead else first
        return ahead or (old["starts_on"] if old else row.starts_on)


def _has_subscription(known: KnownChat) -> bool:
    return known.subscription is not None and known.chat["state"] != ChatState.MIGRATED.value


def _row(known: KnownChat) -> SubscriptionRow:
    """Return the row of a chat with a subscription. The database is trusted: nothing is checked."""
    both = dict(known.chat) | dict(known.subscription or {})
    return SubscriptionRow.model_construct(**{name: both[name] for name in FIELDS})


def _differences(old: Columns | None, new: Columns) -> str:
    if old is None:
        return ""
    different = (name for name in new if name not in {"created_at", "changed_at"} and old[name] != new[name])
    return "，".join(f"{name} {_said(old[name])} → {_said(new[name])}" for name in different)


def _said(value: object) -> str:
    if value is None:
        return "空"
    return str(value).lower() if isinstance(value, bool) else str(value)
