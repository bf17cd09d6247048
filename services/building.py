"""Builds the services: who is given what."""

from core.clock import Clock
from core.settings import Settings
from knowledge.language.workdays import WorkCalendar
from knowledge.reading.folder import locate
from knowledge.search.confidence import Zones
from services.asking.answers import AnswerService
from services.asking.digest import DigestService
from services.asking.inbox import InboxService
from services.audit import AuditService
from services.intake import IntakeService
from services.people.access import AccessService
from services.people.invitations import InvitationService
from services.people.privacy import PrivacyService
from services.people.suggestions import SuggestionService
from services.people.throttle import ThrottleService
from services.pushes.control import PushControl
from services.pushes.notices import NoticeService
from services.pushes.quotes import QuoteService
from services.pushes.reports import PushReportService
from services.pushes.sending import PushService
from services.pushes.subscriptions import SubscriptionService
from services.pushes.watch import PushWatch
from services.records import RecordService
from services.speeches.changes import SpeechChangeService
from services.speeches.curation import CurationService
from services.speeches.drafts import SpeechDraftService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.stats import StatsService
from services.wiring import Services
from storage.access import AccessStore
from storage.audit import AuditStore
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore
from storage.forgetting import ForgettingStore
from storage.held_days import HeldDayStore
from storage.invitations import InvitationStore
from storage.known_questions import KnownQuestionStore
from storage.notices import NoticeStore
from storage.occasions import OccasionStore
from storage.planning import PlanStore
from storage.push_reports import PushReportStore
from storage.questions import QuestionStore
from storage.quote_days import QuoteDayStore
from storage.quotes import QuoteStore
from storage.replies import ReplyStore
from storage.speech_changes import SpeechChangeStore
from storage.speech_drafts import SpeechDraftStore
from storage.speeches import SpeechStore
from storage.states import DeliveryKind
from storage.stats import StatsStore
from storage.subscriptions import SubscriptionStore
from storage.suggestions import SuggestionStore
from storage.updates import UpdateStore


async def build_services(settings: Settings, database: Database, clock: Clock) -> Services:
    """Build the services, with the database migrated and the speeches read."""
    await database.migrate()
    audit = AuditService(AuditStore(database), clock)
    access = AccessService(settings.access, AccessStore(database), audit, clock)
    await access.start()
    zones = Zones.of(settings.asking.strictness)
    known = KnownQuestionStore(database)
    versions, extraction = SpeechStore(database), ExtractionService()
    speeches = SpeechService(versions, known, settings.knowledge.folder, clock, zones, extraction)
    await speeches.start()
    changes = SpeechChangeService(SpeechChangeStore(database, versions), speeches, clock)
    questions = QuestionStore(database)
    inbox = InboxService(questions, known, speeches, audit, clock, settings.questions)
    deliveries, days = DeliveryStore(database), QuoteDayStore(database)
    quotes = QuoteService(days, [], clock, settings.reminder.zone)
    curation = CurationService(QuoteStore(database), days, quotes, speeches, audit, clock)
    await curation.start(locate(settings.knowledge.folder).quotes)
    calendar = WorkCalendar(settings.calendar)
    subscriptions = SubscriptionService(
        SubscriptionStore(database), ChatStore(database), deliveries, clock, settings.reminder, calendar
    )
    pushes = PushService(
        deliveries, PlanStore(database), subscriptions, quotes, clock, settings.reminder, calendar
    )
    held, told = HeldDayStore(database), PushReportStore(database)
    pushes.obey(held)
    subscriptions.obey(held)
    reports = PushReportService(told, held, quotes, pushes.planner, clock, settings.reminder)
    notices = NoticeService(
        NoticeStore(database), deliveries, told, subscriptions, audit, clock, settings.reminder
    )
    pushes.add(DeliveryKind.AHEAD, reports)
    pushes.add(DeliveryKind.REPORT, reports)
    pushes.add(DeliveryKind.NOTICE, notices)
    services = Services(
        settings=settings,
        clock=clock,
        speeches=speeches,
        speech_changes=changes,
        speech_drafts=SpeechDraftService(SpeechDraftStore(database), versions, extraction, clock),
        extraction=extraction,
        answers=AnswerService(speeches, ReplyStore(database), clock, settings.asking),
        quotes=quotes,
        curation=curation,
        subscriptions=subscriptions,
        pushes=pushes,
        push_reports=reports,
        push_control=PushControl(reports, deliveries, held, quotes, pushes, audit, clock),
        push_watch=PushWatch(reports, told, deliveries, pushes, access, clock, settings.reminder),
        notices=notices,
        intake=IntakeService(UpdateStore(database), clock),
        access=access,
        invitations=InvitationService(InvitationStore(database, AccessStore(database)), access, audit, clock),
        throttle=ThrottleService(settings.throttle, clock),
        audit=audit,
        inbox=inbox,
        stats=StatsService(StatsStore(database), clock, settings.reminder.zone),
        records=RecordService(questions, AuditStore(database), known, speeches, settings.reminder.zone),
        privacy=PrivacyService(ForgettingStore(database), clock, settings.questions),
        suggestions=SuggestionService(SuggestionStore(database), clock),
        digest=DigestService(
            inbox, questions, OccasionStore(database), clock, settings.questions, settings.reminder.zone
        ),
    )
    pushes.ask_before_each(access.may_receive)
    return services
