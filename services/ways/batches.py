"""Batches of ways of asking: drafted or brought, sampled by an editor, taken in, withdrawn, dropped."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.errors import UserError
from knowledge.speech.segment import Segmented, segment
from knowledge.ways.replies import Reply
from knowledge.ways.tasks import ASKERS, Task, tasks
from knowledge.ways.weighing import doubted
from services.audit import AuditService
from services.speeches.library import SpeechService
from services.ways.reading import sifted
from services.ways.sources import WaySourceService
from storage.states import BatchState, WriterKind
from storage.ways.batches import Batch, NewBatch, StoredWay, WayBatchStore

SAMPLE = 20  # questions that an editor looks at, at once
NO_SPEECH = "没有在用的讲话“{slug}”。请看 /speeches 里的编号。"
GONE = "没有第 {number} 批相似问，或已经丢掉了。"
BUSY = "《{title}》的相似问正在写，不用再开始。"
SETTLED = "这一批已经有人处理过了，请看它现在的样子。"
NOTHING = "这一批里没有能用的相似问，没有收下。"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of a batch's ways, as an editor samples them; `first` of them, from 1, of `every`.

    `doubted` are questions said to have no answer that the library answers now: they come first.
    """

    batch: Batch
    page: int
    pages: int
    first: int
    every: int
    ways: tuple[StoredWay, ...]
    doubted: frozenset[str]


class WayBatchService:
    """The second of two is told: each change says in which state it expects its batch."""

    def __init__(
        self,
        store: WayBatchStore,
        speeches: SpeechService,
        sources: WaySourceService,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._store = store
        self._sources = sources
        self._speeches = speeches
        self._audit = audit
        self._clock = clock

    async def listed(self, slug: str | None = None) -> list[Batch]:
        """Return the batches of a speech, or all, the oldest first."""
        return [one for one in await self._store.listed() if slug in (None, one.slug)]

    async def of(self, number: int) -> Batch:
        """Return a batch. Raises UserError when there is none."""
        if (batch := await self._store.of(number)) is None:
            raise UserError(GONE.format(number=number))
        return batch

    async def tasks(self, slug: str, rounds: int = len(ASKERS)) -> list[Task]:
        """Return the tasks for a speech in use. Raises UserError when there is none of that name."""
        return await asyncio.to_thread(tasks, self.speech(slug), rounds)

    def has(self, slug: str) -> bool:
        """Return whether a speech of that name is in use."""
        return any(speech.slug == slug for speech in self._speeches.library.speeches)

    def speech(self, slug: str) -> Segmented:
        """Return a speech in use. Raises UserError when there is none of that name."""
        for speech in self._speeches.library.speeches:
            if speech.slug == slug:
                return segment(speech)
        raise UserError(NO_SPEECH.format(slug=slug[:20]))

    async def begin(self, slug: str, writer: str, rounds: int, by: int | None) -> Batch:
        """Begin a batch that a model is to fill. Raises UserError when one of the speech is being filled."""
        ids = [task.id for task in await self.tasks(slug, rounds)]
        new = NewBatch(slug, WriterKind.ASSISTANT, writer, by, self._clock.now())
        if (number := await self._store.begin(new, ids)) is None:
            raise UserError(BUSY.format(title=self.speech(slug).speech.title))
        return await self.of(number)

    async def bring(self, slug: str, kind: WriterKind, writer: str, reply: Reply, by: int | None) -> Batch:
        """Keep what came back for a speech in one piece, sifted."""
        there = [one.way.question for one in await self._sources.known(slug)]
        stored = await asyncio.to_thread(sifted, reply, self._speeches.library, there)
        new = NewBatch(slug, kind, writer, by, self._clock.now())
        return await self.of(await self._store.bring(new, stored))

    async def there(self, batch: Batch) -> list[str]:
        """Return the questions that are known for a batch's speech, and the batch's own so far."""
        known = [one.way.question for one in await self._sources.known(batch.slug)]
        return known + [one.question for one in await self._store.ways(batch.id) if not one.refused]

    async def sample(self, number: int, page: int) -> Sample:
        """Return a page of a batch for an editor to judge: what is doubted, then from all over the batch."""
        batch = await self.of(number)
        ways = [one for one in await self._store.ways(number) if not one.refused]
        beside = [way.question for way in ways if not way.text]
        first = await asyncio.to_thread(doubted, self._speeches.library, beside)
        ways.sort(
            key=lambda way: (
                way.question not in first,
                hashlib.sha256(f"{number} {way.id}".encode()).digest(),
            )
        )
        pages = max(1, -(-len(ways) // SAMPLE))
        page = max(0, min(page, pages - 1))
        shown = tuple(ways[page * SAMPLE : (page + 1) * SAMPLE])
        return Sample(batch, page, pages, page * SAMPLE + 1, len(ways), shown, first)

    async def judge(self, number: int, way: int, *, bad: bool) -> None:
        """Note an editor's word on one way. Raises UserError when the batch is settled."""
        if not await self._store.judge(number, way, bad=bad):
            raise UserError(SETTLED)

    async def refused(self, number: int) -> list[tuple[str, list[StoredWay]]]:
        """Return what of a batch cannot be used, by reason, the most frequent first. Raises UserError."""
        await self.of(number)
        ways = [one for one in await self._store.ways(number) if one.refused]
        counts = Counter(one.refused for one in ways)
        return [(why, [one for one in ways if one.refused == why]) for why, _ in counts.most_common()]

    async def ways(self, number: int) -> Sequence[StoredWay]:
        """Return everything that was written for a batch."""
        return await self._store.ways(number)

    async def weighed(self, number: int, lines: Sequence[str]) -> None:
        """Keep what was measured of a batch, as it is said to people."""
        await self._store.weigh(number, "\n".join(lines))

    async def take(self, number: int, by: int | None) -> Batch:
        """Take a batch into use, here at once, in other processes within seconds. Raises UserError."""
        batch = await self.of(number)
        if not batch.usable:
            raise UserError(NOTHING)
        entry = self._audit.entry(by, "ways.take", _named(batch), now=f"{batch.usable} 个")
        await self._settled(await self._store.take(number, entry))
        return await self.of(number)

    async def withdraw(self, number: int, by: int | None) -> Batch:
        """Take all of a batch out of use. Raises UserError when it is not in use."""
        batch = await self.of(number)
        entry = self._audit.entry(by, "ways.withdraw", _named(batch), was=f"{batch.usable} 个")
        await self._settled(await self._store.withdraw(number, entry))
        return await self.of(number)

    async def drop(self, number: int, by: int | None) -> Batch:
        """Forget a batch that is not in use. Raises UserError for one that is."""
        batch = await self.of(number)
        entry = self._audit.entry(by, "ways.drop", _named(batch), was=f"{batch.usable} 个")
        await self._settled(await self._store.drop(number, entry))
        return batch

    async def _settled(self, done: bool) -> None:
        if not done:
            raise UserError(SETTLED)
        await self._speeches.refresh()


def is_open(batch: Batch) -> bool:
    """Return whether a batch waits for an editor or a writer."""
    return batch.state in {BatchState.FILLING, BatchState.PAUSED, BatchState.READY}


def _named(batch: Batch) -> str:
    return f"批 {batch.id}（{batch.slug}，{batch.writer}）"
