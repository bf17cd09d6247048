"""The items of 每周一题: drafted by rule, approved, edited or thrown away by editors, as quotes are.

An item is asked if an editor approved it and a speech in use still says its sentence word for word. What a rule
drafts is not stored; what an editor decided is.
"""

import asyncio
from dataclasses import dataclass

from core.clock import Clock
from core.errors import UserError
from core.quiz import QuizItem
from knowledge.quiz.drafting import Draft, drafts
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from services.audit import AuditService
from services.speeches.curation import Stand
from services.speeches.library import SpeechService
from storage.quiz.items import DecidedItem, QuizItemStore
from storage.states import QuoteState

CHANGED = "这道题的原文已经更新，请重新打开题目管理。"
STANDS = {QuoteState.APPROVED: Stand.APPROVED, QuoteState.HIDDEN: Stand.HIDDEN}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its state, and the passage that says its sentence. `key` is what it is known by."""

    key: str
    item: QuizItem
    stand: Stand
    passage: Passage


class QuizItemService:
    """What there is to ask, also when another process changes speeches or decisions."""

    def __init__(
        self, store: QuizItemStore, speeches: SpeechService, audit: AuditService, clock: Clock
    ) -> None:
        self._store = store
        self._speeches = speeches
        self._audit = audit
        self._clock = clock
        self._drafted: tuple[Library, list[Draft]] | None = None

    async def entries(self, stand: Stand) -> list[Entry]:
        """Return the items in this state, speech by speech in the order people see."""
        decided = {one.key: one for one in await self._store.decided()}
        if stand is Stand.PROPOSED:
            # The explanation of an approved item prints the whole sentence: nothing else of it is asked.
            asked = {
                (one.item.slug, one.item.sentence)
                for one in decided.values()
                if STANDS[one.state] is Stand.APPROVED
            }
            items = [
                (one.item.key, one.item)
                for one in await self._drafts()
                if one.item.key not in decided and (one.item.slug, one.item.sentence) not in asked
            ]
        else:
            items = [(key, one.item) for key, one in decided.items() if STANDS[one.state] is stand]
        found = [entry for key, item in items if (entry := self._entry(key, item, stand))]
        place = {speech.slug: number for number, speech in enumerate(self._library.speeches)}
        return sorted(found, key=lambda entry: (place[entry.item.slug], entry.passage.start))

    async def approved(self) -> dict[str, Entry]:
        """Return what may be asked, by its key."""
        return {entry.key: entry for entry in await self.entries(Stand.APPROVED)}

    async def entry(self, key: str) -> Entry:
        """Return an item with its state. Raises UserError when no speech has its sentence (any more)."""
        decided = {one.key: one for one in await self._store.decided()}
        if key in decided:
            item, stand = decided[key].item, STANDS[decided[key].state]
        else:
            drafted = next((one.item for one in await self._drafts() if one.item.key == key), None)
            if drafted is None:
                raise UserError(CHANGED)
            item, stand = drafted, Stand.PROPOSED
        entry = self._entry(key, item, stand)
        if entry is None:
            raise UserError(CHANGED)
        return entry

    async def approve(self, key: str, by: int | None, *, reworded: QuizItem | None = None) -> Entry:
        """Let this item be asked from now on, as it is or `reworded`; return it. UserError: see `entry`."""
        entry = await self.entry(key)
        await self._decide(entry, QuoteState.APPROVED, by, reworded or entry.item)
        action = "quiz.edit" if reworded else "quiz.approve"
        was = entry.item.question if reworded else ""
        await self._audit.record(by, action, entry.item.slug, was=was, now=(reworded or entry.item).question)
        return await self.entry(key)

    async def throw_away(self, key: str, by: int | None) -> Entry:
        """Never ask or propose this item; return it. UserError: see `entry`."""
        entry = await self.entry(key)
        await self._decide(entry, QuoteState.HIDDEN, by, entry.item)
        await self._audit.record(by, "quiz.hide", entry.item.slug, was=entry.item.question)
        return await self.entry(key)

    async def _decide(self, entry: Entry, state: QuoteState, by: int | None, item: QuizItem) -> None:
        await self._store.decide([DecidedItem(item, state, by, self._clock.now(), entry.key)])

    def _entry(self, key: str, item: QuizItem, stand: Stand) -> Entry | None:
        text = next((one.text for one in self._library.speeches if one.slug == item.slug), "")
        start = text.find(item.sentence)
        return Entry(key, item, stand, self._library.passage_at(item.slug, start)) if start >= 0 else None

    async def _drafts(self) -> list[Draft]:
        library = self._library
        if self._drafted is None or self._drafted[0] is not library:
            self._drafted = (library, await asyncio.to_thread(_draft, library))
        return self._drafted[1]

    @property
    def _library(self) -> Library:
        return self._speeches.library


def _draft(library: Library) -> list[Draft]:
    found = {one.speech.slug: one for shard in library.index.shards for one in shard.speeches}
    return drafts([found[speech.slug] for speech in library.speeches])
