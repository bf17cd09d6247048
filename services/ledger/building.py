"""Builds the ledger. A new sheet is a source, and a line in `_sources`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.errors import OperatorError
from core.models import Quote, Role
from core.settings import AccessSettings, Settings
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.quotes.approved import ApprovedQuote, find_quote
from services.asking.remembered.shown import LibraryHolder
from services.audit import AuditService
from services.ledger.facts import Source
from services.ledger.months import MonthKeeper
from services.ledger.nameless import Nameless
from services.ledger.pack import LedgerService
from services.ledger.sheets.by_hand import HandEntryService, HandSource
from services.ledger.sheets.duties import DutySource
from services.ledger.sheets.notices import NoticeSource
from services.ledger.sheets.opinions import OpinionSource
from services.ledger.sheets.pushes import HolidaySource, PushSource
from services.ledger.sheets.questions import QuestionSource
from services.ledger.sheets.quiz import QuizSource
from services.ledger.sheets.speeches import SpeechSource
from storage.database import Database
from storage.duties.turns import DutyTurnStore
from storage.ledger.counts import LedgerStore
from storage.ledger.months import LedgerEntryStore, LedgerMonthStore
from storage.people.audit import AuditStore
from storage.people.names import NameStore
from storage.people.people import PeopleStore
from storage.pushes.checklists import ChecklistStore
from storage.quiz.items import QuizItemStore
from storage.quiz.polls import QuizPollStore


@dataclass(frozen=True, slots=True)
class Ledger:
    """The services of the ledger."""

    pack: LedgerService
    by_hand: HandEntryService


def build_ledger(
    settings: Settings,
    database: Database,
    clock: Clock,
    speeches: LibraryHolder,
    approved: Callable[[str], Quote | None] | None = None,
) -> Ledger:
    """Build the ledger, for the bot and for the command line.

    `approved` gives the quotes that are approved, with their sources; others are looked for in the speeches.
    Raises OperatorError when the settings name a sheet that nobody can sign.
    """

    def find(text: str) -> Quote | None:
        known = approved(text) if approved else None
        return known or find_quote(ApprovedQuote(text, "", ""), speeches.library)

    store, zone = LedgerStore(database), settings.reminder.zone
    sources = _sources(settings, database, store, speeches, find)
    signs = [source.name for source in sources if source.signs]
    if wrong := sorted(settings.ledger.sign_on - set(signs)):
        raise OperatorError(f"设置 ledger.sign_on：没有可签字的表“{wrong[0]}”，可以写：{'、'.join(signs)}")
    nameless = Nameless(NameStore(database), speeches)
    keeper = MonthKeeper(sources, LedgerMonthStore(database), store, nameless, clock, zone)
    return Ledger(
        LedgerService(sources, keeper, nameless, clock, settings.ledger, zone),
        HandEntryService(LedgerEntryStore(database), AuditService(AuditStore(database), clock), clock),
    )


def _sources(
    settings: Settings,
    database: Database,
    store: LedgerStore,
    speeches: LibraryHolder,
    find: Callable[[str], Quote | None],
) -> Sequence[Source]:
    """Return what gives the sheets, in their order."""
    zone, pushes = settings.reminder.zone, PushSource(store, find)
    return (
        pushes,
        HolidaySource(pushes, WorkCalendar(settings.calendar), ChecklistStore(database)),
        NoticeSource(store),
        QuizSource(store, QuizItemStore(database), QuizPollStore(database), speeches),
        DutySource(DutyTurnStore(database)),
        SpeechSource(store, _Roles(settings.access, PeopleStore(database)).of, zone),
        OpinionSource(store, zone),
        QuestionSource(store, speeches, zone),
        HandSource(LedgerEntryStore(database)),
    )


@dataclass(frozen=True, slots=True)
class _Roles:
    """The roles that people were granted, by the settings or in chat."""

    settings: AccessSettings
    people: PeopleStore

    async def of(self, user_id: int) -> Role:
        """Return a person's role."""
        if user_id in self.settings.operators:
            return Role.OPERATOR
        person = await self.people.of(user_id)
        granted = person.role if person else Role.STRANGER
        return max(granted, Role.EDITOR) if user_id in self.settings.editors else granted
