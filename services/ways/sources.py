"""Where the ways of asking come from: listed, measured, withdrawn; and which have lost their words."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError, UserError
from core.models import SpeechText
from knowledge.search.known.questions import KnownQuestion, read_questions
from knowledge.search.known.ways import NOT_SAID, read_ways
from knowledge.speech.segment import Passage
from knowledge.ways.sources import (
    QUESTIONS,
    Kind,
    Loose,
    Sourced,
    batch_number,
    batch_source,
    file_source,
    kind_of,
    loose,
    winning,
)
from knowledge.ways.weighing import Gain, gain
from services.audit import AuditService
from services.speeches.library import SpeechService
from storage.asking.known_questions import AddedQuestion, KnownQuestionStore
from storage.ways.batches import WayBatchStore
from storage.ways.withdrawn import WithdrawnWayStore

LAID_ASIDE = "loose"
NO_SOURCE = "没有“{source}”这个来源。有哪些来源，请看 ways list。"
SETTLED = {False: "“{source}”已经撤回过了。", True: "“{source}”没有撤回过，还在用。"}
OF_BATCH = "批次请用它的号码撤回或收下。"
NOTHING = "“{source}”里没有相似问，没法量。"
REBOUND = "这些相似问已经有人处理过了。"

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Ways of asking of one origin for one speech ("" stands for what no speech says)."""

    name: str
    kind: Kind
    slug: str
    count: int
    in_use: bool


class WaySourceService:
    """Files, bindings and batches are one kind of thing here, each by the name that people type."""

    def __init__(
        self,
        speeches: SpeechService,
        bindings: KnownQuestionStore,
        batches: WayBatchStore,
        withdrawn: WithdrawnWayStore,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._speeches = speeches
        self._bindings = bindings
        self._batches = batches
        self._withdrawn = withdrawn
        self._audit = audit
        self._clock = clock

    async def known(self, slug: str | None = None) -> list[Sourced]:
        """Return what counts now, of all speeches or of one; with one, also what no speech says."""
        without = await self._withdrawn.listed()
        files = [one for one in await asyncio.to_thread(self._files, slug) if one.source not in without]
        every = winning(files, await self._added())
        return [one for one in every if slug is None or one.way.speech in ("", slug)]

    async def sources(self, slug: str | None = None) -> list[Source]:
        """Return every source with how many ways it has for which speech, in use or not."""
        without = await self._withdrawn.listed()
        every = [*await asyncio.to_thread(self._files, slug), *await self._speeches.taught.bindings()]
        every += [one for one in await self._added() if kind_of(one.source) is Kind.BATCH]
        counts: dict[tuple[str, str], int] = {}
        for one in every:
            speech = one.way.speech
            if slug in (None, speech):
                counts[one.source, speech] = counts.get((one.source, speech), 0) + 1
        return [
            Source(name, kind_of(name), speech, count, name not in without)
            for (name, speech), count in counts.items()
        ]

    async def ways(self, source: str) -> list[KnownQuestion]:
        """Return all ways of a source, in use or not. Raises UserError when there is no such source."""
        if (number := batch_number(source)) is not None:
            batch = await self._batches.of(number)
            if batch is None:
                raise UserError(NO_SOURCE.format(source=source))
            return [
                KnownQuestion(one.question, one.asker, one.text, batch.slug if one.text else "", one.about)
                for one in await self._batches.ways(number)
                if not one.refused and not one.bad
            ]
        every = [*await asyncio.to_thread(self._files), *await self._speeches.taught.bindings()]
        found = [one.way for one in every if one.source == source]
        if not found:
            raise UserError(NO_SOURCE.format(source=source[:60]))
        return found

    async def withdraw(self, source: str, by: int | None) -> None:
        """Take a file's or the editors' ways for a speech out of use, in every process. Raises UserError."""
        await self.ways(source)
        if batch_number(source) is not None:
            raise UserError(OF_BATCH)
        entry = self._audit.entry(by, "ways.withdraw", source)
        if not await self._withdrawn.withdraw(source, by, self._clock.now(), entry):
            raise UserError(SETTLED[False].format(source=source))
        await self._speeches.refresh()

    async def restore(self, source: str, by: int | None) -> None:
        """Bring a source back into use. Raises UserError when it is in use."""
        if not await self._withdrawn.restore(source, self._audit.entry(by, "ways.restore", source)):
            raise UserError(SETTLED[True].format(source=source[:60]))
        await self._speeches.refresh()

    async def measure(self, source: str, progress: Progress) -> Gain | None:
        """Measure what a source brings, or all ways of a speech when its slug is given; None: nobody can ask.

        In a thread; `progress` is called there. Raises UserError when there is nothing to measure.
        """
        library = self._speeches.library
        known = await self.known()
        if any(speech.slug == source for speech in library.speeches):
            ways = [one.way for one in known if one.way.speech == source]
            others = [one.way for one in known if one.way.speech != source]
        else:
            ways = await self.ways(source)
            number = batch_number(source)
            name = source if number is None else batch_source(number)
            others = [one.way for one in known if one.source != name]
        if not ways:
            raise UserError(NOTHING.format(source=source))
        thesaurus = library.thesaurus
        return await asyncio.to_thread(gain, library.speeches, others, ways, thesaurus, library, progress)

    async def loose(self, slug: str | None = None) -> list[Loose]:
        """Return what has lost its words in the speeches in use, but for what was laid aside."""
        aside = await self._withdrawn.listed()
        texts = {one.slug: one.text for one in self._speeches.library.speeches if slug in (None, one.slug)}
        known = await self.known(slug)
        found = await asyncio.to_thread(loose, known, texts)
        return [one for one in found if aside_name(one) not in aside]

    async def standing(self, speech: SpeechText) -> tuple[int, list[Loose]]:
        """Return how many ways a new version keeps, and those whose words it does not say."""
        known = [one for one in await self.known(speech.slug) if one.way.text and one.way.speech == speech.slug]
        lost = await asyncio.to_thread(loose, known, {speech.slug: speech.text})
        return len(known) - sum(len(one.questions) for one in lost), lost

    async def bind(self, one: Loose, passage: Passage, by: int | None) -> None:
        """Let loose ways lead to a passage from now on, in every process. UserError: settled meanwhile."""
        await self._still_loose(one)
        slug, now = passage.id.rsplit("-", 2)[0], self._clock.now()
        added = [AddedQuestion(question, slug, passage.text, "", by, now) for question in one.questions]
        entry = self._audit.entry(by, "ways.bind", f"{slug}，{len(added)} 个", now=passage.id)
        await self._bindings.bind(added, entry)
        await self._speeches.refresh()

    async def lay_aside(self, one: Loose, by: int | None) -> None:
        """List loose ways no more. They count again when a version says their words. Raises UserError."""
        await self._still_loose(one)
        subject = f"{one.slug}，{len(one.questions)} 个"
        entry = self._audit.entry(by, "ways.withdraw", subject)
        await self._withdrawn.withdraw(aside_name(one), by, self._clock.now(), entry)

    async def _still_loose(self, one: Loose) -> None:
        if all((other.slug, other.text) != (one.slug, one.text) for other in await self.loose(one.slug)):
            raise UserError(REBOUND)

    async def _added(self) -> list[Sourced]:
        return await self._speeches.taught.added({one.slug for one in self._speeches.library.speeches})

    def _files(self, slug: str | None = None) -> list[Sourced]:
        """Read the folder's ways of asking; a file that cannot be used has been complained of already."""
        files, found = self._speeches.files, list[Sourced]()
        for file in files.ways:
            if slug is None or file.parent.name in (slug, NOT_SAID):
                found += _read(file_source(file), lambda path: read_ways([path]), file)
        if files.questions:
            found += _read(QUESTIONS, read_questions, files.questions)
        return found


def aside_name(one: Loose) -> str:
    """Return what the table of withdrawn sources calls loose ways that nobody wants."""
    return f"{LAID_ASIDE}/{one.slug}/{digest(one)}"


def digest(one: Loose) -> str:
    """Return a short name for loose ways, for a button."""
    return hashlib.sha256(one.text.encode()).hexdigest()[:8]


def _read(source: str, read: Callable[[Path], Sequence[KnownQuestion]], file: Path) -> list[Sourced]:
    try:
        return [Sourced(source, way) for way in read(file)]
    except OperatorError:
        log.debug("%s cannot be used", source)
        return []
