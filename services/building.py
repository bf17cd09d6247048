"""Builds the services: who is given what."""

from core.clock import Clock
from core.models import GroupMembers, Sender
from core.settings import Settings
from knowledge.search.confidence import Zones
from services.asking.answers import AnswerService
from services.asking.digest import DigestService
from services.asking.inbox import InboxService
from services.audit import AuditService
from services.intake import IntakeService
from services.people.building import build_people
from services.people.modes import note_mode
from services.people.privacy import PrivacyService
from services.people.suggestions import SuggestionService
from services.people.throttle import ThrottleService
from services.pushes.building import build_pushes
from services.pushes.quotes import QuoteService
from services.records import RecordService
from services.speeches.changes import SpeechChangeService
from services.speeches.curation import CurationService
from services.speeches.drafts import SpeechDraftService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.speeches.recognition import RecognitionService, installed
from services.stats import StatsService
from services.upkeep import UpkeepService
from services.wiring import Services
from storage.audit import AuditStore
from storage.cases import CaseStore
from storage.database import Database
from storage.forgetting import ForgettingStore
from storage.known_questions import KnownQuestionStore
from storage.occasions import OccasionStore
from storage.questions import QuestionStore
from storage.quote_days import QuoteDayStore
from storage.quotes import QuoteStore
from storage.recognitions import RecognitionStore
from storage.replies import ReplyStore
from storage.set_aside import SetAsideStore
from storage.speech_changes import SpeechChangeStore
from storage.speech_drafts import SpeechDraftStore
from storage.speeches import SpeechStore
from storage.stats import StatsStore
from storage.suggestions import SuggestionStore
from storage.updates import UpdateStore


async def build_services(
    settings: Settings, database: Database, clock: Clock, sender: Sender, groups: GroupMembers
) -> Services:
    """Build the services, with the database migrated and the speeches read.

    `sender` is how they reach Telegram, `groups` how they learn there who is in a group.
    """
    await database.migrate()
    audit = AuditService(AuditStore(database), clock)
    carried_over = await note_mode(settings.access, database, audit, clock)
    people = build_people(settings, database, clock, groups, audit, carried_over)
    zones = Zones.of(settings.asking.strictness)
    known = KnownQuestionStore(database)
    versions, extraction = SpeechStore(database), ExtractionService()
    speeches = SpeechService(versions, known, settings.knowledge.folder, clock, zones, extraction)
    await speeches.start()
    changes = SpeechChangeService(SpeechChangeStore(database, versions), speeches, clock)
    questions = QuestionStore(database)
    inbox = InboxService(questions, CaseStore(database), speeches, audit, clock, settings.questions)
    days = QuoteDayStore(database)
    quotes = QuoteService(days, [], clock, settings.reminder.zone)
    curation = CurationService(QuoteStore(database), days, quotes, speeches, audit, clock)
    await curation.start(speeches.files.quotes)
    pushing = build_pushes(settings, database, clock, quotes, people.access, audit, sender)
    drafts = SpeechDraftService(SpeechDraftStore(database), versions, extraction, clock)
    return Services(
        settings=settings,
        clock=clock,
        speeches=speeches,
        speech_changes=changes,
        speech_drafts=drafts,
        recognitions=RecognitionService(RecognitionStore(database), drafts, clock, installed()),
        extraction=extraction,
        answers=AnswerService(speeches, ReplyStore(database), clock, settings.asking),
        quotes=quotes,
        curation=curation,
        subscriptions=pushing.subscriptions,
        pushes=pushing.pushes,
        push_reports=pushing.reports,
        push_control=pushing.control,
        push_watch=pushing.watch,
        notices=pushing.notices,
        intake=IntakeService(UpdateStore(database), clock, keep_words=settings.questions.keep != "none"),
        access=people.access,
        memberships=people.memberships,
        approvals=people.approvals,
        applications=people.applications,
        invitations=people.invitations,
        menus=people.menus,
        throttle=ThrottleService(settings.throttle, clock),
        audit=audit,
        inbox=inbox,
        stats=StatsService(StatsStore(database), clock, settings.reminder.zone),
        records=RecordService(
            questions, AuditStore(database), known, speeches, SetAsideStore(database), settings.reminder.zone
        ),
        privacy=PrivacyService(ForgettingStore(database), clock, settings.questions),
        suggestions=SuggestionService(SuggestionStore(database), clock),
        digest=DigestService(
            inbox, questions, OccasionStore(database), clock, settings.questions, settings.reminder.zone
        ),
        upkeep=UpkeepService(database),
    )
