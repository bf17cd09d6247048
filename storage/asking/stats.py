"""Statistics for one chat or for all. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from storage.database import Database
from storage.engine.by_day import DAY, number_of
from storage.tables.asking import questions
from storage.tables.chats import chats, subscriptions
from storage.tables.pushes import deliveries


@dataclass(frozen=True, slots=True)
class AskedOn:
    """So many questions of one day (0: the first) got this kind of reply, and this was thought of it."""

    day: int
    kind: str
    verdict: str
    number: int


class StatsStore:
    """Counts over the other stores' tables. `chat_id` None means every chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def asked(self, days: Sequence[datetime], chat_id: int | None) -> Sequence[AskedOn]:
        """Return how many questions there were from the first of `days` on; they are when each begins."""
        of = (questions.c.kind, questions.c.verdict)
        query = (
            select(number_of(questions.c.asked_at, days), *of, func.count())
            .where(questions.c.asked_at >= days[0], _in(questions.c.chat_id, chat_id))
            .group_by(DAY, *of)
        )
        async with self._database.connection() as connection:
            return [AskedOn(*row) for row in await connection.execute(query)]

    async def most_asked(self, since: datetime, chat_id: int | None, most: int) -> Sequence[tuple[str, int]]:
        """Return the passages shown most often, by number, and how often."""
        count = func.count()
        return await self._pairs(
            select(questions.c.passage_id, count)
            .where(
                questions.c.asked_at >= since,
                questions.c.passage_id.is_not(None),
                _in(questions.c.chat_id, chat_id),
            )
            .group_by(questions.c.passage_id)
            .order_by(count.desc(), questions.c.passage_id)
            .limit(most)
        )

    async def subscribed(self) -> dict[str, int]:
        """Return how many chats of each kind have a subscription."""
        query = (
            select(chats.c.kind, func.count())
            .join(subscriptions, subscriptions.c.chat_id == chats.c.chat_id)
            .where(subscriptions.c.active)
            .group_by(chats.c.kind)
        )
        return dict(await self._pairs(query))

    async def delivered(self, since: date, chat_id: int | None) -> dict[str, int]:
        """Return how many deliveries of local dates from `since` on are in each state."""
        query = (
            select(deliveries.c.state, func.count())
            .where(deliveries.c.local_date >= since, _in(deliveries.c.chat_id, chat_id))
            .group_by(deliveries.c.state)
        )
        return dict(await self._pairs(query))

    async def _pairs(self, query: Select[Any]) -> list[tuple[str, int]]:
        async with self._database.connection() as connection:
            return [(name, count) for name, count in await connection.execute(query)]


def _in(column: ColumnElement[int], chat_id: int | None) -> ColumnElement[bool]:
    return true() if chat_id is None else column == chat_id
