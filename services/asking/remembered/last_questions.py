"""The last question of each person, in memory only, as long as one may follow up."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.clock import Clock
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker


@dataclass(frozen=True, slots=True)
class LastQuestion:
    """A question, and the number of the passage that answered it.

    `without`: of one that was shown beside, which has not the words asked about.
    """

    words: str
    at: datetime
    shown: str = ""
    without: str = ""


class LastQuestions:
    """Knows what each person asked last; `memory` has it, whether it still counts or not."""

    def __init__(self, clock: Clock, follow_up: timedelta) -> None:
        self.memory: OrderedDict[Asker, LastQuestion] = OrderedDict()
        self._clock = clock
        self._follow_up = follow_up

    def note(self, asker: Asker, words: str, shown: str) -> None:
        """Remember a question, and which passage answered it ("": none)."""
        keep(self.memory, asker, LastQuestion(words, self._clock.now(), shown))

    def note_without(self, asker: Asker, shown: str) -> None:
        """Remember that a passage was shown which has not the words of the last question."""
        if before := self.memory.get(asker):
            self.memory[asker] = replace(before, without=shown)

    def of(self, asker: Asker) -> LastQuestion | None:
        """Return the last question, while one may follow up."""
        before = self.memory.get(asker)
        return before if before and self._clock.now() - before.at <= self._follow_up else None

    def words(self, asker: Asker) -> str:
        """Return its words, "" where there is none to follow up."""
        before = self.of(asker)
        return before.words if before else ""

    def put_back(self, asker: Asker, before: LastQuestion | None) -> None:
        """Remember again what was remembered before."""
        if before is None:
            self.memory.pop(asker, None)
        else:
            self.memory[asker] = before

    def forget(self, user_id: int) -> None:
        """Forget what a person asked."""
        for asker in [one for one in self.memory if one.user_id == user_id]:
            del self.memory[asker]
