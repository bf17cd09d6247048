"""Statistics: questions and their answers, subscriptions, deliveries; for one chat or for all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.clock import Clock
from knowledge.language.hours.times import moment_of
from services.asking.reply import ReplyKind
from storage.asking.stats import StatsStore
from storage.states import Verdict

DAYS = 30  # how far back, today included
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A local date, how many questions were asked on it, and how many of them were answered outright."""

    date: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of the last days; `subscribed` (by kind of chat) only for all chats together."""

    days: tuple[Day, ...]
    kinds: Mapping[str, int]
    useful: int
    useless: int
    most_shown: Sequence[tuple[str, int]]
    subscribed: Mapping[str, int]
    delivered: Mapping[str, int]

    @property
    def asked(self) -> int:
        return sum(day.asked for day in self.days)

    @property
    def answered(self) -> int:
        return sum(day.answered for day in self.days)


class StatsService:
    """Gathers figures; keeps nothing itself."""

    def __init__(self, store: StatsStore, clock: Clock, zone: ZoneInfo) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    async def of(self, chat_id: int | None) -> Stats:
        """Return the figures of one chat, or of all for None."""
        now = self._clock.now().astimezone(self._zone)
        first = now.date() - timedelta(days=DAYS - 1)
        dates = [first + timedelta(days=number) for number in range(DAYS)]
        days = [moment_of(day, time(), self._zone) for day in dates]
        since, asked = days[0], await self._store.asked(days, chat_id)
        per_day, answered, kinds, verdicts = (Counter[Any]() for _ in range(4))
        for one in asked:
            per_day[one.day] += one.number
            answered[one.day] += one.number if one.kind == ReplyKind.CONFIDENT.value else 0
            kinds[one.kind] += one.number
            verdicts[one.verdict] += one.number
        return Stats(
            days=tuple(Day(day, per_day[number], answered[number]) for number, day in enumerate(dates)),
            kinds=kinds,
            useful=verdicts[Verdict.USEFUL.value],
            useless=verdicts[Verdict.USELESS.value],
            most_shown=await self._store.most_asked(since, chat_id, MOST_SHOWN),
            subscribed=await self._store.subscribed() if chat_id is None else {},
            delivered=await self._store.delivered(first, chat_id),
        )
