"""The bundle of services that services/building.py builds and the handlers are given."""

from dataclasses import dataclass

from core.clock import Clock
from core.settings import Settings
from services.asking.answers import AnswerService
from services.asking.reader import ReaderService
from services.asking.remembered.prompts import PromptService
from services.asking.speeches import SpeechQuestions
from services.asking.unanswered.digest import DigestService
from services.asking.unanswered.inbox import InboxService
from services.audit import AuditService
from services.backups.after_restore import AfterRestore
from services.backups.daily import DailyBackup
from services.cards.cards import CardService
from services.duties.duties import DutyService
from services.duties.own import OwnDuties
from services.duties.watch import DutyWatch
from services.duties.year import DutyYear
from services.health.space import SpaceWatch
from services.holidays.checklists import ChecklistService
from services.intake import IntakeService
from services.ledger.pack import LedgerService
from services.ledger.sheets.by_hand import HandEntryService
from services.ownership import Ownership
from services.people.access import AccessService
from services.people.applications import ApplicationService
from services.people.approvals import ApprovalService
from services.people.invitations import InvitationService
from services.people.memberships import MembershipService
from services.people.names import Names
from services.people.privacy import PrivacyService
from services.people.second_person import SecondPersonService
from services.people.shown_menus import ShownMenus
from services.people.suggestions import SuggestionService
from services.people.throttle import ThrottleService
from services.pushes.control import PushControl
from services.pushes.notices import NoticeService
from services.pushes.other_quotes import OtherQuotes
from services.pushes.quiz_subscriptions import QuizSubscriptions
from services.pushes.quotes import QuoteService
from services.pushes.reads import ReadService
from services.pushes.sending import PushService
from services.pushes.subscriptions import SubscriptionService
from services.pushes.taking_back import TakingBackService
from services.pushes.watching.calendar_watch import CalendarWatch
from services.pushes.watching.lost_groups import LostGroups
from services.pushes.watching.reports import PushReportService
from services.pushes.watching.warnings import WarningService
from services.pushes.watching.watch import PushWatch
from services.quiz.items import QuizItemService
from services.quiz.practice import PracticeService
from services.quiz.results import QuizResults
from services.quiz.weeks import QuizWeekService
from services.records import RecordService
from services.speeches.changes import SpeechChangeService
from services.speeches.curation import CurationService
from services.speeches.drafts import SpeechDraftService
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.speeches.recognition import RecognitionService
from services.stats import StatsService
from services.upkeep import UpkeepService
from services.ways.batches import WayBatchService
from services.ways.files import WayFileService
from services.ways.filling import FillingService
from services.ways.sources import WaySourceService


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may call. Built once, by services/building.py."""

    settings: Settings
    clock: Clock
    speeches: SpeechService
    speech_changes: SpeechChangeService
    speech_drafts: SpeechDraftService
    recognitions: RecognitionService
    extraction: ExtractionService
    way_sources: WaySourceService
    way_batches: WayBatchService
    way_filling: FillingService
    way_files: WayFileService
    answers: AnswerService
    questions: SpeechQuestions
    reader: ReaderService
    quotes: QuoteService
    other_quotes: OtherQuotes
    curation: CurationService
    checklists: ChecklistService
    quiz_items: QuizItemService
    quiz_weeks: QuizWeekService
    quiz_results: QuizResults
    quiz_subscriptions: QuizSubscriptions
    practice: PracticeService
    duties: DutyService
    own_duties: OwnDuties
    duty_watch: DutyWatch
    duty_year: DutyYear
    subscriptions: SubscriptionService
    pushes: PushService
    push_reports: PushReportService
    push_control: PushControl
    push_watch: PushWatch
    calendar_watch: CalendarWatch
    warnings: WarningService
    lost_groups: LostGroups
    space: SpaceWatch
    notices: NoticeService
    reads: ReadService
    taking_back: TakingBackService
    ownership: Ownership
    intake: IntakeService
    access: AccessService
    memberships: MembershipService
    approvals: ApprovalService
    applications: ApplicationService
    invitations: InvitationService
    menus: ShownMenus
    second_person: SecondPersonService
    names: Names
    throttle: ThrottleService
    audit: AuditService
    inbox: InboxService
    prompts: PromptService
    stats: StatsService
    records: RecordService
    privacy: PrivacyService
    suggestions: SuggestionService
    digest: DigestService
    upkeep: UpkeepService
    cards: CardService
    after_restore: AfterRestore
    daily_backup: DailyBackup
    ledger: LedgerService
    hand_entries: HandEntryService
