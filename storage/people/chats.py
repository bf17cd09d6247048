"""The chats the bot knows, and whether it may speak in them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, and_, or_, select, update

from core.models import ChatKind
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.states import ChatState
from storage.tables.access import approvals, people
from storage.tables.chats import chats, is_lost, subscriptions
from storage.upkeep.chat_migration import move_chat


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat. `migrated_to` is set with MIGRATED; `changed_at` is when anything of this last changed."""

    chat_id: int
    kind: ChatKind
    title: str
    state: ChatState
    state_reason: str
    migrated_to: int | None
    changed_at: datetime


class ChatStore:
    """A chat that cannot be written to keeps its subscription, which works again when the chat is back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat_id: int) -> Chat | None:
        """Return the chat, if it was ever recorded."""
        async with self._database.connection() as connection:
            return await _find(connection, chat_id)

    async def record(self, chat_id: int, kind: ChatKind, title: str, at: datetime) -> Chat:
        """Note a chat, new or under a new title, and return it. The state of a known one stays.

        Nothing is written when nothing changed.
        """
        known = await self.of(chat_id)
        if known is not None and (known.kind, known.title) == (kind, title):
            return known
        insert = self._database.insert(chats).values(
            chat_id=chat_id, kind=kind.value, title=title, state=ChatState.ACTIVE.value, changed_at=at
        )
        named = {name: insert.excluded[name] for name in ("kind", "title", "changed_at")}
        async with self._database.transaction() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=[chats.c.chat_id], set_=named))
            chat = await _find(connection, chat_id)
        assert chat is not None  # noqa: S101 -- it was written in this very transaction; for mypy
        return chat

    async def rename(self, chat_id: int, title: str) -> None:
        """Store the new title (or name) of a chat in all tables; an unknown chat is not added."""
        kept = ((chats, chats.c.title), (approvals, approvals.c.title), (people, people.c.name))
        for table, named in kept:
            number = table.c.user_id if table is people else table.c.chat_id
            outdated = and_(number == chat_id, named != title, named != "")
            async with self._database.connection() as connection:
                known = await connection.scalar(select(number).where(outdated))
            if known is not None:
                async with self._database.transaction() as connection:
                    await connection.execute(update(table).where(outdated).values({named.name: title}))

    async def set_state(self, chat_id: int, state: ChatState, reason: str, at: datetime) -> bool:
        """Change the state of a known chat; return whether it was another one before.

        A migrated chat stays migrated: later news about its old id does not count.
        """
        change = (
            update(chats)
            .where(
                chats.c.chat_id == chat_id,
                chats.c.state != ChatState.MIGRATED.value,
                or_(chats.c.state != state.value, chats.c.state_reason != reason),
            )
            .values(state=state.value, state_reason=reason, changed_at=at)
        )
        async with self._database.transaction() as connection:
            before = await connection.scalar(select(chats.c.state).where(chats.c.chat_id == chat_id))
            changed = (await connection.execute(change)).rowcount > 0
        return changed and before != state.value

    async def migrate(self, old: int, new: int, at: datetime) -> None:
        """Move everything of the group `old` to the supergroup `new`, all or nothing.

        Doing it again changes nothing; both ids may have subscriptions and deliveries already (see
        `move_chat` for which wins).
        """
        async with self._database.transaction() as connection:
            await move_chat(connection, self._database, old, new, at)

    async def lost(self, since: datetime) -> list[Chat]:
        """Return the groups and channels with a subscription that the bot lost since then."""
        query = (
            select(chats)
            .join(subscriptions, subscriptions.c.chat_id == chats.c.chat_id)
            .where(
                is_lost,
                chats.c.kind != ChatKind.PRIVATE.value,
                chats.c.changed_at >= since,
                subscriptions.c.active,
            )
            .order_by(chats.c.changed_at, chats.c.chat_id)
        )
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [chat for row in rows if (chat := _chat(row)) is not None]


async def _find(connection: AsyncConnection, chat_id: int) -> Chat | None:
    rows = await connection.execute(select(chats).where(chats.c.chat_id == chat_id))
    return _chat(rows.mappings().one_or_none())


def _chat(row: RowMapping | None) -> Chat | None:
    if row is None:
        return None
    return Chat(**dict(row) | {"kind": ChatKind(row["kind"]), "state": ChatState(row["state"])})
