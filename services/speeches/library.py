"""The speeches in use: from the operator's folder into the database, and from there into the library."""

import asyncio
import ctypes
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from core.clock import Clock
from core.errors import OperatorError
from knowledge.reading.extracted import Extracted
from knowledge.reading.folder import Reader, locate, read_folder
from knowledge.search.assemble import assemble
from knowledge.search.confidence import Zones
from knowledge.search.known import KnownQuestion
from knowledge.search.library import Library
from services.speeches.extraction import ExtractionService
from storage.known_questions import KnownQuestionStore
from storage.speeches import FolderChanges, SpeechFile, SpeechStore

ADDED = "editor"  # whose words the ways of asking added in chat are, where questions.toml names its askers


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
        """Read the folder in and build the library. OperatorError names what cannot be read."""
        await self._read_in()
        async with self._changing:
            await self._rebuild()

    async def import_folder(self) -> FolderChanges:
        """Read the folder in and return what changed; after `start`, swap the library too."""
        changes = await self._read_in()
        async with self._changing:
            if self._library is not None:
                await self._rebuild()
        return changes

    async def _read_in(self) -> FolderChanges:
        known, loop = await self._store.documents(), asyncio.get_running_loop()

        def read(original: bytes, name: str) -> Extracted:
            """Read a document in a worker, unless it was read before. Called in a thread."""
            if before := known.get(hashlib.sha256(original).hexdigest()):
                return Extracted(before.text, before.title, before.date, before.occasion)
            return asyncio.run_coroutine_threadsafe(self._extraction.extract(original, name), loop).result()

        found = await asyncio.to_thread(_read, locate(self._folder).speeches, read)
        return await self._store.read_in(found, self._clock.now())

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
        files = locate(self._folder)
        if self._library is None:
            # Nobody is served yet; and of what another thread takes, the C library gives less back (5 MB).
            self._library = assemble(speeches, files, None, self._zones, added)
        else:
            self._library = await asyncio.to_thread(
                assemble, speeches, files, self._library, self._zones, added
            )
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


def _give_memory_back() -> None:
    """Return to the system what building took for a moment: 7 MB that the C library would keep for itself."""
    with suppress(AttributeError, OSError, TypeError):  # only glibc knows the call
        ctypes.CDLL(None).malloc_trim(0)


def _read(folder: Path, read: Reader) -> list[SpeechFile]:
    found = []
    for speech in read_folder(folder, read):
        try:
            found.append(SpeechFile(speech, (folder / speech.file).read_bytes()))
        except OSError as error:
            raise OperatorError(f"读不了讲话文件 {speech.file}：{error.strerror}") from None
    return found
