"""What is remembered of one person's questions, to be put back where the next words turn out to be none."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from services.asking.remembered.shown import Asker

Memory = MutableMapping[Asker, Any]


class SoFar:
    """What these memories have of one person now; what they have of others is left alone."""

    def __init__(self, memories: Iterable[Memory], asker: Asker) -> None:
        self._asker = asker
        self._kept = [(memory, memory.get(asker)) for memory in memories]

    def put_back(self) -> None:
        """Remember that again, and nothing since."""
        for memory, kept in self._kept:
            if kept is None:
                memory.pop(self._asker, None)
            else:
                memory[self._asker] = kept
