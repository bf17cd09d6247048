"""Builds the services: who is given what."""

from core.asked import AskedClock
from core.clock import Clock
from core.models import GroupMembers, Sender
from core.settings import Settings
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.search.confidence import Zones
from services.asking.answers import AnswerService
from services.asking.reader import ReaderService
from services.asking.remembered.noting import NotingSender
from services.asking.remembered.prompts import PromptService
from services.asking.remembered.shown import ShownService
from services.asking.speeches import SpeechQuestions
from services.asking.unanswered.digest import DigestService
from services.asking.unanswered.inbox import InboxService
from services.audit import AuditService
from services.backups.after_restore import AfterRestore
from services.backups.daily import DailyBackup
from services.backups.making import BackupService
from services.duties.building import build_duties
from services.health.space import SpaceWatch
from services.holidays.checklists import ChecklistService
from services.intake import IntakeService
from services.ledger.building import build_ledger
from services.ownership import Ownership
from services.people.building import build_people
from services.people.modes import note_mode
from services.people.names import Names
from services.people.privacy import PrivacyService
from services.people.suggestions import SuggestionService
from services.people.throttle import ThrottleService
from services.pushes.building import build_pushes
from services.pushes.other_quotes import OtherQuotes
from services.pushes.quotes import QuoteService
from services.quiz.building import build_quiz
from services.records import RecordService
from services.shown_words import ShownWords
from services.speeches.changes import SpeechChangeService
from services.speeches.curation import CurationService
from services.speeches.drafts import SpeechDraftService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.speeches.recognition import RecognitionService, installed
from services.speeches.taught import TaughtWays
from services.stats import StatsService
from services.upkeep import UpkeepService
from services.ways.building import build_ways
from services.wiring import Services
from storage.asking.cases import CaseStore
from storage.asking.known_questions import KnownQuestionStore
from storage.asking.prompts import PromptStore
from storage.asking.questions import QuestionStore
from storage.asking.reading_places import ReadingPlaceStore
from storage.asking.replies import ReplyStore
from storage.asking.shown import ShownStore
from storage.asking.stats import StatsStore
from storage.database import Database
from storage.people.audit import AuditStore
from storage.people.forgetting import ForgettingStore
from storage.people.names import NameStore
from storage.people.suggestions import SuggestionStore
from storage.pushes.checklists import ChecklistStore
from storage.pushes.quote_days import QuoteDayStore
from storage.pushes.quotes import QuoteStore
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraftStore
from storage.speeches.recognitions import RecognitionStore
from storage.speeches.versions import SpeechStore
from storage.updates.occasions import OccasionStore
from storage.updates.owners import OwnerStore
from storage.updates.received import UpdateStore
from storage.updates.set_aside import SetAsideStore
from storage.upkeep.restorations import RestorationStore


async def build_services(
    settings: Settings, database: Database, clock: Clock, sender: Sender, groups: GroupMembers
) -> Services:
    """Build the services, with the database migrated and the speeches read.

    `sender` is how they reach Telegram, `groups` how they learn there who is in a group.
    """
    await database.migrate()
    ownership = Ownership(OwnerStore(database), clock)
    audit = AuditService(AuditStore(database), clock)
    carried_over = await note_mode(settings.access, database, audit, clock)
    people = build_people(settings, database, clock, groups, audit, carried_over)
    await people.second_person.refuse_one_alone()
    zones = Zones.of(settings.asking.strictness)
    known = KnownQuestionStore(database)
    versions, extraction = SpeechStore(database), ExtractionService()
    taught = TaughtWays.of(database)
    kept = settings.storage.folder
    speeches = SpeechService(versions, taught, settings.knowledge.folder, clock, zones, extraction, kept)
    await speeches.start()
    changes = SpeechChangeService(SpeechChangeStore(database, versions), speeches, clock)
    questions = QuestionStore(database)
    inbox = InboxService(questions, CaseStore(database), speeches, audit, clock, settings.questions)
    days = QuoteDayStore(database)
    calendar = WorkCalendar(settings.calendar)
    checklists = ChecklistService(ChecklistStore(database), speeches, calendar, audit, clock)
    quotes = QuoteService(days, [], clock, settings.reminder.zone, checklists.wanted)
    curation = CurationService(QuoteStore(database), days, quotes, speeches, audit, clock)
    await curation.start(speeches.files.quotes)
    quiz = build_quiz(database, clock, settings.reminder.zone, speeches, audit)
    names = Names(NameStore(database))
    duties = build_duties(settings, database, clock, speeches, people.access, audit, names)
    heard = AskedClock(clock)
    shown = ShownService(ShownStore(database), speeches, heard, settings.asking)
    prompts = PromptService(PromptStore(database), clock)
    noting = NotingSender(sender, shown, prompts)
    pushing = build_pushes(
        settings,
        database,
        clock,
        quotes,
        quiz.weeks,
        people.access,
        audit,
        checklists=checklists,
        duties=duties.watch,
        sender=noting,
        ownership=ownership,
    )
    drafts = SpeechDraftService(SpeechDraftStore(database), versions, extraction, clock, settings.reminder.zone)
    answers = AnswerService(speeches, ReplyStore(database), shown, heard, settings.asking)
    zone = settings.reminder.zone
    asked = SpeechQuestions(answers, heard, zone, settings.asking.follow_up)
    ways = build_ways(settings, database, clock, speeches, extraction, audit)
    digest = DigestService(inbox, questions, OccasionStore(database), clock, settings.questions, zone)
    restored = RestorationStore(database)
    after_restore = AfterRestore(
        restored, pushing.pushes.planner, pushing.notices, duties.watch, digest, audit, clock
    )
    await after_restore.settle()
    ledger = build_ledger(settings, database, clock, speeches, quotes.by_key)
    return Services(
        settings=settings,
        clock=clock,
        speeches=speeches,
        speech_changes=changes,
        speech_drafts=drafts,
        recognitions=RecognitionService(RecognitionStore(database), drafts, clock, installed()),
        extraction=extraction,
        way_sources=ways.sources,
        way_batches=ways.batches,
        way_filling=ways.filling,
        way_files=ways.files,
        answers=answers,
        questions=asked,
        reader=ReaderService(ReadingPlaceStore(database), speeches, clock),
        quotes=quotes,
        other_quotes=OtherQuotes(quotes, days, ShownStore(database)),
        curation=curation,
        checklists=checklists,
        quiz_items=quiz.items,
        quiz_weeks=quiz.weeks,
        quiz_results=quiz.results,
        quiz_subscriptions=pushing.quiz_subscriptions,
        practice=quiz.practice,
        duties=duties.managed,
        own_duties=duties.own,
        duty_watch=duties.watch,
        duty_year=duties.year,
        subscriptions=pushing.subscriptions,
        pushes=pushing.pushes,
        push_reports=pushing.reports,
        push_control=pushing.control,
        push_watch=pushing.watch,
        calendar_watch=pushing.calendar_watch,
        warnings=pushing.warnings,
        lost_groups=pushing.lost_groups,
        space=SpaceWatch(database, pushing.warnings, clock, settings.health, settings.storage.folder),
        notices=pushing.notices,
        reads=pushing.reads,
        taking_back=pushing.taking_back,
        ownership=ownership,
        intake=IntakeService(
            UpdateStore(database), ownership, clock, keep_words=settings.questions.keep != "none"
        ),
        access=people.access,
        memberships=people.memberships,
        approvals=people.approvals,
        applications=people.applications,
        invitations=people.invitations,
        menus=people.menus,
        second_person=people.second_person,
        names=names,
        throttle=ThrottleService(settings.throttle, clock),
        audit=audit,
        inbox=inbox,
        prompts=prompts,
        stats=StatsService(StatsStore(database), clock, settings.reminder.zone),
        records=RecordService(
            questions,
            AuditStore(database),
            known,
            ShownWords(speeches, versions),
            SetAsideStore(database),
            NameStore(database),
            settings.reminder.zone,
        ),
        privacy=PrivacyService(
            ForgettingStore(database),
            clock,
            settings.questions,
            [answers.follow_ups.forget, asked.forget, names.forget, prompts.lists.forget],
        ),
        suggestions=SuggestionService(SuggestionStore(database), clock, settings.people),
        digest=digest,
        upkeep=UpkeepService(database),
        cards=pushing.cards,
        after_restore=after_restore,
        ledger=ledger.pack,
        hand_entries=ledger.by_hand,
        daily_backup=DailyBackup(BackupService(settings, database, clock), pushing.warnings, settings, clock),
    )
