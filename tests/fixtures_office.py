"""The fixture `office`: the real bot, its own database, and colleagues to talk to it."""

import gc
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Sequence
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
from storage.database import FILE_NAME, Database


@pytest.fixture(scope="session", autouse=True)
def build_each_library_once() -> Iterator[None]:
    """Build each library of this checkout once: it is immutable, and most of what opening an office costs."""
    built: dict[Hashable, Library] = {}

    def assemble_once(
        speeches: Sequence[SpeechText],
        files: KnowledgeFiles,
        previous: Library | None = None,
        zones: Zones | None = None,
        added: Sequence[KnownQuestion] = (),
        read: Callable[[KnowledgeFiles], Asked] | None = None,
    ) -> Library:
        if previous is not None or files.speeches.parent not in {KNOWLEDGE, SMALL_KNOWLEDGE}:
            return assemble(speeches, files, previous, zones, added, read)
        key = (tuple(speeches), files, zones, tuple(added))
        if key not in built:
            built[key] = assemble(speeches, files, None, zones, added)
            gc.freeze()  # it stays; the collector need not look through it again and again
        return built[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.speeches.library.assemble", assemble_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_each_speech_once() -> Iterator[None]:
    """Read each text once: an office begins with an empty database, so it reads the whole folder in."""
    with pytest.MonkeyPatch.context() as patch:
        for user in ("library", "kept_texts"):
            patch.setattr(f"services.speeches.{user}.extract", extract_once)
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
