"""Who of several processes is dead, and when this one has to ask, by its own clock and to the moment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from clock import FakeClock

from services.ownership import BEAT, GONE, STILL, SURE, Ownership
from storage.updates.owners import Seen, Share

A_MOMENT = 2**-6  # seconds
OTHER = "other"


class Living:
    """Stands for the table of the living: this process, and another one that a test lets stand still or go."""

    def __init__(self, *, first: bool = True, alone: bool = False) -> None:
        self.alone = alone
        self.me = ""
        self.first = first  # this process, before the other one
        self.other: Seen | None = Seen(OTHER, 0)
        self.buried: list[Seen] = []
        self.left: list[str] = []
        self.joined = self.beats = 0
        self.dead = self.dies_at_once = False  # the others took this one for dead
        self.counts_on = False  # the other one, while it is being buried

    async def join(self, owner: str, _at: datetime) -> None:
        self.me, self.dead, self.dies_at_once = owner, self.dies_at_once, False
        self.joined += 1

    async def leave(self, owner: str) -> None:
        self.left.append(owner)

    async def beat(self, owner: str) -> list[Seen] | None:
        self.beats += 1
        if self.dead:
            return None
        every = [Seen(owner, self.beats), *([self.other] if self.other else [])]
        return every if self.first else every[::-1]

    async def bury(self, dead: Iterable[Seen]) -> list[str]:
        if self.counts_on:
            return []
        self.buried += dead
        self.other = None
        return [one.id for one in self.buried]

    def other_counts(self, *, lock_gone: bool = False) -> None:
        assert self.other
        self.other = Seen(OTHER, self.other.beat + 1, lock_gone)

    def other_is(self, *, lock_gone: bool) -> None:
        assert self.other
        self.other = Seen(OTHER, self.other.beat, lock_gone)


class One:
    """A process among them, on a clock of its own; `told` is how often it heard that others came or went."""

    def __init__(self, **living: bool) -> None:
        self.clock, self.living = FakeClock(), Living(**living)
        stands_for_it: Any = self.living
        self.ownership = Ownership(stands_for_it, self.clock)
        self.told: list[int] = []
        self.lost: list[str] = []
        self.ownership.on_change(lambda: self.told.append(self.ownership.number), lost=self._lose)

    async def _lose(self) -> None:
        self.lost.append(self.living.me)

    async def looks_after(self, seconds: float) -> list[Seen]:
        self.clock.jump(seconds)
        await self.ownership.renew()
        return self.living.buried


@pytest.fixture
async def one() -> One:
    """Return a process that has joined another one."""
    joined = One()
    await joined.ownership.share()
    return joined


async def test_before_it_joins_it_is_the_only_one_and_follows_nobody() -> None:
    here = One()
    assert (here.ownership.number, here.ownership.leads, here.ownership.follows) == (1, False, False)
    share = await here.ownership.share()
    assert share == Share(here.living.me, 0, 2)
    assert await here.ownership.share() == share
    assert here.living.joined == 1, "it joins once"
    assert here.told == [2]


async def test_who_is_taken_for_dead_as_soon_as_it_joins_has_everything_until_it_renews() -> None:
    here = One()
    here.living.dies_at_once = True
    assert await here.ownership.share() == Share(here.living.me, 0, 1)
    await here.ownership.renew()
    assert await here.ownership.share() == Share(here.living.me, 0, 2)


@pytest.mark.parametrize("first", [True, False])
async def test_the_oldest_leads_and_the_other_follows(first: bool) -> None:
    here = One(first=first)
    assert (await here.ownership.share()).place == (0 if first else 1)
    assert (here.ownership.leads, here.ownership.follows) == (first, not first)


async def test_where_there_is_only_one_it_leads_and_is_always_sure() -> None:
    here = One(alone=True)
    assert await here.ownership.share() == Share(here.living.me, 0, 1)
    assert (here.ownership.alone, here.ownership.leads) == (True, True)
    here.clock.jump(10 * SURE)
    assert await here.ownership.sure()
    here.ownership.keep_on()
    await here.clock.advance(3 * BEAT)
    assert here.living.beats == 0, "nobody looks"


async def test_who_does_not_count_on_is_dead_when_its_time_is_up_and_not_before(
    one: One, caplog: pytest.LogCaptureFixture
) -> None:
    assert await one.looks_after(STILL - A_MOMENT) == []
    one.living.other_counts()
    assert await one.looks_after(STILL - A_MOMENT) == [], "it was only slow"
    assert await one.looks_after(STILL - A_MOMENT) == []
    assert caplog.messages == []
    assert [dead.id for dead in await one.looks_after(A_MOMENT)] == [OTHER]
    assert caplog.messages == ["1 other processes ended; what they had in hand is taken over"]
    assert one.told == [2, 1]
    assert await one.ownership.share() == Share(one.living.me, 0, 1)


async def test_whose_lock_is_free_is_dead_sooner(one: One) -> None:
    one.living.other_is(lock_gone=True)
    assert await one.looks_after(BEAT) == []
    assert await one.looks_after(GONE - A_MOMENT) == []
    one.living.other_is(lock_gone=False)
    assert await one.looks_after(BEAT) == []
    one.living.other_is(lock_gone=True)
    assert await one.looks_after(BEAT) == [], "it had its lock in between"
    assert await one.looks_after(GONE - A_MOMENT) == []
    assert [dead.id for dead in await one.looks_after(A_MOMENT)] == [OTHER]


async def test_whose_lock_was_free_when_it_counted_last_is_dead_as_soon(one: One) -> None:
    one.living.other_counts(lock_gone=True)
    assert await one.looks_after(BEAT) == []
    assert await one.looks_after(GONE - A_MOMENT) == []
    assert [dead.id for dead in await one.looks_after(A_MOMENT)] == [OTHER]


async def test_who_counts_on_while_it_is_buried_lives(one: One) -> None:
    one.living.counts_on = True
    await one.looks_after(STILL)
    assert one.ownership.number == 2
    assert one.told == [2], "nothing has changed"


async def test_a_newcomer_is_watched_from_when_it_was_first_seen(one: One) -> None:
    one.living.other = None
    await one.looks_after(BEAT)
    one.living.other = Seen("newcomer", 5)
    assert await one.looks_after(10 * STILL) == []
    assert one.told == [2, 1, 2]


async def test_it_is_sure_of_its_work_for_a_while_after_each_renewal(one: One) -> None:
    before = one.living.beats
    one.clock.jump(SURE - A_MOMENT)
    assert await one.ownership.sure()
    assert one.living.beats == before
    one.clock.jump(A_MOMENT)
    assert await one.ownership.sure()
    assert one.living.beats == before + 1, "it renewed first"
    one.clock.jump(SURE - A_MOMENT)
    assert await one.ownership.sure()
    assert one.living.beats == before + 1


async def test_who_was_taken_for_dead_lets_go_of_its_work_and_begins_anew(one: One) -> None:
    old, one.living.dead = one.living.me, True
    one.clock.jump(SURE)
    assert not await one.ownership.sure()
    assert one.lost == [old]
    assert one.living.joined == 2
    assert (await one.ownership.share()).owner == one.living.me != old
    assert await one.ownership.sure()


async def test_it_renews_every_second_until_it_leaves(one: One) -> None:
    one.ownership.keep_on()
    await one.clock.advance(3 * BEAT)
    beats = one.living.beats
    assert beats >= 4
    me = one.living.me
    keeping = one.ownership._keeping
    await one.clock.until(one.ownership.leave(), at_most=BEAT)
    assert keeping
    assert keeping.done(), "no renewal comes after it"
    assert one.living.left == [me]
    await one.clock.advance(3 * BEAT)
    assert one.living.beats == beats
    await one.ownership.leave()
    assert one.living.left == [me], "it is gone already"
