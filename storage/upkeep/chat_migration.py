"""What happens to a group's rows when it becomes a supergroup with another id."""

from datetime import datetime

from sqlalchemy import and_, delete, select, update

from core.models import ChatKind
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.states import ChatState, DeliveryState
from storage.tables.access import approvals, memberships
from storage.tables.asking import questions, replies, shown
from storage.tables.chats import chats, subscriptions
from storage.tables.pushes import deliveries

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
        shown.c.chat_id,
    }
)
# and these stay, for the given reason. A test makes sure that there are no others.
STAYING = {
    "updates.chat_id": "an update is kept as Telegram sent it; its answer is sent on when Telegram says where",
    "set_aside.chat_id": "only says where an update came from that could not be handled; it ends within days",
    "prompts.chat_id": "what was asked stands in a message that stays behind; it is asked anew",
    "notice_numbers.chat_id": "what a message's button shows; the message stays behind, and is edited no more",
    "suggestions.chat_id": "the private chat of who wrote it; only groups move",
}

# If one push has two deliveries, to the old and the new id, the one that says more about what people saw is
# kept. So a push that went out (or may have) to one id is never sent to the other.
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
    """Keep for the supergroup what was decided about the group; it replaces what was noted meanwhile."""
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
    # Messages stay behind, and their numbers mean others over there: nothing may be deleted by them.
    moved = {"chat_id": new, "message_id": None}
    await connection.execute(update(deliveries).where(deliveries.c.chat_id == old).values(moved))


async def _move_questions(connection: AsyncConnection, old: int, new: int) -> None:
    """Make answers to questions of the group arrive in the supergroup.

    Messages have new numbers there. So a moved question keeps its number with a minus sign, which no message
    has, and cannot be mistaken for another. What was replied and shown (`replies`, `shown`) only serves
    messages of the old numbers. A question that was edited while the group moved is noted under both: the later
    one stays.
    """
    again = select(-questions.c.message_id).where(questions.c.chat_id == old)
    await connection.execute(
        delete(questions).where(questions.c.chat_id == new, questions.c.message_id.in_(again))
    )
    await connection.execute(
        update(questions)
        .where(questions.c.chat_id == old)
        .values(chat_id=new, message_id=-questions.c.message_id)
    )
    for table in (replies, shown):
        await connection.execute(delete(table).where(table.c.chat_id == old))
