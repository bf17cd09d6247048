"""The bundle of services that services/building.py builds and the handlers are given."""

from dataclasses import dataclass

from core.clock import Clock
from core.settings import Settings
from services.asking.answers import AnswerService
from services.asking.digest import DigestService
from services.asking.inbox import InboxService
from services.audit import AuditService
from services.intake import IntakeService
from services.people.access import AccessService
from services.people.applications import ApplicationService
from services.people.approvals import ApprovalService
from services.people.invitations import InvitationService
from services.people.memberships import MembershipService
from services.people.privacy import PrivacyService
from services.people.shown_menus import ShownMenus
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
from services.speeches.recognition import RecognitionService
from services.stats import StatsService
from services.upkeep import UpkeepService


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
    answers: AnswerService
    quotes: QuoteService
    curation: CurationService
    subscriptions: SubscriptionService
    pushes: PushService
    push_reports: PushReportService
    push_control: PushControl
    push_watch: PushWatch
    notices: NoticeService
    intake: IntakeService
    access: AccessService
    memberships: MembershipService
    approvals: ApprovalService
    applications: ApplicationService
    invitations: InvitationService
    menus: ShownMenus
    throttle: ThrottleService
    audit: AuditService
    inbox: InboxService
    stats: StatsService
    records: RecordService
    privacy: PrivacyService
    suggestions: SuggestionService
    digest: DigestService
    upkeep: UpkeepService
