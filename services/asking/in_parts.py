"""What is wanted of a part of a speech: its text, its points, a stretch of it; and the same of another part.

What was wanted last is in memory only, for as long as one may follow up: no words, only which part.
"""

import sys
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.clock import Clock
from knowledge.language.talk.thread.in_parts import OfPart, PartAsked, part_asked
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from knowledge.speech.parts import Part, around, nth_part, outermost, parts_of_speech, points_in
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_SPAN, AnswerService
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker, Gone, Shown
from services.asking.reply import Above, Reply, ReplyKind, showing


@dataclass(frozen=True, slots=True)
class _Last:
    """What was wanted last, and of which speech."""

    asked: PartAsked
    slug: str
    at: datetime


class InParts:
    """Answers what is wanted of a part. Knows what each person wanted of one last."""

    def __init__(self, answers: AnswerService, clock: Clock, follow_up: timedelta) -> None:
        self._answers = answers
        self._clock = clock
        self._follow_up = follow_up
        self.last: OrderedDict[Asker, _Last] = OrderedDict()

    async def ask(
        self, rest: str, named: str, asker: Asker, about: Shown | Gone | None, *, same: bool = False
    ) -> Reply | None:
        """Reply to what a sentence wants of a part; None: it wants none.

        `rest` is the sentence without what names a speech, `named` that speech, "" for none; `same`: the rest
        says nothing, so what was wanted last is wanted of it (那2022年的呢).
        """
        asked = None if same else part_asked(rest, bare=bool(named))
        here = about if isinstance(about, Shown) else await self._answers.newest(asker)
        if same or (asked and asked.goes_on):
            last = self._fresh(asker, here)
            asked, named = self._again(asked, last), named or (last.slug if last else "")
        if asked is None or not self._library.speeches:
            return None
        slugs = (named,) if named else (here.passage.slug,) if here else self._library.names.slugs
        if len(slugs) > 1:
            return self._of_which(asked, slugs)
        passage = here.passage if here and here.passage.slug == slugs[0] else None
        keep(self.last, asker, _Last(asked, slugs[0], self._clock.now()))
        self._answers.follow_ups.leave_question(asker)
        return self._of(asked, slugs[0], passage)

    def note(self, slug: str, number: int, asker: Asker) -> None:
        """Note that a stretch of the whole speech was wanted: 2023年的呢 wants that of another."""
        wanted = PartAsked(wants=OfPart.STRETCH, number=number)
        keep(self.last, asker, _Last(wanted, slug, self._clock.now()))

    def range(self, named: str, slug: str, here: Shown | None) -> tuple[int, int] | None:
        """Return from which sentence to which the part of a speech is that is named so; None: it has none."""
        asked = part_asked(named, bare=True) or PartAsked(wants=OfPart.ALL)
        part = self._part(asked, slug, here.passage if here else None)
        return (part.first, part.after) if part else None

    def forget(self, user_id: int) -> None:
        """Forget what a person wanted of parts, as /forget_me wants it."""
        for asker in [one for one in self.last if one.user_id == user_id]:
            del self.last[asker]

    @property
    def _library(self) -> Library:
        return self._answers.library

    def _fresh(self, asker: Asker, here: Shown | None) -> _Last | None:
        """Return what was wanted last, while it is fresh and its speech stands there."""
        last = self.last.get(asker)
        if last is None or last.slug not in self._library.names.slugs:
            return None
        elsewhere = here is not None and here.passage.slug != last.slug
        return None if elsewhere or self._clock.now() - last.at > self._follow_up else last

    def _again(self, asked: PartAsked | None, last: _Last | None) -> PartAsked | None:
        """Return what was wanted last, of the part or of the stretch that is named now."""
        if last is None or asked is None:
            return last.asked if last else None
        if asked.part:
            return replace(last.asked, part=asked.part, point=0)
        of_a_part = last.asked.part or last.asked.point
        return replace(last.asked, wants=asked.wants, number=asked.number) if of_a_part else None

    def _of_which(self, asked: PartAsked, slugs: tuple[str, ...]) -> Reply | None:
        """Reply with what is wanted of each speech, to choose from, where none is named or stands there."""
        if not asked.part:
            return None
        each = [self._of(asked, slug, None) for slug in self._library.names.in_order(slugs)[::-1]]
        found = [one for one in each if one.candidates]
        if not found:
            return Reply(ReplyKind.NO_PART)
        return Reply(ReplyKind.PART_OF_WHICH, tuple(one.candidates[0] for one in found))

    def _of(self, asked: PartAsked, slug: str, here: Passage | None) -> Reply:
        """Return what is wanted of a part of a speech; `here`: what stands there of it."""
        if asked.wants is OfPart.STRETCH and not asked.part and not asked.point and here is None:
            return self._stretch(slug, asked.number)
        part = self._part(asked, slug, here)
        none = Reply(ReplyKind.NO_PART, slugs=(slug,))
        return self._of_one(asked, slug, part) or none if part else none

    def _of_one(self, asked: PartAsked, slug: str, part: Part) -> Reply | None:
        passages, last = self._library.segmented(slug).passages, part.after - 1
        first = passages[part.first]
        match asked.wants:
            case OfPart.POINTS:
                inside = points_in(parts_of_speech(self._library.segmented(slug)), part)
                points = (Candidate(passages[one.first], 1.0, ()) for one in (part, *inside))
                return Reply(ReplyKind.POINTS, tuple(points), slugs=(slug,))
            case OfPart.ALL:
                whole = self._library.span(first.id, passages[last].id, LONGEST_SPAN)
                return showing(ReplyKind.PASSAGE, whole.passage, whole.around) if whole else None
            case OfPart.SENTENCE:
                return self._sentence(slug, asked.number, part)
            case OfPart.STRETCH:
                reply = self._stretch(slug, asked.number, first.start, passages[last].end)
                return replace(reply, above=Above.IN_PART, about=part.heading) if reply.passage else reply
        return showing(ReplyKind.PASSAGE, first)

    def _sentence(self, slug: str, number: int, part: Part) -> Reply:
        """Return what begins with the sentence of this number in a part; its heading counts for none."""
        passages = self._library.segmented(slug).passages
        inside = passages[part.first : part.after]
        if len(inside) > 1 and inside[0].text.strip("。") == part.heading:
            inside = inside[1:]
        at = number - 1 if number > 0 else len(inside) + number
        if not 0 <= at < len(inside):
            return Reply(ReplyKind.NO_PART_STRETCH, slugs=(slug,), about=f"{len(inside)} 句")
        return showing(ReplyKind.PASSAGE, inside[at])

    def _part(self, asked: PartAsked, slug: str, here: Passage | None) -> Part | None:
        speech = self._library.segmented(slug)
        every = parts_of_speech(speech)
        if asked.part:
            part = nth_part(outermost(every), asked.part) if every else None
        else:
            number = speech.number_of[here.id] if here and here.id in speech.number_of else -1
            there = around(every, number)
            divided = (one for one in there if points_in(every, one))
            wants_points = asked.wants is OfPart.POINTS or asked.point
            part = next(iter((*(divided if wants_points else ()), *there)), None)
        return nth_part(points_in(every, part), asked.point) if part and asked.point else part

    def _stretch(self, slug: str, number: int, start: int = 0, end: int = sys.maxsize) -> Reply:
        """Return the stretch of this number of those that begin from `start` to `end`."""
        every = [one.passage for one in self._library.own_stretches(slug) if start <= one.passage.start < end]
        at = number - 1 if number > 0 else len(every) + number
        if not 0 <= at < len(every):
            return Reply(ReplyKind.NO_PART_STRETCH, slugs=(slug,), about=f"{len(every)} 段")
        first = self._library.first(slug).id
        return showing(ReplyKind.PASSAGE, every[at], "" if every[at].id == first else first)
