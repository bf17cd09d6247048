"""Questions that name speeches: 2023年怎么说作风, 只看2023年的, 去年讲话的要点, 两次讲话都怎么说作风.

`SpeechQuestions.ask` takes every question and hands the others on. A question that leans on the one before
(另一次讲话怎么说) needs its words; they are in memory only, as long as one may follow up.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.patterns import pattern
from knowledge.language.calendar.mere_days import is_mere_day
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.pasted import is_pasted
from knowledge.language.talk.small_talk import Lean, follow_up
from knowledge.language.talk.thread.elsewhere import said_elsewhere
from knowledge.language.talk.thread.place_turns import place_turn
from knowledge.language.talk.thread.pronouns import with_subject
from knowledge.language.wishes.wishes import Wanted, Wish, certain_wish, wish
from knowledge.language.words import frames
from knowledge.language.words.parts import Parts, parts_of
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Candidate, Kind
from knowledge.search.exact.checking import words_to_check
from knowledge.search.exact.mentions import stands
from knowledge.search.exact.places_wanted import places_of
from knowledge.search.exact.words_around import only_lists
from knowledge.search.exact.words_asked import WordsAsked, quoted_words, words_asked
from knowledge.search.library import Library
from knowledge.search.of_speeches.asked_of import AskedOf, Wants, asked_of
from knowledge.search.of_speeches.naming import ANY, Naming, year_numbers
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.places import WordPlaces
from services.asking.reply import Above, Reply, ReplyKind, showing
from services.asking.shown import Asker, Gone, Shown
from services.reporting import is_report

REMEMBERED = 1000  # people whose last question is in memory
MOST_EACH = 3  # speeches that are shown one after the other
SHORTEST_TOPIC, LONGEST_TOPIC = 2, 8  # characters
LONGEST_NAMED = 14  # characters of words that are counted where nothing answers
SHORTEST_PART = 3  # characters of a question that the speeches have, so that they say what it is about
SHORTEST_QUOTED = 4  # characters in quotation marks of which it is said that they stand nowhere
LOOKED_AT, MOST_TOPICS = 12, 3  # passages near a question in vain; headings offered
_ASKS_WHETHER = pattern(r"有[没沒]有|有[无無]|是否|[有到过過][吗嗎么没沒]|[提讲講说說][没沒]")
_IN_IT = pattern(r"^年?(?:那?[篇次份]|讲话|里面?|中|的)*")
QUOTES = "“”\"‘’'「」『』"
COMMON_WAY = "怎么抓{topic}"
# What looks like talk may want to see places: 把关于担当的都汇总给我.
TALKED = frozenset({ReplyKind.IDLE, ReplyKind.NOT_MINE, ReplyKind.OFFICE, ReplyKind.SHOWN})
TO_THE_SPEECHES = frozenset({ReplyKind.CONFIDENT, ReplyKind.UNSURE, ReplyKind.NOTHING, ReplyKind.EACH})


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of a speech, word for word, and the passage it opens."""

    heading: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Before:
    """A question, and the number of the passage that answered it."""

    words: str
    at: datetime
    shown: str = ""


def topic(question: str) -> str:
    """Return what a question is about, folded, without the words that only ask."""
    left = re.sub(
        r"^(?:(?:有没有|是否|有)[说讲提谈](?:到|过|起)?|关于|对于|对|就|在)+",
        "",
        strip_phrases(frames.core(fold(question))),
    )
    return "".join(left.split()).strip("“”\"'《》,，.。?？!！:：;；、的")


class SpeechQuestions:
    """Answers questions, first of all those that name speeches. Knows the last question of each person."""

    def __init__(self, answers: AnswerService, clock: Clock, zone: ZoneInfo, follow_up: timedelta) -> None:
        self._answers = answers
        self._clock = clock
        self._zone = zone
        self._follow_up = follow_up
        self._before: OrderedDict[Asker, _Before] = OrderedDict()
        self._names_more: Callable[[str], bool] = self._read_more
        self._read_for: tuple[Library, int] | None = None
        self.places = WordPlaces(answers, clock, follow_up)

    async def ask(self, words: str, asker: Asker, about: Shown | Gone | None = None) -> Reply:
        """Decide what to reply to `words`, as AnswerService.ask does, and to questions that name speeches."""
        apart, unsaid, reply, of_it = False, "", None, None
        if not self._only_asks(words):
            # A passage's number begins as a year does, and a pasted speech has its date. A report of wrongdoing
            # is no question, whatever year or speech it names: nothing of it is remembered.
            apart = is_report(words) or is_pasted(words) or self._answers.names_passage(words)
            if not apart and certain_wish(words) == Wish(Wanted.SUMMARY):
                apart, named = True, self._named(words)
                if named:  # none is summed up, but a speech has headings of its own
                    return Reply(ReplyKind.SUMMARY, slugs=named)
            counted, unsaid = (None, "") if apart else await self._counted(words, asker)
            counted = counted or (None if is_report(words) else await self.places.check(words, asker))
            if counted:
                return counted
            reply = None if apart else await self._of_named(words, asker, about)
            of_it = None if reply or apart or about else await self._of_it(words, asker)
        reply = reply or of_it or await self._answers.ask(words, asker, about)
        reply = await self._denied(words, reply, asker, apart=apart)
        if reply.counted and reply.kind is not ReplyKind.NOTHING:
            self._note(asker, words, "")
            return reply
        if reply.kind is ReplyKind.NO_EARLIER and said_elsewhere(words[:LONGEST_QUESTION]) == "":
            # The question is older than what was read since.
            reply = await self._elsewhere(asker) or reply
        self.places.leave(asker, question=reply.kind in TO_THE_SPEECHES, offered=reply.counted)
        if reply.kind not in TO_THE_SPEECHES:
            return await self._on_more(reply, words, asker)
        before, shown = self._fresh(asker), reply.passage.id if reply.passage else ""
        self._note(asker, reply.about or words, shown)
        reply = reply if reply.about else replace(reply, about=unsaid or topic(words))
        if unsaid and reply.candidates and unsaid not in fold(reply.candidates[0].passage.text):
            return replace(reply, above=Above.UNSAID)
        same = before is not None and shown and shown == before.shown
        another = same and before and (of_it or topic(before.words) != reply.about)
        return replace(reply, above=Above.SAME) if another else reply

    def _only_asks(self, words: str) -> bool:
        """Return whether `words` name no speech, passage or place, quote nothing and lean on nothing.

        Most questions do only ask. That is read once for the same words, until the library or the year changes.
        """
        library, year, known = self._library, self._year(), self._read_for
        if known is None or known[0] is not library or known[1] != year:
            self._read_for, self._names_more = (library, year), once_if_nothing(is_report)(self._read_more)
        return not self._names_more(words)

    def _read_more(self, words: str) -> bool:
        names, year, short = self._library.names, self._year(), words[:LONGEST_QUESTION]
        return (
            is_report(words)
            or is_pasted(words)
            or self._answers.names_passage(words)
            or certain_wish(words) == Wish(Wanted.SUMMARY)
            or place_turn(words) is not None
            or asked_of(short, names, year) is not None
            or words_asked(words, names, year) is not None
            or bool(quoted_words(words))
            or words_to_check(words) is not None
            or said_elsewhere(short) is not None
            or bool(year_numbers(short)[0])
            or with_subject(words, "") is not None
        )

    def _of_both(self, words: str) -> Reply | None:
        """Return the passage that has both of what is compared (政协和一线有什么关系); None: there is none."""
        terms = tuple(map(fold, parts_of(words).compared))
        found = self._library.passage_with(terms) if terms else None
        return Reply(ReplyKind.UNSURE, (Candidate(found, 0.0, ()),)) if found else None

    async def _named_words(self, words: str, asker: Asker) -> Reply | None:
        """Return where the words stand that are quoted, or are all that is asked about; None: nowhere.

        Whoever asks for words that the speeches have is never told that they do not speak of it.
        """
        quoted, about = quoted_words(words), topic(words)
        wanted = tuple(one for one in quoted or (about,) if SHORTEST_TOPIC <= len(one) <= LONGEST_NAMED)
        asked = WordsAsked(wanted[0], wanted) if wanted and len(wanted) == len(quoted or (about,)) else None
        slugs = self._library.names.slugs
        if asked is None or not all(stands(self._library, one, slugs) for one in asked.quoted):
            return None
        return await self.places.ask(asked, self.in_order(slugs), "", asker)

    async def _denied(self, words: str, reply: Reply, asker: Asker, *, apart: bool) -> Reply:
        """Return a reply in vain with where what was asked about is mentioned; any other reply as it is.

        The speeches are never said to be silent of what they mention; see decision 0710. `apart`: it is no
        question to them.
        """
        leaning = follow_up(words) if reply.kind is ReplyKind.NOT_SAID else None
        if leaning and leaning.lean is Lean.MORE:  # 还有别的说法没: where it is mentioned, if it is
            return await self.places.again(self.in_order(self._library.names.slugs), asker) or reply
        in_vain = reply.kind is ReplyKind.NOTHING or (reply.kind in TALKED and places_of(words))
        if apart or not in_vain:
            return reply
        if there := self._of_both(words) or await self._named_words(words, asker):
            return there
        every, asked = self._library.names.slugs, reply.before or words
        named = reply.slugs or self.named(asked)[0]
        asked = self._unnamed(asked) if named else asked
        for slugs in dict.fromkeys((named, () if reply.slugs else every)):
            found = await self.places.mentioned(asked, self.in_order(slugs), asker) if slugs else None
            if found:
                return replace(reply, counted=found.counted) if found.kind is reply.kind else found
        return reply

    async def _on_more(self, reply: Reply, words: str, asker: Asker) -> Reply:
        """Return the reply to 还有吗: what has the words asked about, as long as something has."""
        leaning = follow_up(words) if reply.kind is ReplyKind.PASSAGE else None
        subject = self._subject(asker) if leaning and leaning.lean is Lean.MORE else ""
        if not subject or reply.passage is None or subject in fold(reply.passage.text):
            return reply
        other = await self._answers.follow_ups.elsewhere(subject, asker)
        return other if other.passage else replace(reply, above=Above.WITHOUT, about=subject)

    def _subject(self, asker: Asker) -> str:
        """Return what was asked about last, in words that the speeches have; empty where they have too few."""
        about = topic(self._asked_before(asker))
        parts = (
            about[at : at + size] for size in range(len(about), 1, -1) for at in range(len(about) - size + 1)
        )
        found = next(filter(self._library.holding, parts), "")
        known = found.strip("的对和是在")
        return known if known == about or len(known) >= SHORTEST_PART else ""

    async def _of_it(self, words: str, asker: Asker) -> Reply | None:
        """Return the answer to a question whose 它 or 这个 is what was asked before; None: there is none."""
        leans = with_subject(words, "") is not None and not (follow_up(words) or wish(words))
        asked = with_subject(words, subject) if leans and (subject := self._subject(asker)) else None
        if asked is None:
            return None
        reply = await self._answers.ask(asked, asker)
        return replace(reply, about=subject) if reply.kind in {ReplyKind.CONFIDENT, ReplyKind.UNSURE} else None

    async def parts(self, words: str) -> tuple[str, ...]:
        """Return the questions in `words`, each to be answered by itself; one where they are one.

        Where it is only likely that they are several, all of them must be answered surely by themselves. How
        two things differ may be said in one place.
        """
        found = parts_of(words)
        asks_where = len(found.questions) > 1 and words_asked(words, self._library.names, self._year())
        if asks_where and asks_where.quoted:
            return (words,)
        if len(found.questions) == 1:
            return found.questions
        if is_report(words) or is_pasted(words):
            return (words,)
        if found.compared:
            return found.questions if await self._apart(words, found) else (words,)
        if found.sure:
            return found.questions
        alone = [await self._answers.search(part, 1) for part in found.questions]
        first = {one.candidates[0].passage.id for one in alone if one.kind is Kind.CONFIDENT}
        return found.questions if len(first) == len(alone) else (words,)

    async def _of_named(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Reply to a question that names speeches, or a year that none is of; None: it does neither."""
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self._year())
        reply = await self._of(asked, words, asker, about) if asked and self._library.speeches else None
        if reply and asked and asked.slugs:
            reply = replace(reply, years=asked.years, compared=asked.compared)
        return reply or await self._unknown_year(words, asker)

    async def _counted(self, words: str, asker: Asker) -> tuple[Reply | None, str]:
        """Return where the words stand that are asked about; None: that is not asked.

        Beside it the words that stand nowhere, where the meaning may be asked for as well.
        """
        library = self._library
        if not library.speeches:
            return None, ""
        before = topic(self._asked_before(asker))
        reply = await self.places.turn(words, before, asker) or await self._again(words, asker)
        if reply:
            return reply, ""
        asked = words_asked(words, library.names, self._year())
        subject = said_elsewhere(words[:LONGEST_QUESTION])
        if subject is not None and (asked is None or not (asked.elsewhere or asked.quoted)):
            asked = WordsAsked(subject.strip(QUOTES), strict=False, elsewhere=True)
        if asked is None or (asked.years and not asked.slugs):
            return None, "" if asked else self._misquoted(words)
        slugs = self.in_order(asked.slugs or library.names.slugs)
        reply = await self.places.ask(asked, slugs, before, asker)
        if reply:
            return replace(reply, years=asked.years), ""
        whether = asked.said and not asked.elsewhere and _ASKS_WHETHER.search(words)
        missing = asked.words(lambda one: bool(library.holding(one))) if whether else ()
        return None, missing[0] if len(missing) == 1 and not library.holding(missing[0]) else ""

    def _misquoted(self, words: str) -> str:
        """Return what is in quotation marks and stands in no speech; empty where all does."""
        quoted = (one for one in quoted_words(words) if len(one) >= SHORTEST_QUOTED)
        return next((one for one in quoted if not stands(self._library, one, self._library.names.slugs)), "")

    async def _again(self, words: str, asker: Asker) -> Reply | None:
        """Return where the words counted last stand in the speeches that are named alone: 那2023年呢."""
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self._year())
        if asked is None:  # 2023年那篇里列出来
            years, rest = year_numbers(words[:LONGEST_QUESTION])
            names = zip(self._library.names.slugs, self._library.names.years, strict=True)
            slugs = tuple(
                slug
                for slug, of in names
                if years and only_lists(_IN_IT.sub("", rest)) and set(years) & set(of)
            )
        else:
            alone = asked.wants is Wants.TOPIC and not asked.compared and only_lists(asked.about)
            slugs = asked.slugs if alone else ()
        return await self.places.again(self.in_order(slugs), asker) if slugs else None

    async def _apart(self, words: str, found: Parts) -> bool:
        """Return whether two things that are compared are shown each by itself.

        What answers the whole outright does for both, unless it speaks of one of them only and the speeches of
        the other elsewhere.
        """
        whole = await self._answers.search(words, 1)
        if whole.kind is not Kind.CONFIDENT:
            alone = [await self._answers.search(part, 1) for part in found.questions]
            return any(one.kind is Kind.CONFIDENT for one in alone)
        said, terms = fold(whole.candidates[0].passage.text), [fold(term) for term in found.compared]
        there = [term in said for term in terms]
        return any(there) and any(
            self._library.holding(term) for term, known in zip(terms, there, strict=True) if not known
        )

    def says_both(self, terms: tuple[str, ...]) -> bool:
        """Return whether some passage has all of these words."""
        return self._library.together(tuple(map(fold, terms)))

    async def nearest(self, words: str) -> list[Topic]:
        """Return the headings over the passages that come nearest to a question, the nearest first."""
        found = (await self._answers.search(words[:LONGEST_QUESTION], LOOKED_AT)).candidates
        topics: dict[str, Topic] = {}
        for one in found:
            above = [
                Topic(heading, passage)
                for _, passage, heading in self._library.headings(one.passage.slug)
                if passage.start <= one.passage.start and heading in one.passage.section
            ]
            if above:
                topics.setdefault(above[-1].passage.id, above[-1])
        return list(topics.values())[:MOST_TOPICS]

    async def say_of(self, slug: str, about: str, asker: Asker) -> Reply | None:
        """Return what one speech says about something; None when there is no such speech."""
        if slug not in self._library.names.slugs:
            return None
        return await self._topic((slug,), about, asker)

    def to_send(self, words: str) -> str | None:
        """Return the one speech that `words` want to be given, as in 把2023年讲话发给我; else None."""
        if self._only_asks(words):
            return None
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self._year())
        wants = asked is not None and asked.wants is Wants.SEND and len(asked.slugs) == 1
        return asked.slugs[0] if asked and wants else None

    async def to_read(self, words: str, asker: Asker) -> str | None:
        """Return the one speech that `words` want to read from its start (从头读2023年那篇, 换另一篇读)."""
        if self._only_asks(words) or is_report(words) or is_pasted(words) or self._answers.names_passage(words):
            return None
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self._year())
        if asked is None or (asked.years and not asked.slugs):
            return None
        shown = await self._answers.last_shown(asker) if asked.shown or asked.other else None
        changes = asked.other and not asked.about and fold(words).startswith("换")  # 换另一篇, of who reads one
        if asked.wants is not Wants.READ and not (changes and shown and shown.around):
            return None
        slugs = asked.slugs or self._leaning(asked, shown)
        if len(slugs) != 1:
            return None
        self.places.leave(asker, question=False)
        self._answers.follow_ups.leave_question(asker)
        return slugs[0]

    def of_speech(self, slug: str, wants: Wants) -> Reply | None:
        """Return the headings of a speech, or where it begins; None when there is no such speech."""
        return self._whole((slug,), wants) if slug in self._library.names.slugs else None

    def in_order(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        """Return short names of speeches by their years."""
        names = self._library.names
        years = dict(zip(names.slugs, names.years, strict=True))
        return tuple(sorted(slugs, key=lambda slug: (min(years[slug], default=""), slug)))

    def forget(self, user_id: int) -> None:
        """Forget what a person asked, as /forget_me wants it."""
        for asker in [one for one in self._before if one.user_id == user_id]:
            del self._before[asker]
        self.places.forget(user_id)

    def named(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the speeches that `words` name anywhere, and the years named that no speech is of."""
        naming = Naming(self._library.names, self._year())
        naming.marked("".join(fold(words).split()))
        return tuple(dict.fromkeys(naming.slugs)), tuple(naming.missing)

    def _unnamed(self, words: str) -> str:
        """Return `words`, folded, without what names speeches."""
        marked = Naming(self._library.names, self._year()).marked("".join(fold(words).split()))
        return re.sub(rf"(?:在|从)?{ANY}(?:年|的|里面?|中|那[篇次])*", " ", marked).strip()

    def _named(self, words: str) -> tuple[str, ...]:
        """Return the one speech that `words` name anywhere; none where they name several."""
        slugs, _ = self.named(words)
        return slugs if len(slugs) == 1 else ()

    def _year(self) -> int:
        return self._clock.now().astimezone(self._zone).year

    @property
    def _library(self) -> Library:
        return self._answers.library

    async def _of(self, asked: AskedOf, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Reply to a question that names speeches; None: it only seemed to."""
        await self._answers.prepare()
        if asked.years and not asked.slugs:
            return await self._no_year(asked, asker)
        slugs = asked.slugs
        if asked.shown or asked.other:
            shown = about or await self._answers.last_shown(asker)
            slugs = self._leaning(asked, shown)
        if asked.wants is Wants.STRETCH and len(slugs) == 1:
            return self._stretch(slugs[0], asked.number)
        if asked.wants is not Wants.TOPIC:
            return self._whole(slugs or self._library.names.slugs, asked.wants)
        if not slugs:
            return Reply(ReplyKind.NO_EARLIER) if asked.other else None
        question = asked.about or ("" if asked.compared else self._asked_before(asker))
        if not question:
            return Reply(ReplyKind.NO_EARLIER) if asked.other else self._whole(slugs, Wants.OUTLINE)
        reply = await (self._each if asked.each else self._topic)(slugs, question, asker)
        return reply if asked.about else replace(reply, before=question)

    async def _unknown_year(self, words: str, asker: Asker) -> Reply | None:
        """Reply that no speech is of a year named by its number; None: none is, or a speech has it."""
        years, rest = year_numbers(words[:LONGEST_QUESTION])
        known = set().union(*self._library.names.years)
        strange = years and not any(year in known or self._library.holding(year) for year in years)
        if not (strange and self._library.speeches) or is_mere_day(words) or wish(words) or follow_up(words):
            return None
        return await self._no_year(AskedOf(Wants.TOPIC, years=years, about=rest), asker)

    async def _no_year(self, asked: AskedOf, asker: Asker) -> Reply:
        """Reply that no speech is of the year; who said 今年 or 去年 gets what the others say of it.

        Who names a year by its number means that year and no other.
        """
        near = (await self._answers.search(asked.about, LOOKED_AT)).candidates if asked.about else ()
        none = Reply(ReplyKind.NO_YEAR, near, years=asked.years, about=topic(asked.about))
        if not (asked.lately and asked.about and asked.wants is Wants.TOPIC):
            return none
        reply = await self._topic(self._library.names.slugs, asked.about, asker)
        return none if reply.kind is ReplyKind.NOTHING else replace(reply, slugs=(), years=asked.years)

    def _leaning(self, asked: AskedOf, shown: Shown | Gone | None) -> tuple[str, ...]:
        """Return the speech that was shown, or the others; nothing when none was shown."""
        if not isinstance(shown, Shown):
            return ()
        slug = shown.passage.slug
        return tuple(one for one in self._library.names.slugs if one != slug) if asked.other else (slug,)

    def _whole(self, slugs: tuple[str, ...], wants: Wants) -> Reply:
        """Reply with a speech's headings or its start; with a choice where several are meant."""
        if len(slugs) > 1:
            wants = {Wants.SEND: Wants.OUTLINE, Wants.STRETCH: Wants.READ}.get(wants, wants)
            return Reply(ReplyKind.WHICH, slugs=self.in_order(slugs)[::-1], about=wants.value)
        if wants is Wants.READ:
            return Reply(ReplyKind.PASSAGE, (Candidate(self._library.first(slugs[0]), 1.0, ()),), slugs=slugs)
        return Reply(ReplyKind.OUTLINE, slugs=slugs)

    def _stretch(self, slug: str, number: int) -> Reply:
        """Reply with the stretch of a speech that has this number in its own cutting."""
        found, first = self._library.nth_stretch(slug, number), self._library.first(slug)
        if found is None:
            return Reply(ReplyKind.NO_STRETCH, slugs=(slug,))
        return showing(ReplyKind.PASSAGE, found.passage, "" if found.passage.id == first.id else first.id)

    async def _topic(self, slugs: tuple[str, ...], about: str, asker: Asker) -> Reply:
        """Return what these speeches say about something. The year is not looked for: it stands in too much."""
        reply = await self._answers.look_up_in(slugs, about, asker)
        short = topic(about)
        if reply.kind is not ReplyKind.CONFIDENT and self._is_said_elsewhere(short, slugs):
            return replace(reply, kind=ReplyKind.NOTHING, about=short)
        if reply.kind is ReplyKind.NOTHING and SHORTEST_TOPIC <= len(short) <= LONGEST_TOPIC:
            if set(slugs) & set(self._library.holding(short)):
                reply = replace(reply, kind=ReplyKind.UNSURE, candidates=self._holding(short, reply))
            else:  # as people ask it who know a way of asking: 怎么抓作风
                reply = await self._answers.look_up_in(slugs, COMMON_WAY.format(topic=short), asker)
        elsewhere = reply.kind is ReplyKind.UNSURE and self._is_held_by_others(short, slugs)
        return replace(reply, about=short, above=Above.UNSAID if elsewhere else Above.NOTHING)

    def _is_said_elsewhere(self, about: str, slugs: tuple[str, ...]) -> bool:
        """Return whether other speeches have these very words, and these, judged by words alone, have not."""
        return self._is_held_by_others(about, slugs) and not any(map(self._library.is_taught, slugs))

    def _is_held_by_others(self, about: str, slugs: tuple[str, ...]) -> bool:
        holding = set(self._library.holding(about)) if len(about) >= SHORTEST_TOPIC else set()
        return bool(holding) and not holding & set(slugs)

    def _holding(self, about: str, reply: Reply) -> tuple[Candidate, ...]:
        """Return the passages that have these very words, of those found; else the first one there is."""
        found = tuple(one for one in reply.candidates if about in fold(one.passage.text))
        first = (self._library.where(slug, about) for slug in reply.slugs)
        return found or tuple(Candidate(passage, 0.0, ()) for passage in first if passage)

    async def _each(self, slugs: tuple[str, ...], about: str, asker: Asker) -> Reply:
        newest = self.in_order(slugs)[-MOST_EACH:]
        each = tuple([await self._topic((slug,), about, asker) for slug in newest])
        if all(reply.kind is ReplyKind.NOTHING for reply in each):
            return replace(each[0], slugs=newest)
        return Reply(ReplyKind.EACH, slugs=newest, about=topic(about), each=each)

    async def _elsewhere(self, asker: Asker) -> Reply | None:
        """Return where else the speeches speak of what was asked last; None: nothing was."""
        before = self._asked_before(asker)
        return await self._answers.follow_ups.elsewhere(topic(before) or before, asker) if before else None

    def _asked_before(self, asker: Asker) -> str:
        before = self._fresh(asker)
        return before.words if before else ""

    def _fresh(self, asker: Asker) -> _Before | None:
        before = self._before.get(asker)
        return before if before and self._clock.now() - before.at <= self._follow_up else None

    def _note(self, asker: Asker, words: str, shown: str) -> None:
        self._before[asker] = _Before(words[:LONGEST_QUESTION], self._clock.now(), shown)
        self._before.move_to_end(asker)
        if len(self._before) > REMEMBERED:
            self._before.popitem(last=False)
