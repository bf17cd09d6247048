"""Asking: what becomes of the words a person says to the bot. No Telegram here."""

import asyncio
import base64
import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.clock import Clock
from core.models import Place
from core.settings import AskingSettings
from knowledge.language.signs import plain_signs, spaced_argument
from knowledge.language.small_talk import (
    FollowUp,
    Lean,
    courtesy,
    follow_up,
    has_words,
    length_in_words,
    speaks_of_pushes,
)
from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.library import Context, Library
from knowledge.speech.segment import PATH_JOINER, Passage
from services.asking.answers_found import AnswersFound
from storage.replies import GivenReply, ReplyStore

SHORTEST_QUESTION = 2  # characters; a single one is in half of all sentences
LONGEST_QUESTION = 200  # characters of a question that are used; the rest is dropped and said so
LARGE_LIBRARY = 400_000  # characters of speeches from which on a search might hold the event loop for too long
FAR_BEHIND = 0.25  # of the best candidate's confidence: below that, others only distract
KEPT = timedelta(days=30)
REMEMBERED = 1000  # conversations whose other candidates are kept in memory for 还有吗
# Ways of asking offered as examples, as long as the speeches can answer them.
EXAMPLES = ("三重一大是什么", "怎么改进作风", "如何落实主体责任", "年轻干部要注意什么", "中央八项规定")
_NUMBER = re.compile(r"(?P<slug>\w+?)[-_.,/: ]+(?P<section>\d{1,6})[-_.,/: ]+(?P<passage>\d{1,6})")


class LibraryHolder(Protocol):
    """Whoever holds the library in use; it is swapped when the speeches change."""

    @property
    def library(self) -> Library: ...


class ReplyKind(StrEnum):
    """What kind of reply a person gets."""

    CONFIDENT = "confident"
    UNSURE = "unsure"
    NOTHING = "nothing"
    ABOUT_PUSHES = "about_pushes"  # the speeches do not say, and it names the daily push
    PASSAGE = "passage"  # one passage that was asked for by place: 下一段, 第二点, 2023-3-07
    CONTEXT = "context"
    SOURCE = "source"
    WHEN = "when"
    SPEAKER = "speaker"
    WHOLE = "whole"
    END = "end"  # the speech ends here
    BEGINNING = "beginning"
    NO_MORE = "no_more"
    NO_POINT = "no_point"
    SAME_POINT = "same_point"  # the passage before is where the point asked for begins
    NO_EARLIER = "no_earlier"  # it leans on an answer, and there is none
    UNKNOWN_NUMBER = "unknown_number"
    TOO_SHORT = "too_short"
    NO_WORDS = "no_words"
    EMPTY = "empty"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ACKNOWLEDGED = "acknowledged"
    WHO = "who"


SHOWN_BY = {
    Lean.SOURCE: ReplyKind.SOURCE,
    Lean.WHEN: ReplyKind.WHEN,
    Lean.SPEAKER: ReplyKind.SPEAKER,
    Lean.WHOLE: ReplyKind.WHOLE,
    Lean.CONTEXT: ReplyKind.CONTEXT,
}
SHOWS_PASSAGE = frozenset(
    {
        ReplyKind.CONFIDENT,
        ReplyKind.UNSURE,
        ReplyKind.PASSAGE,
        ReplyKind.SAME_POINT,
        *SHOWN_BY.values(),
    }
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where: a follow-up leans on what the same person was told in the same place."""

    place: Place
    user_id: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say. `candidates` come best first; `shortened`: only the start of the question was used."""

    kind: ReplyKind
    candidates: tuple[Candidate, ...] = ()
    shortened: bool = False

    @property
    def passage(self) -> Passage | None:
        """Return the passage this reply shows, if it shows one."""
        return self.candidates[0].passage if self.candidates and self.kind in SHOWS_PASSAGE else None


@dataclass(frozen=True, slots=True)
class _Recent:
    candidates: tuple[Candidate, ...]
    at: datetime


def digest(passages: Sequence[Passage]) -> str:
    """Return six characters that change when a passage's number or text does."""
    said = "\0".join(f"{passage.id}\n{passage.text}" for passage in passages)
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()[:4]).decode()[:6]


class AnswerService:
    """Answers questions and follow-ups. Keeps which passage was shown, never what was asked."""

    def __init__(
        self, speeches: LibraryHolder, replies: ReplyStore, clock: Clock, asking: AskingSettings
    ) -> None:
        self._speeches = speeches
        self._replies = replies
        self._clock = clock
        self._asking = asking
        self._recent: OrderedDict[Asker, _Recent] = OrderedDict()
        self._found = AnswersFound()
        self._examples: tuple[Library, tuple[str, ...]] | None = None

    @property
    def library(self) -> Library:
        return self._speeches.library

    @property
    def offered(self) -> int:
        """Return how many candidates are offered as buttons."""
        return self._asking.passages

    async def ask(self, words: str, asker: Asker, about: Passage | None = None) -> Reply:
        """Decide what to reply to `words`, already without the bot's name; empty or of any length.

        A follow-up leans on the passage `about`, which the person points at, else on the last one they were
        shown here.
        """
        await self.prepare()
        words = words.strip()
        if kind := _needs_no_search(words):
            return Reply(kind)
        if leaning := follow_up(words):
            return await self._follow(leaning, words, asker, about)
        if passage := self._numbered(words):
            return _showing(ReplyKind.PASSAGE, passage)
        return await self._look_up(words, asker)

    def by_number(self, number: str) -> Reply:
        """Return the passage with this number as people type it (2023-3-07, 2023－3－7, 2023 3 7)."""
        passage = self._numbered(number)
        return _showing(ReplyKind.PASSAGE, passage) if passage else Reply(ReplyKind.UNKNOWN_NUMBER)

    def some_number(self) -> str:
        """Return the number of a passage that exists, for an example."""
        speeches = self.library.speeches
        passage = self.library.point(None, 1) or (
            self.library.passage(f"{speeches[0].slug}-0-01") if speeches else None
        )
        return passage.id if passage else "2023-3-07"

    def context(self, passage_id: str) -> Context | None:
        """Return a passage with what stands around it."""
        return self.library.context(passage_id)

    def below(self, passage: Passage) -> Passage | None:
        """Return the passage to show with `passage` where that is only a heading: what stands under it."""
        if passage.text != passage.section.rpartition(PATH_JOINER)[2]:
            return None
        below = self.library.following(passage.id)
        return below if below and below.section.startswith(passage.section) else None

    def following(self, passage_id: str) -> Reply:
        """Return the passage after this one and what is shown with it, or END."""
        here = self.library.passage(passage_id)
        below = self.below(here) if here else None
        passage = self.library.following(below.id if below else passage_id)
        return _showing(ReplyKind.PASSAGE, passage) if passage else Reply(ReplyKind.END)

    def preceding(self, passage_id: str) -> Reply:
        """Return the passage before this one, or BEGINNING."""
        passage = self.library.preceding(passage_id)
        return _showing(ReplyKind.PASSAGE, passage) if passage else Reply(ReplyKind.BEGINNING)

    async def prepare(self) -> None:
        """Find out which examples the library in use answers; once a library, without holding the loop."""
        library = self.library
        if self._examples is None or self._examples[0] is not library:
            self._examples = library, await asyncio.to_thread(_answered_examples, library)

    def examples(self) -> tuple[str, ...]:
        """Return up to two questions that the speeches in use surely answer; none before `prepare`."""
        return self._examples[1] if self._examples else ()

    async def earlier(self, chat_id: int, question_message_id: int) -> GivenReply | None:
        """Return the reply given to that message: an edited question edits it."""
        return await self._replies.of(chat_id, question_message_id)

    async def now_shows(self, chat_id: int, answer_message_id: int, passage: Passage) -> None:
        """Note that a button has put `passage` into an answer: follow-ups lean on what is seen."""
        await self._replies.now_shows(
            chat_id, answer_message_id, passage.id, digest([passage]), self._clock.now()
        )

    async def remember(
        self, reply: Reply, asker: Asker, question_message_id: int, answer_message_id: int
    ) -> None:
        """Note which message answered which, and which passage it showed. No words are kept."""
        passage = reply.passage
        await self._replies.remember(
            GivenReply(
                chat_id=asker.place.chat_id,
                question_message_id=question_message_id,
                answer_message_id=answer_message_id,
                thread_id=asker.place.thread_id,
                user_id=asker.user_id,
                passage_id=passage.id if passage else None,
                passage_digest=digest([passage]) if passage else None,
                kind=reply.kind.value,
                at=self._clock.now(),
            )
        )

    async def prune(self) -> int:
        """Forget which passages were shown long ago, as nobody edits such old questions; return how many."""
        return await self._replies.prune(self._clock.now() - KEPT)

    async def _look_up(self, words: str, asker: Asker) -> Reply:
        asked = words[:LONGEST_QUESTION]
        answer = await self._answer(asked)
        candidates = _worth_showing(answer.candidates)[: self._asking.passages + 1]
        kind = ReplyKind(answer.kind.value) if candidates else ReplyKind.NOTHING
        if kind is ReplyKind.NOTHING and speaks_of_pushes(words):
            return Reply(ReplyKind.ABOUT_PUSHES)
        if kind is ReplyKind.NOTHING:
            return Reply(kind, shortened=len(asked) < len(words))
        self._recall(asker, candidates[1:])
        return Reply(kind, candidates, shortened=len(asked) < len(words))

    async def search(self, question: str, most: int) -> Answer:
        """Search the library in use for at most `most` passages, without holding the loop for long.

        Every search of a running bot goes this way.
        """
        return await _searched(self.library, question, most)

    async def _answer(self, question: str) -> Answer:
        """Return the answer, its `question` empty when it was found before."""
        library = self.library
        if found := self._found.get(library, question):
            return found
        answer = await _searched(library, question, self._asking.passages + 1)
        self._found.keep(library, question, answer)
        return answer

    async def _follow(self, leaning: FollowUp, words: str, asker: Asker, about: Passage | None) -> Reply:
        last = about or await self._last_passage(asker)
        if leaning.lean is Lean.POINT:
            return await self._point(leaning.number, last, words, asker)
        if last is None:
            return Reply(ReplyKind.NO_EARLIER)
        if leaning.lean in SHOWN_BY:
            return _showing(SHOWN_BY[leaning.lean], last)
        if leaning.lean is Lean.MORE and asker in self._recent:
            return self._more(last, asker)
        self._recent.pop(asker, None)  # reading on: 还有吗 now means the text, no longer the question
        return self.preceding(last.id) if leaning.lean is Lean.PRECEDING else self.following(last.id)

    async def _point(self, number: int, last: Passage | None, words: str, asker: Asker) -> Reply:
        if last is None:  # on its own it is a question: each speech may have a second point
            return await self._look_up(words, asker)
        self._recent.pop(asker, None)
        point = self.library.point(last.id, number)
        if point is None:
            return Reply(ReplyKind.NO_POINT)
        return _showing(ReplyKind.SAME_POINT if point == last else ReplyKind.PASSAGE, point)

    def _numbered(self, number: str) -> Passage | None:
        forms = (number, _tidy_number(plain_signs(number)), _tidy_number(spaced_argument(number)))
        return next(filter(None, map(self.library.passage, forms)), None)

    async def _last_passage(self, asker: Asker) -> Passage | None:
        """Return the passage this person was last shown here, while that is fresh and its text unchanged."""
        since = self._clock.now() - self._asking.follow_up
        last = await self._replies.last(asker.place.chat_id, asker.place.thread_id, asker.user_id, since)
        passage = self.library.passage(last.passage_id) if last and last.passage_id else None
        if passage is None or last is None or digest([passage]) != last.passage_digest:
            return None
        return passage

    def _recall(self, asker: Asker, others: tuple[Candidate, ...]) -> None:
        self._recent[asker] = _Recent(others, self._clock.now())
        self._recent.move_to_end(asker)
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    def _more(self, last: Passage, asker: Asker) -> Reply:
        """Return the next candidate for the question before, as long as it is fresh and unchanged."""
        recent = self._recent[asker]
        fresh = self._clock.now() - recent.at <= self._asking.follow_up
        left = [
            candidate
            for candidate in recent.candidates
            if fresh
            and candidate.passage != last
            and self.library.passage(candidate.passage.id) == candidate.passage
        ]
        self._recall(asker, tuple(left[1:]))
        return Reply(ReplyKind.PASSAGE, (left[0],)) if left else Reply(ReplyKind.NO_MORE)


async def _searched(library: Library, question: str, most: int) -> Answer:
    if sum(len(speech.text) for speech in library.speeches) > LARGE_LIBRARY:
        return await asyncio.to_thread(library.answer, question, k=most)
    return library.answer(question, k=most)


def _answered_examples(library: Library) -> tuple[str, ...]:
    sure = (words for words in EXAMPLES if library.answer(words).kind is Kind.CONFIDENT)
    return tuple(words for words, _ in zip(sure, range(2), strict=False))


def _needs_no_search(words: str) -> ReplyKind | None:
    """Return the kind of reply to what is no question, None for a question."""
    if not words:
        return ReplyKind.EMPTY
    if small_talk := courtesy(words):
        return ReplyKind(small_talk.value)
    if not has_words(words):
        return ReplyKind.NO_WORDS
    return ReplyKind.TOO_SHORT if length_in_words(words) < SHORTEST_QUESTION else None


def _worth_showing(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out what falls far behind the best; of those keep the first, so that there is a next one to see."""
    if not candidates:
        return ()
    best, *others = candidates
    near = [other for other in others if other.confidence >= FAR_BEHIND * best.confidence]
    return (best, *(near or others[:1]))


def _showing(kind: ReplyKind, passage: Passage) -> Reply:
    return Reply(kind, (Candidate(passage, 1.0, ()),))


def _tidy_number(number: str) -> str:
    """Read a passage number as phones type it: other dashes, blanks, a missing zero."""
    match = _NUMBER.fullmatch(number)
    return f"{match['slug']}-{int(match['section'])}-{int(match['passage']):02}" if match else number
