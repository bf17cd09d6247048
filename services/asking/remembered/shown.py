"""What was shown: each message of ours that has a stretch of a speech in it, whatever sent it.

出处, 下一段, 上下文, 什么时候讲的 and 谁讲的 lean on what stands there last. An answer, a passage that a button
puts into a message, a push and today's quote are remembered in the same way.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.clock import Clock
from core.models import Content, NoticeText, Place, Shows
from core.settings import AskingSettings
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from storage.asking.shown import EVERYBODY, ShownPassage, ShownStore, people_of

KEPT = timedelta(days=30)
QUOTE_COUNTS = timedelta(hours=24)  # a push is read when there is time for it
MOST_RECENT = 200  # passages that somebody was shown lately and that are not shown again
SAME = 12  # characters by which a passage is known again
UNSEEN = 0  # stands for the number of a message of which nobody knows whether it arrived


class LibraryHolder(Protocol):
    """What holds the library in use; it is swapped when the speeches change."""

    @property
    def library(self) -> Library: ...


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where: a follow-up leans on what the same person was shown in the same place."""

    place: Place
    user_id: int

    @property
    def private(self) -> bool:
        """Return whether they ask in their own chat: Telegram gives it the person's number."""
        return self.place.chat_id == self.user_id


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that a message shows. `around`: the passage the reading began with ("" for this one).

    `quote`: it stands there as a quote, pushed or asked for.
    """

    passage: Passage
    around: str = ""
    quote: bool = False

    @property
    def of_pages(self) -> bool:
        """Return whether it is a page of a speech, or what was read on from one."""
        return "+" in self.around

    @property
    def is_page(self) -> bool:
        """Return whether it is a page of a speech."""
        return self.of_pages and self.around.startswith(self.passage.id)


@dataclass(frozen=True, slots=True)
class Gone:
    """What a message shows reads differently in the speech by now, or is no longer in it."""


def digest(passages: Sequence[Passage]) -> str:
    """Return six characters that change when a passage's number or text does."""
    said = "\0".join(f"{passage.id}\n{passage.text}" for passage in passages)
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()[:4]).decode()[:6]


class ShownService:
    """Remembers what was shown, and says what a person means by 这段."""

    def __init__(
        self, store: ShownStore, speeches: LibraryHolder, clock: Clock, asking: AskingSettings
    ) -> None:
        self._store = store
        self._speeches = speeches
        self._clock = clock
        self._asking = asking

    async def note(
        self,
        place: Place,
        message_id: int,
        shows: Shows | None,
        user_id: int | None = None,
        *,
        new: bool = False,
    ) -> None:
        """Note that a message (UNSEEN: it may have arrived) shows a passage to `user_id`, a quote to everybody.

        People who were shown something in this message before see the new passage too, and they alone without
        `user_id`; `new`: it was sent just now, and nobody was. None: it shows nothing of a speech any more. The
        same for what no longer is in the speeches.
        """
        new = new or message_id == UNSEEN
        shown = self._speeches.library.stretch(shows.passage_id, shows.around) if shows else None
        if shows is None or shown is None or shows.text[:SAME] not in shown.passage.text:
            await self._store.forget(place.chat_id, message_id)
            return
        before = [] if new else await self._store.of(place.chat_id, message_id)
        people = people_of(before) | (set() if user_id is None else {user_id})
        if shows.lasting or not people:
            people = {EVERYBODY}
        thread_id = before[0].thread_id if before else place.thread_id
        now = self._clock.now()
        rows = [
            ShownPassage(
                chat_id=place.chat_id,
                message_id=message_id,
                user_id=person,
                thread_id=thread_id,
                passage_id=shows.passage_id,
                around=shows.around,
                digest=digest([shown.passage]),
                lasting=shows.lasting,
                at=now,
            )
            for person in sorted(people)
        ]
        await self._store.note(*rows)

    async def note_push(self, place: Place, message_id: int, content: Content) -> None:
        """Note what a pushed message shows; a notice shows what it quotes of a speech, word for word."""
        shows = content.shows
        if isinstance(content, NoticeText) and (quoted := self._speeches.library.quoted_in(content.text)):
            shows = Shows(quoted.id, quoted.text, lasting=True)
        if shows is not None:
            await self.note(place, message_id, shows, EVERYBODY)

    async def newest(self, asker: Asker) -> Shown | None:
        """Return what this person was shown last here, while that is fresh and its text unchanged.

        Nothing older than the newest counts: that is not what stands there. In a group, who was shown nothing
        lately speaks of what stands there for somebody else.
        """
        place = asker.place
        row = await self._store.newest(place.chat_id, place.thread_id, asker.user_id)
        if place.chat_id != asker.user_id and not (row and self._is_fresh(row)):
            row = await self._store.newest_of_anybody(place.chat_id, place.thread_id)
        found = self._read(row) if row and self._is_fresh(row) else None
        return found if isinstance(found, Shown) else None

    async def at(self, chat_id: int, message_id: int) -> Shown | Gone | None:
        """Return what this message shows now; None when it is not known."""
        rows = await self._store.of(chat_id, message_id)
        return self._read(rows[0]) if rows else None

    async def recent(self, asker: Asker, since: datetime) -> list[tuple[int, Passage]]:
        """Return what this person was shown here since `since` and still stands in the speeches.

        Each passage comes with the number of the message that shows it, or did before a button changed it.
        """
        place = asker.place
        rows = await self._store.since(place.chat_id, place.thread_id, asker.user_id, since, MOST_RECENT)
        return [(row.message_id, read.passage) for row in rows if isinstance(read := self._read(row), Shown)]

    async def before(self, asker: Asker, shown: Shown, since: datetime) -> list[Shown]:
        """Return what this person was shown here before `shown` was last, the newest first, each once."""
        place, there = asker.place, False
        found: dict[str, Shown] = {}
        rows = await self._store.since(place.chat_id, place.thread_id, asker.user_id, since, MOST_RECENT)
        for row in rows:
            if there and row.passage_id != shown.passage.id and isinstance(read := self._read(row), Shown):
                found.setdefault(row.passage_id, read)
            there = there or row.passage_id == shown.passage.id
        return list(found.values())

    async def prune(self) -> int:
        """Forget what was shown long ago; return how much."""
        return await self._store.prune(self._clock.now() - KEPT)

    def _is_fresh(self, row: ShownPassage) -> bool:
        counts = self._asking.follow_up
        if row.lasting and counts:
            counts = max(counts, QUOTE_COUNTS)
        return self._clock.now() - row.at <= counts

    def _read(self, row: ShownPassage) -> Shown | Gone:
        shown = self._speeches.library.stretch(row.passage_id, row.around)
        if shown is None or digest([shown.passage]) != row.digest:
            return Gone()
        return Shown(shown.passage, row.around, quote=row.lasting)
