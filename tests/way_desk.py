"""A desk where ways of asking are written: a folder with a speech, a model without a server, the services."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from clock import FakeClock
from model_server import questions_for

from core.settings import Settings
from services.audit import AuditService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from services.ways.building import Ways, build_ways
from storage.database import Database
from storage.people.audit import AuditStore
from storage.speeches.versions import SpeechStore
from storage.ways.batches import Batch, WayBatchStore


@dataclass
class Model:
    """A model that writes what it is told, without a server."""

    writes: Callable[[str], str] = questions_for
    name: str = "small-model"
    patience: float = 60.0
    asked: list[str] = field(default_factory=list)

    async def write(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.writes(prompt)


@dataclass
class Desk:
    """The services, and what was told while a batch was filled."""

    folder: Path
    speeches: SpeechService
    ways: Ways
    model: Model
    store: WayBatchStore
    clock: FakeClock
    told: list[Batch] = field(default_factory=list)
    number: int = 0  # of the batch that was begun last

    async def begins(self, rounds: int = 2) -> None:
        self.number = (await self.ways.filling.begin("2025", 7, rounds)).id

    async def fills(self) -> Batch:
        async def told(batch: Batch) -> None:
            self.told.append(batch)

        await self.ways.filling.go_on(told)
        return await self.ways.batches.of(self.number)

    async def says_now(self, text: str) -> None:
        (self.folder / "speeches" / "2025.txt").write_text(text, encoding="utf-8")
        await self.speeches.import_folder()


async def at_desk(database: Database, folder: Path, who: str = "bot") -> Desk:
    clock = FakeClock()
    speeches = SpeechService(SpeechStore(database), TaughtWays.of(database), folder, clock)
    await speeches.start()
    audit = AuditService(AuditStore(database), clock)
    ways = build_ways(Settings(), database, clock, speeches, ExtractionService(), audit, who=who)
    ways.filling.assistant = model = Model()
    return Desk(folder, speeches, ways, model, WayBatchStore(database), clock)
