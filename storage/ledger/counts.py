"""What the ledger counts in the other stores' tables. Read only, without anybody's name or words.

Each method reads one month, by an index on its time; `since` and `until` are moments, `until` not included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from storage.database import Database
from storage.engine.by_day import DAY, number_of
from storage.states import DeliveryKind, NoticeState, SpeechChangeKind, SuggestionState
from storage.tables.access import audit
from storage.tables.asking import questions, suggestions
from storage.tables.notices import notices
from storage.tables.pushes import deliveries
from storage.tables.speeches import speech_changes, speech_versions

ANSWERED = "suggestion.answer"  # what the log calls an answer to a suggestion


@dataclass(frozen=True, slots=True)
class Outcome:
    """So many chats got `subject` (what was pushed; of a notice its number) on that day, or not, and why."""

    local_date: date
    subject: str
    state: str  # storage.states.DeliveryState
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice's words; `back`: it was taken back; `reads`: how many pressed 已阅 (None: no such button)."""

    text: str
    back: bool
    reads: int | None


@dataclass(frozen=True, slots=True)
class Received:
    """A suggestion that reached the operators; `signed`: its sender gave a name, which is not here."""

    number: int
    at: datetime
    signed: bool


@dataclass(frozen=True, slots=True)
class SpeechDone:
    """What was done to a speech. Without `kind` it came from the folder; `user_id` is for the role."""

    at: datetime
    kind: SpeechChangeKind | None
    slug: str
    title: str
    version: int
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """So many questions of one day (0: the first) were answered in this way, with this passage first."""

    day: int
    kind: str
    passage_id: str | None
    number: int


@dataclass(frozen=True, slots=True)
class InVain:
    """So many asked this in these words; when last, and by which numbers, so that people can be counted."""

    words: str
    number: int
    last: datetime
    people: frozenset[int]


class LedgerStore:
    """Counts for the ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def outcomes(self, kind: DeliveryKind, first: date, last: date) -> Sequence[Outcome]:
        """Return what became of the pushes of a kind, from `first` to `last`, in the order of their days."""
        subject = deliveries.c.notice if kind is DeliveryKind.NOTICE else deliveries.c.content
        columns = (deliveries.c.local_date, subject, deliveries.c.state, deliveries.c.reason)
        query = (
            select(*columns, func.count())
            .where(deliveries.c.local_date.between(first, last), deliveries.c.kind == kind.value)
            .group_by(*columns)
            .order_by(*columns)
        )
        async with self._database.connection() as connection:
            return [Outcome(*row) for row in await connection.execute(query)]

    async def notices(self, numbers: Sequence[int]) -> dict[int, Noticed]:
        """Return what is known of these notices, by their numbers."""
        columns = notices.c.id, notices.c.text, notices.c.state, notices.c.reads
        async with self._database.connection() as connection:
            rows = await connection.execute(select(*columns).where(notices.c.id.in_(numbers)))
            return {
                row.id: Noticed(row.text, row.state == NoticeState.TAKEN_BACK.value, row.reads) for row in rows
            }

    async def received(self, since: datetime, until: datetime) -> Sequence[Received]:
        """Return the suggestions that were sent in that time."""
        sent = suggestions.c.state != SuggestionState.DRAFT.value
        query = (
            select(suggestions.c.id, suggestions.c.written_at, suggestions.c.author != "")
            .where(suggestions.c.written_at >= since, suggestions.c.written_at < until, sent)
            .order_by(suggestions.c.id)
        )
        async with self._database.connection() as connection:
            return [
                Received(number, at, bool(signed)) for number, at, signed in await connection.execute(query)
            ]

    async def answered(
        self, since: datetime, until: datetime
    ) -> Sequence[tuple[int, datetime, datetime | None]]:
        """Return which suggestions were answered in that time, when, and when they were received.

        None: that is not known any more. Of several answers to one the first one counts.
        """
        firsts = (
            select(audit.c.subject, func.min(audit.c.at).label("at"))
            .where(audit.c.action == ANSWERED, audit.c.at < until)
            .group_by(audit.c.subject)
            .having(func.min(audit.c.at) >= since)
        )
        async with self._database.connection() as connection:
            found = {
                int(subject): at for subject, at in await connection.execute(firsts) if subject.isdecimal()
            }
            query = select(suggestions.c.id, suggestions.c.written_at).where(
                suggestions.c.id.in_(sorted(found))
            )
            written = {number: at for number, at in await connection.execute(query)}  # noqa: C416 - rows, not pairs
        return [(number, at, written.get(number)) for number, at in sorted(found.items())]

    async def speeches(self, since: datetime, until: datetime) -> Sequence[SpeechDone]:
        """Return what was done to speeches in that time and not undone, the oldest first."""
        of = speech_versions.c
        by_people = (
            select(
                speech_changes.c.at,
                speech_changes.c.kind,
                speech_changes.c.slug,
                of.title,
                of.number,
                speech_changes.c.user_id,
            )
            .join(speech_versions, of.id == speech_changes.c.now_version)
            .where(
                speech_changes.c.at >= since, speech_changes.c.at < until, speech_changes.c.undone_at.is_(None)
            )
        )
        by_folder = select(of.added_at, of.slug, of.title, of.number).where(
            of.added_at >= since,
            of.added_at < until,
            of.id.not_in(select(speech_changes.c.now_version)),
        )
        async with self._database.connection() as connection:
            found = [
                SpeechDone(at, SpeechChangeKind(kind), slug, title, version, user_id)
                for at, kind, slug, title, version, user_id in await connection.execute(by_people)
            ]
            found += [
                SpeechDone(at, None, slug, title, version, None)
                for at, slug, title, version in await connection.execute(by_folder)
            ]
        return sorted(found, key=lambda one: (one.at, one.slug, one.version))

    async def asked(self, days: Sequence[datetime], until: datetime) -> Sequence[Asked]:
        """Return how many questions there were from the first of `days`, which are when each of them begins."""
        of = (questions.c.kind, questions.c.passage_id)
        query = (
            select(number_of(questions.c.asked_at, days), *of, func.count())
            .where(questions.c.asked_at >= days[0], questions.c.asked_at < until)
            .group_by(DAY, *of)
        )
        async with self._database.connection() as connection:
            return [Asked(*row) for row in await connection.execute(query)]

    async def in_vain(self, kind: str, since: datetime, until: datetime) -> Sequence[InVain]:
        """Return what was asked and answered with that kind of reply, by its words, as far as they are kept."""
        query = (
            select(
                questions.c.words,
                questions.c.user_id,
                func.count(),
                func.max(questions.c.asked_at, type_=questions.c.asked_at.type),
                func.min(questions.c.id).label("first"),
            )
            .where(
                questions.c.asked_at >= since,
                questions.c.asked_at < until,
                questions.c.kind == kind,
                questions.c.words.is_not(None),
                questions.c.words != "",
            )
            .group_by(questions.c.words, questions.c.user_id)
            .order_by("first")
        )
        found: dict[str, InVain] = {}
        async with self._database.connection() as connection:
            for words, user_id, number, last, _ in await connection.execute(query):
                before = found.get(words, InVain(words, 0, last, frozenset()))
                by = before.people | ({user_id} - {None})
                found[words] = InVain(words, before.number + number, max(before.last, last), by)
        return list(found.values())

    async def earliest(self) -> datetime | date | None:
        """Return the first day of which anything is known; None when nothing is."""
        firsts = (
            select(func.min(deliveries.c.local_date)),
            select(func.min(questions.c.asked_at)),
            select(func.min(suggestions.c.written_at)),
            select(func.min(speech_versions.c.added_at)),
        )
        async with self._database.connection() as connection:
            found = [await connection.scalar(query) for query in firsts]
        return min(
            (one for one in found if one is not None),
            key=lambda one: one.date() if isinstance(one, datetime) else one,
            default=None,
        )
