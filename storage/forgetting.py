"""What the database holds about one person, removed at their wish."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from storage.database import Database
from storage.states import DeliveryState
from storage.tables import (
    chats,
    deliveries,
    known_questions,
    memberships,
    questions,
    replies,
    set_aside,
    subscriptions,
    suggestions,
)

# A push that is under way still needs its row: it says that the message may have gone out.
UNDER_WAY = (DeliveryState.SENDING.value,)


class ForgettingStore:
    """Works across the other stores' tables, all or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, user_id: int, at: datetime) -> None:
        """Remove questions, replies, suggestions, subscription and deliveries of a person.

        Ways of asking that editors learnt from them alone are emptied and taken out of use.

        Their private chat has their own number. What they asked in groups goes too; the row of the chat stays
        without its name, and only where something still under way needs it.
        """
        async with self._database.transaction() as connection:
            said = select(questions.c.words).where(questions.c.user_id == user_id)
            others = select(questions.c.words).where(
                questions.c.user_id != user_id, questions.c.words.is_not(None)
            )
            theirs_alone = known_questions.c.question.in_(said) & known_questions.c.question.not_in(others)
            await connection.execute(
                update(known_questions).where(theirs_alone).values(question="", removed_at=at)
            )
            for table in (questions, replies):
                mine = or_(table.c.user_id == user_id, table.c.chat_id == user_id)
                await connection.execute(delete(table).where(mine))
            # That somebody has left a group stays: else who has could come back by being forgotten.
            seen = delete(memberships).where(memberships.c.user_id == user_id, memberships.c.present)
            await connection.execute(seen)
            aside = or_(set_aside.c.user_id == user_id, set_aside.c.chat_id == user_id)
            await connection.execute(delete(set_aside).where(aside))
            await connection.execute(delete(suggestions).where(suggestions.c.chat_id == user_id))
            await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == user_id))
            theirs = update(subscriptions).where(subscriptions.c.subscribed_by == user_id)
            await connection.execute(theirs.values(subscribed_by=None))
            await connection.execute(
                delete(deliveries).where(deliveries.c.chat_id == user_id, deliveries.c.state.not_in(UNDER_WAY))
            )
            await connection.execute(
                update(chats).where(chats.c.chat_id == user_id).values(title="", state_reason="")
            )
            waiting = select(deliveries.c.id).where(deliveries.c.chat_id == user_id).limit(1)
            if (await connection.execute(waiting)).first() is None:
                await connection.execute(delete(chats).where(chats.c.chat_id == user_id))
