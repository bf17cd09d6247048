"""每周一题: the item of a week, the same for everybody; none comes twice before all were asked."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from core.quiz import WeeklyQuiz
from knowledge.quiz.wording import explanation_of
from services.quiz.items import Entry, QuizItemService
from storage.quiz.items import QuizItemStore, QuizWeek

# A new round does not begin with the last items of the round before: at most this many are kept out.
APART = 4


class QuizWeekService:
    """The first process that asks for a week's item decides it. A week begins on Monday."""

    def __init__(self, store: QuizItemStore, items: QuizItemService) -> None:
        self._store = store
        self._items = items

    async def content_of(self, day: date) -> str | None:
        """Return the key of the item that the week of `day` asks; None when no item is approved."""
        entry = await self.item_of(day)
        return entry.key if entry else None

    async def item_of(self, day: date) -> Entry | None:
        """Return the item that the week of `day` asks, drawing it if the week has none."""
        approved, monday = await self._items.approved(), monday_of(day)
        chosen = await self._store.week(monday)
        if chosen is not None and chosen in approved:
            return approved[chosen]
        if not approved:
            return None
        key = draw(monday, list(approved), await self._store.weeks())
        return approved.get(await self._store.fix(monday, key, was=chosen))

    async def quiz(self, key: str, day: date) -> WeeklyQuiz | None:
        """Return the item with that key as it is pushed; the week's, where that one is no longer asked."""
        entry = (await self._items.approved()).get(key) or await self.item_of(day)
        return as_pushed(entry) if entry else None


def as_pushed(entry: Entry) -> WeeklyQuiz:
    """Return an item with its explanation and passage."""
    return WeeklyQuiz(entry.item, explanation_of(entry.item.sentence, entry.item.answer), entry.passage.id)


def monday_of(day: date) -> date:
    """Return the Monday of the week that `day` is in."""
    return day - timedelta(days=day.weekday())


def draw(monday: date, keys: Sequence[str], weeks: Iterable[QuizWeek]) -> str:
    """Choose the item of a week from `keys` (at least one): one that this round has not asked.

    It depends only on the week and the keys, so that two processes make the same choice.
    """
    asked = [one.item_key for one in weeks if one.monday < monday and one.item_key in keys]
    times = {key: asked.count(key) for key in keys}
    fewest = min(times.values())
    left = [key for key in keys if times[key] == fewest]
    lately = set(asked[-min(APART, len(keys) // 2) :]) if len(keys) > 1 else set()
    left = [key for key in left if key not in lately] or left
    return min(left, key=lambda key: hashlib.sha256(f"{monday.isoformat()} {key}".encode()).digest())
