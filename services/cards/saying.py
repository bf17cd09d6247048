"""What a card says."""

from dataclasses import dataclass

LONGEST = 260  # characters of words that fit a card in the smallest type; longer ones are offered no card


@dataclass(frozen=True, slots=True)
class Card:
    """`head` and `day` stand above the words, `source` small below; `style` is any number."""

    words: str
    source: tuple[str, ...]
    head: str
    day: str = ""
    style: int = 0
