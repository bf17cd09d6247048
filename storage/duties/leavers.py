"""Who left duties because they could not be reached any more, and comes back when they can."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, exists, select, update

from storage.database import Database
from storage.pushes.delivery_rows import NewDelivery, as_rows
from storage.states import ChatState, DutyState
from storage.tables.chats import chats
from storage.tables.duties import duties, duty_leavers, duty_people, duty_turns
from storage.tables.pushes import deliveries

REACHED = (ChatState.ACTIVE.value, ChatState.UNADMITTED.value)


class DutyLeaverStore:
    """One row for each duty that somebody left so; none when they said that it is not theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def leave(self, user_id: int, today: date) -> int:
        """Take a person off every duty, until they come back; return how many those were.

        What was due before `today` stays open.
        """
        mine = delete(duty_people).where(duty_people.c.user_id == user_id).returning(duty_people.c.duty_id)
        coming = (duty_turns.c.done_on.is_(None), duty_turns.c.due_on >= today)
        async with self._database.transaction() as connection:
            left = (await connection.scalars(mine)).all()
            if not left:
                return 0
            rows = [{"duty_id": one, "user_id": user_id, "left_on": today, "told": False} for one in left]
            await connection.execute(self._database.insert(duty_leavers).on_conflict_do_nothing(), rows)
            await connection.execute(delete(duty_turns).where(duty_turns.c.user_id == user_id, *coming))
        return len(left)

    async def reached(self) -> Sequence[int]:
        """Return those who left and can be written to again, as far as their chat tells."""
        back = (chats.c.chat_id == duty_leavers.c.user_id) & chats.c.state.in_(REACHED)
        query = select(duty_leavers.c.user_id).join(chats, back).distinct().order_by(duty_leavers.c.user_id)
        async with self._database.connection() as connection:
            return (await connection.scalars(query)).all()

    async def come_back(self, user_id: int) -> None:
        """Let a person's duties concern them again; they are asked again whether they agree."""
        theirs = delete(duty_leavers).where(duty_leavers.c.user_id == user_id).returning(duty_leavers.c.duty_id)
        async with self._database.transaction() as connection:
            left = (await connection.scalars(theirs)).all()
            stands = select(duties.c.id).where(duties.c.id.in_(left), duties.c.state != DutyState.ENDED.value)
            again = (await connection.scalars(stands)).all() if left else []
            if not again:
                return
            rows = [{"duty_id": one, "user_id": user_id, "asked_on": None, "agreed_on": None} for one in again]
            await connection.execute(self._database.insert(duty_people).on_conflict_do_nothing(), rows)
            await connection.execute(update(duties).where(duties.c.id.in_(again)).values(told_nobody=False))

    async def untold(self) -> Sequence[int]:
        """Return the duties in force that somebody left without operators having been told."""
        query = (
            select(duty_leavers.c.duty_id)
            .join(duties, duties.c.id == duty_leavers.c.duty_id)
            .where(duties.c.state == DutyState.ACTIVE.value, duty_leavers.c.told.is_(False))
            .distinct()
            .order_by(duty_leavers.c.duty_id)
        )
        async with self._database.connection() as connection:
            return (await connection.scalars(query)).all()

    async def tell_operators(self, duty_id: int, rows: Sequence[NewDelivery]) -> None:
        """Plan to tell operators that a duty has fewer people, and note it.

        Where nobody is left, nothing is planned: they are told that.
        """
        if not rows:
            return  # no operator yet: they hear of it when there is one
        those = (duty_leavers.c.duty_id == duty_id, duty_leavers.c.told.is_(False))
        somebody = select(exists().where(duty_people.c.duty_id == duty_id))
        async with self._database.transaction() as connection:
            changed = await connection.execute(update(duty_leavers).where(*those).values(told=True))
            if changed.rowcount and await connection.scalar(somebody):
                new = self._database.insert(deliveries).on_conflict_do_nothing()
                await connection.execute(new, list(as_rows(rows)))
