"""Writes which chats want 每周一题: columns of their subscriptions, which others leave alone."""

from datetime import date, datetime

from sqlalchemy import and_, exists, select, update

from storage.database import Database
from storage.pushes.subscriptions import checked_time
from storage.states import DeliveryKind, DeliveryState
from storage.tables.chats import subscriptions
from storage.tables.pushes import deliveries

NOT_ASKED = (DeliveryState.SKIPPED.value, DeliveryState.FAILED.value)


class QuizSubscriptionStore:
    """A chat that wants only 每周一题 has a subscription that is not active: it gets no quote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def want(  # noqa: PLR0913 - the wish, and whose
        self,
        chat_id: int,
        day: int,
        time: str,
        starts_on: date,
        at: datetime,
        *,
        thread_id: int | None,
        quote_time: str,
        by: int | None,
    ) -> None:
        """Note the day (1 is Monday) and time (HH:MM). The topic and `by` count where there is no quote."""
        wish = {"quiz_day": day, "quiz_time": checked_time(time), "quiz_from": starts_on, "changed_at": at}
        insert = self._database.insert(subscriptions).values(
            chat_id=chat_id,
            active=False,
            time=quote_time,
            thread_id=thread_id,
            days="every",
            muted=False,
            subscribed_by=by,
            created_at=at,
            **wish,
        )
        elsewhere = update(subscriptions).where(
            subscriptions.c.chat_id == chat_id, subscriptions.c.active.is_(False)
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=[subscriptions.c.chat_id], set_=wish)
            )
            await connection.execute(elsewhere.values(thread_id=thread_id, subscribed_by=by))

    async def was_asked(self, chat_id: int, since: date) -> bool:
        """Return whether a chat got an item since that day, or may have got or is about to get one."""
        asked = exists().where(
            deliveries.c.chat_id == chat_id,
            deliveries.c.kind == DeliveryKind.QUIZ.value,
            deliveries.c.local_date >= since,
            deliveries.c.state.not_in(NOT_ASKED),
        )
        async with self._database.connection() as connection:
            return bool(await connection.scalar(select(asked)))

    async def end(self, chat_id: int, at: datetime) -> bool:
        """Note that a chat wants it no more; return whether it did."""
        wanted = and_(subscriptions.c.chat_id == chat_id, subscriptions.c.quiz_day.is_not(None))
        ended = update(subscriptions).where(wanted).values(quiz_day=None, quiz_from=None, changed_at=at)
        async with self._database.transaction() as connection:
            return (await connection.execute(ended)).rowcount > 0
