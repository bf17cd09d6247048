"""Who gets the daily quote, when and where."""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select, update

from core.models import Days
from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables import deliveries, subscriptions

CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish. `time` is HH:MM in the zone of the pushes, `thread_id` the topic in a forum.

    `starts_on` is the first local date to push on: somebody who subscribes at ten for half past eight
    gets the first quote tomorrow, not at once. None: from the start. `before_holidays` adds to `days` the
    last working day before a public holiday. `resumes_on` is the local date on which a pause is over; it
    stays when it has passed. `subscribed_by` is the number of the person who last subscribed the chat, None
    when nobody knows.
    """

    chat_id: int
    active: bool
    time: str
    thread_id: int | None
    days: Days
    muted: bool
    starts_on: date | None
    created_at: datetime
    changed_at: datetime
    before_holidays: bool = False
    resumes_on: date | None = None
    subscribed_by: int | None = None

    def is_paused(self, day: date) -> bool:
        """Return whether a pause covers the local date `day`."""
        return self.resumes_on is not None and day < self.resumes_on


class SubscriptionStore:
    """One row a chat; it outlives an unsubscription, so that settings come back with the chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat_id: int) -> Subscription | None:
        """Return the chat's subscription, active or not."""
        query = select(subscriptions).where(subscriptions.c.chat_id == chat_id)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
            return None if row is None else _subscription(row)

    async def subscribe(
        self,
        chat_id: int,
        time: str,
        thread_id: int | None,
        at: datetime,
        *,
        starts_on: date | None = None,
        by: int | None = None,
    ) -> Subscription:
        """Make the chat's subscription, or make it active again, with these settings; the others stay.

        A pause ends with it. `by` is who did it, None leaves who did it before.

        The chat must have been recorded (`ChatStore.record`). ValueError when `time` is not HH:MM.
        """
        insert = self._database.insert(subscriptions).values(
            chat_id=chat_id,
            active=True,
            time=_checked(time),
            thread_id=thread_id,
            starts_on=starts_on,
            resumes_on=None,
            subscribed_by=by,
            created_at=at,
            changed_at=at,
        )
        renewed = ["active", "time", "thread_id", "starts_on", "resumes_on", "changed_at"]
        if by is not None:
            renewed.append("subscribed_by")
        upsert = insert.on_conflict_do_update(
            index_elements=[subscriptions.c.chat_id], set_={name: insert.excluded[name] for name in renewed}
        ).returning(subscriptions)
        async with self._database.transaction() as connection:
            return _subscription((await connection.execute(upsert)).mappings().one())

    async def unsubscribe(self, chat_id: int, at: datetime) -> bool:
        """Make the subscription inactive, keeping its settings; return whether it was active."""
        return await self._change(chat_id, at, active=False)

    async def change_time(
        self, chat_id: int, time: str, at: datetime, *, starts_on: date | None = None
    ) -> bool:
        """Change the time of an active subscription; return whether there is one."""
        return await self._change(chat_id, at, time=_checked(time), starts_on=starts_on)

    async def change_place(self, chat_id: int, thread_id: int | None, at: datetime) -> bool:
        """Push to another topic (None: General); return whether there is an active subscription."""
        return await self._change(chat_id, at, thread_id=thread_id)

    async def lose_topic(
        self, chat_id: int, thread_id: int, at: datetime, *, day: date, tell: int, title: str
    ) -> bool:
        """Push to General instead of a topic that is gone, and plan that the chat `tell` is told.

        Both or neither, and once: False, and nothing is planned, when the push goes elsewhere by now.
        """
        lost = (
            update(subscriptions)
            .where(subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id)
            .values(thread_id=None, changed_at=at)
        )
        told = self._database.insert(deliveries).values(
            local_date=day,
            chat_id=tell,
            kind=DeliveryKind.TOPIC_LOST.value,
            notice=f"{chat_id}:{thread_id}",
            content=title,
            due_at=at,
            state=DeliveryState.PLANNED.value,
        )
        async with self._database.transaction() as connection:
            if not (await connection.execute(lost)).rowcount:
                return False
            await connection.execute(told.on_conflict_do_nothing())
        return True

    async def mute(self, chat_id: int, at: datetime, *, muted: bool) -> bool:
        """Push without a sound, or with one; return whether there is an active subscription."""
        return await self._change(chat_id, at, muted=muted)

    async def change_days(
        self, chat_id: int, days: Days, at: datetime, *, before_holidays: bool, starts_on: date | None
    ) -> bool:
        """Push on other days; return whether there is an active subscription."""
        return await self._change(
            chat_id, at, days=days.value, before_holidays=before_holidays, starts_on=starts_on
        )

    async def pause(self, chat_id: int, at: datetime, *, resumes_on: date) -> bool:
        """Push nothing before the local date `resumes_on`; return whether there is an active subscription."""
        return await self._change(chat_id, at, resumes_on=resumes_on)

    async def resume(self, chat_id: int, at: datetime, *, starts_on: date | None) -> bool:
        """End a pause; return whether there is an active subscription."""
        return await self._change(chat_id, at, resumes_on=None, starts_on=starts_on)

    async def active(self, *, after_chat_id: int | None = None, limit: int = 500) -> list[Subscription]:
        """Return a page of the active subscriptions, by chat_id."""
        query = (
            select(subscriptions)
            .where(subscriptions.c.active.is_(True))
            .order_by(subscriptions.c.chat_id)
            .limit(limit)
        )
        return await self._page(query, after_chat_id)

    async def put(self, subscription: Subscription) -> None:
        """Store a subscription as it is given, in the place of the chat's own."""
        insert = self._database.insert(subscriptions).values(asdict(subscription))
        others = {
            column.name: insert.excluded[column.name] for column in subscriptions.c if not column.primary_key
        }
        async with self._database.transaction() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=[subscriptions.c.chat_id], set_=others)
            )

    async def _change(self, chat_id: int, at: datetime, **values: object) -> bool:
        change = (
            update(subscriptions)
            .where(subscriptions.c.chat_id == chat_id, subscriptions.c.active.is_(True))
            .values(changed_at=at, **values)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount > 0

    async def _page(self, query: Select[Any], after_chat_id: int | None) -> list[Subscription]:
        if after_chat_id is not None:
            query = query.where(subscriptions.c.chat_id > after_chat_id)
        async with self._database.connection() as connection:
            return [_subscription(row) for row in (await connection.execute(query)).mappings()]


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(**{**row, "days": Days(row["days"])})


def _checked(time: str) -> str:
    if not CLOCK_TIME.fullmatch(time):
        raise ValueError(f"not a time of the form HH:MM: {time!r}")
    return time
