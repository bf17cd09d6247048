"""Builds the services of the ways of asking: who is given what."""

from dataclasses import dataclass

from core.clock import Clock
from core.settings import Settings
from services.audit import AuditService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.ways.assistant import OpenAiAssistant
from services.ways.batches import WayBatchService
from services.ways.files import WayFileService
from services.ways.filling import BOT, FillingService
from services.ways.sources import WaySourceService
from storage.asking.known_questions import KnownQuestionStore
from storage.database import Database
from storage.ways.batches import WayBatchStore
from storage.ways.withdrawn import WithdrawnWayStore


@dataclass(frozen=True, slots=True)
class Ways:
    """The services around ways of asking."""

    sources: WaySourceService
    batches: WayBatchService
    filling: FillingService
    files: WayFileService


def build_ways(
    settings: Settings,
    database: Database,
    clock: Clock,
    speeches: SpeechService,
    extraction: ExtractionService,
    audit: AuditService,
    *,
    who: str = BOT,
) -> Ways:
    """Build them; the command line says that it is not the running bot by `who`."""
    store = WayBatchStore(database)
    sources = WaySourceService(
        speeches, KnownQuestionStore(database), store, WithdrawnWayStore(database), audit, clock
    )
    batches = WayBatchService(store, speeches, sources, audit, clock)
    assistant = OpenAiAssistant(settings, clock) if settings.assistant.url else None
    alone = database.dialect == "sqlite" and who == BOT
    filling = FillingService(store, batches, speeches, assistant, clock, who=who, alone=alone)
    return Ways(sources, batches, filling, WayFileService(batches, extraction))
