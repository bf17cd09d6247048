"""Builds all of pushing: who is given what, and which kind of row is filled by whom."""

from dataclasses import dataclass

from core.clock import Clock
from core.models import Sender
from core.settings import Settings
from knowledge.language.workdays import WorkCalendar
from services.audit import AuditService
from services.people.access import AccessService
from services.pushes.contents import ContentSource, QuoteContents, TopicLostContents
from services.pushes.control import PushControl
from services.pushes.notices import NoticeService
from services.pushes.planning import PushPlanner
from services.pushes.quotes import QuoteService
from services.pushes.reports import PushReportService
from services.pushes.sending import PushService
from services.pushes.subscriptions import SubscriptionService
from services.pushes.watch import PushWatch
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore
from storage.held_days import HeldDayStore
from storage.notices import NoticeStore
from storage.planning import PlanStore
from storage.push_reports import PushReportStore
from storage.states import DeliveryKind
from storage.subscriptions import SubscriptionStore


@dataclass(frozen=True, slots=True)
class PushServices:
    """All services of pushing."""

    subscriptions: SubscriptionService
    pushes: PushService
    reports: PushReportService
    control: PushControl
    watch: PushWatch
    notices: NoticeService


def build_pushes(
    settings: Settings,
    database: Database,
    clock: Clock,
    quotes: QuoteService,
    access: AccessService,
    audit: AuditService,
    sender: Sender,
) -> PushServices:
    """Build the services of pushing: `quotes` go out through `sender`, to whomever `access` lets."""
    reminder, calendar = settings.reminder, WorkCalendar(settings.calendar)
    deliveries, held, told = DeliveryStore(database), HeldDayStore(database), PushReportStore(database)
    subscriptions = SubscriptionService(
        SubscriptionStore(database), ChatStore(database), deliveries, held, clock, reminder, calendar
    )
    planner = PushPlanner(deliveries, PlanStore(database), held, quotes, clock, reminder, calendar)
    reports = PushReportService(told, held, quotes, planner, clock, reminder)
    notices = NoticeService(NoticeStore(database), deliveries, told, subscriptions, audit, clock, reminder)
    sources: dict[DeliveryKind, ContentSource] = {
        DeliveryKind.QUOTE: QuoteContents(subscriptions, quotes, planner, clock),
        DeliveryKind.TOPIC_LOST: TopicLostContents(subscriptions, deliveries, clock),
        DeliveryKind.AHEAD: reports,
        DeliveryKind.REPORT: reports,
        DeliveryKind.NOTICE: notices,
    }
    pushes = PushService(deliveries, planner, subscriptions, sources, sender, access.may_receive, clock)
    return PushServices(
        subscriptions=subscriptions,
        pushes=pushes,
        reports=reports,
        control=PushControl(reports, deliveries, held, quotes, pushes, audit, clock),
        watch=PushWatch(reports, told, deliveries, pushes, access, clock, reminder),
        notices=notices,
    )
