"""The library: speeches, index and known questions together, immutable, built once and swapped whole."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.models import SpeechText
from knowledge.language.normalize import token
from knowledge.language.small_talk import is_small_talk
from knowledge.language.thesaurus import Thesaurus
from knowledge.search import ranking, scoring
from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.confidence import Features, Zones, probability
from knowledge.search.index import Shard, build_shard, join_shards, keep_speeches
from knowledge.search.known import KnownQuestion
from knowledge.search.known_index import KnownIndex, build_known_index
from knowledge.search.marks import find_marks
from knowledge.search.named import Names
from knowledge.search.query import Corpus, Query, read_question
from knowledge.search.scoring import Index
from knowledge.speech import points
from knowledge.speech.segment import Passage, Segmented, check_verbatim, segment

CONTEXT_LENGTH = 400
MAX_SHARDS = 8
# What a bare 第三点讲了什么 is worth: right for sure in one speech, a choice among several.
POINT_CONFIDENCE = 0.9
# One character may be looked for, but is never answered outright.
THIN_CONFIDENCE = 0.15


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands before and after it, word for word."""

    before: str
    passage: Passage
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage and what is known about it."""

    passage: Passage
    features: Features
    confidence: float


@dataclass(frozen=True)
class Library:
    """Speeches that answer questions. Build it with `build`; every method is pure and quick."""

    speeches: tuple[SpeechText, ...]
    index: Index
    known: KnownIndex | None
    thesaurus: Thesaurus
    zones: Zones

    @classmethod
    def build(
        cls,
        speeches: Sequence[SpeechText],
        known: Sequence[KnownQuestion] = (),
        thesaurus: Thesaurus | None = None,
        *,
        previous: "Library | None" = None,
        zones: Zones | None = None,
    ) -> "Library":
        """Build a library; what `previous` already knows of unchanged speeches is taken over."""
        index = Index(tuple(_shards(speeches, previous)))
        index.prepare()
        return cls(
            speeches=tuple(speeches),
            index=index,
            known=build_known_index(index.shards, known),
            thesaurus=thesaurus or Thesaurus(),
            zones=zones or (previous.zones if previous else Zones()),
        )

    @property
    def passage_count(self) -> int:
        """Return how many passages can be answered with: one begins at each sentence."""
        return self.index.sentence_count

    @property
    def known_count(self) -> int:
        """Return how many known questions lead to these speeches."""
        return self.known.question_count if self.known else 0

    def answer(self, question: str, *, k: int = 5) -> Answer:
        """Find the best `k` passages for a question and judge the first."""
        if not self.speeches:
            return Answer(question, Kind.NOTHING, 0.0, ())
        query = self._read(question)
        if query.ordinal and (found := self._points(query)):
            return self._point_answer(question, found, k)
        judged = self._judged(query, max(k, 2))
        silent = query.empty or is_small_talk(query.folded)
        candidates: list[Candidate] = []
        judged = judged[:k]
        marks = find_marks([entry.passage.text for entry in judged], query)
        for entry, marked in zip(judged, marks, strict=True):
            confidence = 0.0 if silent else entry.confidence
            if query.thin:
                confidence = min(confidence, THIN_CONFIDENCE)
            if candidates:
                confidence = min(confidence, candidates[-1].confidence)
            candidates.append(Candidate(entry.passage, confidence, marked))
        top = candidates[0].confidence
        return Answer(question, self.zones.kind(top), top, tuple(candidates))

    def judge(self, question: str) -> list[Judged]:
        """Return the first passage of each kind of speech, the surest first, and why (for bench/)."""
        first: dict[bool, Judged] = {}
        for entry in self._judged(self._read(question), 4):
            first.setdefault(entry.features.density > 0, entry)
        return list(first.values())

    def _judged(self, query: Query, count: int) -> list[Judged]:
        """Rank passages and gather what is known about the best `count`."""
        familiar = self.known.familiarity(query) if self.known else None
        weighted = scoring.weigh(self.index, query)
        scored = scoring.score(
            self.index, weighted, self.known.targets if self.known else (), self._named(query)
        )
        ranked = ranking.rank(scored, self.index.shards, self.known, familiar)
        judging = ranking.Judging(query, weighted, scored, self.index.sentence_count, self.known, familiar)
        # Each kind of speech is ranked by itself; between the two, how sure one is decides.
        untaught = self._judged_group(judging, [entry for entry in ranked if not entry.density], count)
        taught = self._judged_group(judging, [entry for entry in ranked if entry.density], count)
        return sorted([*taught, *untaught], key=lambda entry: -entry.confidence)

    def _judged_group(self, judging: ranking.Judging, ranked: list[ranking.Ranked], count: int) -> list[Judged]:
        """Return the best `count` of the ranked, best first; none is surer than the ones before it."""
        few, rest = ranked[: ranking.RERANKED], ranked[ranking.RERANKED :]
        shown = [self._passage_of(entry.shard, entry.sentence) for entry in few]
        chosen = ranking.distinct(ranking.rerank(judging.query, few, shown) + rest, count)
        judged: list[Judged] = []
        for entry in chosen:
            passage = self._passage_of(entry.shard, entry.sentence)
            rival = max((other.total for other in chosen if other is not entry), default=0.0)
            features = judging.features(entry, rival, passage)
            confidence = min([probability(features), *(before.confidence for before in judged[-1:])])
            judged.append(Judged(passage, features, confidence))
        return judged

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of that number, None when there is none."""
        found = self._find(passage_id)
        return found[0].passages[found[1]] if found else None

    def passage_at(self, slug: str, offset: int) -> Passage:
        """Return the passage that starts at the sentence containing `offset` of the speech `slug`."""
        speech = self._by_slug[slug]
        starts = [sentence.start for sentence in speech.sentences]
        return speech.passages[max(0, bisect_right(starts, offset) - 1)]

    def following(self, passage_id: str) -> Passage | None:
        """Return the passage that starts right after this one ends; None at the end of the speech."""
        found = self._find(passage_id)
        if found is None:
            return None
        speech, number = found
        after = speech.last[number] + 1
        return speech.passages[after] if after < len(speech.passages) else None

    def preceding(self, passage_id: str) -> Passage | None:
        """Return the passage that leads up to this one; None at the start of the speech."""
        found = self._find(passage_id)
        if found is None or found[1] == 0:
            return None
        speech, number = found
        leading = [start for start in range(number) if speech.last[start] == number - 1]
        reaching = [start for start in range(number) if speech.last[start] >= number - 1]
        return speech.passages[(leading or reaching)[0]]

    def context(self, passage_id: str) -> Context | None:
        """Return the passage with about 400 characters on each side; None when there is no such passage."""
        found = self._find(passage_id)
        if found is None:
            return None
        speech, number = found
        passage, sentences = speech.passages[number], speech.sentences
        first, last = number, speech.last[number]
        while first and passage.start - sentences[first - 1].start <= CONTEXT_LENGTH:
            first -= 1
        while last + 1 < len(sentences) and sentences[last + 1].end - passage.end <= CONTEXT_LENGTH:
            last += 1
        text = speech.speech.text
        before = text[sentences[first].start : passage.start]
        after = text[passage.end : sentences[last].end]
        return Context(before.strip(), passage, after.strip())

    def point(self, passage_id: str | None, number: int) -> Passage | None:
        """Return where point `number` starts: of the list the passage is in, else of its speech.

        Without a passage the points of the first speech are meant.
        """
        found = self._find(passage_id) if passage_id else None
        if found:
            speech, place = found
            inner = next(points.inner_points(speech, speech.passages[place], number), None)
            return inner or next(points.top_points(speech, number), None)
        if not self.speeches:
            return None
        return next(points.top_points(self._by_slug[self.speeches[0].slug], number), None)

    @cached_property
    def _by_slug(self) -> dict[str, Segmented]:
        return {speech.speech.slug: speech for shard in self.index.shards for speech in shard.speeches}

    @cached_property
    def _names(self) -> Names:
        return Names.of([speech.speech for shard in self.index.shards for speech in shard.speeches])

    def _named(self, query: Query) -> list[NDArray[np.float64]] | None:
        """Return what the passages of each speech count, shard by shard, when the question names some."""
        factors = self._names.factors(query.folded)
        if factors is None:
            return None
        sizes = [len(shard.speeches) for shard in self.index.shards]
        return np.split(np.array(factors), np.cumsum(sizes)[:-1])

    def _find(self, passage_id: str) -> tuple[Segmented, int] | None:
        speech = self._by_slug.get(passage_id.rsplit("-", 2)[0])
        number = speech.number_of.get(passage_id) if speech else None
        return None if speech is None or number is None else (speech, number)

    def _read(self, question: str) -> Query:
        index = self.index
        corpus = Corpus(index.follows, lambda word: index.has_token(token(word)), index.has_pairs)
        return read_question(question, corpus, self.thesaurus)

    def _passage_of(self, shard_number: int, sentence: int) -> Passage:
        shard = self.index.shards[shard_number]
        speech = int(shard.speech_of[sentence])
        return shard.speeches[speech].passages[sentence - int(shard.first_sentence[speech])]

    def _points(self, query: Query) -> list[Passage]:
        speeches = [self._by_slug[speech.slug] for speech in self.speeches]
        return points.points_asked_for(speeches, query.ordinal, query.years)

    def _point_answer(self, question: str, found: Sequence[Passage], k: int) -> Answer:
        """Show the point; where several speeches have one, nobody can say which is meant."""
        confidence = POINT_CONFIDENCE / len(found)
        kind = self.zones.kind(confidence) if len(found) == 1 else Kind.UNSURE
        shown = tuple(Candidate(passage, confidence, ()) for passage in found[:k])
        return Answer(question, kind, confidence, shown)


def _shards(speeches: Sequence[SpeechText], previous: Library | None) -> list[Shard]:
    """Take over the shards of `previous`, less what has gone, and index what is new."""
    wanted = {speech.slug: speech for speech in speeches}
    shards: list[Shard] = []
    have: set[str] = set()
    for shard in previous.index.shards if previous else ():
        known = [speech.speech for speech in shard.speeches]
        kept = [place for place, speech in enumerate(known) if wanted.get(speech.slug) == speech]
        if kept:
            shards.append(shard if len(kept) == len(known) else keep_speeches(shard, kept))
            have.update(known[place].slug for place in kept)
    new = [segment(speech) for speech in speeches if speech.slug not in have]
    for segmented in new:
        check_verbatim(segmented)
    if new:
        shards.append(build_shard(new))
    if len(shards) > MAX_SHARDS:
        shards.sort(key=lambda shard: -len(shard.sentences.lengths))
        shards[MAX_SHARDS - 1 :] = [join_shards(shards[MAX_SHARDS - 1 :])]
    return shards
