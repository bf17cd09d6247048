"""Drives inputs at one surface of the program, counts them, and keeps what it finds.

An input that fails is a finding; findings of one place in the code are one. Driving goes on after it, so that
one run shows all of them, each with the smallest input that was met.
"""

import gc
import itertools
import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from core.failing import where

Input = TypeVar("Input")
Content = TypeVar("Content", bytes, str)

WHOLE = 1_000_000  # inputs of a whole run; the shares below are parts of it
# Inputs of each surface in a whole run. Those that need a world cost a thousand times what a parser does.
SHARES = {
    "updates": 50_000,
    "buttons": 150_000,
    "links": 50_000,
    "documents": 100_000,
    "requests": 150_000,
    "names": 200_000,
    "log lines": 200_000,
    "paths": 100_000,
}
LONGEST = 1.0  # seconds of processor time that an input may take, on the machine that the limit was set on
# What else took how many seconds there: additions in a loop, and questions to another thread, which the
# database lives in. Machines differ in each.
STEPS, STEPS_TAKE = 1_000_000, 0.1
QUESTIONS, QUESTIONS_TAKE = 5_000, 0.1
AGAIN = 5  # times that an input is slow before it counts: one finds caches empty, or the machine held up
ROUND = 500  # examples of one run of hypothesis: it remembers each until its end
SHOWN, SHOWN_WHOLE = 300, 2000  # characters of an input in the table, and in a finding
TRIES = 400  # inputs tried to make a failing one smaller
SHRINKING = (Phase.generate, Phase.shrink)


class SlowError(AssertionError):
    """An input took too long."""


@dataclass(slots=True)
class Finding:
    """What went wrong, where, and the smallest input that shows it."""

    said: str
    shown: str
    times: int = 1
    told: bool = False


@dataclass(slots=True)
class Surface:
    """What is driven. `inputs` are counted one by one; `slowest` is in seconds of processor time."""

    name: str
    seed: int
    share: int
    in_a_scene: int = 10
    inputs: int = 0
    slowest: float = 0.0
    slowest_input: str = ""
    findings: dict[str, Finding] = field(default_factory=dict)

    # --- how many, from where

    def part(self, of_share: float) -> int:
        """Return how many inputs this part of the surface's share is; one at least."""
        return max(1, math.ceil(self.share * of_share))

    def chance(self, name: str) -> random.Random:
        """Return a source of chance that is the same for the same seed and name."""
        return random.Random(f"{self.seed} {self.name} {name}")  # noqa: S311 - to be repeated, not to be secret

    # --- driving

    def examples(
        self,
        strategy: st.SearchStrategy[Input],
        check: Callable[[Input], object],
        number: int,
    ) -> None:
        """Check as many examples of hypothesis; a failing one is made smaller."""
        seeds = self.chance(getattr(check, "__name__", ""))
        left = number
        while left > 0:
            left -= self._one_round(strategy, check, min(left, ROUND), seeds.getrandbits(64))

    def _one_round(
        self, strategy: st.SearchStrategy[Input], check: Callable[[Input], object], most: int, seed: int
    ) -> int:
        failed: list[tuple[BaseException, Input]] = []
        tried = 0

        def one(given_one: Input) -> None:
            nonlocal tried
            if not failed:
                tried += 1
            try:
                self.timed(given_one, check)
            except Exception as error:
                if (place := sign_of(error)) in self.findings:
                    self.findings[place].times += 1
                    return
                failed.append((error, given_one))
                raise

        run = hypothesis.seed(seed)(
            hypothesis.settings(
                max_examples=most,
                database=None,
                deadline=None,
                phases=SHRINKING,
                suppress_health_check=list(HealthCheck),
            )(given(strategy)(one))
        )
        try:
            run()
        except Exception:
            if not failed:
                raise  # hypothesis' own
            error, given_one = min(failed, key=lambda one: len(repr(one[1])))
            self.found(error, given_one)
        self.inputs += tried
        return max(tried, 1)

    def scenes(
        self,
        strategy: st.SearchStrategy[list[Input]],
        play: Callable[[list[Input]], tuple[float, object]],
        number: int,
    ) -> None:
        """Play scenes of several inputs each, until there were as many inputs.

        `play` returns the seconds and the input of the slowest handler. A scene that fails is played again,
        each input by itself, to tell which one it is.
        """
        seeds = self.chance(getattr(play, "__name__", ""))
        played = 0

        def one(scene: list[Input]) -> None:
            nonlocal played
            played += len(scene)
            self._play(scene, play)

        while played < number:
            hypothesis.seed(seeds.getrandbits(64))(
                hypothesis.settings(
                    max_examples=max(1, min(ROUND // 5, (number - played) // self.in_a_scene)),
                    database=None,
                    deadline=None,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                )(given(strategy)(one))
            )()
        self.inputs += played

    def _play(self, scene: list[Input], play: Callable[[list[Input]], tuple[float, object]]) -> None:
        try:
            self.took(*play(scene))
        except Exception as error:  # noqa: BLE001 - each is a finding
            if sign_of(error) in self.findings:
                self.found(error, scene)
                return
            for given_one in scene:
                if (other := self._fails_alone(given_one, play)) is not None:
                    self.found(other, given_one)
                    return
            if not isinstance(error, SlowError):  # handled side by side, each is charged with all
                self.found(error, scene)

    def _fails_alone(
        self, given_one: Input, play: Callable[[list[Input]], tuple[float, object]]
    ) -> Exception | None:
        """Return why one input fails by itself; slow is what is slow each of `AGAIN` times."""
        failed: Exception | None = None
        for _ in range(AGAIN):
            gc.collect()  # what earlier inputs left is not charged to this one
            try:
                self.took(*play([given_one]))
            except SlowError as slow:
                failed = slow
            except Exception as error:  # noqa: BLE001 - each is a finding
                return error
            else:
                return None
        return failed

    def mutants(
        self,
        seeds: Sequence[Content],
        mutate: Callable[[Content, random.Random], Content],
        check: Callable[[Content], object],
        number: int,
    ) -> None:
        """Check changed copies of `seeds`; those that show something new are changed further.

        `check` returns what an input shows; None: nothing that helps.
        """
        chance = self.chance(getattr(check, "__name__", ""))
        pool, seen = list(seeds), set[object]()
        for count in range(number):
            content = pool[count] if count < len(seeds) else mutate(chance.choice(pool), chance)
            self.inputs += 1
            try:
                shows = self.timed(content, check)
            except Exception as error:  # noqa: BLE001 - each is a finding
                if (sign := sign_of(error)) not in self.findings:
                    content = smaller(content, partial(self._fails_as, sign, check))
                self.found(error, content)
                continue
            if shows is not None and shows not in seen:
                seen.add(shows)
                pool.append(content)

    def _fails_as(self, sign: str, check: Callable[[Content], object], content: Content) -> bool:
        try:
            self.timed(content, check)
        except Exception as other:  # noqa: BLE001 - it is compared
            return sign_of(other) == sign
        return False

    def timed(self, given_one: Input, check: Callable[[Input], object]) -> object:
        """Return what `check` returns. SlowError when an input takes too long each of `AGAIN` times."""
        for _ in range(AGAIN - 1):
            with suppress(SlowError):
                return self._timed_once(given_one, check)
            gc.collect()
        return self._timed_once(given_one, check)

    def _timed_once(self, given_one: Input, check: Callable[[Input], object]) -> object:
        began = time.process_time()
        shows = check(given_one)
        self.took(time.process_time() - began, given_one)
        return shows

    def took(self, seconds: float, given_one: object) -> None:
        """Note what an input took. SlowError when it is more than it may."""
        if seconds > self.slowest:
            self.slowest, self.slowest_input = seconds, repr(given_one)[:SHOWN]
        if seconds > LONGEST and seconds > LONGEST * slowness():
            raise SlowError(f"{seconds:.1f} s")

    # --- findings

    def found(self, error: BaseException, given_one: object) -> None:
        """Note a finding; of several in one place the smallest input is kept."""
        shown = repr(given_one)
        known = self.findings.setdefault(sign_of(error), Finding(f"{where(error)}: {error}"[:2000], shown, 0))
        known.times += 1
        if len(shown) < len(known.shown):
            known.shown = shown

    def assert_nothing_found(self) -> None:
        """Fail with the findings that no test has failed with yet."""
        fresh = [one for one in self.findings.values() if not one.told]
        told = [f"{one.said}\n  {one.times} times, such as {one.shown[:SHOWN_WHOLE]}" for one in fresh]
        for one in fresh:
            one.told = True
        assert not told, f"{len(told)} findings at {self.name} (seed {self.seed}):\n" + "\n".join(told)


def slowness() -> float:
    """Return how many times slower this machine is, just now, than the one `LONGEST` was set on; at least 1."""
    began, total = time.process_time(), 0
    for step in range(STEPS):
        total += step
    added = time.process_time()
    _ask_a_thread()
    return max(1.0, (added - began) / STEPS_TAKE, (time.process_time() - added) / QUESTIONS_TAKE)


def _ask_a_thread() -> None:
    asked, answered = SimpleQueue[bool](), SimpleQueue[bool]()

    def answer() -> None:
        while asked.get():
            answered.put(True)

    thread = threading.Thread(target=answer)
    thread.start()
    for _ in range(QUESTIONS):
        asked.put(True)
        answered.get()
    asked.put(False)
    thread.join()


def sign_of(error: BaseException) -> str:
    """Return what tells findings apart: the kind of error and where it came from."""
    if said := getattr(error, "sign", ""):
        return str(said)
    return where(error)


def smaller(content: Content, fails: Callable[[Content], bool]) -> Content:
    """Return a shorter content that still fails, by leaving out stretches, halves first."""
    tries = itertools.count()
    step = max(1, len(content) // 2)
    while step and next(tries) < TRIES:
        for start in range(0, len(content), step):
            shorter = content[:start] + content[start + step :]
            if next(tries) > TRIES:
                return content
            if shorter and fails(shorter):
                content = shorter
                break
        else:
            step //= 2
    return content


@dataclass(slots=True)
class Ledger:
    """All surfaces of one run. `count` is how many inputs there are in all."""

    count: int
    seed: int
    surfaces: dict[str, Surface] = field(default_factory=dict)

    def surface(self, name: str) -> Surface:
        """Return the surface of that name."""
        share = max(1, math.ceil(SHARES[name] * self.count / WHOLE))
        return self.surfaces.setdefault(name, Surface(name, self.seed, share))

    def table(self) -> Iterator[str]:
        """Yield the lines of the table."""
        yield f"{'surface':<12}{'inputs':>10}{'findings':>10}{'slowest':>11}  slowest input"
        for one in self.surfaces.values():
            slowest = f"{one.slowest * 1000:.0f} ms"
            found = len(one.findings)
            yield f"{one.name:<12}{one.inputs:>10,}{found:>10}{slowest:>11}  {one.slowest_input[:70]}"
        total = sum(one.inputs for one in self.surfaces.values())
        found = sum(len(one.findings) for one in self.surfaces.values())
        yield f"{'in all':<12}{total:>10,}{found:>10}  (seed {self.seed})"
