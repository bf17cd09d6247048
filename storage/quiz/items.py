"""What editors decided on the items of 每周一题, and which one each week asks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, select, update

from core.quiz import QuizItem, QuizKind
from storage.database import Database
from storage.states import QuoteState
from storage.tables.quiz import quiz_items, quiz_weeks
from storage.upkeep.readable import readable


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """An item as an editor approved it or threw it away."""

    item: QuizItem
    state: QuoteState
    user_id: int | None
    changed_at: datetime
    key: str = ""  # of the draft that it comes from: editing does not change it


@dataclass(frozen=True, slots=True)
class QuizWeek:
    """The item of the week that begins on this Monday, by its key."""

    monday: date
    item_key: str


class QuizItemStore:
    """One row for each item; a later decision replaces an earlier one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def decide(self, decisions: Sequence[DecidedItem]) -> None:
        """Write decisions down, all or none."""
        async with self._database.transaction() as connection:
            for one in decisions:
                values = _values(one)
                insert = self._database.insert(quiz_items).values(values)
                await connection.execute(
                    insert.on_conflict_do_update(index_elements=[quiz_items.c.key], set_=values)
                )

    async def decided(self) -> list[DecidedItem]:
        """Return every decision that counts, the oldest first."""
        query = select(quiz_items).order_by(quiz_items.c.changed_at, quiz_items.c.key)
        async with self._database.connection() as connection:
            return readable(_decided, (await connection.execute(query)).mappings())

    async def week(self, monday: date) -> str | None:
        """Return the key of a week's item; None while none is drawn."""
        query = select(quiz_weeks.c.item_key).where(quiz_weeks.c.monday == monday)
        async with self._database.connection() as connection:
            return await connection.scalar(query)

    async def weeks(self) -> list[QuizWeek]:
        """Return the weeks that have an item, the oldest first."""
        query = select(quiz_weeks).order_by(quiz_weeks.c.monday)
        async with self._database.connection() as connection:
            return [QuizWeek(**row) for row in (await connection.execute(query)).mappings()]

    async def fix(self, monday: date, item_key: str, *, was: str | None = None) -> str:
        """Give a week this item, unless it has another than `was` by now; return the key of the one it has."""
        async with self._database.transaction() as connection:
            insert = self._database.insert(quiz_weeks).values(monday=monday, item_key=item_key)
            await connection.execute(insert.on_conflict_do_nothing())
            if was is not None:
                ours = (quiz_weeks.c.monday == monday) & (quiz_weeks.c.item_key == was)
                await connection.execute(update(quiz_weeks).where(ours).values(item_key=item_key))
            chosen = select(quiz_weeks.c.item_key).where(quiz_weeks.c.monday == monday)
            return str(await connection.scalar(chosen))


def _values(one: DecidedItem) -> dict[str, object]:
    item = one.item
    return {
        "key": one.key or item.key,
        "kind": item.kind.value,
        "slug": item.slug,
        "sentence": item.sentence,
        "answer": item.answer,
        "question": item.question,
        "choices": json.dumps(item.choices, ensure_ascii=False),
        "right_place": item.right,
        "state": one.state.value,
        "user_id": one.user_id,
        "changed_at": one.changed_at,
    }


def _decided(row: RowMapping) -> DecidedItem:
    choices = tuple(json.loads(row["choices"]))
    item = QuizItem(
        QuizKind(row["kind"]),
        row["slug"],
        row["sentence"],
        row["answer"],
        row["question"],
        choices,
        row["right_place"],
    )
    if not 0 <= item.right < len(choices):
        raise ValueError(f"the right choice of item {row['key']} is none of its choices")
    return DecidedItem(item, QuoteState(row["state"]), row["user_id"], row["changed_at"], row["key"])
