"""What speeches that are named say: 2023年怎么说作风, 去年讲话的要点, 两次讲话都怎么说作风."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.patterns import pattern
from knowledge.language.calendar.mere_days import is_mere_day
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.wishes.wishes import wish
from knowledge.language.words import frames
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Candidate
from knowledge.search.exact.mentions import plain_words
from knowledge.search.exact.telling import telling
from knowledge.search.exact.words_asked import quoted_words
from knowledge.search.library import Library
from knowledge.search.of_speeches.asked_of import AskedOf, Wants
from knowledge.search.of_speeches.naming import ANY, named_in, year_numbers
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker, Gone, Shown
from services.asking.reply import Above, Counted, Reply, ReplyKind, showing

MOST_EACH = 3  # speeches that are shown one after the other
SHORTEST_TOPIC, LONGEST_TOPIC = 2, 8  # characters
COMMON_WAY = "怎么抓{topic}"
LONGEST_SAID = 14  # characters of a subject in a question that quotes one
LOOKED_AT = 12  # passages near a question in vain
# 家风有没有讲.
_WHETHER = pattern(r"(?:有没有|有无|是否)[说讲提谈]?[到过起]?[吗呢]?\W*$")


def topic(question: str) -> str:
    """Return what a question is about, folded, without the words that only ask."""
    left = re.sub(
        r"^(?:(?:有没有|是否|有)[说讲提谈](?:到|过|起)?|关于|对于|对|就|在)+",
        "",
        strip_phrases(frames.core(_WHETHER.sub("", fold(question)))),
    )
    quoted = quoted_words(question) if len(left) > LONGEST_SAID else ()
    left = quoted[0] if len(quoted) == 1 else left  # 单位要搞学习，帮我找讲“两个维护”的地方
    return "".join(left.split()).strip("“”\"'《》,，.。?？!！:：;；、的")


def naming(reply: Reply, question: str) -> Reply:
    """Return an unsure reply as one that names the subject asked about, if its passage names it.

    It comes nearest to nothing else: what was asked for stands in it, and maybe in others.
    """
    said = frames.subject(fold(question))
    if reply.kind is not ReplyKind.UNSURE or reply.above or not reply.passage or not said:
        return reply
    there = plain_words(said) in plain_words(reply.passage.text)
    return replace(reply, above=Above.MENTIONED, about=said) if there else reply


class OfSpeeches:
    """Answers from the speeches that a question names, and tells which these are."""

    def __init__(self, answers: AnswerService, clock: Clock, zone: ZoneInfo) -> None:
        self._answers = answers
        self._clock = clock
        self._zone = zone
        self._beside: OrderedDict[Asker, tuple[Shown | Gone | None, int]] = (
            OrderedDict()
        )  # years that none is of

    @property
    def _library(self) -> Library:
        return self._answers.library

    async def say_of(self, slug: str, about: str, asker: Asker) -> Reply | None:
        """Return what one speech says about something; None when there is no such speech."""
        if slug not in self._library.names.slugs:
            return None
        return await self._topic((slug,), about, asker)

    def of_speech(self, slug: str, wants: Wants) -> Reply | None:
        """Return the headings of a speech, or where it begins; None when there is no such speech."""
        return self._whole((slug,), wants) if slug in self._library.names.slugs else None

    def named(self, words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the speeches that `words` name anywhere, and the years named that no speech is of."""
        naming, _ = named_in("".join(fold(words).split()), self._library.names, self.year())
        return tuple(dict.fromkeys(naming.slugs)), tuple(naming.missing)

    def named_alone(self, words: str) -> tuple[str, ...]:
        """Return the one speech that `words` name anywhere; none where they name several."""
        slugs, _ = self.named(words)
        return slugs if len(slugs) == 1 else ()

    def one_of_year(self, words: str) -> str:
        """Return the one speech that `words` name, be it by its year alone; empty for none or several."""
        slugs = self.named(words)[0] or self.of_years(year_numbers(words)[0])
        return slugs[0] if len(slugs) == 1 else ""

    def missing_years(self, words: str) -> tuple[str, ...]:
        """Return the years that `words` name and no speech is of, where they name no other speech."""
        slugs, missing = self.named(words)
        years = missing or year_numbers(words)[0]
        return () if slugs or self.of_years(years) else tuple(years)

    def unnamed(self, words: str) -> str:
        """Return `words`, folded, without what names speeches."""
        _, marked = named_in("".join(fold(words).split()), self._library.names, self.year())
        return re.sub(rf"(?:在|从)?{ANY}(?:年|的|里面?|中|那[篇次])*", " ", marked).strip()

    def one_named(self, words: str) -> tuple[str | None, str]:
        """Return the one speech named, "" for none, None for a year of none or several; and the rest."""
        named, rest = self.named_alone(words), self.unnamed(words)
        if not named:
            years, without = year_numbers(words)
            named = self.of_years(years)
            if years and len(named) != 1:
                return None, without
            rest = without if years else rest
        return named[0] if named else "", rest

    def of_years(self, years: Sequence[str]) -> tuple[str, ...]:
        """Return the speeches of these years."""
        names = zip(self._library.names.slugs, self._library.names.years, strict=True)
        return tuple(slug for slug, of in names if of & set(years))

    def forget(self, user_id: int) -> None:
        """Forget which years a person asked for in vain, as /forget_me wants it."""
        for asker in [one for one in self._beside if one.user_id == user_id]:
            del self._beside[asker]

    def year(self) -> int:
        """Return the year it is."""
        return self._clock.now().astimezone(self._zone).year

    async def answer(
        self, asked: AskedOf, asker: Asker, about: Shown | Gone | None, before: str
    ) -> Reply | None:
        """Reply to a question that names speeches; None: it only seemed to.

        `before`: what was asked before.
        """
        await self._answers.prepare()
        slugs = asked.slugs
        if asked.shown or asked.other:
            shown = about or await self._answers.last_shown(asker)
            slugs = self.leaning(asked, shown, asker)
            year = 0 if slugs else self.year_beside(asked, shown, asker)
            if year:
                keep(self._beside, asker, (shown, year))
            asked = replace(asked, years=(str(year),), about=topic(before)) if year else asked
        if asked.years and not slugs:
            return await self._no_year(asked, asker)
        if asked.wants is Wants.STRETCH and len(slugs) == 1:
            return self._stretch(slugs[0], asked.number)
        if asked.wants is not Wants.TOPIC:
            return self._whole(slugs or self._library.names.slugs, asked.wants)
        if not slugs:
            return self._silent("" if asked.about else before) if asked.other else None
        question = asked.about or ("" if asked.compared else before)
        if not question:
            return Reply(ReplyKind.NO_EARLIER) if asked.other else self._whole(slugs, Wants.OUTLINE)
        reply = await (self._each if asked.each else self._topic)(slugs, question, asker)
        return reply if asked.about else replace(reply, before=question)

    def _silent(self, before: str) -> Reply:
        """Reply that no speech says what was asked before, in vain; it is not sure where one has the words."""
        about, every = topic(before), self._library.names.slugs
        if not about or self._library.holding(about):
            return Reply(ReplyKind.NO_EARLIER)
        return Reply(ReplyKind.NOTHING, slugs=every, about=about, before=before)

    async def unknown_year(self, words: str, asker: Asker) -> Reply | None:
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

    def leaning(self, asked: AskedOf, shown: Shown | Gone | None, asker: Asker) -> tuple[str, ...]:
        """Return the speech that was shown, or the others; nothing when none was shown.

        前一年 is the year before that of the speech that was shown, and nothing else.
        """
        if not isinstance(shown, Shown):
            return ()
        if year := self.year_beside(asked, shown, asker):
            return tuple(slug for slug in self._library.names.slugs if str(year) in self._years(slug))
        slug = shown.passage.slug
        return tuple(one for one in self._library.names.slugs if one != slug) if asked.other else (slug,)

    def year_beside(self, asked: AskedOf, shown: Shown | Gone | None, asker: Asker) -> int:
        """Return the year before or after the one that stands there, 0 where that is not wanted or not known.

        Where no speech was of that year, and nothing was shown since, 再前一年 counts from there.
        """
        years = self._years(shown.passage.slug) if asked.beside and isinstance(shown, Shown) else frozenset()
        if len(years) != 1:
            return 0
        since, year = self._beside.get(asker, (None, 0))
        base = year if since == shown else int(next(iter(years)))
        return base + asked.beside

    def _years(self, slug: str) -> frozenset[str]:
        names = self._library.names
        return names.years[names.slugs.index(slug)]

    def _whole(self, slugs: tuple[str, ...], wants: Wants) -> Reply:
        """Reply with a speech's headings or its start; with a choice where several are meant."""
        if len(slugs) > 1:
            wants = {Wants.SEND: Wants.OUTLINE, Wants.STRETCH: Wants.READ}.get(wants, wants)
            return Reply(ReplyKind.WHICH, slugs=self._library.names.in_order(slugs)[::-1], about=wants.value)
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
        elsewhere = reply.kind is ReplyKind.UNSURE and self.is_held_by_others(short, slugs)
        reply = replace(reply, about=short, above=Above.UNSAID if elsewhere else Above.NOTHING)
        return naming(reply, about)

    def _is_said_elsewhere(self, about: str, slugs: tuple[str, ...]) -> bool:
        """Return whether other speeches have these very words, and these, judged by words alone, have not."""
        return self.is_held_by_others(about, slugs) and not any(map(self._library.is_taught, slugs))

    def is_held_by_others(self, about: str, slugs: tuple[str, ...]) -> bool:
        """Return whether other speeches have these very words, and these speeches have not."""
        holding = set(self._library.holding(about)) if len(about) >= SHORTEST_TOPIC else set()
        return bool(holding) and not holding & set(slugs)

    def _holding(self, about: str, reply: Reply) -> tuple[Candidate, ...]:
        """Return the passages that have these very words, of those found; else the first one there is."""
        found = tuple(one for one in reply.candidates if about in fold(one.passage.text))
        first = (self._library.where(slug, about) for slug in reply.slugs)
        return found or tuple(Candidate(passage, 0.0, ()) for passage in first if passage)

    async def _each(self, slugs: tuple[str, ...], about: str, asker: Asker) -> Reply:
        newest = self._library.names.in_order(slugs)[-MOST_EACH:]
        each = tuple([await self._topic((slug,), about, asker) for slug in newest])
        if all(reply.kind is ReplyKind.NOTHING for reply in each):
            return Reply(ReplyKind.NOTHING, slugs=newest, about=topic(about))
        told = tuple(self._mentioned(one, about) for one in each)
        return Reply(ReplyKind.EACH, slugs=newest, about=topic(about), each=told)

    def _mentioned(self, reply: Reply, about: str) -> Reply:
        """Return the reply of one of several speeches, where it is in vain with what that speech mentions."""
        found = telling(self._library, about, reply.slugs) if reply.kind is ReplyKind.NOTHING else ()
        return replace(reply, counted=Counted(found)) if found else reply
