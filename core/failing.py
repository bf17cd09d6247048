"""What fails round after round is one line at its beginning and one at its end, never a traceback each time."""

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path

from core.places import is_ours

FRAMES = 6  # of our own code, the innermost first: they say where it broke, and for whom


@dataclass(slots=True)
class _Failing:
    where: str
    times: int = 1


class Rounds:
    """The things somebody does again and again, by name, and which of them fail just now."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._failing: dict[str, _Failing] = {}

    def failed(self, what: str, error: BaseException) -> None:
        """Note that `what` failed; say so if it did not fail just so the last time."""
        place, known = where(error), self._failing.get(what)
        if known is not None and known.where == place:
            known.times += 1
            return
        self._failing[what] = _Failing(place, known.times + 1 if known else 1)
        self._logger.error("%s failed: %s", what, place)

    def went(self, what: str) -> None:
        """Note that `what` went well; say so if it had failed."""
        if known := self._failing.pop(what, None):
            self._logger.warning("%s works again, after %d failures", what, known.times)


def where(error: BaseException) -> str:
    """Return the error's type and our own code it came through, without its message or any value."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if is_ours(frame.filename)] or frames[-1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in ours[-FRAMES:]]
    named = type(error).__name__
    if error.__cause__ is not None:
        named += f" (from {type(error.__cause__).__name__})"
    return f"{named} at {' < '.join(reversed(places)) or 'an unknown place'}"
