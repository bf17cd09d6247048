"""The library: speeches, index and known questions together, immutable, built once and swapped whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.models import SpeechText
from knowledge.language.talk.small_talk import is_small_talk
from knowledge.language.words.thesaurus import Thesaurus, general
from knowledge.language.writing.normalize import fold, token
from knowledge.search import ranking, scoring
from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.confidence import Features, Zones, probability
from knowledge.search.homophones import Sounding, spelled_out
from knowledge.search.index import Shard, build_shard, join_shards, keep_speeches
from knowledge.search.known.asked import Asked, read_asked, together
from knowledge.search.known.index import KnownIndex, build_known_index
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.known.settled import Decided, Settled, decision, settled
from knowledge.search.marks import find_marks
from knowledge.search.of_speeches.named import Names
from knowledge.search.other_words import KeptOthers
from knowledge.search.overruling import Judged, overruled
from knowledge.search.prepared import Index
from knowledge.search.query import Corpus, Query, read_question
from knowledge.speech import points
from knowledge.speech.segment import Passage, Segmented, check_verbatim, overlap, segment
from knowledge.speech.texts import Texts

MAX_SHARDS = 8
# What a bare 第三点讲了什么 is worth: right for sure in one speech, a choice among several.
POINT_CONFIDENCE = 0.9
# One character may be looked for, but is never answered outright.
THIN_CONFIDENCE = 0.15
# What editors chose for these very words is as sure as can be.
SETTLED_CONFIDENCE = 0.99


@dataclass(frozen=True)
class Library(Texts):
    """Speeches that answer questions. Build it with `build`; every method is pure and quick."""

    index: Index
    known: KnownIndex | None
    thesaurus: Thesaurus
    zones: Zones
    settled: Mapping[str, Settled]

    @classmethod
    def build(
        cls,
        speeches: Sequence[SpeechText],
        known: Sequence[KnownQuestion] = (),
        thesaurus: Thesaurus | None = None,
        *,
        asked: Asked | None = None,
        previous: "Library | None" = None,
        zones: Zones | None = None,
    ) -> "Library":
        """Build a library; what `previous` already knows of unchanged speeches is taken over.

        `asked` are known questions that were read before; `known` win over them.
        """
        parts = [*([asked] if asked else []), *([read_asked(known)] if known else [])]
        index = Index(tuple(_shards(speeches, previous)))
        index.prepare()
        return cls(
            speeches=tuple(speeches),
            index=index,
            known=build_known_index(index.shards, together(parts)) if parts else None,
            thesaurus=thesaurus or general(),
            zones=zones or (previous.zones if previous else Zones()),
            settled=settled(known, index.shards),
        )

    @property
    def passage_count(self) -> int:
        """Return how many passages can be answered with: one begins at each sentence."""
        return self.index.sentence_count

    @property
    def known_count(self) -> int:
        """Return how many known questions lead to these speeches."""
        return self.known.question_count if self.known else 0

    def answer(self, question: str, *, k: int = 5, only: frozenset[str] = frozenset()) -> Answer:
        """Find the best `k` passages for a question and judge the first; `only`: in these speeches (slugs)."""
        if not self.speeches:
            return Answer(question, Kind.NOTHING, 0.0, ())
        query = self._read(question)
        if query.ordinals and (found := self._points(query, only)):
            return self._point_answer(question, found, k)
        judged = self._judged(query, max(k, 2), only)
        if (decided := decision(self.settled, question)) and (settled := self._settled(decided, judged, only)):
            judged = settled
        if not judged:
            return Answer(question, Kind.NOTHING, 0.0, ())
        silent = query.empty or is_small_talk(query.folded)
        candidates: list[Candidate] = []
        judged = judged[:k]
        marks = find_marks([entry.passage.text for entry in judged], query)
        for entry, marked in zip(judged, marks, strict=True):
            confidence = 0.0 if silent else entry.confidence
            if query.thin:
                confidence = min(confidence, THIN_CONFIDENCE)
            candidates.append(Candidate(entry.passage, confidence, marked))
        top = candidates[0].confidence
        return Answer(question, self.zones.kind(top, judged[0].features.density), top, tuple(candidates))

    def content(self, question: str) -> str:
        """Return what is left of a folded question without its frame and its asking, spelled as here."""
        query = self._read(question)
        return self._sounding.written(query.content, self.index.follows) if query.latin else query.content

    def decided(self, question: str) -> Decided | None:
        """Return what editors decided of a question in these words; None: nothing."""
        found = decision(self.settled, question)
        return Decided(self._passage_of(*found.place) if found.place else None) if found else None

    def _settled(self, decided: Settled, judged: list[Judged], only: frozenset[str]) -> list[Judged]:
        """Return what was judged with an editor's choice before all; nothing: it is in another speech."""
        if decided.place is None:
            return [replace(entry, confidence=0.0) for entry in judged]
        chosen = self._passage_of(*decided.place)
        if only and chosen.slug not in only:
            return []
        others = [replace(entry, confidence=0.0) for entry in judged if not overlap(entry.passage, chosen)]
        return [Judged(chosen, Features(), SETTLED_CONFIDENCE), *others]

    def judge(self, question: str) -> list[Judged]:
        """Return the first passage of each kind of speech, the surest first, and why (for bench/)."""
        first: dict[bool, Judged] = {}
        for entry in self._judged(self._read(question), 4):
            first.setdefault(entry.features.density > 0, entry)
        return list(first.values())

    def _judged(self, query: Query, count: int, only: frozenset[str] = frozenset()) -> list[Judged]:
        """Rank passages and gather what is known about the best `count`."""
        familiar = self.known.familiarity(query) if self.known else None
        weighted = scoring.weigh(self.index, query)
        counting = self._counting(query, only)
        scored = scoring.score(self.index, weighted, self.known.targets if self.known else (), counting)
        ranked = ranking.rank(scored, self.index.shards, self.known, familiar)
        judging = ranking.Judging(query, weighted, scored, self.index.sentence_count, self.known, familiar)
        # Each kind of speech is ranked by itself; between the two, how sure one is decides.
        taught = self._best(judging, [entry for entry in ranked if entry.density], count)
        untaught = self._best(judging, [entry for entry in ranked if not entry.density], count)
        # What a speech with ways of asking says as well in words is a rival, too, though it is ranked by more.
        beside = max((entry.words for entry in taught), default=0.0)
        together = [*self._weighed(judging, taught), *self._weighed(judging, untaught, beside)]
        meant = self.names.meant(query.folded) if counting and not only else frozenset()
        return overruled(together, query, self, self.zones, meant)

    def _best(self, judging: ranking.Judging, ranked: list[ranking.Ranked], count: int) -> list[ranking.Ranked]:
        """Return the best `count` of the ranked, best first; no two share a sentence."""
        few, rest = ranked[: ranking.RERANKED], ranked[ranking.RERANKED :]
        shown = [self._passage_of(entry.shard, entry.sentence) for entry in few]
        return ranking.distinct(ranking.rerank(judging, few, shown) + rest, count)

    def _weighed(
        self, judging: ranking.Judging, chosen: list[ranking.Ranked], beside: float = 0.0
    ) -> list[Judged]:
        """Judge each of the chosen; none is surer than the ones before it. `beside`: what rivals them all."""
        judged: list[Judged] = []
        for entry in chosen:
            passage = self._passage_of(entry.shard, entry.sentence)
            rival = max((beside, *(other.total for other in chosen if other is not entry)))
            features = judging.features(entry, rival, passage)
            named, sure = judging.named(passage.text), probability(features)
            confidence = min(
                [max(sure, self.zones.unsure * named), *(before.confidence for before in judged[-1:])]
            )
            judged.append(Judged(passage, features, confidence, named))
        return judged

    def mentions(self, words: str) -> tuple[Candidate, ...]:
        """Return the passages that say `words` just so, in the order of the speeches; none share a sentence."""
        found: list[Candidate] = []
        for speech in self.speeches if words else ():
            for place in re.finditer(re.escape(words), speech.text):
                passage = self.passage_at(speech.slug, place.start())
                if found and overlap(found[-1].passage, passage):
                    continue
                marks = tuple(one.span() for one in re.finditer(re.escape(words), passage.text))
                found.append(Candidate(passage, 1.0, marks))
        return tuple(found)

    def is_taught(self, slug: str) -> bool:
        """Return whether ways of asking are known for a speech."""
        known = zip(self.known.density, self.index.shards, strict=True) if self.known else ()
        return any(
            density > 0 and speech.speech.slug == slug
            for densities, shard in known
            for density, speech in zip(densities, shard.speeches, strict=True)
        )

    @cached_property
    def _sounding(self) -> Sounding:
        return Sounding.of(self.folded.values())

    @cached_property
    def by_slug(self) -> dict[str, Segmented]:
        return {speech.speech.slug: speech for shard in self.index.shards for speech in shard.speeches}

    @cached_property
    def names(self) -> Names:
        """Return what each speech goes by."""
        return Names.of([speech.speech for shard in self.index.shards for speech in shard.speeches])

    def _counting(self, query: Query, only: frozenset[str]) -> list[NDArray[np.float64]] | None:
        """Return what the passages of each speech count, shard by shard; None: all the same.

        Less in the speeches that the question does not name, nothing outside `only`.
        """
        names = self.names
        factors = [float(slug in only) for slug in names.slugs] if only else names.factors(query.folded)
        if factors is None:
            return None
        sizes = [len(shard.speeches) for shard in self.index.shards]
        return np.split(np.array(factors), np.cumsum(sizes)[:-1])

    def may_mean(self, question: str) -> tuple[str, ...]:
        """Return the short terms of the speeches that a question may mean by a mistaken character."""
        return tuple(self._sounding.meant(fold(question), self._corpus, self.thesaurus.common))

    @cached_property
    def _corpus(self) -> Corpus:
        index = self.index
        return Corpus(
            index.follows,
            lambda word: index.has_token(token(word)),
            index.has_pairs,
            index.has,
            self._others,
            self.names.choosing,
        )

    def _read(self, question: str) -> Query:
        corpus = self._corpus
        query = read_question(question, corpus, self.thesaurus)
        spelled = self._sounding.respelled(query.folded, corpus)
        if query.latin:
            spelled = spelled_out(spelled, corpus, self.thesaurus.common)
        return query if spelled == query.folded else read_question(spelled, corpus, self.thesaurus)

    @cached_property
    def _others(self) -> KeptOthers:
        return {}

    def _passage_of(self, shard_number: int, sentence: int) -> Passage:
        shard = self.index.shards[shard_number]
        speech = int(shard.speech_of[sentence])
        return shard.speeches[speech].passages[sentence - int(shard.first_sentence[speech])]

    def _points(self, query: Query, only: frozenset[str]) -> list[Passage]:
        slugs = [speech.slug for speech in self.speeches if not only or speech.slug in only]
        speeches = [self.by_slug[slug] for slug in slugs]
        return points.points_asked_for(speeches, query.ordinals, query.years)

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
