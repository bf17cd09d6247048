"""练一练: which item is due for a person, by spaced repetition (FSRS). The result is nobody else's."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from core.clock import Clock
from services.quiz.items import Entry, QuizItemService
from storage.quiz.practice import PracticeStore, Practised

KEPT = timedelta(days=365)
NEW_A_DAY = 10  # items that a person has not practised before; what is due comes without end


@dataclass(frozen=True, slots=True)
class Due:
    """What a person is asked next: an item, or None and when the next one is due (None: there are no items)."""

    entry: Entry | None
    next_at: datetime | None = None
    left: int = 0  # items that are due now
    alone: bool = False  # it was skipped, and there is no other


class PracticeService:
    """Asks what is due, then what is new, each person in an order of their own."""

    def __init__(self, store: PracticeStore, items: QuizItemService, clock: Clock) -> None:
        self._store = store
        self._items = items
        self._clock = clock
        # Without fuzzing: the same answers give the same days, which can be tested and explained.
        self._scheduler = Scheduler(enable_fuzzing=False)

    async def next_for(self, user_id: int, skipped: str = "") -> Due:
        """Return what a person is asked now; after an item that they `skipped`, the one behind it, if any."""
        now, items = self._clock.now(), await self._items.approved()
        known = {one.item_key: one for one in await self._store.of(user_id) if one.item_key in items}
        due = [one.item_key for one in known.values() if one.due <= now]
        fresh = sorted((key for key in items if key not in known), key=lambda key: _rank(user_id, key))
        begun = sum(_began_after(one, now - timedelta(hours=24)) for one in known.values())
        asked = [*due, *fresh[: max(0, NEW_A_DAY - begun)]]
        if asked:
            behind = asked.index(skipped) + 1 if skipped in asked else 0
            return Due(items[asked[behind % len(asked)]], left=len(due), alone=asked == [skipped])
        next_at = min((one.due for one in known.values()), default=None)
        return Due(None, next_at or (now + timedelta(days=1) if items else None))

    async def answer(self, user_id: int, entry: Entry, choice: int) -> datetime:
        """Take a person's choice; return when the item is due again."""
        now = self._clock.now().astimezone(UTC)
        known = {one.item_key: one for one in await self._store.of(user_id)}
        before = known.get(entry.key)
        card = Card.from_json(before.card) if before else Card(card_id=int(now.timestamp() * 1000), due=now)
        rating = Rating.Good if choice == entry.item.right else Rating.Again
        reviewed, _ = self._scheduler.review_card(card, rating, review_datetime=now)
        await self._store.keep(Practised(user_id, entry.key, reviewed.to_json(), reviewed.due, now))
        return reviewed.due

    async def prune(self) -> int:
        """Forget what was not practised for a year; return how many items of how many people."""
        return await self._store.prune(self._clock.now() - KEPT)


def _began_after(one: Practised, moment: datetime) -> bool:
    """Return whether a person first saw an item after `moment`: its number says when that was."""
    return Card.from_json(one.card).card_id >= moment.timestamp() * 1000


def _rank(user_id: int, key: str) -> bytes:
    return hashlib.sha256(f"{user_id} {key}".encode()).digest()
