"""What is known of each person in a conversation for a while, in memory."""

from collections import OrderedDict
from typing import TypeVar

from services.asking.remembered.shown import Asker

REMEMBERED = 1000  # conversations

Kept = TypeVar("Kept")


def keep(memory: OrderedDict[Asker, Kept], asker: Asker, kept: Kept) -> None:
    """Keep what is known of a conversation; beyond REMEMBERED the one kept longest ago is forgotten."""
    memory[asker] = kept
    memory.move_to_end(asker)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
