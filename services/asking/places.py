"""Where and how often words stand, counted over the speeches: 所有提到“纪律”的段落, 有几处, 下一处, 还剩几处.

What was counted last for a person is in memory only, as the words of their questions are; how far they are in
it is read from what they were shown since. Buttons carry the words as the speech writes them.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from core.clock import Clock
from knowledge.language.talk.thread.follow_ups import Lean, follow_up
from knowledge.language.talk.thread.place_turns import PlaceTurn, Turn, place_turn
from knowledge.language.words.clauses import told_of
from knowledge.language.writing.numerals import LAST
from knowledge.search.answer import Candidate, Kind
from knowledge.search.exact.checking import clauses_of, nearest, words_to_check
from knowledge.search.exact.mentions import Mentions, mentions, stands
from knowledge.search.exact.places_wanted import places_of
from knowledge.search.exact.telling import telling
from knowledge.search.exact.words_asked import WordsAsked, same_again
from knowledge.search.library import Library
from knowledge.speech.segment import overlap
from services.asking.answers import AnswerService
from services.asking.comparing import Count, side_by_side
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker
from services.asking.reply import Counted, OfClause, Reply, ReplyKind

A_PAGE = 6  # places of a list
MOST_BEFORE = 4  # counts that are compared with the last
A_DAY = timedelta(days=1)
LONGEST_MEANT = 60  # characters of a question in which one may be mistaken
SHORTEST_NEAR = 3  # characters of what comes nearest to a clause
SHORTEST_LIKE = 6  # characters of words for which something like them is shown
LOOKED_AT = 8  # passages in which that is looked for


@dataclass(frozen=True, slots=True)
class _Last:
    """What was counted last; `at`: the place opened last (from 1, 0: none).

    `goes_on`: nothing else came since; `missed`: a place was wanted last that is not there; `before`: what was
    counted before this, the newest last; `both`: the newest of that was counted or compared with this.
    """

    words: str
    slugs: tuple[str, ...]
    since: datetime
    at: int = 0
    page: int = 0
    goes_on: bool = True
    missed: bool = False
    before: tuple[Count, ...] = ()
    both: bool = False

    @property
    def count(self) -> Count:
        return Count(self.words, self.slugs)


def asks_around(words: str) -> bool:
    """Return whether `words` want what stands around what was shown, or where that stands: 前后文, 出处."""
    leaning = follow_up(words)
    return leaning is not None and leaning.lean in {Lean.CONTEXT, Lean.SOURCE}


class WordPlaces:
    """Counts words. Knows what each person had counted last."""

    def __init__(self, answers: AnswerService, clock: Clock, follow_up: timedelta) -> None:
        self._answers = answers
        self._clock = clock
        self._follow_up = follow_up
        self._last: OrderedDict[Asker, _Last] = OrderedDict()

    async def ask(self, asked: WordsAsked, slugs: Sequence[str], topic: str, asker: Asker) -> Reply | None:
        """Return where the words stand in these speeches; None: that is no question for a count.

        `topic` is what was spoken of last.
        """
        words = (
            asked.words(lambda one: stands(self._library, one, slugs)) if asked.said else (topic,) * bool(topic)
        )
        found = tuple(mentions(self._library, one, slugs) for one in words)
        if not found or not all(one.words for one in found):
            return None
        if not any(one.places for one in found):
            return await self._none(asked, found, asker)
        if len(found) > 1:
            before = tuple(Count(one.words, one.slugs) for one in found[:-1])
            last = _Last(found[-1].words, found[-1].slugs, self._clock.now(), before=before, both=True)
            keep(self._last, asker, last)
            compared = asked.compared and side_by_side(self._library, (*before, last.count))
            return compared or Reply(ReplyKind.PLACES, counted=Counted(found))
        if asked.elsewhere:
            return await self._elsewhere(found[0], asker)
        self._note_counted(found[0], asker)
        return self._list(found[0], 0) if len(found[0].places) > 1 else self._open(found[0], 1, asker)

    def _note_counted(self, found: Mentions, asker: Asker) -> None:
        last = self._fresh(asker)
        now = Count(found.words, found.slugs)
        before = (*last.before, last.count) if last and last.goes_on else ()
        before = tuple(one for one in before if one != now)[-MOST_BEFORE:]
        keep(self._last, asker, _Last(now.words, now.slugs, self._clock.now(), before=before))

    async def check(self, words: str, asker: Asker) -> Reply | None:
        """Return whether the words that a sentence wants checked are verbatim; None: it wants none checked."""
        wanted = words_to_check(words)
        if wanted is None:
            return None
        slugs = self._library.names.slugs
        reply = await self.ask(WordsAsked(wanted, (wanted,)), slugs, "", asker)
        if reply is None or reply.counted is None:
            return None
        return replace(reply, counted=replace(reply.counted, checked=True))

    async def mentioned(self, words: str, slugs: Sequence[str], asker: Asker) -> Reply | None:
        """Return where what a question is about is mentioned, which nothing answers; None: nowhere.

        Who only wants places gets them; who wants an answer is told that none is there, and offered them.
        """
        found = telling(self._library, words, slugs) or self._told_of(words, slugs)
        if not found:
            return None
        if places_of(words):
            return await self.ask(WordsAsked(found[0].words, (found[0].words,)), slugs, "", asker)
        return Reply(ReplyKind.NOTHING, counted=Counted(found))

    def _told_of(self, words: str, slugs: Sequence[str]) -> tuple[Mentions, ...]:
        """Return where stands what a question may mean by a mistaken character, or only wants to hear told."""
        library = self._library
        meant = (telling(library, one, slugs) for one in library.may_mean(words[:LONGEST_MEANT]))
        told = (telling(library, one, slugs) for one in told_of(words))
        return next(filter(None, (*meant, *told)), ())

    async def turn(self, words: str, topic: str, asker: Asker) -> Reply | None:
        """Return what 下一处, 第5处, 一共几处 and the like go on to; None: that is not meant.

        Where nothing was counted, what was spoken of last is, if it stands in the speeches.
        """
        wanted = place_turn(words)
        last = self._fresh(asker)
        if wanted is None:
            return self._of_none(words, last) or await self._same_of(words, last, asker)
        if wanted.turn in {Turn.DIFFERS, Turn.OTHER, Turn.COMPARE, Turn.COMPARE_ALL}:
            return await self._of_the_last(wanted.turn, last, asker)
        slugs = self._library.names.slugs
        known = bool(topic) and stands(self._library, topic, slugs)
        lists = wanted.turn in {Turn.LIST, Turn.COUNT, Turn.BESIDE} and known  # of what was asked: 全部列出
        if wanted.bare and not lists and not await self.stands_there(asker):
            return Reply(ReplyKind.NOT_COUNTED) if wanted.turn is Turn.LIST else None
        if last is None:
            if not known:
                return Reply(ReplyKind.NOT_COUNTED)
            last = _Last(topic, slugs, self._clock.now() - self._follow_up)
        found = mentions(self._library, last.words, last.slugs)
        if not found.places:
            return None if wanted.bare else Reply(ReplyKind.NOT_COUNTED)
        keep(self._last, asker, replace(last, goes_on=True, missed=False))
        turned = self._turned(wanted, found, await self._at(last, found, asker), asker)
        if turned.kind is ReplyKind.NO_SUCH_PLACE:
            keep(self._last, asker, replace(self._last[asker], missed=True))
        return turned

    async def _of_the_last(self, wanted: Turn, last: _Last | None, asker: Asker) -> Reply | None:
        """Return how the words counted last differ from the nearest, where else they stand, or how often."""
        if wanted in {Turn.COMPARE, Turn.COMPARE_ALL}:
            return self._compared(last, asker, every=wanted is Turn.COMPARE_ALL)
        if wanted is Turn.DIFFERS:
            return await self._differs(last) if last and last.goes_on else Reply(ReplyKind.NO_EARLIER)
        found = mentions(self._library, last.words, last.slugs) if last else None
        return await self._elsewhere(found, asker) if found and found.places else None

    async def _same_of(self, words: str, last: _Last | None, asker: Asker) -> Reply | None:
        """Return where other words stand of which the same is wanted as of the last: “规矩”也查一遍."""
        other = same_again(words) if last and last.goes_on else ""
        known = WordsAsked(other, (other,), letters=True)
        names = self._library.names
        return await self.ask(known, names.in_order(names.slugs), "", asker) if other else None

    def _compared(self, last: _Last | None, asker: Asker, *, every: bool) -> Reply | None:
        """Return how often what was counted last stands there, beside what was before; None where nothing was.

        What was counted alone is compared between its speeches.
        """
        if last is None or not last.goes_on:
            return None
        before = last.before if every else last.before[-1:]
        reply = side_by_side(self._library, (*before, last.count))
        if reply:
            keep(self._last, asker, replace(last, both=bool(before)))
        return reply

    def _of_none(self, words: str, last: _Last | None) -> Reply | None:
        """Return "no such place" again when the context of a place is wanted that was not found; else None."""
        if last is None or not (last.goes_on and last.missed and asks_around(words)):
            return None
        counted = Counted((mentions(self._library, last.words, last.slugs),), last.at)
        return Reply(ReplyKind.NO_SUCH_PLACE, counted=counted)

    async def stands_there(self, asker: Asker) -> bool:
        """Return whether what was counted is what this person sees last: 下一页 turns its pages."""
        last = self._fresh(asker)
        if last is None or not last.goes_on:
            return False
        places = mentions(self._library, last.words, last.slugs).places
        shown = await self._answers.shown_here(asker, last.since) if places else []
        return bool(places) and (not shown or any(one.stretch.passage == shown[0][1] for one in places))

    async def again(self, slugs: Sequence[str], asker: Asker) -> Reply | None:
        """Return where the words counted last stand in these speeches (那2023年呢); None: none were."""
        last = self._fresh(asker)
        if last is None or not last.goes_on:
            return None
        words = (*(one.words for one in last.before[-1:] if last.both), last.words)
        asked = WordsAsked(last.words, tuple(dict.fromkeys(words)), slugs=tuple(slugs))
        return await self.ask(asked, slugs, "", asker)

    def counted(self, words: str, slugs: Sequence[str], *, place: int = 0, page: int = 0) -> Reply | None:
        """Return the list of where words stand, or one place of it, for a button; None: it is not there now."""
        known = tuple(slug for slug in self._library.names.slugs if slug in slugs)
        found = mentions(self._library, words, sorted(known, key=list(slugs).index))
        if not found.places or place > len(found.places) or page * A_PAGE >= len(found.places):
            return None
        return self._place(found, place) if place else self._list(found, page)

    def note_button(self, reply: Reply, asker: Asker) -> None:
        """Note what a button showed this person: 下一处 goes on from there."""
        counted = reply.counted
        if counted and len(counted.found) == 1:
            found = counted.found[0]
            before = self._last.get(asker)
            at = counted.at or (before.at if before and before.words == found.words else 0)
            page = counted.page or (before.page if counted.at and before else 0)
            keep(self._last, asker, _Last(found.words, found.slugs, self._clock.now(), at, page))

    def leave(self, asker: Asker, *, question: bool, offered: Counted | None = None) -> None:
        """Note that something else came: 下一条 means that now; after a `question` 下一处 does, too.

        Where words stand that were `offered` for it, 下一处 and 列出来 mean these.
        """
        if offered:
            found = offered.found[0]
            keep(self._last, asker, _Last(found.words, found.slugs, self._clock.now()))
        elif asker in self._last:
            self._last[asker] = replace(self._last[asker], goes_on=False)
            if question:
                del self._last[asker]

    @property
    def memories(self) -> tuple[OrderedDict[Asker, Any], ...]:
        """Return everything that is kept of a person in memory."""
        return (self._last,)

    def forget(self, user_id: int) -> None:
        """Forget what a person had counted, as /forget_me wants it."""
        for asker in [one for one in self._last if one.user_id == user_id]:
            del self._last[asker]

    @property
    def _library(self) -> Library:
        return self._answers.library

    async def _none(self, asked: WordsAsked, found: tuple[Mentions, ...], asker: Asker) -> Reply | None:
        """Reply that the words do not stand there; None where the meaning is asked for and may be found."""
        sure = asked.letters or (asked.strict and bool(asked.quoted or not await self._answers_surely(asked)))
        others = self._others(found)
        if not (sure or others or await self._says_nothing_like(asked)):
            return None
        self._note_counted(found[0], asker)
        if others or len(found) > 1 or len(found[0].words) < SHORTEST_LIKE:
            return Reply(ReplyKind.NO_PLACES, counted=Counted(found, elsewhere=others))
        return await self._nearest(found)

    async def _nearest(self, found: tuple[Mentions, ...], *, every: bool = False) -> Reply:
        """Reply that words stand nowhere, with what comes nearest to them; `every`: and all that differs."""
        answer = await self._answers.search(found[0].words, LOOKED_AT)
        there = [one for one in answer.candidates if one.passage.slug in found[0].slugs]
        passages = [one.passage for one in there]
        near = nearest(found[0].words, passages)
        if not (near and near.differences):  # more is another than a few characters
            fully = nearest(found[0].words, passages, every=True)
            clauses = await self._by_clause(found[0], every=every)
            alike = fully and fully.differences and all(one.found.places or one.near for one in clauses)
            if clauses and not alike:
                return Reply(ReplyKind.NO_PLACES, counted=Counted(found, clauses=clauses))
            near = fully if every else near
        if near:
            counted = Counted(found, near=True, differences=near.differences)
            return Reply(ReplyKind.NO_PLACES, (Candidate(near.passage, 1.0, (near.span,)),), counted=counted)
        sure = answer.kind is Kind.CONFIDENT and answer.candidates[:1] == tuple(there[:1])
        return Reply(ReplyKind.NO_PLACES, answer.candidates[:1] if sure else (), counted=Counted(found))

    async def _by_clause(self, found: Mentions, *, every: bool) -> tuple[OfClause, ...]:
        """Return each clause of words that stand nowhere as a whole; nothing where none of them stands."""
        told = []
        for clause in clauses_of(found.words):
            there, near = mentions(self._library, clause, found.slugs), None
            if not there.places:
                passages = (one.passage for one in (await self._answers.search(clause, LOOKED_AT)).candidates)
                near = nearest(clause, [one for one in passages if one.slug in found.slugs], every=every)
                near = near if near and near.span[1] - near.span[0] >= SHORTEST_NEAR else None
            told.append(OfClause(there, near))
        return tuple(told) if any(one.found.places for one in told) else ()

    async def _differs(self, last: _Last) -> Reply:
        """Return how the words that were looked for last differ from what comes nearest to them."""
        found = mentions(self._library, last.words, last.slugs)
        reply = self._list(found, 0) if found.places else await self._nearest((found,), every=True)
        return (
            replace(reply, counted=replace(reply.counted, checked=True, asked=True)) if reply.counted else reply
        )

    def _others(self, found: tuple[Mentions, ...]) -> Mentions | None:
        """Return where speeches that were not asked about have these very words, if it is one word."""
        slugs = [slug for slug in self._library.names.slugs if slug not in found[0].slugs]
        others = mentions(self._library, found[0].words, slugs)
        return others if len(found) == 1 and others.places else None

    async def _answers_surely(self, asked: WordsAsked) -> bool:
        """Return whether the search is sure of a passage: then what the words mean is answered."""
        return (await self._answers.search(asked.said, 1)).kind is Kind.CONFIDENT

    async def _says_nothing_like(self, asked: WordsAsked) -> bool:
        """Return whether words in quotation marks are asked for, and the search finds nothing like them."""
        return bool(asked.quoted) and (await self._answers.search(asked.quoted[0], 1)).kind is Kind.NOTHING

    async def _elsewhere(self, found: Mentions, asker: Asker) -> Reply:
        """Return the first place of which nothing was shown here within a day."""
        seen = [passage for _, passage in await self._answers.shown_here(asker, self._clock.now() - A_DAY)]
        left = (
            number
            for number, place in enumerate(found.places, 1)
            if not any(overlap(place.stretch.passage, passage) for passage in seen)
        )
        number = next(left, 0)
        keep(self._last, asker, _Last(found.words, found.slugs, self._clock.now(), at=number))
        return (
            self._open(found, number, asker)
            if number
            else Reply(ReplyKind.ALL_PLACES, counted=Counted((found,)))
        )

    async def _at(self, last: _Last, found: Mentions, asker: Asker) -> int:
        """Return at which place a person is: the one that was shown last, else the one opened last.

        A list is noted as showing the first place on its page: that is not opened by it.
        """
        shown = await self._answers.shown_here(asker, last.since)
        if not shown:
            return last.at
        newest = shown[0][1]
        there = (number for number, one in enumerate(found.places, 1) if one.stretch.passage.id == newest.id)
        number = next(there, last.at)
        return last.at if number == last.page * A_PAGE + 1 else number

    def _turned(self, wanted: PlaceTurn, found: Mentions, at: int, asker: Asker) -> Reply:
        counted, total = Counted((found,), at), len(found.places)
        if wanted.turn in {Turn.STEP, Turn.OPEN}:
            number, beyond = at + wanted.number, ReplyKind.LAST_PLACE
            if wanted.turn is Turn.OPEN:
                number, beyond = wanted.number, ReplyKind.NO_SUCH_PLACE
                number = total if number == LAST else number + (total + 1) * (number < 0)
            if 0 < number <= total:
                return self._open(found, number, asker)
            steps_back = wanted.turn is Turn.STEP and number < 1
            return Reply(ReplyKind.FIRST_PLACE if steps_back else beyond, counted=counted)
        if wanted.turn is Turn.BESIDE:
            return Reply(ReplyKind.PLACES, counted=replace(counted, beside=True))
        if wanted.turn in {Turn.LEFT, Turn.WHERE}:
            return Reply(ReplyKind.PLACES_LEFT, counted=counted)
        page = self._last[asker].page + wanted.number if wanted.turn is Turn.PAGE else 0
        if wanted.turn is Turn.PAGE_AT:
            page = wanted.number - 1 if wanted.number > 0 else total
        page = max(0, min(page, (total - 1) // A_PAGE))
        self._last[asker] = replace(self._last[asker], page=page)
        return self._list(found, page, at)

    def _open(self, found: Mentions, number: int, asker: Asker) -> Reply:
        last = self._last[asker]
        self._last[asker] = replace(last, at=number, since=self._clock.now())
        return self._place(found, number)

    def _place(self, found: Mentions, number: int) -> Reply:
        place = found.places[number - 1]
        shown = Candidate(place.stretch.passage, 1.0, place.marks)
        return Reply(ReplyKind.PLACE, (shown,), around=place.around, counted=Counted((found,), number))

    def _list(self, found: Mentions, page: int, at: int = 0) -> Reply:
        return Reply(ReplyKind.PLACES, counted=Counted((found,), at, page))

    def _fresh(self, asker: Asker) -> _Last | None:
        last = self._last.get(asker)
        return last if last and self._clock.now() - last.since <= self._follow_up else None
