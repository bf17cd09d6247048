"""How an item is answered: the share that is right, over groups of at least ten answers. Nobody's name.

Telegram's polls are anonymous and tell sums. A sum of fewer than ten is not even stored: in a small group, or
in a private chat, it would tell what a person answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.clock import Clock
from knowledge.language.hours.times import local_day
from services.quiz.weeks import monday_of
from storage.quiz.items import DecidedItem, QuizItemStore
from storage.quiz.polls import QuizPoll, QuizPollStore

FEWEST = 10  # answers of a group that are counted


@dataclass(frozen=True, slots=True)
class ItemResult:
    """How many groups answered an item, how many answers they gave, and how many of those are right."""

    key: str
    item: DecidedItem
    monday: date
    groups: int
    answers: int
    right: int

    @property
    def share(self) -> float:
        """Return the share of right answers, from 0 to 1."""
        return self.right / self.answers


class QuizResults:
    """Takes Telegram's sums and adds them up."""

    def __init__(self, items: QuizItemStore, polls: QuizPollStore, clock: Clock, zone: ZoneInfo) -> None:
        self._items = items
        self._polls = polls
        self._clock = clock
        self._zone = zone

    async def note(self, poll_id: str, question: str, choices: Sequence[str], votes: Sequence[int]) -> bool:
        """Note how many chose each of `choices` in a poll; return whether that is counted.

        The item is known by its words, so that nothing has to be kept of who was asked where.
        """
        answers = sum(votes)
        if answers < FEWEST or len(votes) != len(choices):
            return False
        item = next((one for one in await self._items.decided() if _is_asked(one, question, choices)), None)
        if item is None:
            return False
        today = local_day(self._clock.now(), self._zone)
        weeks = [one.monday for one in await self._items.weeks() if one.item_key == item.key]
        monday = max((one for one in weeks if one <= today), default=monday_of(today))
        await self._polls.note(QuizPoll(poll_id, item.key, monday, answers, votes[item.item.right]))
        return True

    async def of_weeks(self, first: date, last: date) -> list[ItemResult]:
        """Return the results of each item that a week asked whose Monday is from `first` to `last`."""
        items = {one.key: one for one in await self._items.decided()}
        tallies = await self._polls.tallies(first, last)
        return [
            ItemResult(
                one.item_key, items[one.item_key], one.monday, one.groups, one.answers, one.right_answers
            )
            for one in tallies
            if one.item_key in items
        ]

    async def of_items(self) -> list[ItemResult]:
        """Return the results of each item over all weeks, the hardest first. `monday` is the last week."""
        together: dict[str, ItemResult] = {}
        for one in await self.of_weeks(date.min, date.max):
            before = together.get(one.key)
            groups, answers, right = one.groups, one.answers, one.right
            if before is not None:
                groups, answers, right = groups + before.groups, answers + before.answers, right + before.right
            together[one.key] = ItemResult(one.key, one.item, one.monday, groups, answers, right)
        return sorted(together.values(), key=lambda one: (one.share, one.key))


def _is_asked(one: DecidedItem, question: str, choices: Sequence[str]) -> bool:
    return one.item.question == question and one.item.choices == tuple(choices)
