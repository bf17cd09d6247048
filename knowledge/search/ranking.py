"""From scores to a ranking: add what is known, break ties among the few, leave out repetitions, judge.

The sum is linear with fixed weights: rank fusion with a weaker partner costs more than it brings.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from core.patterns import pattern
from knowledge.language.words import wording
from knowledge.language.writing.normalize import TEXTS_KEPT, fold_passage, spoken, tokens
from knowledge.language.writing.pinyin import readings, sound
from knowledge.search import asked_for
from knowledge.search.confidence import LONG, Features
from knowledge.search.index import LETTER_BITS, MARK, Ints, Shard
from knowledge.search.known.index import Familiarity, KnownIndex
from knowledge.search.query import Query
from knowledge.search.scoring import Scored, Weighted
from knowledge.speech.segment import Passage

# Known questions: how much each view counts, above what any two questions share.
NEAREST, NEAREST_FLOOR = 1.0, 0.2
MODEL, MODEL_FLOOR = 8.0, 0.15
# The more of the question the speeches' own words cover, the less the known questions are asked.
COVERAGE_POWER = 3.0
# So many of the best of each shard are kept.
RANKED = 30
# rapidfuzz looks at this many of the best; its say is a tie-break (more of it costs accuracy).
RERANKED = 8
PARTIAL_RATIO = 0.25
# What a passage counts less that has not the kind of thing that is asked for.
MISSING = 0.1
# What a definition counts more, and one that a passage begins with: a glossary's or a footnote's “X”：….
DEFINITION, ENTRY = 0.1, 0.5
# What follows a term where it is defined: X（…）是, X，又称, X是指, “X”（…, X：….
DEFINING = pattern(
    r"[”」》]?(?:[（(][^）)]{0,40}[）)])?"
    r"(?:[（(]即|[，,](?:又|也|即|是|简称|俗称)|是|指|即|又|也?称|为)|[”」》]?[（(：]"
)
# What stands before the term that a passage begins with, and behind it.
BEFORE_ENTRY, BEHIND_ENTRY = pattern("[^\u4e00-\u9fff]*"), pattern("[”」》]?[：:]")
MAX_TERM = 12
# A term of so many tokens is exact when a passage has it; not looked for where much of the question is not.
EXACT_LENGTH = 4
EXACT_HELD = 0.5
# So many characters that are no function words name something.
SHORTEST_NAMED = 2
NONE = np.zeros(0, dtype=np.int64)
# So many of a question's words in a passage are all one needs.
ENOUGH_WORDS = 4
# So many terms as rare as can be are all the evidence one needs.
FULL_EVIDENCE = 14
LONGEST_INITIALS = MARK["initials"] | 1 << 3 * LETTER_BITS


class Ranked(NamedTuple):
    """A passage on its way to an answer: where it is and what speaks for it. Sixty are made for each question.

    `model` is what the known questions say, `trust` how much those count for this question; `words` is the
    total without them.
    """

    shard: int
    sentence: int
    last: int
    total: float
    model: float
    trust: float
    density: float = 0.0
    words: float = 0.0


def rank(
    scored: Sequence[Scored], shards: Sequence[Shard], known: KnownIndex | None, familiar: Familiarity | None
) -> list[Ranked]:
    """Return the best passages, best first; ties in the order of the speeches."""
    covered = max((float(part.window.max(initial=0.0)) for part in scored), default=0.0)
    trust = max(0.0, 1 - covered) ** COVERAGE_POWER
    ranked: list[Ranked] = []
    for part in scored:
        nearest = np.zeros(len(part.passages))
        model = np.zeros(len(part.passages))
        if known and familiar:
            targets, numbers = known.in_shard.get(part.shard, (NONE, NONE))
            place = part.passages.searchsorted(targets)
            nearest[place] = familiar.nearest[numbers]
            model[place] = familiar.model[numbers]
        total = part.total + trust * (
            NEAREST * np.maximum(0.0, nearest - NEAREST_FLOOR) + MODEL * np.maximum(0.0, model - MODEL_FLOOR)
        )
        shard = shards[part.shard]
        density = known.density[part.shard] if known else np.zeros(len(shard.speeches))
        densities = density[shard.speech_of[part.passages]]
        order = (-total).argsort(kind="stable")
        order = order[part.counts[order] > 0]  # 0: in a speech that is left out
        taught = densities[order] > 0
        best = np.concatenate([order[taught][:RANKED], order[~taught][:RANKED]])
        sentences = part.passages[best]
        rows = zip(
            sentences.tolist(),
            shard.last[sentences].tolist(),
            total[best].tolist(),
            model[best].tolist(),
            [trust] * len(best),
            densities[best].tolist(),
            part.total[best].tolist(),
            strict=True,
        )
        ranked.extend(Ranked(part.shard, *row) for row in rows)
    ranked.sort(key=lambda passage: (-passage.total, passage.shard, passage.sentence))
    return ranked


def rerank(judging: "Judging", ranked: Sequence[Ranked], passages: Sequence[Passage]) -> list[Ranked]:
    """Let wording break ties among the best: the closest stretch, and a definition if one is asked for.

    Of those about as good as the best, one without the kind of thing that is asked for counts less.
    """
    query = judging.query
    term = query.content.strip(' ?？!！。，,“”"《》') if query.defines else ""
    named = 2 <= len(term) <= MAX_TERM
    again = []
    for passage, shown in zip(ranked, passages, strict=True):
        close = PARTIAL_RATIO * _closeness(query, shown.text)
        better = 1 + DEFINITION if named and defines(term, shown.text) else 1.0
        better += ENTRY if named and begins_with(term, shown.text) else 0.0
        total, words = (passage.total + close) * better, (passage.words + close) * better
        again.append(passage._replace(total=total, words=words))
    if judging.asked:
        best = max((passage.total for passage in again), default=0.0)
        for place, (passage, shown) in enumerate(zip(again, passages, strict=True)):
            if passage.total > best - MISSING and judging.missing(passage, shown):
                again[place] = passage._replace(total=passage.total - MISSING, words=passage.words - MISSING)
    again.sort(key=lambda passage: (-passage.total, passage.shard, passage.sentence))
    return again


def defines(term: str, text: str) -> bool:
    """Return whether a text says what a term is. A pattern for each term would have to be compiled for it."""
    return any(DEFINING.match(text, end) for end in _ends(term, text, len(text)))


def begins_with(term: str, text: str) -> bool:
    """Return whether a text begins with a term as a glossary's entry does, with no Han character before it."""
    before = BEFORE_ENTRY.match(text)
    return before is not None and any(BEHIND_ENTRY.match(text, end) for end in _ends(term, text, before.end()))


def _ends(term: str, text: str, last: int) -> Iterator[int]:
    """Yield where a term ends each time that it stands in a text, beginning at `last` at the latest."""
    at = text.find(term)
    while 0 <= at <= last:
        yield at + len(term)
        at = text.find(term, at + 1)


def _closeness(query: Query, text: str) -> float:
    """Return how well some stretch of `text` agrees, 0..1: by sound where letters were typed."""
    if not query.latin:
        return fuzz.partial_ratio(query.content, text) / 100 if query.content else 0.0
    if not query.sound or len(query.initials.keys):
        return 0.0
    return fuzz.partial_ratio(query.sound, sound(readings().of(spoken(fold_passage(text))))) / 100


def distinct(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    """Keep the best passages that share no sentence with a better one."""
    kept: list[Ranked] = []
    for passage in ranked:
        overlaps = any(
            other.shard == passage.shard and passage.sentence <= other.last and other.sentence <= passage.last
            for other in kept
        )
        if not overlaps:
            kept.append(passage)
        if len(kept) == limit:
            break
    return kept


@lru_cache(TEXTS_KEPT)
def _solid(text: str) -> str:
    """Return a passage's tokens without breaks: the same passages are judged again and again."""
    return tokens(fold_passage(text)).replace(" ", "")


@dataclass(frozen=True)
class Judging:
    """What judging a passage needs, for one question: its terms, where they occur, and what is known."""

    query: Query
    weighted: Weighted
    scored: Sequence[Scored]
    sentences: int
    known: KnownIndex | None
    familiar: Familiarity | None
    lacks: dict[tuple[int, int], float] = field(default_factory=dict)

    @cached_property
    def asked(self) -> tuple[asked_for.AskedFor, ...]:
        """The kinds of things that are asked for."""
        return asked_for.asked(self.query.folded)

    def missing(self, passage: Ranked, shown: Passage) -> float:
        """Return 1.0 when the question asks for a kind of thing that a passage has not; it is read once."""
        place = passage.shard, passage.sentence
        if place not in self.lacks:
            self.lacks[place] = asked_for.missing(self.query.folded, shown.text, self.asked)
        return self.lacks[place]

    def features(self, passage: Ranked, rival: float, shown: Passage) -> Features:
        """Return what is known about `passage`; `rival` is the total of the best other passage."""
        part = self.scored[passage.shard]
        place = int(part.passages.searchsorted(passage.sentence))
        ways = has = part.held[:, place]
        familiar, strange = self.familiar, 1.0
        if self.known and familiar:
            target = self.known.target_numbers.get((passage.shard, passage.sentence))
            if target is not None:
                ways = has | familiar.used[:, target]
                # Asked nearly so before, and answered with this: what was asked in vain tells less.
                strange -= float(familiar.nearest[target]) ** 2
        reach = self.weighted.reachable
        held, explained = self._mass(has) / reach, self._mass(ways)
        vain = strange * familiar.vain if familiar else 0.0
        return Features(
            held=held,
            explained=explained / reach,
            evidence=min(1.0, explained / (FULL_EVIDENCE * math.log1p(self.sentences))),
            exact=self._exact(shown.text) if held >= EXACT_HELD else 0.0,
            margin=max(0.0, passage.total - rival) ** 0.5,
            matched=held * min(1.0, len(self.query.content) / LONG),
            words=min(1.0, self._words_of(has, held) / ENOUGH_WORDS),
            familiar=passage.trust * max(0.0, passage.model - MODEL_FLOOR),
            foreign=strange * passage.trust * max(0.0, familiar.absent_model - MODEL_FLOOR)
            if familiar
            else 0.0,
            # Worded like what other speeches answered is no sign that one nobody has asked about answers it.
            vain=vain if passage.density else max(0.0, vain),
            missing=self.missing(passage, shown),
            detail=self._detail,
            density=passage.density,
        )

    @cached_property
    def _detail(self) -> float:
        return asked_for.detail(self.query.folded)

    def _words_of(self, there: NDArray[np.bool_], held: float) -> float:
        """Return how many of the question's words are there with all their characters.

        Typed as pinyin they are not told apart: two syllables that are there are one.
        """
        if self.query.latin:
            return held * len(self.query.sound.replace(" ", "")) / 2
        places, starts = self._words
        return int(np.logical_and.reduceat(there.take(places), starts).sum()) if len(starts) else 0

    @cached_property
    def _words(self) -> tuple[Ints, Ints]:
        """Where the terms of each word of the question are, one word after the other; where each begins."""
        keys, words = self.query.characters.keys, self.query.words
        if not words or not len(keys):
            return NONE, NONE
        terms = np.concatenate(words)
        places = keys.searchsorted(terms)
        sizes = np.array([len(word) for word in words])
        starts = np.cumsum(sizes) - sizes
        # A word that the question was not read by, some of its characters being function words, is none.
        read = np.logical_and.reduceat(keys.take(places, mode="clip") == terms, starts)
        sizes = sizes[read]
        return places[read.repeat([len(word) for word in words])], np.cumsum(sizes) - sizes

    def _mass(self, there: NDArray[np.bool_]) -> float:
        """Return the weight of the question's terms that are there. Initials count when all letters agree."""
        weights, first = self.weighted.weights, self.weighted.initials
        mass = float(weights[:first] @ there[:first])
        if first < len(weights):
            longest = self.weighted.keys[first : len(weights)] >= LONGEST_INITIALS
            mass += float(weights[first:].sum()) * float(
                there[first:][longest if longest.any() else ...].mean()
            )
        return mass

    @cached_property
    def _wanted(self) -> str:
        return tokens(self.query.content).replace(" ", "")

    def named(self, text: str) -> bool:
        """Return whether a passage says, word for word, what is asked about, be it as short as 四风.

        What is said somewhere is never said to be nowhere.
        """
        return self._names and self._says(text)

    @cached_property
    def _names(self) -> bool:
        return sum(letter not in wording.FUNCTION for letter in self._wanted) >= SHORTEST_NAMED

    def _says(self, text: str) -> bool:
        return self._wanted in _solid(text)

    def _exact(self, text: str) -> float:
        """Return 1.0 when a passage has a question's whole content, and that is more than a short word."""
        return float(len(self._wanted) >= EXACT_LENGTH and self._says(text))
