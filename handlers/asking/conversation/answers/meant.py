"""What a message may mean to what was asked."""

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a message means to a prompt."""

    PRESS = "press"  # the button with these data
    TAKE = "take"  # the words that were wanted
    LEAVE = "leave"
    REMIND = "remind"  # it is about the prompt, and not enough
    ASKS = "asks"  # what is wanted, who sees it: it is told
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a message means, and for PRESS the data of the button, for ASKS what to say."""

    meaning: Meaning
    data: str = ""


@dataclass(frozen=True, slots=True)
class Among:
    """Where a prompt stands among all that waits.

    `first`: it is asked before the others; `listed`: buttons to choose from were offered since.
    """

    first: bool = False
    listed: bool = False


ALONE = Among()
