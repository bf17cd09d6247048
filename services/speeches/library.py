"""The speeches in use: from the operator's folder into the database, and from there into the library."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError
from core.memory import give_back
from core.models import SpeechText
from knowledge.reading.extract import extract, is_text
from knowledge.reading.extracted import Extracted
from knowledge.reading.folder import KnowledgeFiles, SpeechFolder, locate, look_through
from knowledge.search.assemble import assemble
from knowledge.search.confidence import Zones
from knowledge.search.known.asked import Asked
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.known.ways import name_of
from knowledge.search.library import Library
from knowledge.ways.sources import QUESTIONS, file_source
from services.speeches.extraction import ExtractionService
from services.speeches.kept_texts import KeptTexts
from services.speeches.kept_ways import KeptWays
from services.speeches.taught import TaughtWays
from storage.speeches.versions import FolderChanges, InUse, SpeechFile, SpeechStore

log = logging.getLogger(__name__)


class SpeechService:
    """Holds the library that answers come from, and swaps it whole when the speeches change.

    The database decides. Files that the operator puts into the folder `knowledge.folder` need no confirmation:
    a new or changed file is the current version from the next `start` or `import_folder` on, and a file that is
    taken out withdraws its speech, whose versions are kept. A speech that came into the database in another way
    is not touched by the folder.
    """

    def __init__(
        self,
        store: SpeechStore,
        taught: TaughtWays,
        folder: Path,
        clock: Clock,
        zones: Zones | None = None,
        extraction: ExtractionService | None = None,
        kept: Path | None = None,
    ) -> None:
        self._kept = kept  # the folder for what takes long to read
        self._read = KeptWays(kept).read if kept else None
        self._extraction = extraction or ExtractionService()
        self._zones = zones
        self._store = store
        self._taught = taught
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
        """Return a sentence for each knowledge file that could not be used; the bot works without it."""
        return tuple(dict.fromkeys((*self._unread, *self._unusable, *self._missed)))

    def miss(self, problem: str) -> None:
        """Note that a knowledge file beside the speeches cannot be used; its reader calls this."""
        log.error("%s；先不用它", problem.rstrip("。"))
        self._missed = (*self._missed, problem)

    @property
    def taught(self) -> TaughtWays:
        """Return the ways of asking that are kept in the database."""
        return self._taught

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

    async def original(self, slug: str) -> tuple[str, bytes] | None:
        """Return the name and the bytes of the file a speech was read from; None when it is not in use."""
        return await self._store.current_original(slug)

    def follow(self, swapped: Callable[[], Awaitable[None]]) -> None:
        """Call `swapped` whenever the library was replaced."""
        self._followers.append(swapped)

    async def touched(self) -> frozenset[str]:
        """Return the speeches that are withdrawn, or not as the operator's folder last held them."""
        return await self._store.touched()

    async def start(self) -> None:
        """Read the folder and build the library from what is then in the database.

        What cannot be read is listed in `problems`. OperatorError names it if no speech is left without it.
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

    async def open(self) -> None:
        """Build the library from what the database holds; only an empty one has the folder read in, as `start`.

        For the command line, which is not to change what a running bot answers from.
        """
        if not await self._store.current():
            await self.start()
            return
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
        """Bring the database to the folder's state: all of it if `whole`, else as far as it can be read."""
        texts = KeptTexts(self._kept) if self._kept else None
        found = await self._look(texts)
        if texts:
            texts.keep()
        for ignored in found.ignored:
            log.warning("%s", ignored)
        why = tuple(one.why for one in found.unread)
        if why and (whole or not (found.speeches or await self._store.current())):
            raise OperatorError(why[0])
        self._unread = why
        return await self._store.read_in(_files(found), self._clock.now(), kept=_kept(found))

    async def _look(self, texts: KeptTexts | None) -> SpeechFolder:
        """Read the folder, with what was read before where nothing has changed since."""
        known, loop = await self._store.documents(), asyncio.get_running_loop()

        def read(original: bytes, name: str) -> Extracted:
            """Read text here, a document in a worker unless it was read before. Called in a thread."""
            if is_text(original, name):
                return texts.read(original, name) if texts else extract(original, name)
            if before := known.get(hashlib.sha256(original).hexdigest()):
                return Extracted(before.text, before.title, before.date, before.occasion)
            return asyncio.run_coroutine_threadsafe(self._extraction.extract(original, name), loop).result()

        return await asyncio.to_thread(look_through, locate(self._folder).speeches, read)

    async def would_start(self) -> InUse:
        """Return what a start would change in the database, and what would be in use then; change nothing.

        Raises OperatorError when nothing of the folder can be read.
        """
        found = await self._look(None)
        return await self._store.would_read_in(_files(found), kept=_kept(found))

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
        # One without words, as by a hand in the database, must not stop the others.
        speeches = [one for one in await self._store.current() if one.text.strip()]
        added = [one.way for one in await self._taught.added({speech.slug for speech in speeches})]
        if not speeches:
            raise OperatorError("没有可用的讲话：请在 knowledge.folder 所指的文件夹里放入 .txt 文件")
        before, files = self._library, in_use(self.files, await self._taught.without())
        if before is None:
            # Nobody is served yet, so no thread is needed; memory used in a thread is given back less well (5
            # MB).
            self._library, unusable = _assemble(speeches, files, None, self._zones, added, self._read)
        else:
            self._library, unusable = await asyncio.to_thread(
                _assemble, speeches, files, before, self._zones, added, self._read
            )
        for problem in set(unusable) - set(self._unusable):
            log.error("%s；先不用它", problem.rstrip("。"))
        self._unusable = unusable
        self._fingerprint = fingerprint
        give_back()
        for swapped in self._followers:
            await swapped()

    async def _current_fingerprint(self) -> str:
        return f"{await self._store.fingerprint()} {await self._taught.fingerprint()}"


def _files(found: SpeechFolder) -> list[SpeechFile]:
    return [SpeechFile(one.speech, one.original) for one in found.speeches]


def _kept(found: SpeechFolder) -> frozenset[str]:
    return frozenset(one.slug for one in found.unread)


def in_use(files: KnowledgeFiles, without: frozenset[str]) -> KnowledgeFiles:
    """Return the files less those whose ways of asking were taken out of use."""
    return replace(
        files,
        ways=tuple(file for file in files.ways if file_source(file) not in without),
        questions=None if QUESTIONS in without else files.questions,
    )


def _assemble(
    speeches: list[SpeechText],
    files: KnowledgeFiles,
    previous: Library | None,
    zones: Zones | None,
    added: list[KnownQuestion],
    read: Callable[[KnowledgeFiles], Asked] | None,
) -> tuple[Library, tuple[str, ...]]:
    """Build the library without the files beside the speeches that cannot be used; return why they cannot."""
    why: list[str] = []
    while True:
        try:
            return assemble(speeches, files, previous, zones, added, read), tuple(why)
        except OperatorError as error:
            why.append(str(error))
            if (without := _without_the_blamed(files, str(error))) is None:
                raise
            files = without


def _without_the_blamed(files: KnowledgeFiles, why: str) -> KnowledgeFiles | None:
    """Return the files without the one that the sentence names, or without the first if it names none.

    None when no file is left to leave out.
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
