"""The fixture `office`: the real bot, its own database, and colleagues to talk to it."""

import gc
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio
from fixtures_database import private_copy
from office import KNOWLEDGE, Office, Opened, open_office
from surroundings import SMALL_KNOWLEDGE

from core.models import SpeechText
from core.settings import AccessSettings
from knowledge.reading.extract import extract
from knowledge.reading.extracted import Extracted
from knowledge.reading.folder import KnowledgeFiles
from knowledge.search.assemble import assemble
from knowledge.search.confidence import Zones
from knowledge.search.known.asked import Asked
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from services.speeches.kept import digest
from services.speeches.kept_ways import read_anew
from storage.database import FILE_NAME, Database

OF_ALL = frozenset({KNOWLEDGE, SMALL_KNOWLEDGE})
LIBRARIES = 12  # that are held at a time; one takes some 10 MB


class Built:
    """The libraries that were built last, by what they were built of: an immutable thing, and a long work.

    Where one was built of another, that one is held, too: two are the same only if they began with the same.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Library] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def assemble(
        self,
        speeches: Sequence[SpeechText],
        files: KnowledgeFiles,
        previous: Library | None = None,
        zones: Zones | None = None,
        added: Sequence[KnownQuestion] = (),
        read: Callable[[KnowledgeFiles], Asked] | None = None,
    ) -> Library:
        """Do as `assemble`, whose arguments these are."""
        of_all = files.speeches.parent in OF_ALL
        try:
            contents: Hashable = files if of_all else _contents(files)
        except OSError:
            return assemble(speeches, files, previous, zones, added, read)  # names the file
        key = (tuple(speeches), contents, Same(previous), zones, tuple(added))
        with self._one_at_a_time:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            # What is the same for all is kept here, and in no office's folder.
            built = self._known[key] = assemble(
                speeches, files, previous, zones, added, None if of_all else read
            )
            if of_all and previous is None:
                gc.freeze()  # the collector need not look through it again and again
            while len(self._known) > LIBRARIES:
                self._known.popitem(last=False)
            return built


@dataclass(frozen=True)
class Same:
    """A library that equals no other, whatever is in them: to compare them word by word would take long."""

    library: Library | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.library is self.library

    def __hash__(self) -> int:
        return id(self.library)


def _contents(files: KnowledgeFiles) -> Hashable:
    """Return what the files beside the speeches say. Raises OSError."""
    beside = [one for one in (files.questions, files.thesaurus) if one]
    return digest(b"", files.ways), tuple((one.name, digest(b"", [one])) for one in beside)


@pytest.fixture(scope="session", autouse=True)
def build_each_library_once() -> Iterator[None]:
    """Build each library once: most of what opening an office costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.speeches.library.assemble", Built().assemble)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_each_speech_once() -> Iterator[None]:
    """Read each text once: an office begins with an empty database, so it reads the whole folder in."""
    with pytest.MonkeyPatch.context() as patch:
        for user in ("library", "kept_texts"):
            patch.setattr(f"services.speeches.{user}.extract", extract_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_ways_of_asking_once() -> Iterator[None]:
    """Read the same ways of asking once: a second of each library that is built beside the one of all."""
    known: dict[bytes, Asked] = {}

    def read_once(files: KnowledgeFiles) -> Asked:
        found = digest(b"", (*files.ways, *([files.questions] if files.questions else [])))
        if found not in known:
            known[found] = read_anew(files)
        return known[found]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.speeches.kept_ways.read_anew", read_once)
        yield


@cache
def extract_once(original: bytes, name: str) -> Extracted:
    return extract(original, name)


@pytest.fixture
def office_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """Return a folder with a migrated, empty database."""
    private_copy(sqlite_template, tmp_path / FILE_NAME)
    return tmp_path


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how `office` is opened, as Office.open takes it; a file of tests may have another."""
    return {}


@pytest_asyncio.fixture
async def office(
    office_folder: Path, opening: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """Open the office."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # PTB's next way of saying retry_after, without a warning
    async with open_office(office_folder, **opening) as opened:
        yield opened


@pytest_asyncio.fixture
async def run_office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Open an office with an operator, 吴, who is an editor too."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, operator="吴") as opened:
        yield opened


@pytest_asyncio.fixture
async def opened(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Opened]:
    """Open offices, one after another, on the same database: what Office.open and AccessSettings take."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database, offices = Database.in_folder(office_folder), []

    async def open_one(**access: object) -> Office:
        known = {
            name: access.pop(name) for name in ("world", "clock", "operator", "throttle") if name in access
        }
        settings = AccessSettings.model_validate({"mode": "members"} | access)
        office = await Office.open(database, access=settings, **known)  # type: ignore[arg-type]  # as given
        offices.append(office)
        return office

    yield open_one
    for office in offices:
        await office.end()
    await database.close()
