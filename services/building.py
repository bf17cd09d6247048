"""Builds the services: who is given what."""

from core.clock import Clock
from core.settings import Settings
from knowledge.confidence import Zones
from knowledge.quotes import read_quotes, verify_quotes
from knowledge.speeches import locate
from services.access import AccessService
from services.answers import AnswerService
from services.audit import AuditService
from services.digest import DigestService
from services.inbox import InboxService
from services.intake import IntakeService
from services.invitations import InvitationService
from services.pushes import PushService
from services.quotes import QuoteService
from services.speeches import SpeechService
from services.subscriptions import SubscriptionService
from services.suggestions import SuggestionService
from services.throttle import ThrottleService
from services.wiring import Services
from services.workdays import WorkCalendar
from storage.access import AccessStore
from storage.audit import AuditStore
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore
from storage.invitations import InvitationStore
from storage.known_questions import KnownQuestionStore
from storage.occasions import OccasionStore
from storage.questions import QuestionStore
from storage.quote_days import QuoteDayStore
from storage.replies import ReplyStore
from storage.speeches import SpeechStore
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
    speeches = SpeechService(SpeechStore(database), known, settings.knowledge.folder, clock, zones)
    await speeches.start()
    questions = QuestionStore(database)
    inbox = InboxService(questions, known, speeches, audit, clock, settings.questions)
    quotes_file = locate(settings.knowledge.folder).quotes
    approved = verify_quotes(read_quotes(quotes_file), speeches.library) if quotes_file else []
    deliveries, subscription_store = DeliveryStore(database), SubscriptionStore(database)
    quotes = QuoteService(QuoteDayStore(database), approved, clock, settings.reminder.zone)
    calendar = WorkCalendar(settings.calendar)
    subscriptions = SubscriptionService(
        subscription_store, ChatStore(database), deliveries, clock, settings.reminder, calendar
    )
    services = Services(
        settings=settings,
        clock=clock,
        speeches=speeches,
        answers=AnswerService(speeches, ReplyStore(database), clock, settings.asking),
        quotes=quotes,
        subscriptions=subscriptions,
        pushes=PushService(
            deliveries, subscription_store, subscriptions, quotes, clock, settings.reminder, calendar
        ),
        intake=IntakeService(UpdateStore(database), clock),
        access=access,
        invitations=InvitationService(InvitationStore(database), access, audit, clock),
        throttle=ThrottleService(settings.throttle, clock),
        audit=audit,
        inbox=inbox,
        suggestions=SuggestionService(SuggestionStore(database), clock),
        digest=DigestService(
            inbox, questions, OccasionStore(database), clock, settings.questions, settings.reminder.zone
        ),
    )
    services.pushes.ask_before_each(access.may_receive)
    return services
