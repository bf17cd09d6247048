"""What the bot can be asked to do: catalogue.txt, a line for each function."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.patterns import pattern

FILE = Path(__file__).with_name("catalogue.txt")
TOLD = "："
_OF_PUSHES = pattern(
    "(?:un)?subscribe|settings|set_time|set_days|pause|resume|(?:un)?mute|as_picture|holiday_reminder|undo"
    "|preview|quiz_.*|quote_.*"
)


@dataclass(frozen=True, slots=True)
class Function:
    """Something that people ask the bot to do.

    `button`: what it is called on a button. `says`: the known words that do it or open its view; empty where
    `told`, a sentence, says how it is done. `who`: member, editor or operator. `private`: in private only.
    """

    name: str
    button: str
    says: str
    told: str
    who: str
    private: bool

    @property
    def of_pushes(self) -> bool:
        """Return whether the function concerns pushes to a chat; the settings read such sentences."""
        return _OF_PUSHES.fullmatch(self.name) is not None

    @property
    def way(self) -> str:
        """Return what is done or said for it: the same for functions that have one view."""
        return self.says or self.told


@cache
def catalogue() -> dict[str, Function]:
    """Return every function by its name."""
    lines = (line for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {one.name: one for one in map(_read, lines)}


def _read(line: str) -> Function:
    name, button, says, who, where = line.split("\t")
    told = says[1:] if says.startswith(TOLD) else ""
    return Function(name, button, "" if told else says, told, who, where == "private")
