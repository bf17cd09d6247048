"""Takes every question: one that names speeches, counts words, or leans on the one before; the others go on.

Questions that name speeches are answered in of_speeches.py, the others in answers.py. A question that leans on
the one before (另一次讲话怎么说) needs its words; they are in memory only, as long as one may follow up.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.patterns import pattern
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.pasted import is_pasted
from knowledge.language.talk.thread.elsewhere import said_elsewhere
from knowledge.language.talk.thread.exact_words import exact_asked
from knowledge.language.talk.thread.follow_ups import Lean, follow_up, of_words
from knowledge.language.talk.thread.in_parts import part_asked
from knowledge.language.talk.thread.place_turns import place_turn
from knowledge.language.talk.thread.pronouns import with_subject
from knowledge.language.talk.thread.within_shown import words_here
from knowledge.language.wishes.wishes import Wanted, Wish, certain_wish, wish
from knowledge.language.words.parts import parts_of
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Candidate, Kind
from knowledge.search.exact.asked_within import asked_within
from knowledge.search.exact.checking import words_to_check
from knowledge.search.exact.mentions import stands
from knowledge.search.exact.places_wanted import places_of
from knowledge.search.exact.words_around import only_lists
from knowledge.search.exact.words_asked import WordsAsked, quoted_words, words_asked
from knowledge.search.library import Library
from knowledge.search.of_speeches.asked_of import Wants, asked_of
from knowledge.search.of_speeches.naming import year_numbers
from knowledge.speech.announcing import announces
from services.asking.answers import A_DAY, LONGEST_QUESTION, AnswerService
from services.asking.exactly import told_exactly
from services.asking.in_parts import InParts
from services.asking.of_speeches import SHORTEST_TOPIC, OfSpeeches, naming, topic
from services.asking.places import WordPlaces, asks_around
from services.asking.remembered.last_questions import LastQuestions
from services.asking.remembered.shown import Asker, Gone, Shown
from services.asking.remembered.so_far import SoFar
from services.asking.reply import Above, Reply, ReplyKind, showing
from services.asking.several import SeveralQuestions
from services.asking.wanted_speech import WantedSpeech
from services.reporting import is_report

LONGEST_NAMED = 14  # characters of words that are counted where nothing answers
SHORTEST_PART = 3  # characters of a question that the speeches have, so that they say what it is about
SHORTEST_QUOTED = 4  # characters in quotation marks of which it is said that they stand nowhere
_ASKS_WHETHER = pattern(r"有[没沒]有|有[无無]|是否|[有到过過][吗嗎么没沒]|[提讲講说說][没沒]")
_IN_IT = pattern(r"^年?(?:那?[篇次份]|讲话|里面?|中|的)*")
# 2023那段再往后: what was shown of that year's speech, though another stands there by now.
_OF_THAT_YEAR = pattern(r"(?:20)?(?P<year>\d\d)年?的?那[一1]?[段条处句](?:话|原文)?的?[,，]?(?P<rest>.{2,8})")
_OF_ANOTHER = pattern(r"[那再就也呢的年看要吧\s,，。?？]|换成|讲话|那[篇次]")  # 那2022年的呢 says no more
QUOTES = "“”\"‘’'「」『』"
# What looks like talk, or came near only, may want to see places: 把关于担当的都汇总给我.
NO_LIST = frozenset({ReplyKind.IDLE, ReplyKind.NOT_MINE, ReplyKind.OFFICE, ReplyKind.SHOWN, ReplyKind.UNSURE})
NO_ANSWER = frozenset(
    {ReplyKind.NOTHING, ReplyKind.UNSURE, ReplyKind.SHOWN, ReplyKind.NOT_MINE, ReplyKind.OFFICE}
)
TO_THE_SPEECHES = frozenset({ReplyKind.CONFIDENT, ReplyKind.UNSURE, ReplyKind.NOTHING, ReplyKind.EACH})


class SpeechQuestions:
    """Answers questions, first of all those that name speeches. Knows the last question of each person."""

    def __init__(self, answers: AnswerService, clock: Clock, zone: ZoneInfo, follow_up: timedelta) -> None:
        self._answers = answers
        self._clock = clock
        self.speeches = OfSpeeches(answers, clock, zone)
        self.several = SeveralQuestions(answers, self.speeches)
        self._last = LastQuestions(clock, follow_up)
        self._whole = WantedSpeech(answers, self.speeches)
        self._names_more: Callable[[str], bool] = self._read_more
        self._read_for: tuple[Library, int] | None = None
        self.places = WordPlaces(answers, clock, follow_up)
        self.parts = InParts(answers, clock, follow_up)

    async def ask(self, words: str, asker: Asker, about: Shown | Gone | None = None) -> Reply:
        """Decide what to reply to `words`, as AnswerService.ask does, and to questions that name speeches.

        What is answered in vain with all that stands around it is asked by itself: see asked_within.py.
        """
        before = self._last.memory.get(asker)
        if about is None and (of := _OF_THAT_YEAR.fullmatch(fold(words).strip())) and follow_up(of["rest"]):
            about = await self._shown_of(of["year"], asker)
            words = of["rest"] if about else words
        reply = await self._ask(words, asker, about)
        if reply.kind not in NO_ANSWER or is_report(words) or is_pasted(words):
            return reply
        slugs = self._in_order(reply.slugs or self.speeches.named(words)[0] or self._library.names.slugs)
        for within in asked_within(self._library, words[:LONGEST_QUESTION], slugs):
            answer = await self._answers.search(within.asked, 1)
            told = within.told if reply.kind is ReplyKind.NOTHING else ""
            if answer.kind is not Kind.CONFIDENT and not (told and answer.kind is Kind.UNSURE):
                continue
            if told and (within.places or announces(answer.candidates[0].passage.text)):
                wanted = WordsAsked(told, (told,))
                return await self.places.ask(wanted, slugs, "", asker) or reply
            self._last.put_back(asker, before)
            return await self._ask(within.asked, asker, about)
        return reply

    async def _ask(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply:
        apart, unsaid, reply, of_it = False, "", None, None
        if not self._only_asks(words):
            # A passage's number begins as a year does, and a pasted speech has its date. A report of wrongdoing
            # is no question, whatever year or speech it names: nothing of it is remembered.
            apart = is_report(words) or is_pasted(words) or self._answers.names_passage(words)
            if not apart and certain_wish(words) == Wish(Wanted.SUMMARY):
                apart, named = True, self.speeches.named_alone(words)
                if named:  # none is summed up, but a speech has headings of its own
                    return Reply(ReplyKind.SUMMARY, slugs=named)
            counted, unsaid = (None, "") if apart else await self._counted(words, asker, about)
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
            return await self._on_words(reply, words, asker, about)
        before, shown = self._last.of(asker), self._shows(reply, asker)
        self._note(asker, reply.about or words, shown)
        reply = reply if reply.about else replace(reply, about=unsaid or topic(words))
        if unsaid and reply.candidates and unsaid not in fold(reply.candidates[0].passage.text):
            return replace(reply, above=Above.UNSAID)
        same = before is not None and shown and shown == before.shown
        another = same and before and (of_it or topic(before.words) != reply.about)
        return replace(reply, above=Above.SAME) if another else naming(reply, words)

    async def _shown_of(self, year: str, asker: Asker) -> Shown | None:
        """Return what this person was shown last here of the speech of a year; None: nothing was."""
        slugs = self.speeches.named(f"20{year[-2:]}年的讲话")[0]
        shown = await self._answers.shown_here(asker, self._clock.now() - A_DAY)
        return next((Shown(passage) for _, passage in shown if passage.slug in slugs), None)

    def so_far(self, asker: Asker) -> SoFar:
        """Return what is remembered of what this person asked."""
        return SoFar(
            (self._last.memory, self.parts.last, *self.places.memories, *self._answers.follow_ups.memories),
            asker,
        )

    def _only_asks(self, words: str) -> bool:
        """Return whether `words` name no speech, passage or place, quote nothing and lean on nothing.

        Most questions do only ask. That is read once for the same words, until the library or the year changes.
        """
        library, year, known = self._library, self.speeches.year(), self._read_for
        if known is None or known[0] is not library or known[1] != year:
            self._read_for, self._names_more = (library, year), once_if_nothing(is_report)(self._read_more)
        return not self._names_more(words)

    def _read_more(self, words: str) -> bool:
        names, year, short = self._library.names, self.speeches.year(), words[:LONGEST_QUESTION]
        return (
            is_report(words)
            or is_pasted(words)
            or self._answers.names_passage(words)
            or certain_wish(words) == Wish(Wanted.SUMMARY)
            or place_turn(words) is not None
            or words_here(words) is not None
            or part_asked(words, bare=True) is not None
            or exact_asked(words) is not None
            or asks_around(words)
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

        A question for words that the speeches have is never answered with “not in them”.
        """
        quoted, about = quoted_words(words), topic(words)
        wanted = tuple(one for one in quoted or (about,) if SHORTEST_TOPIC <= len(one) <= LONGEST_NAMED)
        asked = WordsAsked(wanted[0], wanted) if wanted and len(wanted) == len(quoted or (about,)) else None
        slugs = self._library.names.slugs
        if asked is None or not all(stands(self._library, one, slugs) for one in asked.quoted):
            return None
        return await self.places.ask(asked, self._in_order(slugs), "", asker)

    async def _denied(self, words: str, reply: Reply, asker: Asker, *, apart: bool) -> Reply:
        """Return a reply in vain with where what was asked about is mentioned; any other reply as it is.

        The speeches are never said to be silent of what they mention; see decision 0710. `apart`: it is no
        question to them.
        """
        leaning = follow_up(words) if reply.kind is ReplyKind.NOT_SAID else None
        no_answer = reply.kind in {ReplyKind.NO_EARLIER, ReplyKind.NOT_SAID}
        of_it = no_answer and of_words(words)  # 这个说法出自哪里
        if of_it or (leaning and leaning.lean is Lean.MORE):  # 还有别的说法没: where it is mentioned, if it is
            return await self.places.again(self._in_order(self._library.names.slugs), asker) or reply
        in_vain = reply.kind is ReplyKind.NOTHING or (reply.kind in NO_LIST and places_of(words))
        if apart or not in_vain:
            return reply
        if there := self._of_both(words) or await self._named_words(words, asker):
            return there
        if reply.before and self.speeches.is_held_by_others(reply.about, reply.slugs):  # 另外那年有没
            known = WordsAsked(reply.about, (reply.about,))
            return await self.places.ask(known, self._in_order(reply.slugs), "", asker) or reply
        every, asked = self._library.names.slugs, reply.before or words
        named = reply.slugs or self.speeches.named(asked)[0]
        asked = self.speeches.unnamed(asked) if named else asked
        for slugs in dict.fromkeys((named, () if reply.slugs else every)):
            found = await self.places.mentioned(asked, self._in_order(slugs), asker) if slugs else None
            if found:
                return replace(reply, counted=found.counted) if found.kind is reply.kind else found
        return reply

    async def _on_more(self, reply: Reply, words: str, asker: Asker) -> Reply:
        """Return the reply to 还有吗: what has the words asked about, as long as something has."""
        leaning = follow_up(words) if reply.kind is ReplyKind.PASSAGE else None
        subject = self._subject(asker) if leaning and leaning.lean is Lean.MORE else ""
        if not subject or "+" in reply.around or reply.passage is None or subject in fold(reply.passage.text):
            return reply
        other = await self._answers.follow_ups.elsewhere(subject, asker)
        if other.passage:
            return other
        self._last.note_without(asker, reply.passage.id)
        return replace(reply, above=Above.WITHOUT, about=subject)

    async def _on_words(self, reply: Reply, words: str, asker: Asker, about: Shown | Gone | None) -> Reply:
        """Return a reply to what leans on what was shown, by the words that were asked about.

        Something shorter has them, and 此语出自何处 below what has them not is of where they stand.
        """
        if reply.kind is ReplyKind.SHORTER:
            meant = await self._answers.follow_ups.meant(asker, about)
            subject = "" if about else self._subject(asker)  # what is replied to may answer others
            shorter = self._library.sentence(meant.passage, subject) if meant and subject else None
            return showing(ReplyKind.SHORTER, shorter) if shorter else reply
        if about:
            return reply
        leaning = follow_up(words)
        if not (leaning and leaning.lean in {Lean.SOURCE, Lean.WHEN} and of_words(words)):
            return await self._on_more(reply, words, asker)
        before = self._last.of(asker)
        if before is None or reply.passage is None or reply.passage.id not in {before.without, before.shown}:
            return reply
        subject = self._subject(asker)
        if not subject or subject in fold(reply.passage.text):
            return reply
        asked, slugs = WordsAsked(subject, (subject,)), self._library.names.slugs
        return await self.places.ask(asked, self._in_order(slugs), "", asker) or reply

    def _subject(self, asker: Asker) -> str:
        """Return what was asked about last, in words that the speeches have; empty where they have too few."""
        about = topic(self._last.words(asker))
        parts = (
            about[at : at + size] for size in range(len(about), 1, -1) for at in range(len(about) - size + 1)
        )
        found = next(filter(self._library.holding, parts), "")
        known = found.strip("的对和是在").strip(QUOTES)
        return known if known == about or len(known) >= SHORTEST_PART else ""

    async def _of_it(self, words: str, asker: Asker) -> Reply | None:
        """Return the answer to a question whose 它 or 这个 is what was asked before; None: there is none."""
        leans = with_subject(words, "") is not None and not (follow_up(words) or wish(words))
        asked = with_subject(words, subject) if leans and (subject := self._subject(asker)) else None
        if asked is None:
            return None
        reply = await self._answers.ask(asked, asker)
        return replace(reply, about=subject) if reply.kind in {ReplyKind.CONFIDENT, ReplyKind.UNSURE} else None

    async def _of_named(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Reply to a question that names speeches, or a year that none is of; None: it does neither."""
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self.speeches.year())
        reply = (
            await self.speeches.answer(asked, asker, about, self._last.words(asker))
            if asked and self._library.speeches
            else None
        )
        if reply and asked and asked.slugs:
            reply = replace(reply, years=asked.years, compared=asked.compared)
        if reply and reply.passage and asked and asked.wants is Wants.STRETCH:
            self.parts.note(reply.passage.slug, asked.number, asker)
        return reply or await self.speeches.unknown_year(words, asker)

    async def _of_part(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Reply to what is wanted of a part of a speech; None: that is not wanted, or of several speeches."""
        short = words[:LONGEST_QUESTION]
        named, rest = self.speeches.one_named(short)
        same = bool(named) and not _OF_ANOTHER.sub("", rest)
        return None if named is None else await self.parts.ask(rest, named, asker, about, same=same)

    async def _exactly(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Reply to what can be told of a text exactly (最长的一段), or cannot; None: neither is asked."""
        named, rest = self.speeches.one_named(words[:LONGEST_QUESTION])
        asked = exact_asked(rest)
        if asked is None or named is None:
            return None
        here = about if isinstance(about, Shown) else await self._answers.newest(asker)
        if not named and (asked.this or asked.part) and here:
            named = here.passage.slug
        where = []
        for slug in (named,) if named else self._library.names.in_order(self._library.names.slugs):
            found = (0, len(self._library.segmented(slug).passages))
            if asked.part:
                found = self.parts.range(asked.part, slug, here) or (0, 0)
            where.append((slug, *found))
        return told_exactly(self._library, asked, where)

    async def _counted(self, words: str, asker: Asker, about: Shown | Gone | None) -> tuple[Reply | None, str]:
        """Return where the words stand that are asked about, or the part of a speech; None: neither is.

        Beside it the words that stand nowhere, where the meaning may be asked for as well.
        """
        library = self._library
        if not library.speeches:
            return None, ""
        within = await self._of_part(words, asker, about) or await self._exactly(words, asker, about)
        if within := within or await self._within(words, asker, about):
            return within, ""
        before = topic(self._last.words(asker))
        reply = await self.places.turn(words, before, asker) or await self._again(words, asker)
        if reply:
            return reply, ""
        asked = words_asked(words, library.names, self.speeches.year())
        subject = said_elsewhere(words[:LONGEST_QUESTION])
        if subject is not None and (asked is None or not (asked.elsewhere or asked.quoted)):
            asked = WordsAsked(subject.strip(QUOTES), strict=False, elsewhere=True)
        if asked is None or (asked.years and not asked.slugs):
            return None, "" if asked else self._misquoted(words)
        slugs = self._in_order(asked.slugs or library.names.slugs)
        reply = await self.places.ask(asked, slugs, before, asker)
        if reply:
            return replace(reply, years=asked.years), ""
        whether = asked.said and not asked.elsewhere and _ASKS_WHETHER.search(words)
        missing = asked.words(lambda one: bool(library.holding(one))) if whether else ()
        return None, missing[0] if len(missing) == 1 and not library.holding(missing[0]) else ""

    async def _within(self, words: str, asker: Asker, about: Shown | Gone | None) -> Reply | None:
        """Return how often words stand in what was shown, or how long that is; None: neither is asked."""
        here = words_here(words)
        shown = await self._answers.follow_ups.meant(asker, about) if here is not None else None
        if here is None or shown is None:
            return None
        return Reply(ReplyKind.WITHIN, (Candidate(shown.passage, 1.0, ()),), about=here)

    def _misquoted(self, words: str) -> str:
        """Return what is in quotation marks and stands in no speech; empty where all does."""
        quoted = (one for one in quoted_words(words) if len(one) >= SHORTEST_QUOTED)
        return next((one for one in quoted if not stands(self._library, one, self._library.names.slugs)), "")

    async def _again(self, words: str, asker: Asker) -> Reply | None:
        """Return where the words counted last stand in the speeches that are named alone: 那2023年呢."""
        asked = asked_of(words[:LONGEST_QUESTION], self._library.names, self.speeches.year())
        if asked is None:  # 2023年那篇里列出来
            years, rest = year_numbers(words[:LONGEST_QUESTION])
            slugs = self.speeches.of_years(years) if only_lists(_IN_IT.sub("", rest)) else ()
        else:
            alone = asked.wants is Wants.TOPIC and not asked.compared and only_lists(asked.about)
            slugs = asked.slugs if alone else ()
            if alone and asked.other:  # 另外那年呢
                shown = await self._answers.last_shown(asker)
                others = () if asked.beside else self._library.names.slugs
                slugs = self.speeches.leaning(asked, shown, asker) or others
        return await self.places.again(self._in_order(slugs), asker) if slugs else None

    def to_send(self, words: str) -> str | None:
        """Return the one speech that `words` want to be given, as in 把2023年讲话发给我; else None."""
        return None if self._only_asks(words) else self._whole.to_send(words)

    async def to_read(self, words: str, asker: Asker) -> str | None:
        """Return the one speech that `words` want to read from its start (从头读2023年那篇, 换另一篇读)."""
        if self._only_asks(words) or is_report(words) or is_pasted(words) or self._answers.names_passage(words):
            return None
        slug = await self._whole.to_read(words, asker)
        if slug is None:
            return None
        self.places.leave(asker, question=False)
        self._answers.follow_ups.leave_question(asker)
        return slug

    def forget(self, user_id: int) -> None:
        """Forget what a person asked, as /forget_me wants it."""
        self._last.forget(user_id)
        self.places.forget(user_id)
        self.parts.forget(user_id)
        self.speeches.forget(user_id)

    @property
    def _library(self) -> Library:
        return self._answers.library

    def _in_order(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return self._library.names.in_order(slugs)

    async def _elsewhere(self, asker: Asker) -> Reply | None:
        """Return where else the speeches speak of what was asked last; None: nothing was."""
        before = self._last.words(asker)
        return await self._answers.follow_ups.elsewhere(topic(before) or before, asker) if before else None

    def _shows(self, reply: Reply, asker: Asker) -> str:
        """Return the passage that stands in a reply; "": a group gets buttons where the search is unsure."""
        seen = asker.private or reply.kind is not ReplyKind.UNSURE
        return reply.passage.id if reply.passage and seen else ""

    def _note(self, asker: Asker, words: str, shown: str) -> None:
        self._last.note(asker, words[:LONGEST_QUESTION], shown)
