"""What a person is replied, without how it is said."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.language.talk.thread.exact_words import ExactlyAsked
from knowledge.language.talk.thread.follow_ups import Lean
from knowledge.language.wishes.talk import Talk
from knowledge.language.wishes.wishes import Wanted
from knowledge.search.answer import Candidate
from knowledge.search.exact.checking import Near
from knowledge.search.exact.mentions import Mentions
from knowledge.speech.segment import Passage


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
    NO_STRETCH = "no_stretch"
    NO_SHOWN_BEFORE = "no_shown_before"  # nothing else was shown before what was shown last
    SAME_POINT = "same_point"  # the passage before is where the point asked for begins
    CHANGED = "changed"  # it leans on a message whose passage reads differently now, or has gone
    NO_EARLIER = "no_earlier"  # it leans on an answer, and there is none
    UNKNOWN_NUMBER = "unknown_number"
    TOO_SHORT = "too_short"
    NO_WORDS = "no_words"
    PASTED = "pasted"  # a whole speech, not a question
    EMPTY = "empty"
    GREETING = "greeting"
    THANKS = "thanks"
    PRAISE = "praise"
    FAREWELL = "farewell"
    ACKNOWLEDGED = "acknowledged"
    WHO = "who"
    NO_LIST = "no_list"  # they ask who has not done something
    AWAY = "away"  # they say that they will not be there
    OUTLINE = "outline"  # from here on: a question that names speeches (services/asking/speeches.py)
    EACH = "each"
    WHICH = "which"
    NO_YEAR = "no_year"
    PLACES = "places"  # from here on: where words stand (services/asking/places.py)
    PLACE = "place"
    NO_PLACES = "no_places"
    ALL_PLACES = "all_places"  # every place was shown already
    LAST_PLACE = "last_place"
    FIRST_PLACE = "first_place"
    NO_SUCH_PLACE = "no_such_place"
    PLACES_LEFT = "places_left"
    WITHIN = "within"  # how often words (`about`) stand in what was shown, or how long that is
    NOT_COUNTED = "not_counted"  # nothing was counted that this could go on from
    POINTS = (
        "points"  # from here on: of a part of a speech (services/asking/in_parts.py); first the part itself
    )
    PART_OF_WHICH = "part_of_which"
    NO_PART = "no_part"
    NO_PART_STRETCH = "no_part_stretch"  # it has only so many (`about`)
    EXACT = "exact"  # what can be told of a text exactly (`exact`), or what cannot
    SUMMARY = "summary"  # from here on: what people want of the bot that is no command
    SHORTER = "shorter"
    ONE_SENTENCE = "one_sentence"  # something shorter is wanted of what is one sentence
    NOT_CHOSEN = "not_chosen"  # what is not understood was only offered, and not opened yet
    COMPARE = "compare"  # two passages, or one that was shown for both questions
    HUMAN = "human"
    REPORT = "report"
    UNCLEAR = "unclear"
    NOT_SAID = "not_said"  # what is not understood is an answer in vain: there was nothing to understand
    LISTENING = "listening"
    SORRY = "sorry"
    OWN_WORDS = "own_words"
    VERBATIM = "verbatim"
    HAND_ON = "hand_on"
    TO_THE_BOT = "to_the_bot"  # they speak of the bot itself
    NOT_MINE = "not_mine"  # they speak to the bot, or of what is its own, and it does not know
    IDLE = "idle"  # they say how they feel, or remark on their day
    OFFICE = "office"  # they speak of what operators and editors do
    SHOWN = "shown"  # they speak of what was shown to them, and it is not clear what is wanted of it


class Above(StrEnum):
    """What is said above the passage of a reply, where the passage alone would mislead."""

    NOTHING = ""
    SAME = "same"  # the question before had the same answer
    FIRST = "first"  # what a question of before was answered with: its words are not kept
    UNSAID = "unsaid"  # whether words (`about`) stand there was asked, and only what they mean does
    MENTIONED = "mentioned"  # what is said on a subject (`about`) was asked, and this place names it
    IN_PART = "in_part"  # a stretch of a part was asked for, by the heading of that part (`about`)
    WITHOUT = "without"  # asked for more of the same: this one has no longer the words asked for (`about`)


# What people want that leans on the passage they were shown; the rest has a kind of reply of its own.
LEANS_ON = {
    Wanted.SOURCE: Lean.SOURCE,
    Wanted.NEXT: Lean.FOLLOWING,
    Wanted.CONTEXT: Lean.CONTEXT,
    Wanted.WHOLE: Lean.WHOLE,
}
TALKED_OF = {
    Talk.MOOD: ReplyKind.IDLE,
    Talk.ITSELF: ReplyKind.NOT_MINE,
    Talk.OFFICE: ReplyKind.OFFICE,
    Talk.SHOWN: ReplyKind.SHOWN,
    Talk.PUSHES: ReplyKind.ABOUT_PUSHES,
}
# Kinds of replies to questions; all others are to something else.
ASKED_OF_THE_SPEECHES = frozenset(
    {ReplyKind.CONFIDENT, ReplyKind.UNSURE, ReplyKind.NOTHING, ReplyKind.EACH, ReplyKind.NO_YEAR}
)
IN_VAIN = frozenset({ReplyKind.NOTHING, ReplyKind.UNSURE})
FOUND = frozenset({ReplyKind.CONFIDENT, ReplyKind.UNSURE})
SHOWN_BY = {
    Lean.SOURCE: ReplyKind.SOURCE,
    Lean.WHEN: ReplyKind.WHEN,
    Lean.SPEAKER: ReplyKind.SPEAKER,
    Lean.WHOLE: ReplyKind.WHOLE,
    Lean.CONTEXT: ReplyKind.CONTEXT,
    Lean.AGAIN: ReplyKind.PASSAGE,
}
SHOWS_PASSAGE = frozenset(
    {
        ReplyKind.CONFIDENT,
        ReplyKind.UNSURE,
        ReplyKind.PASSAGE,
        ReplyKind.PLACE,
        ReplyKind.NO_PLACES,  # the nearest, if any is
        ReplyKind.SAME_POINT,
        *SHOWN_BY.values(),
    }
)


@dataclass(frozen=True, slots=True)
class OfClause:
    """Where one clause of what was to be checked stands; `near`: what comes nearest, where it does not."""

    found: Mentions
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Where words stand, for each of them; `at`: the place one is at, from 1 (0: none); `page` of the list.

    `checked`: whether they are verbatim was asked, `asked`: how they differ. `near`: they stand nowhere, and
    what is shown nearly has them; `differences` are then what was written and what stands there instead.
    `elsewhere`: where they stand in speeches that were not asked about. `compared`: which of them stand there
    more often was asked, `beside`: which places stand one right after the other. `clauses`: the words are no
    sentence of the speeches, and each clause of them is told by itself.
    """

    found: tuple[Mentions, ...]
    at: int = 0
    page: int = 0
    checked: bool = False
    asked: bool = False
    near: bool = False
    elsewhere: Mentions | None = None
    differences: tuple[tuple[str, str], ...] = ()
    compared: bool = False
    beside: bool = False
    clauses: tuple[OfClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say. `candidates` come best first; `shortened`: only the start of the question was used.

    `around`: the passage that a reading began with, "" where it begins with the one shown.
    `slugs` are the speeches that were named, or among which to choose; `years` are named, and no speech is of
    them. `about` is what was asked, in the words to look for; `each` has the replies of several speeches.
    `counted`: where words stand. `compared`: how these speeches differ was asked.
    `above`: what is said above the passage. `guess`: what was taken to be wanted, where that is only a guess.
    `question`: the message with the question of the person's own that it speaks of.
    `before`: the question that this one leans on (只看2023年的), "" where nothing is known of what it leans on.
    `aside`: it asks nothing of the speeches, so that no colleague need see it.
    """

    kind: ReplyKind
    candidates: tuple[Candidate, ...] = ()
    shortened: bool = False
    around: str = ""
    slugs: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    about: str = ""
    each: tuple["Reply", ...] = ()
    before: str | None = None
    compared: bool = False
    counted: Counted | None = None
    above: Above = Above.NOTHING
    guess: str = ""
    exact: ExactlyAsked | None = None
    question: int | None = None
    aside: bool = False

    @property
    def passage(self) -> Passage | None:
        """Return the passage this reply shows, if it shows one."""
        return self.candidates[0].passage if self.candidates and self.kind in SHOWS_PASSAGE else None


def showing(kind: ReplyKind, passage: Passage, around: str = "") -> Reply:
    """Return the reply that shows one passage that was asked for."""
    return Reply(kind, (Candidate(passage, 1.0, ()),), around=around)
