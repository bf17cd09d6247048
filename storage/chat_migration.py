"""What happens to a group's rows when it becomes a supergroup with another id."""

from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.models import ChatKind
from storage.database import Database
from storage.states import ChatState, DeliveryState
from storage.tables import approvals, chats, deliveries, memberships, questions, replies, subscriptions

# Every column with a chat's number: these follow a group to its new number,
FOLLOWING = frozenset(
    {
        chats.c.chat_id,
        chats.c.migrated_to,
        subscriptions.c.chat_id,
        deliveries.c.chat_id,
        approvals.c.chat_id,
        memberships.c.chat_id,
        questions.c.chat_id,
        replies.c.chat_id,
    }
)
# and these stay, for the reason given. A test holds that there is no other.
STAYING = {
    "updates.chat_id": "an update is kept as Telegram sent it; its answer is sent on when Telegram says where",
    "set_aside.chat_id": "only says where an update came from that could not be handled; it ends within days",
    "suggestions.chat_id": "the private chat of who wrote it; only groups move",
}

# Of two deliveries of one push, to the old id and the new, the one that says more about what people saw
# stays: so a push that went out (or may have) to one id is never sent to the other.
SAYS_MORE = (
    DeliveryState.SKIPPED,
    DeliveryState.FAILED,
    DeliveryState.PLANNED,
    DeliveryState.UNKNOWN,
    DeliveryState.SENDING,
    DeliveryState.SENT,
)


async def move_chat(connection: AsyncConnection, database: Database, old: int, new: int, at: datetime) -> None:
    """Move chat, subscription and deliveries from `old` to `new` within the caller's transaction."""
    if old == new:
        return
    await _move_chat(connection, database, old, new, at)
    await _move_subscription(connection, old, new)
    await _move_deliveries(connection, old, new)
    await _move_access(connection, old, new)
    await _move_questions(connection, old, new)


async def _move_chat(connection: AsyncConnection, database: Database, old: int, new: int, at: datetime) -> None:
    title = await connection.scalar(select(chats.c.title).where(chats.c.chat_id == old))
    insert = database.insert(chats).on_conflict_do_nothing()
    await connection.execute(
        insert,
        [
            {
                "chat_id": chat_id,
                "kind": kind.value,
                "title": title or "",
                "state": ChatState.ACTIVE.value,
                "changed_at": at,
            }
            for chat_id, kind in ((old, ChatKind.GROUP), (new, ChatKind.SUPERGROUP))
        ],
    )
    await connection.execute(
        update(chats)
        .where(chats.c.chat_id == old, chats.c.migrated_to.is_distinct_from(new))
        .values(state=ChatState.MIGRATED.value, state_reason="", migrated_to=new, changed_at=at)
    )


async def _move_subscription(connection: AsyncConnection, old: int, new: int) -> None:
    """Keep one subscription: the settings that somebody chose last win."""
    found = {
        row.chat_id: row
        for row in await connection.execute(
            select(subscriptions).where(subscriptions.c.chat_id.in_((old, new))).with_for_update()
        )
    }
    if old not in found:
        return
    if new in found and found[new].changed_at < found[old].changed_at:
        await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == new))
        del found[new]
    if new in found:
        await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == old))
    else:
        await connection.execute(
            update(subscriptions).where(subscriptions.c.chat_id == old).values(chat_id=new)
        )


async def _move_access(connection: AsyncConnection, old: int, new: int) -> None:
    """Let what was decided about the group hold for the supergroup; what that was told meanwhile gives way."""
    if await connection.scalar(select(approvals.c.chat_id).where(approvals.c.chat_id == old)) is None:
        return
    await connection.execute(delete(approvals).where(approvals.c.chat_id == new))
    moved = {"chat_id": new, "kind": ChatKind.SUPERGROUP.value, "menu": ""}
    await connection.execute(update(approvals).where(approvals.c.chat_id == old).values(moved))
    known = select(memberships.c.user_id).where(memberships.c.chat_id == new)
    await connection.execute(
        delete(memberships).where(memberships.c.chat_id == old, memberships.c.user_id.in_(known))
    )
    await connection.execute(update(memberships).where(memberships.c.chat_id == old).values(chat_id=new))


async def _move_deliveries(connection: AsyncConnection, old: int, new: int) -> None:
    ours, theirs = deliveries.alias("ours"), deliveries.alias("theirs")
    same_push = and_(
        ours.c.local_date == theirs.c.local_date,
        ours.c.kind == theirs.c.kind,
        ours.c.notice == theirs.c.notice,
    )
    pairs = await connection.execute(
        select(ours.c.id, ours.c.state, theirs.c.id.label("other_id"), theirs.c.state.label("other_state"))
        .join_from(ours, theirs, same_push)
        .where(ours.c.chat_id == old, theirs.c.chat_id == new)
    )
    losers = [
        pair.other_id
        if SAYS_MORE.index(DeliveryState(pair.state)) > SAYS_MORE.index(DeliveryState(pair.other_state))
        else pair.id
        for pair in pairs
    ]
    if losers:
        await connection.execute(delete(deliveries).where(deliveries.c.id.in_(losers)))
    await connection.execute(update(deliveries).where(deliveries.c.chat_id == old).values(chat_id=new))


async def _move_questions(connection: AsyncConnection, old: int, new: int) -> None:
    """Let what was asked in the group be answered in the supergroup.

    Its messages are numbered anew there: a moved question keeps its number with a minus, which no message has,
    so that nothing is taken for another. What was replied (`replies`) only serves messages of the old numbers.
    """
    await connection.execute(
        update(questions)
        .where(questions.c.chat_id == old)
        .values(chat_id=new, message_id=-questions.c.message_id)
    )
    await connection.execute(delete(replies).where(replies.c.chat_id == old))
