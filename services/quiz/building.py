"""Builds the services of 每周一题 and 练一练: who is given what."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.clock import Clock
from services.audit import AuditService
from services.quiz.items import QuizItemService
from services.quiz.practice import PracticeService
from services.quiz.results import QuizResults
from services.quiz.weeks import QuizWeekService
from services.speeches.library import SpeechService
from storage.database import Database
from storage.quiz.items import QuizItemStore
from storage.quiz.polls import QuizPollStore
from storage.quiz.practice import PracticeStore


@dataclass(frozen=True, slots=True)
class Quiz:
    """The services of 每周一题 and 练一练."""

    items: QuizItemService
    weeks: QuizWeekService
    results: QuizResults
    practice: PracticeService


def build_quiz(
    database: Database, clock: Clock, zone: ZoneInfo, speeches: SpeechService, audit: AuditService
) -> Quiz:
    """Build them; weeks are those of `zone`."""
    store = QuizItemStore(database)
    items = QuizItemService(store, speeches, audit, clock)
    return Quiz(
        items,
        QuizWeekService(store, items),
        QuizResults(store, QuizPollStore(database), clock, zone),
        PracticeService(PracticeStore(database), items, clock),
    )
