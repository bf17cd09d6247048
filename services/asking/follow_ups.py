"""What leans on what was shown: 出处, 下一段, 第二点, 下一节, 还有吗, 还有哪里提到…, 不懂."""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.clock import Clock
from core.settings import AskingSettings
from knowledge.language.talk.thread.follow_ups import FollowUp, Lean
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.library import Library
from knowledge.speech.segment import Passage, overlap
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker, Gone, LibraryHolder, Shown, ShownService
from services.asking.reply import SHOWN_BY, Reply, ReplyKind, showing

A_DAY = timedelta(days=1)
FAR_BEHIND = 0.25  # of the best candidate's confidence: below that, others only distract
QUOTATION_MARKS = '[“”"‘’「」『』《》]'

Search = Callable[[str], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class _Recent:
    """The other candidates of a question asked `since`; `at`: when they were last spoken of.

    `shown`: the numbers of those that were shown already.
    """

    candidates: tuple[Candidate, ...]
    at: datetime
    since: datetime
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Explained:
    """What stood around a passage was shown of these (by number); `another`: the next best one was, too."""

    passages: frozenset[str]
    another: bool = False


@dataclass(frozen=True, slots=True)
class _Back:
    """Somebody goes back through what was shown: `at` is where they are, `passed` all on the way (numbers)."""

    at: str
    passed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pointed:
    """Somebody asked for point `number` of what `base` is in (a passage's number), and `shown` is that point.

    第三点 after 第二点 is the next one, and none inside of it.
    """

    base: str
    shown: str
    unit: str
    number: int

    def goes_on(self, here: str, asked: FollowUp) -> bool:
        """Return whether another point of the same list is asked for, where the one before stands."""
        return (self.shown, self.unit) == (here, asked.unit) and self.number != asked.number


class FollowUps:
    """Replies to follow-ups. In memory, for as long as one may follow up: what else answers a question."""

    def __init__(
        self,
        speeches: LibraryHolder,
        shown: ShownService,
        clock: Clock,
        asking: AskingSettings,
        search: Search,
    ) -> None:
        """`search` answers a question with as many candidates as a reply may offer."""
        self._speeches = speeches
        self._shown = shown
        self._clock = clock
        self._asking = asking
        self._search = search
        self._recent: OrderedDict[Asker, _Recent] = OrderedDict()
        self._explained: OrderedDict[Asker, _Explained] = OrderedDict()
        self._back: OrderedDict[Asker, _Back] = OrderedDict()
        self._in_vain: OrderedDict[Asker, datetime] = OrderedDict()
        self._pointed: OrderedDict[Asker, _Pointed] = OrderedDict()

    @property
    def library(self) -> Library:
        return self._speeches.library

    @property
    def memories(self) -> tuple[OrderedDict[Asker, Any], ...]:
        """Return everything that is kept of a person in memory."""
        return self._recent, self._explained, self._back, self._in_vain, self._pointed

    def forget(self, user_id: int) -> None:
        """Forget which other passages answer what a person asked, and what they did not understand."""
        for kept in self.memories:
            for asker in [one for one in kept if one.user_id == user_id]:
                kept.pop(asker, None)

    def recall(self, asker: Asker, candidates: Sequence[Candidate]) -> None:
        """Keep the candidates of a question that is asked now; the first of them is shown."""
        now, first = self._clock.now(), frozenset(one.passage.id for one in candidates[:1])
        keep(self._recent, asker, _Recent(tuple(candidates[1:]), now, now, first))
        self._explained.pop(asker, None)

    def note_in_vain(self, asker: Asker) -> None:
        """Note that the speeches do not say what is asked now: 看不懂 means that, and nothing shown before."""
        keep(self._in_vain, asker, self._clock.now())

    async def asked_in_vain(self, asker: Asker) -> bool:
        """Return whether what this person asked last was not said, and nothing was shown to them since."""
        since = self._in_vain.get(asker)
        return since is not None and not await self._shown.recent(asker, since)

    def leave_question(self, asker: Asker) -> None:
        """Note that something else is shown now: 还有吗 means the text, no longer the question."""
        self._recent.pop(asker, None)

    def note_context(self, asker: Asker, passage_id: str) -> None:
        """Note that what stands around a passage was shown: 不懂 is not answered with it once more."""
        before = self._explained.get(asker)
        known = before.passages if before else frozenset()
        keep(self._explained, asker, _Explained(known | {passage_id}, before.another if before else False))

    async def follow(self, leaning: FollowUp, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Return the reply; None: it leans on nothing and is a question by itself (第二点是什么)."""
        if isinstance(about, Gone):
            return Reply(ReplyKind.CHANGED)
        if about is not None and leaning.lean is Lean.MORE:
            self._take_over(about, asker)
        last = about or await self._shown.newest(asker)
        if leaning.about:
            return await self._back_to(leaning.about, last, asker)
        if last is None:
            return None if leaning.lean is Lean.POINT else Reply(ReplyKind.NO_EARLIER)
        return await self._from_here(leaning, last, asker)

    def _take_over(self, about: Shown, asker: Asker) -> None:
        """Let 还有吗 in reply to an answer go on with that answer, whoever asked for it."""
        there = ((one, kept) for one, kept in self._recent.items() if one.place == asker.place)
        of_it = [kept for one, kept in there if about.passage.id in kept.shown]
        if of_it:
            keep(self._recent, asker, of_it[-1])
        else:
            self._recent.pop(asker, None)

    async def _from_here(self, leaning: FollowUp, last: Shown, asker: Asker) -> Reply:
        pointed = self._pointed.get(asker)
        next_point = leaning.lean is Lean.SECTION and leaning.unit
        if next_point and pointed and pointed.shown == last.passage.id:  # 下一点 after 第三点
            number = pointed.number + leaning.number
            leaning = FollowUp(Lean.POINT, number, unit=pointed.unit) if number else leaning
        if leaning.lean is Lean.POINT:
            return self._point(leaning, last, asker)
        if leaning.lean in {Lean.HEADING, Lean.SECTION}:
            return self._heading(leaning, last, asker)
        if leaning.lean in SHOWN_BY:
            if leaning.lean is Lean.CONTEXT:
                self.note_context(asker, last.passage.id)
            return showing(SHOWN_BY[leaning.lean], last.passage, last.around)
        more = leaning.lean is Lean.MORE and asker in self._recent and not last.of_pages
        if leaning.lean is Lean.BACK or more:
            return await (self._go_back(asker, last) if leaning.lean is Lean.BACK else self.more(asker))
        self._recent.pop(asker, None)  # reading on: 还有吗 now means the text, no longer the question
        steps = leaning.number or 1
        return self.read_on(last, -steps if leaning.lean is Lean.PRECEDING else steps)

    async def _back_to(self, about: str, last: Shown | None, asker: Asker) -> Reply | None:
        """Return what was shown last of all that has these words; None: nothing was."""
        rows = [one.passage for one in (last,) if one and about in fold(one.passage.text)]
        rows += [one for _, one in await self._shown.recent(asker, self._clock.now() - A_DAY)]
        found = next((one for one in rows if about in fold(one.text)), None)
        if found is None:
            return None
        self._recent.pop(asker, None)
        return showing(ReplyKind.PASSAGE, found)

    def _heading(self, leaning: FollowUp, last: Shown, asker: Asker) -> Reply:
        """Return where the heading begins that is the N-th of the speech, or the next one or the one before."""
        headings = [passage for _, passage, _ in self.library.headings(last.passage.slug)]
        begun = sum(one.start <= last.passage.start for one in headings)
        number = leaning.number if leaning.lean is Lean.HEADING else begun + leaning.number
        if number > len(headings) and leaning.lean is Lean.SECTION:
            return Reply(ReplyKind.END)
        if number < 1 and leaning.lean is Lean.SECTION:
            return Reply(ReplyKind.BEGINNING)
        if not 0 < number <= len(headings):
            return Reply(ReplyKind.NO_POINT)
        self._recent.pop(asker, None)
        return showing(ReplyKind.PASSAGE, headings[number - 1])

    async def _go_back(self, asker: Asker, last: Shown) -> Reply:
        """Return what was shown before `last`; asked again, what was shown before that."""
        on_the_way = self._back.get(asker)
        is_on_it = on_the_way is not None and on_the_way.at == last.passage.id
        passed = on_the_way.passed if on_the_way and is_on_it else frozenset({last.passage.id})
        before = await self._shown.before(asker, last, self._clock.now() - A_DAY)
        found = next((one for one in before if one.passage.id not in passed), None)
        if found is None:
            return Reply(ReplyKind.NO_SHOWN_BEFORE)
        self._recent.pop(asker, None)
        keep(self._back, asker, _Back(found.passage.id, passed | {found.passage.id}))
        return showing(ReplyKind.PASSAGE, found.passage, found.around)

    async def meant(self, asker: Asker, about: Shown | Gone | None) -> Shown | None:
        """Return what a person speaks of: what they point at, else what they were shown last here."""
        if isinstance(about, Gone):
            return None
        return about or await self._shown.newest(asker)

    async def explain(self, asker: Asker, about: Shown | Gone | None) -> Reply:
        """Reply to 不懂: what stands around the passage, then the next best passage, then a kind word."""
        last = await self.meant(asker, about)
        if about is None and await self.asked_in_vain(asker):
            return Reply(ReplyKind.NOT_SAID)
        if last is None:
            return Reply(ReplyKind.UNCLEAR)
        before = self._explained.get(asker)
        if before is None or last.passage.id not in before.passages:
            keep(self._explained, asker, _Explained(frozenset({last.passage.id})))
            return showing(ReplyKind.CONTEXT, last.passage, last.around)
        recent = self._recent.get(asker)
        if before.another or recent is None or last.passage.id not in recent.shown:
            return Reply(ReplyKind.UNCLEAR)
        reply = await self.more(asker)
        if reply.kind is ReplyKind.NO_MORE or reply.passage is None:
            return Reply(ReplyKind.UNCLEAR)
        keep(self._explained, asker, _Explained(before.passages | {reply.passage.id}, another=True))
        return reply

    def read_on(self, shown: Shown, steps: int) -> Reply:
        """Return the stretch after what is shown (steps=1) or before it (-1); END, BEGINNING: there is none.

        Where there are not so many left, that at the end.
        """
        fewer = range(steps, 0, -1) if steps > 0 else range(steps, 0)
        reached = (self.library.read_on(shown.passage.id, shown.around, steps=one) for one in fewer)
        found = next(filter(None, reached), None)
        if found is None:
            return Reply(ReplyKind.END if steps > 0 else ReplyKind.BEGINNING)
        around = shown.around or shown.passage.id
        return showing(ReplyKind.PASSAGE, found.passage, "" if around == found.passage.id else around)

    def _point(self, leaning: FollowUp, last: Shown, asker: Asker) -> Reply:
        self._recent.pop(asker, None)
        before, here = self._pointed.get(asker), last.passage.id
        base = before.base if before and before.goes_on(here, leaning) else here
        point = self.library.point(base, leaning.number) or self.library.point(here, leaning.number)
        if point is None:
            return Reply(ReplyKind.NO_POINT)
        keep(self._pointed, asker, _Pointed(base, point.id, leaning.unit, leaning.number))
        return showing(ReplyKind.SAME_POINT if point.id == last.passage.id else ReplyKind.PASSAGE, point)

    def note_point(self, leaning: FollowUp, last: Shown, asker: Asker) -> None:
        """Note that what is shown is point `leaning` of its speech, where it is."""
        base = self.library.first(last.passage.slug).id
        point = self.library.point(base, leaning.number)
        if point is not None and point.id == last.passage.id:
            keep(self._pointed, asker, _Pointed(base, point.id, leaning.unit, leaning.number))

    async def more(self, asker: Asker) -> Reply:
        """Return the next candidate for the question before, as long as it is fresh and unchanged.

        What has been shown since the question, by whichever button or words, is not shown again.
        """
        recent = self._recent[asker]
        fresh = self._clock.now() - recent.at <= self._asking.follow_up
        seen = [passage for _, passage in await self._shown.recent(asker, recent.since)]
        left = [
            candidate
            for candidate in recent.candidates
            if fresh
            and not any(overlap(candidate.passage, passage) for passage in seen)
            and self.library.passage(candidate.passage.id) == candidate.passage
        ]
        now, shown = frozenset(one.passage.id for one in left[:1]), recent.shown
        again = _Recent(tuple(left[1:]), self._clock.now(), recent.since, shown | now)
        keep(self._recent, asker, again)
        return Reply(ReplyKind.PASSAGE, (left[0],)) if left else Reply(ReplyKind.NO_MORE)

    async def elsewhere(self, subject: str, asker: Asker) -> Reply:
        """Return where else the speeches speak of `subject`, "" for what was asked last.

        What was shown here within a day is left out. Passages that say the very words come first, those the
        search finds best before the others.
        """
        if not subject:
            return await self.more(asker) if asker in self._recent else Reply(ReplyKind.NO_EARLIER)
        answer = await self._search(subject)
        said = self.library.mentions(re.sub(QUOTATION_MARKS, "", subject))
        best = [one for one in answer.candidates if any(overlap(one.passage, other.passage) for other in said)]
        found = (*best, *said) if said else worth_showing(answer.candidates)
        if not said and answer.kind is Kind.NOTHING:
            return Reply(ReplyKind.NOTHING)
        seen = [passage for _, passage in await self._shown.recent(asker, self._clock.now() - A_DAY)]
        left: list[Candidate] = []
        for candidate in found:
            if not any(overlap(candidate.passage, other) for other in seen):
                left.append(candidate)
                seen.append(candidate.passage)
        if not left:
            return Reply(ReplyKind.NO_MORE)
        self.recall(asker, left)
        kind = ReplyKind.CONFIDENT if said else ReplyKind(answer.kind.value)
        return Reply(kind, tuple(left[: self._asking.passages + 1]))

    async def not_seen(self, asker: Asker, message_id: int, passages: Sequence[Passage]) -> list[bool]:
        """Return for each passage whether it may be shown in this message: not if a later one shows it."""
        recent = await self._shown.recent(asker, self._clock.now() - A_DAY)
        here = [passage for number, passage in recent if number == message_id]
        later = [passage for number, passage in recent if number > message_id]
        return [one in here or not any(overlap(one, passage) for passage in later) for one in passages]


def worth_showing(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out candidates far behind the best, but keep the first of them, so that 下一条 has one to show."""
    if not candidates:
        return ()
    best, *others = candidates
    near = [other for other in others if other.confidence >= FAR_BEHIND * best.confidence]
    return (best, *(near or others[:1]))
