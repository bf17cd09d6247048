"""Who gets the daily quote, when and where."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, or_, select, update

from core.days import Days
from core.models import Look
from core.patterns import pattern
from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables.chats import subscriptions
from storage.tables.pushes import deliveries
from storage.upkeep.readable import readable

ONE_DAY = timedelta(days=1)
MOST_SKIPPED = 200  # dates; longer pauses begin at once
CLOCK_TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish. `time` is HH:MM in the zone of the pushes, `thread_id` the topic in a forum.

    `starts_on` is the first local date to push on: somebody who subscribes at ten for half past eight
    gets the first quote tomorrow, not at once. None: from the start. `before_holidays` adds to `days` the
    last working day before a public holiday. `resumes_on` is the local date on which a pause is over; it
    stays when it has passed. `skips` are dates to come without a push, pauses that begin later among them.
    `subscribed_by` is the number of the person who last subscribed the chat, None
    when nobody knows. 每周一题 is wanted on the day `quiz_day` of the week (1 is Monday; None: not at all) at
    `quiz_time`, from the local date `quiz_from` on; it does not need `active`, which is about the quote.
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
    skips: frozenset[date] = frozenset()
    subscribed_by: int | None = None
    look: Look = Look.TEXT
    quiz_day: int | None = None
    quiz_time: str = ""
    quiz_from: date | None = None

    def is_paused(self, day: date) -> bool:
        """Return whether a pause covers the local date `day`."""
        return day in self.skips or (self.resumes_on is not None and day < self.resumes_on)

    def paused_until(self, day: date) -> date:
        """Return the first local date from `day` on that no pause covers."""
        first = max(day, self.resumes_on or day)
        while first in self.skips:
            first += ONE_DAY
        return first

    def stretches(self, day: date) -> list[tuple[date, date]]:
        """Return the first and last dates of the pauses that begin after `day`, earliest first."""
        found: list[tuple[date, date]] = []
        for skipped in sorted(one for one in self.skips if one >= max(day, self.paused_until(day))):
            if found and skipped == found[-1][1] + ONE_DAY:
                found[-1] = found[-1][0], skipped
            else:
                found.append((skipped, skipped))
        return found


class SubscriptionStore:
    """One row for each chat; it is kept after an unsubscription, with its settings."""

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
        skips: Iterable[date] = (),
        by: int | None = None,
    ) -> Subscription:
        """Make the chat's subscription, or make it active again, with these settings; the others stay.

        A pause ends with it, and only `skips` are left of those to come. `by` is who did it, None leaves
        who did it before.

        The chat must have been recorded (`ChatStore.record`). ValueError when `time` is not HH:MM.
        """
        insert = self._database.insert(subscriptions).values(
            chat_id=chat_id,
            active=True,
            time=checked_time(time),
            thread_id=thread_id,
            starts_on=starts_on,
            resumes_on=None,
            skips=written_dates(skips),
            subscribed_by=by,
            created_at=at,
            changed_at=at,
        )
        renewed = ["active", "time", "thread_id", "starts_on", "resumes_on", "skips", "changed_at"]
        if by is not None:
            renewed.append("subscribed_by")
        upsert = insert.on_conflict_do_update(
            index_elements=[subscriptions.c.chat_id], set_={name: insert.excluded[name] for name in renewed}
        ).returning(subscriptions)
        async with self._database.transaction() as connection:
            return _subscription((await connection.execute(upsert)).mappings().one())

    async def unsubscribe(self, chat_id: int, at: datetime) -> bool:
        """End the daily quote and 每周一题, keeping the settings; return whether either was wanted."""
        wanted = or_(subscriptions.c.active.is_(True), subscriptions.c.quiz_day.is_not(None))
        ended = update(subscriptions).where(subscriptions.c.chat_id == chat_id, wanted)
        async with self._database.transaction() as connection:
            change = ended.values(active=False, quiz_day=None, quiz_from=None, changed_at=at)
            return (await connection.execute(change)).rowcount > 0

    async def change_time(
        self, chat_id: int, time: str, at: datetime, *, starts_on: date | None = None
    ) -> bool:
        """Change the time of an active subscription; return whether there is one."""
        return await self._change(chat_id, at, time=checked_time(time), starts_on=starts_on)

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

    async def change_look(self, chat_id: int, at: datetime, look: Look) -> bool:
        """Push the quote as text or as a card; return whether there is an active subscription."""
        return await self._change(chat_id, at, look=look.value)

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

    async def skip(self, chat_id: int, at: datetime, *, dates: Iterable[date]) -> bool:
        """Push nothing on these local dates and on no others; return whether there is an active subscription.

        ValueError for more than MOST_SKIPPED.
        """
        return await self._change(chat_id, at, skips=written_dates(dates))

    async def choose(
        self,
        chat_id: int,
        at: datetime,
        *,
        resumes_on: date | None,
        skips: Iterable[date],
        starts_on: date | None,
    ) -> bool:
        """Pause until `resumes_on` and skip these dates only; return whether there is an active subscription.

        ValueError for more than MOST_SKIPPED.
        """
        return await self._change(
            chat_id, at, resumes_on=resumes_on, skips=written_dates(skips), starts_on=starts_on
        )

    async def resume(
        self, chat_id: int, at: datetime, *, starts_on: date | None, skips: Iterable[date] = ()
    ) -> bool:
        """End a pause, and skip only these dates; return whether there is an active subscription."""
        return await self._change(chat_id, at, resumes_on=None, starts_on=starts_on, skips=written_dates(skips))

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
        insert = self._database.insert(subscriptions).values(asdict(subscription) | _written(subscription))
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
            return readable(_subscription, (await connection.execute(query)).mappings())


def _written(subscription: Subscription) -> dict[str, str]:
    """Return the columns that hold something else than the fields do."""
    skips = written_dates(subscription.skips)
    return {"days": subscription.days.value, "skips": skips, "look": subscription.look.value}


def _subscription(row: RowMapping) -> Subscription:
    days, skips = Days.read(row["days"]), read_dates(row["skips"])
    return Subscription(**{**row, "days": days, "skips": skips, "look": Look(row["look"])})


def written_dates(dates: Iterable[date]) -> str:
    """Return dates as the column `skips` holds them. ValueError for more than MOST_SKIPPED."""
    ordered = sorted(set(dates))
    if len(ordered) > MOST_SKIPPED:
        raise ValueError(f"{len(ordered)} dates to skip")
    return ",".join(one.isoformat() for one in ordered)


def read_dates(said: str) -> frozenset[date]:
    """Return the dates of `written_dates`. ValueError for what is none."""
    return frozenset(date.fromisoformat(one) for one in said.split(",") if one)


def checked_time(time: str) -> str:
    """Return a time of the form HH:MM. ValueError for anything else."""
    if not CLOCK_TIME.fullmatch(time):
        raise ValueError(f"not a time of the form HH:MM: {time!r}")
    return time
