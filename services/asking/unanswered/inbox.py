"""The inbox of unanswered questions (未答问题箱): what was asked in vain, alike questions together.

A question waits here when the speeches did not seem to say, when the bot was unsure, or when somebody said
that the answer was of no use. An editor binds a passage to it, which makes its words known ways of asking
at once; or notes that the speeches do not say; or answers in person; or ignores it.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.clock import Clock
from core.settings import QuestionSettings
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION
from services.asking.remembered.shown import Asker
from services.asking.reply import Reply, ReplyKind
from services.asking.unanswered.alike import grouped
from services.audit import AuditService
from services.speeches.library import SpeechService
from storage.asking.cases import CaseStore
from storage.asking.known_questions import AddedQuestion
from storage.asking.questions import AskedQuestion, QuestionStore
from storage.states import QuestionState, Verdict

# Only these are questions to the speeches; the rest is small talk, follow-ups and passage numbers.
KEPT_KINDS = frozenset({ReplyKind.CONFIDENT, ReplyKind.UNSURE, ReplyKind.NOTHING})
# How long the words of an answered question stay, so that 没用 can still bring them to an editor.
SECOND_THOUGHTS = timedelta(days=1)
MOST_OPEN = 1000  # open questions that are looked at, the people who asked taking turns


class Colleagues(StrEnum):
    """Whether a colleague will see a question that the speeches do not answer."""

    SEE_IT = "see it"
    ON_WISH = "on wish"  # what asks nothing of the speeches, as far as can be told
    IF_ASKED = "if asked"  # no words are kept
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Case:
    """Open questions that are alike, the oldest first; its number is the oldest one's."""

    questions: tuple[AskedQuestion, ...]

    @property
    def id(self) -> int:
        return self.questions[0].id

    @property
    def wordings(self) -> list[tuple[str, int]]:
        """Return the different wordings and how often each was used, the most used first."""
        return Counter(question.words or "" for question in self.questions).most_common()

    @property
    def words(self) -> str:
        """Return the wording that stands for the case."""
        return self.wordings[0][0]

    @property
    def newest(self) -> datetime:
        return max(question.asked_at for question in self.questions)

    @property
    def people(self) -> int:
        """Return how many people asked; who asks the same again and again is one."""
        return len({one.user_id or one.chat_id for one in self.questions})

    @property
    def complaints(self) -> int:
        """Return how many said that the answer was of no use."""
        return sum(question.verdict is Verdict.USELESS for question in self.questions)


class InboxService:
    """Keeps what was asked as far as the settings allow, and does what editors decide."""

    def __init__(
        self,
        questions: QuestionStore,
        cases: CaseStore,
        speeches: SpeechService,
        audit: AuditService,
        clock: Clock,
        settings: QuestionSettings,
    ) -> None:
        self._questions = questions
        self._cases = cases
        self._speeches = speeches
        self._audit = audit
        self._clock = clock
        self._settings = settings

    @property
    def takes_feedback(self) -> bool:
        """Return whether answers carry 有用 and 没用."""
        return self._settings.feedback

    def colleagues(self, *, exist: bool, aside: bool = False) -> Colleagues:
        """Return whether a colleague will see a question in vain; `exist`: somebody looks after the content.

        `aside`: it asks nothing of the speeches (`Reply.aside`).
        """
        if not exist:
            return Colleagues.NOBODY
        if self._settings.keep == "none":
            return Colleagues.IF_ASKED
        return Colleagues.ON_WISH if aside else Colleagues.SEE_IT

    async def ask_colleagues(
        self,
        chat_id: int,
        answer_message_id: int,
        words: str,
        asker: Asker | None,
        message_id: int,
        part: int = 0,
    ) -> bool:
        """Put a question into the inbox because the person wants it, also where no words are kept.

        It is the question that our message answered, or that stands in the message it hangs on; `words`, who
        asked and where are as that message says, and are needed where no words are kept. False: the question is
        not known any more.
        """
        question = await self._questions.answered_by(chat_id, answer_message_id)
        if question is None and message_id:
            question = await self._questions.of_message(chat_id, message_id, part)
        if question is not None and question.words is None and words:
            question = replace(question, words=words[:LONGEST_QUESTION], asked_at=self._clock.now())
        elif question is None and words and asker is not None:
            question = AskedQuestion(
                chat_id=chat_id,
                message_id=message_id,
                thread_id=asker.place.thread_id,
                user_id=asker.user_id,
                words=words[:LONGEST_QUESTION],
                kind=ReplyKind.NOTHING.value,
                passage_id=None,
                asked_at=self._clock.now(),
                part=part,
            )
        if question is None or question.words is None:
            return False
        await self._questions.add(replace(question, state=QuestionState.OPEN, on_purpose=True))
        return True

    async def drop_parts(self, asker: Asker, message_id: int, first: int) -> None:
        """Forget the questions of a message from part `first` on: an edit has taken them out."""
        await self._questions.drop_parts(asker.place.chat_id, message_id, first)

    async def note(self, reply: Reply, words: str, asker: Asker, message_id: int, part: int = 0) -> None:
        """Keep a question and what it was replied, as far as the settings say; one row for each part.

        What leans on the question before is kept with it, as an editor could do nothing with it alone. What is
        said aside waits for no editor, unless the person asks for one.
        """
        if reply.kind not in KEPT_KINDS or reply.before == "":
            return
        words = f"{reply.before}（{words}）" if reply.before else words
        closed = reply.kind is ReplyKind.CONFIDENT or reply.aside
        keep = self._settings.keep != "none"
        await self._questions.add(
            AskedQuestion(
                chat_id=asker.place.chat_id,
                message_id=message_id,
                thread_id=asker.place.thread_id,
                user_id=asker.user_id,
                words=words[:LONGEST_QUESTION] if keep else None,
                kind=reply.kind.value,
                passage_id=reply.candidates[0].passage.id if reply.candidates else None,
                asked_at=self._clock.now(),
                state=QuestionState.OPEN if keep and not closed else QuestionState.CLOSED,
                part=part,
            )
        )

    async def judge(self, chat_id: int, answer_message_id: int, verdict: Verdict) -> bool:
        """Note what somebody thought of an answer; return whether the question is still known.

        没用 puts the question into the inbox, a later 有用 takes it out again.
        """
        question = await self._questions.answered_by(chat_id, answer_message_id)
        if question is None:
            return False
        state = question.state
        if state in {QuestionState.OPEN, QuestionState.CLOSED}:
            useful = verdict is Verdict.USEFUL
            state = QuestionState.CLOSED if useful or question.words is None else QuestionState.OPEN
        await self._questions.judge(question.id, verdict, state)
        return True

    async def cases(self) -> list[Case]:
        """Return what waits for an editor, alike questions together; what most people asked comes first."""
        found = await asyncio.to_thread(_grouped, await self._questions.open(MOST_OPEN))
        return sorted(found, key=lambda case: (-case.people, -len(case.questions), -case.newest.timestamp()))

    async def case(self, number: int) -> Case | None:
        """Return the case of that number; None once it is settled."""
        return next((case for case in await self.cases() if case.id == number), None)

    async def bind(self, case: Case, passage: Passage, user_id: int) -> bool:
        """Make the case's words known ways of asking for `passage`, from now on, in every process.

        False, here and below: somebody else has settled the case meanwhile, and nothing was done.
        """
        taught = self._taught(case, passage.id.rsplit("-", 2)[0], passage.text, "", user_id)
        return await self._settle(case, QuestionState.BOUND, "question.bind", user_id, passage.id, taught)

    async def mark_absent(self, case: Case, user_id: int) -> bool:
        """Note that the speeches do not say: these words, and ones like them, are told so from now on."""
        taught = self._taught(case, "", "", _named(case.id), user_id)
        return await self._settle(case, QuestionState.ABSENT, "question.absent", user_id, taught=taught)

    async def ignore(self, case: Case, user_id: int) -> bool:
        """Take a case out of the inbox without learning from it."""
        return await self._settle(case, QuestionState.IGNORED, "question.ignore", user_id)

    async def ignore_all(self, cases: Sequence[Case], user_id: int) -> int:
        """Take several cases out of the inbox; return how many nobody else had settled."""
        return sum([await self.ignore(case, user_id) for case in cases])

    async def answered_in_person(self, case: Case, user_id: int, said: str) -> bool:
        """Note that an editor has written `said` to those who asked."""
        return await self._settle(case, QuestionState.ANSWERED, "question.answer", user_id, said)

    async def undo(self, number: int, user_id: int) -> bool:
        """Put a settled case back into the inbox and unlearn what it taught; return whether there was one."""
        entry = self._audit.entry(user_id, "question.undo", _named(number))
        reopened, unlearnt = await self._cases.reopen(number, entry, self._clock.now())
        if unlearnt:
            await self._speeches.refresh()
        return reopened

    async def _settle(
        self,
        case: Case,
        state: QuestionState,
        action: str,
        user_id: int,
        now: str = "",
        taught: Sequence[AddedQuestion] = (),
    ) -> bool:
        """Settle a case with what it teaches and its entry in the log, all or nothing."""
        # By number: a person's words must not outlive their row in a log that is kept longer.
        entry = self._audit.entry(user_id, action, _named(case.id), now=now)
        settled = await self._cases.settle([one.id for one in case.questions], state, entry, taught)
        if settled and taught:
            await self._speeches.refresh()
        return settled

    async def sweep(self) -> None:
        """Forget what is past its time."""
        now = self._clock.now()
        if self._settings.keep == "none":
            await self._questions.drop_words(now, QuestionState, on_purpose=False)
            settled = set(QuestionState) - {QuestionState.OPEN}
            await self._questions.drop_words(now - SECOND_THOUGHTS, settled)
        elif self._settings.keep == "unanswered":
            await self._questions.drop_words(now - SECOND_THOUGHTS, {QuestionState.CLOSED})
        await self._questions.prune(now - self._settings.kept_for)

    def _taught(self, case: Case, slug: str, text: str, about: str, user_id: int) -> list[AddedQuestion]:
        now = self._clock.now()
        return [AddedQuestion(words, slug, text, about, user_id, now) for words, _ in case.wordings]


def _named(number: int) -> str:
    return f"问题 {number}"


def _grouped(questions: Sequence[AskedQuestion]) -> list[Case]:
    """Put each question with the first, older one that it is like; that one leads the case."""
    groups = grouped([question.words or "" for question in questions])
    return [Case(tuple(questions[place] for place in group)) for group in groups]
