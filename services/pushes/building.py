"""Builds the services of pushing, and tells which source makes the content of each kind of row."""

from dataclasses import dataclass
from typing import Protocol

from core.clock import Clock
from core.settings import Settings
from knowledge.language.calendar.workdays import WorkCalendar
from services.audit import AuditService
from services.cards.cards import CardService
from services.ownership import Ownership
from services.people.access import AccessService
from services.pushes.contents import (
    AsksEachWeek,
    ContentSource,
    ListsBeforeHolidays,
    QuizContents,
    QuoteContents,
    TopicLostContents,
)
from services.pushes.control import PushControl
from services.pushes.notices import NoticeService
from services.pushes.planning import Drawn, PushPlanner
from services.pushes.quiz_subscriptions import QuizSubscriptions
from services.pushes.quotes import QuoteService
from services.pushes.reads import ReadService
from services.pushes.sending import NotesWhatIsShown, PushService
from services.pushes.subscriptions import SubscriptionService
from services.pushes.taking_back import TakingBackContents, TakingBackService
from services.pushes.watching.calendar_watch import CalendarWatch
from services.pushes.watching.lost_groups import LostGroups
from services.pushes.watching.reports import PushReportService
from services.pushes.watching.warnings import WarningService
from services.pushes.watching.watch import PushWatch
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.held_days import HeldDayStore
from storage.pushes.notices import NoticeStore
from storage.pushes.planning import PlanStore
from storage.pushes.reads import ReadStore
from storage.pushes.reports import PushReportStore
from storage.pushes.subscriptions import SubscriptionStore
from storage.pushes.taking_back import TakingBackStore
from storage.quiz.subscriptions import QuizSubscriptionStore
from storage.states import DeliveryKind
from storage.warnings import WarningStore


class WeeklyItems(Drawn, AsksEachWeek, Protocol):
    """What decides which item each week asks."""


@dataclass(frozen=True, slots=True)
class PushServices:
    """All services of pushing."""

    subscriptions: SubscriptionService
    quiz_subscriptions: QuizSubscriptions
    pushes: PushService
    reports: PushReportService
    control: PushControl
    watch: PushWatch
    calendar_watch: CalendarWatch
    warnings: WarningService
    lost_groups: LostGroups
    notices: NoticeService
    reads: ReadService
    taking_back: TakingBackService
    cards: CardService


def build_pushes(  # noqa: PLR0913 - as services/building.py has them
    settings: Settings,
    database: Database,
    clock: Clock,
    quotes: QuoteService,
    quiz: WeeklyItems,
    access: AccessService,
    audit: AuditService,
    *,
    checklists: ListsBeforeHolidays,
    duties: ContentSource,
    sender: NotesWhatIsShown,
    ownership: Ownership,
) -> PushServices:
    """Build the services of pushing.

    `quotes`, before holidays with `checklists`, each week an item of `quiz`, and what `duties` says go out
    through `sender`, to the chats that `access` allows.
    """
    cards = CardService()
    drawn = None if settings.access.protect_content else cards
    reminder, calendar = settings.reminder, WorkCalendar(settings.calendar)
    deliveries, held, told = DeliveryStore(database), HeldDayStore(database), PushReportStore(database)
    wishes, known = QuizSubscriptionStore(database), SubscriptionStore(database)
    subscriptions = SubscriptionService(known, ChatStore(database), deliveries, held, clock, reminder, calendar)
    by_hour: dict[DeliveryKind, Drawn] = {DeliveryKind.QUOTE: quotes, DeliveryKind.QUIZ: quiz}
    planner = PushPlanner(deliveries, PlanStore(database), held, by_hour, clock, reminder, calendar)
    reports = PushReportService(told, held, quotes, planner, clock, reminder)
    kept, deletions = NoticeStore(database), TakingBackStore(database)
    notices = NoticeService(kept, deliveries, told, subscriptions, audit, clock, reminder)
    holidays = CalendarWatch(calendar, deliveries, access, clock, reminder)
    warnings = WarningService(WarningStore(database), deliveries, access, clock, reminder)
    sources: dict[DeliveryKind, ContentSource] = {
        DeliveryKind.QUOTE: QuoteContents(
            subscriptions,
            quotes,
            planner,
            clock,
            cards=drawn,
            shared=settings.access.is_inline,
            checklists=checklists,
        ),
        DeliveryKind.QUIZ: QuizContents(subscriptions, quiz, planner, clock),
        DeliveryKind.DUTY: duties,
        DeliveryKind.TOPIC_LOST: TopicLostContents(subscriptions, deliveries, clock),
        DeliveryKind.AHEAD: reports,
        DeliveryKind.REPORT: reports,
        DeliveryKind.NOTICE: notices,
        DeliveryKind.TAKE_BACK: TakingBackContents(deletions, clock),
        DeliveryKind.CALENDAR: holidays,
        DeliveryKind.WARNING: warnings,
    }
    pushes = PushService(
        deliveries,
        planner,
        subscriptions,
        sources,
        sender,
        access.may_receive,
        ownership=ownership,
        clock=clock,
    )
    return PushServices(
        subscriptions=subscriptions,
        quiz_subscriptions=QuizSubscriptions(wishes, known, ChatStore(database), clock, reminder),
        pushes=pushes,
        reports=reports,
        control=PushControl(reports, deliveries, held, quotes, pushes, audit, clock),
        calendar_watch=holidays,
        warnings=warnings,
        lost_groups=LostGroups(ChatStore(database), warnings, clock),
        watch=PushWatch(reports, told, deliveries, pushes, access, clock, reminder),
        notices=notices,
        reads=ReadService(ReadStore(database), kept, sender, ownership, clock),
        taking_back=TakingBackService(deletions, kept, deliveries, told, pushes, audit, clock),
        cards=cards,
    )
