"""Builds the services of duties: who is given what."""

from dataclasses import dataclass

from core.clock import Clock
from core.settings import Settings
from knowledge.language.calendar.workdays import WorkCalendar
from services.asking.remembered.shown import LibraryHolder
from services.audit import AuditService
from services.duties.duties import DutyService
from services.duties.named import Named
from services.duties.own import OwnDuties
from services.duties.watch import DutyWatch
from services.duties.year import DutyYear
from services.people.access import AccessService
from services.people.names import Names
from storage.database import Database
from storage.duties.duties import DutyStore
from storage.duties.leavers import DutyLeaverStore
from storage.duties.turns import DutyTurnStore
from storage.people.chats import ChatStore
from storage.people.names import NameStore
from storage.pushes.deliveries import DeliveryStore


@dataclass(frozen=True, slots=True)
class Duties:
    """The services of duties."""

    watch: DutyWatch
    managed: DutyService
    own: OwnDuties
    year: DutyYear


def build_duties(
    settings: Settings,
    database: Database,
    clock: Clock,
    speeches: LibraryHolder,
    access: AccessService,
    audit: AuditService,
    names: Names,
) -> Duties:
    """Build them."""
    store, turns = DutyStore(database), DutyTurnStore(database)
    calendar = WorkCalendar(settings.calendar)
    watch = DutyWatch(
        store,
        turns,
        DutyLeaverStore(database),
        ChatStore(database),
        NameStore(database),
        speeches,
        access,
        clock=clock,
        reminder=settings.reminder,
        calendar=calendar,
    )
    managed = DutyService(
        store,
        turns,
        DeliveryStore(database),
        Named(names),
        speeches,
        access,
        audit=audit,
        watch=watch,
        clock=clock,
    )
    return Duties(watch, managed, OwnDuties(store, turns, watch, clock), DutyYear(store, calendar))
