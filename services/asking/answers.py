"""Asking: what becomes of the words a person says to the bot. No Telegram here."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise, takewhile

from core.clock import Clock
from core.models import Place, Shows
from core.patterns import pattern
from core.settings import AskingSettings
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.small_talk import speaks_of_pushes
from knowledge.language.talk.thread.elsewhere import said_elsewhere
from knowledge.language.talk.thread.follow_ups import FollowUp, Lean, asks_why, follow_up, of_words
from knowledge.language.talk.thread.keeping_on import may_go_on
from knowledge.language.wishes.talk import talk
from knowledge.language.wishes.wishes import Wanted
from knowledge.language.words.frames import of_another
from knowledge.language.writing.numerals import LAST
from knowledge.language.writing.passage_numbers import beside_a_number, passage_numbers
from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from services.asking.follow_ups import FollowUps, worth_showing
from services.asking.no_question import is_guess, needs_no_search, wanted_in
from services.asking.remembered.answers_found import AnswersFound
from services.asking.remembered.shown import Asker, Gone, LibraryHolder, Shown, ShownService
from services.asking.reply import ASKED_OF_THE_SPEECHES, LEANS_ON, TALKED_OF, Above, Reply, ReplyKind, showing
from services.reporting import is_report
from storage.asking.replies import GivenReply, ReplyStore

LONGEST_QUESTION = 200  # characters of a question that are used; the rest is dropped and said so
LARGE_LIBRARY = 400_000  # characters of speeches from which on a search might hold the event loop for too long
KEPT = timedelta(days=30)
A_DAY, LONG_PAUSE = timedelta(days=1), timedelta(hours=2)  # after such a pause another conversation begins
MOST_ASKED = 200  # questions of one conversation that are counted
# Ways of asking offered as examples, as long as the speeches can answer them.
EXAMPLES = ("三重一大是什么", "怎么改进作风", "如何落实主体责任", "年轻干部要注意什么", "中央八项规定")
LONGEST_SPAN = 1500  # characters from one number to another that are shown at a time
# 这两段分别是哪年讲的: of the last two.
_OF_BOTH = pattern(r"[两俩2][个段句条处]|分别")


class AnswerService:
    """Answers questions and follow-ups. Keeps which passage was shown, never what was asked."""

    def __init__(
        self,
        speeches: LibraryHolder,
        replies: ReplyStore,
        shown: ShownService,
        clock: Clock,
        asking: AskingSettings,
    ) -> None:
        self._speeches = speeches
        self._replies = replies
        self._shown = shown
        self._clock = clock
        self._asking = asking
        self._found = AnswersFound()
        self.follow_ups = FollowUps(speeches, shown, clock, asking, self._answer)
        self._examples: tuple[Library, tuple[str, ...]] | None = None

    @property
    def library(self) -> Library:
        return self._speeches.library

    @property
    def offered(self) -> int:
        """Return how many candidates are offered as buttons."""
        return self._asking.passages

    async def ask(self, words: str, asker: Asker, about: Shown | Gone | None = None) -> Reply:
        """Decide what to reply to `words`, already without the bot's name; empty or of any length.

        A follow-up leans on what the person points at (`about`), else on what they were shown last here.
        """
        await self.prepare()
        words = words.strip()
        if beside := self._beside_number(words):
            return await self.follow_ups.follow(beside[1], asker, beside[0]) or Reply(ReplyKind.NO_POINT)
        if numbered := self._by_numbers(words):
            self.follow_ups.leave_question(asker)  # 还有吗 now means this speech
            return numbered
        if kind := needs_no_search(words):
            return Reply(kind)
        if leaning := _leaning(words):
            return await self._follow(leaning, words, asker, about)
        wanted = wanted_in(words)
        if wanted and not (is_guess(words) and await self.is_answered(words)):
            of_both = wanted is Wanted.SOURCE and about is None and _OF_BOTH.search(words)
            both = await self._last_two(asker) if of_both else ()
            reply = Reply(ReplyKind.SOURCE, both) if both else await self._wanted(wanted, asker, about)
            return replace(reply, guess=wanted if is_guess(words) else "")
        return await self._look_up(words, asker)

    def by_number(self, number: str) -> Reply:
        """Return the passage with this number as people type it (2023-3-07, 2023－3－7, 2023 3 7)."""
        passage = self._numbered(number)
        return showing(ReplyKind.PASSAGE, passage) if passage else Reply(ReplyKind.UNKNOWN_NUMBER)

    def names_passage(self, words: str) -> bool:
        """Return whether `words` name a passage that exists by its number, and ask nothing else."""
        return self._by_numbers(words.strip()) is not None or self._beside_number(words.strip()) is not None

    def some_number(self) -> str:
        """Return the number of a passage that exists, for an example."""
        speeches = self.library.speeches
        passage = self.library.point(None, 1) or (
            self.library.passage(f"{speeches[0].slug}-0-01") if speeches else None
        )
        return passage.id if passage else "2023-3-07"

    async def prepare(self) -> None:
        """Find out which examples the library in use answers; once a library, without holding the loop."""
        library = self.library
        if self._examples is None or self._examples[0] is not library:
            self._examples = library, await asyncio.to_thread(_answered_examples, library)

    def examples(self) -> tuple[str, ...]:
        """Return up to two questions that the speeches in use surely answer; none before `prepare`."""
        return self._examples[1] if self._examples else ()

    async def earlier(self, chat_id: int, question_message_id: int, part: int = 0) -> GivenReply | None:
        """Return the reply given to that part of a message: an edited question edits it."""
        return await self._replies.of(chat_id, question_message_id, part)

    async def shown_at(self, chat_id: int, message_id: int) -> Shown | Gone | None:
        """Return what a message of ours shows; None when it is not known."""
        return await self._shown.at(chat_id, message_id)

    async def newest(self, asker: Asker) -> Shown | None:
        """Return what this person was shown last here, while that is fresh."""
        return await self._shown.newest(asker)

    async def note_point(self, leaning: FollowUp, asker: Asker) -> None:
        """Let 第三点 after the point shown last, which `leaning` chose from a list, be the next one."""
        if last := await self._shown.newest(asker):
            self.follow_ups.note_point(leaning, last, asker)

    async def shown_before(self, asker: Asker, shown: Shown) -> list[Shown]:
        """Return what this person was shown here within a day before `shown`, the newest first."""
        return await self._shown.before(asker, shown, self._clock.now() - A_DAY)

    async def shown_since(self, asker: Asker, since: datetime) -> set[int]:
        """Return the messages of ours in which this person was shown something of a speech after that."""
        after = since + timedelta.resolution
        return {number for number, _ in await self._shown.recent(asker, after)}

    async def shown_here(self, asker: Asker, since: datetime) -> list[tuple[int, Passage]]:
        """Return what this person was shown here since then, as ShownService.recent does, the newest first."""
        return await self._shown.recent(asker, since)

    async def now_shows(
        self,
        place: Place,
        message_id: int,
        shows: Shows | None,
        user_id: int | None = None,
        *,
        new: bool = False,
    ) -> None:
        """Note what a message of ours shows from now on, and to whom: follow-ups lean on what is seen.

        `new`: it was sent just now.
        """
        await self._shown.note(place, message_id, shows, user_id, new=new)

    async def last_question(self, asker: Asker) -> GivenReply | None:
        """Return the reply to what this person asked of the speeches last here, while that is fresh."""
        since = self._clock.now() - self._asking.follow_up
        return await self._replies.newest(asker.place, asker.user_id, ASKED_OF_THE_SPEECHES, since)

    async def has_replied_since(self, asker: Asker, since: datetime) -> bool:
        """Return whether this person was replied to here since then, whatever they had said."""
        every = frozenset(kind.value for kind in ReplyKind)
        return await self._replies.newest(asker.place, asker.user_id, every, since) is not None

    async def remember(
        self, reply: Reply, asker: Asker, question_message_id: int, answer_message_id: int, part: int = 0
    ) -> None:
        """Note which message answered which. No words are kept."""
        await self._replies.remember(
            GivenReply(
                chat_id=asker.place.chat_id,
                question_message_id=question_message_id,
                answer_message_id=answer_message_id,
                thread_id=asker.place.thread_id,
                user_id=asker.user_id,
                kind=reply.kind.value,
                at=self._clock.now(),
                part=part,
            )
        )

    async def prune(self) -> int:
        """Forget what was replied and shown long ago, as nobody edits such old questions; return how many."""
        return await self._replies.prune(self._clock.now() - KEPT) + await self._shown.prune()

    async def look_up_in(self, slugs: Sequence[str], words: str, asker: Asker) -> Reply:
        """Return what these speeches say to a question. A reply NOTHING has its candidates, too."""
        answer = await self._answer(words[:LONGEST_QUESTION], frozenset(slugs))
        candidates = worth_showing(answer.candidates)
        self.follow_ups.recall(asker, candidates)
        kind = ReplyKind(answer.kind.value) if candidates else ReplyKind.NOTHING
        return Reply(kind, candidates, slugs=tuple(slugs))

    async def last_shown(self, asker: Asker) -> Shown | None:
        """Return what this person was last shown here; None when that is long ago or has changed."""
        return await self._shown.newest(asker)

    async def _look_up(self, words: str, asker: Asker) -> Reply:
        if (subject := said_elsewhere(words[:LONGEST_QUESTION])) is not None:
            return await self.follow_ups.elsewhere(subject, asker)
        asked = words[:LONGEST_QUESTION]
        answer = await self._answer(asked)
        candidates = worth_showing(answer.candidates)[: self._asking.passages + 1]
        kind = ReplyKind(answer.kind.value) if candidates else ReplyKind.NOTHING
        found = candidates[0].confidence if candidates else 0.0
        if kind is not ReplyKind.CONFIDENT and (talks_of := talk(asked, found)) is not None:
            return Reply(TALKED_OF[talks_of])
        if kind is ReplyKind.NOTHING and speaks_of_pushes(words):
            return Reply(ReplyKind.ABOUT_PUSHES)
        if kind is ReplyKind.NOTHING:
            self.follow_ups.note_in_vain(asker)
            return Reply(kind, shortened=len(asked) < len(words))
        self.follow_ups.recall(asker, candidates)
        return Reply(kind, candidates, shortened=len(asked) < len(words))

    async def _follow(self, leaning: FollowUp, words: str, asker: Asker, about: Shown | Gone | None) -> Reply:
        of_an_answer = asks_why(words) or leaning.lean is Lean.MORE or of_words(words)
        if about is None and of_an_answer and await self.follow_ups.asked_in_vain(asker):
            return Reply(ReplyKind.NOT_SAID)
        if (
            leaning.lean in {Lean.FOLLOWING, Lean.PRECEDING}
            and about is None
            and not await self._reads_on(asker)
        ):
            return Reply(ReplyKind.NO_EARLIER)
        if leaning.lean is Lean.QUESTION:
            return await self._answered(leaning.number, asker)
        reply = await self.follow_ups.follow(leaning, asker, about)
        if reply and reply.kind is ReplyKind.NO_EARLIER and may_go_on(words):  # 接着发: the pushes, then
            reply = Reply(ReplyKind.ABOUT_PUSHES)
        return reply or await self._by_itself(leaning.about or words, asker)

    async def _reads_on(self, asker: Asker) -> bool:
        """Return whether 下一段 means what stands there: no answer from before a question that was in vain."""
        newest = await self._shown.newest(asker)
        return newest is None or bool(newest.around) or not await self.follow_ups.asked_in_vain(asker)

    async def _last_two(self, asker: Asker) -> tuple[Candidate, ...]:
        """Return what the last two questions were answered with, once where it is the same; else nothing."""
        since = self._clock.now() - LONG_PAUSE
        asked = await self._replies.since(asker.place, asker.user_id, ASKED_OF_THE_SPEECHES, since, 2)
        found = [await self._shown.at(one.chat_id, one.answer_message_id) for one in asked]
        shown = [one.passage for one in reversed(found) if isinstance(one, Shown)]
        return tuple(Candidate(one, 1.0, ()) for one in dict.fromkeys(shown)) if len(shown) > 1 else ()

    async def _answered(self, number: int, asker: Asker) -> Reply:
        """Return what the question of this number was answered with, in the conversation that goes on.

        0 is the one before the newest, LAST the newest.
        """
        now = self._clock.now()
        asked = await self._replies.since(
            asker.place, asker.user_id, ASKED_OF_THE_SPEECHES, now - A_DAY, MOST_ASKED
        )
        times = [now, *(one.at for one in asked)]
        going_on = sum(1 for _ in takewhile(lambda two: two[0] - two[1] <= LONG_PAUSE, pairwise(times)))
        number = going_on if number == LAST else number or going_on - 1
        if not 0 < number <= going_on:
            return Reply(ReplyKind.NO_SHOWN_BEFORE)
        given = asked[going_on - number]
        found = await self._shown.at(given.chat_id, given.answer_message_id)
        if not isinstance(found, Shown):
            in_vain = given.kind == ReplyKind.NOTHING
            kind = ReplyKind.NOT_SAID if in_vain else ReplyKind.NO_SHOWN_BEFORE
            return Reply(kind, question=given.question_message_id if in_vain else None)
        reply = showing(ReplyKind.PASSAGE, found.passage, found.around)
        return replace(reply, above=Above.FIRST, question=given.question_message_id)

    async def _by_itself(self, words: str, asker: Asker) -> Reply:
        """Return what the speeches say to what leans on something that was not shown: 第二点是什么.

        It is no question that an editor could answer.
        """
        reply = replace(await self._look_up(words, asker), before="")
        return Reply(ReplyKind.NO_EARLIER) if reply.kind is ReplyKind.NOTHING else reply

    async def search(self, question: str, most: int) -> Answer:
        """Search the library in use for at most `most` passages, without holding the loop for long.

        Every search of a running bot goes this way.
        """
        return await _searched(self.library, question, most)

    async def is_answered(self, words: str) -> bool:
        """Return whether the speeches answer `words` outright: a guess at a wish is then wrong."""
        return (await self._answer(words)).kind is Kind.CONFIDENT

    async def _answer(self, question: str, only: frozenset[str] = frozenset()) -> Answer:
        """Return the answer, its `question` empty when it was found before; `only` as in Library.answer."""
        library, question = self.library, of_another(question)
        if found := self._found.get(library, question, only):
            return found
        answer = await _searched(library, question, self._asking.passages + 1, only)
        self._found.keep(library, question, answer, only)
        return answer

    async def _wanted(self, wanted: Wanted, asker: Asker, about: Shown | Gone | None) -> Reply:
        """Reply to a wish that is no command. Nobody is given a summary; what was shown last can be read on."""
        if wanted in {Wanted.UNCLEAR, Wanted.SHORTER, Wanted.PLAINER}:
            return await self._easier(wanted, asker, about)
        if wanted in LEANS_ON and (
            reply := await self.follow_ups.follow(FollowUp(LEANS_ON[wanted]), asker, about)
        ):
            return reply
        if about is None and wanted is Wanted.COMPARE and await self.follow_ups.asked_in_vain(asker):
            return Reply(ReplyKind.NOT_SAID)
        shows = wanted in {Wanted.SUMMARY, Wanted.COMPARE}
        meant = await self.follow_ups.meant(asker, about) if shows else None
        if wanted is Wanted.COMPARE and meant and (both := await self._last_two(asker)):
            return Reply(ReplyKind.COMPARE, both)
        wanted = Wanted.SUMMARY if shows else wanted
        kind = ReplyKind(wanted.value)
        return showing(kind, meant.passage, meant.around) if meant else Reply(kind)

    async def _easier(self, wanted: Wanted, asker: Asker, about: Shown | Gone | None) -> Reply:
        """Reply to who does not understand what stands there, or wants it shorter or in plainer words.

        Nothing is rewritten: a sentence of it can be had, or a kind word, and what stands around it.
        """
        if about is None and await self._chose_nothing(asker):
            return Reply(ReplyKind.NOT_CHOSEN)
        if wanted is Wanted.UNCLEAR:
            return await self.follow_ups.explain(asker, about)
        if about is None and await self.follow_ups.asked_in_vain(asker):
            return Reply(ReplyKind.NOT_SAID)
        meant = await self.follow_ups.meant(asker, about)
        sentence = self.library.sentence(meant.passage) if meant else None
        if sentence:
            return showing(ReplyKind.SHORTER, sentence)
        if wanted is Wanted.PLAINER:
            return Reply(ReplyKind.UNCLEAR)
        return Reply(ReplyKind.ONE_SENTENCE if meant else ReplyKind.SUMMARY)

    async def _chose_nothing(self, asker: Asker) -> bool:
        """Return whether a group got buttons for what this person asked last, and none was pressed since."""
        last = await self.last_question(asker)
        offered = last is not None and last.kind == ReplyKind.UNSURE and not asker.private
        return offered and last is not None and not await self.shown_since(asker, last.at)

    def _by_numbers(self, words: str) -> Reply | None:
        """Return the passage whose number `words` are, or what stands from one number to another."""
        numbers = _numbers(words)
        if numbers is None:
            return None
        forms, wanted = numbers
        if passage := next(filter(None, map(self.library.passage, forms)), None):
            return showing(ReplyKind.PASSAGE, passage)
        found = self.library.span(wanted.first, wanted.last, LONGEST_SPAN) if wanted else None
        return showing(ReplyKind.PASSAGE, found.passage, found.around) if found else None

    def _beside_number(self, words: str) -> tuple[Shown, FollowUp] | None:
        """Return the passage that `words` name by its number, and what is wanted of it: 2023-4-03的上一段."""
        number, rest = beside_a_number(words) or ("", "")
        passage = self._numbered(number) if number else None
        leaning = follow_up(rest) if passage else None
        return (Shown(passage), leaning) if passage and leaning else None

    def _numbered(self, words: str) -> Passage | None:
        forms, _ = _numbers(words) or ((), None)
        return next(filter(None, map(self.library.passage, forms)), None)


async def _searched(library: Library, question: str, most: int, only: frozenset[str] = frozenset()) -> Answer:
    ask = partial(library.answer, question, k=most)
    search = partial(ask, only=only) if only else ask
    if sum(len(speech.text) for speech in library.speeches) > LARGE_LIBRARY:
        return await asyncio.to_thread(search)
    return search()


def _answered_examples(library: Library) -> tuple[str, ...]:
    sure = (words for words in EXAMPLES if library.answer(words).kind is Kind.CONFIDENT)
    return tuple(words for words, _ in zip(sure, range(2), strict=False))


_leaning = once_if_nothing(is_report)(follow_up)
_numbers = once_if_nothing(is_report)(passage_numbers)
