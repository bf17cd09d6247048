"""The speeches in use: from the operator's folder into the database, and from there into the library."""

import asyncio
import ctypes
import hashlib
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError
from core.models import SpeechText
from knowledge.reading.extract import extract, is_text
from knowledge.reading.extracted import Extracted
from knowledge.reading.folder import KnowledgeFiles, locate, look_through
from knowledge.search.assemble import assemble
from knowledge.search.confidence import Zones
from knowledge.search.known import KnownQuestion
from knowledge.search.library import Library
from knowledge.search.ways import name_of
from services.speeches.extraction import ExtractionService
from storage.known_questions import KnownQuestionStore
from storage.speeches import FolderChanges, SpeechFile, SpeechStore

ADDED = "editor"  # whose words the ways of asking added in chat are, where the files name their writers

log = logging.getLogger(__name__)


class SpeechService:
    """Holds the library that answers come from, and swaps it whole when the speeches change.

    The database is the truth. What the operator puts into the folder `knowledge.folder` is confirmed by
    that act: a new or changed file is the current version from the next `start` or `import_folder` on, and
    a file that is taken out withdraws its speech, whose versions are kept. A speech that came into the
    database in another way is not touched by the folder.
    """

    def __init__(
        self,
        store: SpeechStore,
        known: KnownQuestionStore,
        folder: Path,
        clock: Clock,
        zones: Zones | None = None,
        extraction: ExtractionService | None = None,
    ) -> None:
        self._extraction = extraction or ExtractionService()
        self._zones = zones
        self._store = store
        self._known = known
        self._folder = folder
        self._clock = clock
        self._library: Library | None = None
        self._fingerprint = ""
        self._changing = asyncio.Lock()
        self._followers: list[Callable[[], Awaitable[None]]] = []
        self._unread: tuple[str, ...] = ()
        self._unusable: tuple[str, ...] = ()
        self._missed: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Return a sentence for each knowledge file that could not be used: the bot does without it."""
        return tuple(dict.fromkeys((*self._unread, *self._unusable, *self._missed)))

    def miss(self, problem: str) -> None:
        """Note that a knowledge file cannot be used, by one that reads what stands beside the speeches."""
        log.error("%s；先不用它", problem.rstrip("。"))
        self._missed = (*self._missed, problem)

    @property
    def files(self) -> KnowledgeFiles:
        """Return where the parts of the knowledge are; without any when the folder is gone."""
        try:
            return locate(self._folder)
        except OperatorError:
            return KnowledgeFiles(self._folder)

    @property
    def library(self) -> Library:
        """Return the library in use. Not before `start` has returned."""
        if self._library is None:
            raise RuntimeError("SpeechService.library before start()")
        return self._library

    def follow(self, swapped: Callable[[], Awaitable[None]]) -> None:
        """Call `swapped` whenever another library has taken the place of this one."""
        self._followers.append(swapped)

    async def touched(self) -> frozenset[str]:
        """Return the speeches that are withdrawn, or not as the operator's folder last held them."""
        return await self._store.touched()

    async def start(self) -> None:
        """Read the folder in and build the library from what the database then holds.

        What cannot be read stands in `problems`. OperatorError names it when without it there is no speech.
        """
        try:
            await self._read_in(whole=False)
        except OperatorError as error:
            if not await self._store.current():
                raise
            self._unread = (str(error),)
        for problem in self._unread:
            log.error("%s；先用数据库里已有的讲话", problem.rstrip("。"))
        async with self._changing:
            await self._rebuild()

    async def import_folder(self) -> FolderChanges:
        """Read the folder in and return what changed; after `start`, swap the library too.

        All or nothing: OperatorError names the first file that cannot be read.
        """
        changes = await self._read_in(whole=True)
        async with self._changing:
            if self._library is not None:
                await self._rebuild()
        return changes

    async def _read_in(self, *, whole: bool) -> FolderChanges:
        """Make the database follow the folder; unless all of it must be read (`whole`), as far as it can be."""
        known, loop = await self._store.documents(), asyncio.get_running_loop()

        def read(original: bytes, name: str) -> Extracted:
            """Read text here, a document in a worker unless it was read before. Called in a thread."""
            if is_text(original, name):
                return extract(original, name)
            if before := known.get(hashlib.sha256(original).hexdigest()):
                return Extracted(before.text, before.title, before.date, before.occasion)
            return asyncio.run_coroutine_threadsafe(self._extraction.extract(original, name), loop).result()

        found = await asyncio.to_thread(look_through, locate(self._folder).speeches, read)
        for ignored in found.ignored:
            log.warning("%s", ignored)
        why = tuple(one.why for one in found.unread)
        if why and (whole or not (found.speeches or await self._store.current())):
            raise OperatorError(why[0])
        self._unread = why
        files = [SpeechFile(one.speech, one.original) for one in found.speeches]
        return await self._store.read_in(files, self._clock.now(), kept={one.slug for one in found.unread})

    async def refresh(self) -> bool:
        """Swap the library if what it is made of has changed in the database; return whether it has.

        Before `start` there is nothing to swap.
        """
        async with self._changing:
            if self._library is None or await self._current_fingerprint() == self._fingerprint:
                return False
            await self._rebuild()
            return True

    async def _rebuild(self) -> None:
        # The fingerprint first: a change in between is noticed by the next refresh.
        fingerprint = await self._current_fingerprint()
        speeches, added = await self._store.current(), await self._added()
        if not speeches:
            raise OperatorError("没有可用的讲话：请在 knowledge.folder 所指的文件夹里放入 .txt 文件")
        before = self._library
        if before is None:
            # Nobody is served yet; and of what another thread takes, the C library gives less back (5 MB).
            self._library, unusable = _assemble(speeches, self.files, None, self._zones, added)
        else:
            self._library, unusable = await asyncio.to_thread(
                _assemble, speeches, self.files, before, self._zones, added
            )
        for problem in set(unusable) - set(self._unusable):
            log.error("%s；先不用它", problem.rstrip("。"))
        self._unusable = unusable
        self._fingerprint = fingerprint
        _give_memory_back()
        for swapped in self._followers:
            await swapped()

    async def _current_fingerprint(self) -> str:
        return f"{await self._store.fingerprint()} {await self._known.fingerprint()}"

    async def _added(self) -> list[KnownQuestion]:
        return [
            KnownQuestion(one.question, ADDED, one.text, one.slug, one.about)
            for one in await self._known.in_use()
        ]


def _assemble(
    speeches: list[SpeechText],
    files: KnowledgeFiles,
    previous: Library | None,
    zones: Zones | None,
    added: list[KnownQuestion],
) -> tuple[Library, tuple[str, ...]]:
    """Build the library without the files beside the speeches that cannot be used; return why they cannot."""
    why: list[str] = []
    while True:
        try:
            return assemble(speeches, files, previous, zones, added), tuple(why)
        except OperatorError as error:
            why.append(str(error))
            if (without := _without_the_blamed(files, str(error))) is None:
                raise
            files = without


def _without_the_blamed(files: KnowledgeFiles, why: str) -> KnowledgeFiles | None:
    """Return the files without the one that the sentence names; without the first, when it names none.

    None when nothing is left to do without.
    """
    without: list[tuple[str, KnowledgeFiles]] = []
    for file in files.ways:
        kept = tuple(other for other in files.ways if other != file)
        without.append((name_of(file), replace(files, ways=kept)))
    if files.questions:
        without.append((files.questions.name, replace(files, questions=None)))
    if files.thesaurus:
        without.append((files.thesaurus.name, replace(files, thesaurus=None)))
    named = (rest for name, rest in without if name in why)
    return next(named, without[0][1] if without else None)


def _give_memory_back() -> None:
    """Return to the system what building took for a moment: 7 MB that the C library would keep for itself."""
    with suppress(AttributeError, OSError, TypeError):  # only glibc knows the call
        ctypes.CDLL(None).malloc_trim(0)
