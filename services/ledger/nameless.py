"""Takes the names of people whom the bot knows out of what goes into the ledger."""

import asyncio
import re
from collections.abc import Callable, Iterable

from core.names import cleaned
from services.asking.remembered.shown import LibraryHolder
from storage.people.names import NameStore

SHORTEST = 2  # characters: a single one is a word more often than a name
SOMEBODY = "某某"

Blanks = Callable[[str], str]


class Nameless:
    """Knows the names that must not be in the ledger."""

    def __init__(self, names: NameStore, speeches: LibraryHolder) -> None:
        self._names = names
        self._speeches = speeches

    async def blanks(self) -> Blanks:
        """Return a function that puts 某某 in the place of the names that are known now."""
        texts = [speech.text for speech in self._speeches.library.speeches]
        return await asyncio.to_thread(blanking, await self._names.everybody(), texts)


def blanking(names: Iterable[str], spoken: Iterable[str]) -> Blanks:
    """Return a function that puts 某某 in the place of each of these names.

    What a speech says (`spoken` are their texts) is a word and stays, also where somebody is called so.
    """
    texts = tuple(spoken)
    known = {name for name in map(cleaned, names) if len(name) >= SHORTEST}
    known = {name for name in known if not any(name in text for text in texts)}
    if not known:
        return lambda words: words
    one = re.compile("|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name))))
    return lambda words: one.sub(SOMEBODY, words)
