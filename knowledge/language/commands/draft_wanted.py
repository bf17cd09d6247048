"""What a sentence may want of a notice that stands there to be sent."""

from dataclasses import dataclass
from enum import StrEnum


class Towards(StrEnum):
    """What somebody wants of the notice."""

    SEND = "send"
    HOLD = "hold"
    DROP = "drop"
    CHANGE = "change"  # something of it, without saying what
    REPLACE = "replace"
    REMOVE = "remove"
    ADD = "add"
    WORDS = "words"  # other words in full
    WHOM = "whom"  # not to all who subscribed
    AUDIENCE = "audience"  # how many will get it
    COUNT = "count"  # with a button 已阅
    PLAIN = "plain"  # without it
    UNDO = "undo"  # what was changed of it last
    ASKS = "asks"  # whether it has arrived; or to take it back


@dataclass(frozen=True, slots=True)
class Towed:
    """`old`: what is to be replaced or removed, or a word for it (时间); `new`: what is to stand there.

    `first`: what is added stands before the rest. `left`: what was said behind that, and is not written.
    """

    what: Towards
    old: str = ""
    new: str = ""
    first: bool = False
    more: tuple["Towed", ...] = ()  # what else is to be replaced: 时间改十点，地点二楼
    left: str = ""
    literal: bool = False  # `old` are its words, also where they are a word for something (会议室)
