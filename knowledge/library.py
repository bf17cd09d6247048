"""The library: speeches, index and known questions together, immutable, built once and swapped whole."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.models import SpeechText
from knowledge import scoring, wording
from knowledge.confidence import Features, Zones, probability
from knowledge.index import Channels, Shard, build_channels, build_shard, join_shards, keep_speeches
from knowledge.known import KnownQuestion
from knowledge.marks import find_marks
from knowledge.normalize import fold, token
from knowledge.query import Corpus, Query, read_question
from knowledge.retrieve import Answer, Candidate, Kind, Ranked, distinct
from knowledge.scoring import Index
from knowledge.segment import Passage, Segmented, check_verbatim, segment
from knowledge.thesaurus import Thesaurus

RERANKED = 60
CONTEXT_LENGTH = 400
MAX_SHARDS = 8
KNOWN_WEIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands before and after it, word for word."""

    before: str
    passage: Passage
    after: str


@dataclass(frozen=True)
class KnownIndex:
    """Known questions and the passage (shard, sentence) each leads to."""

    channels: Channels
    shards: np.ndarray
    sentences: np.ndarray


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
        return cls(
            speeches=tuple(speeches),
            index=index,
            known=_known_index(index, known),
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
        return len(self.known.sentences) if self.known else 0

    @cached_property
    def _by_slug(self) -> dict[str, tuple[int, int, Segmented]]:
        """Return slug -> (shard, number of the speech's first sentence, the speech)."""
        return {
            speech.speech.slug: (number, int(shard.first_sentence[place]), speech)
            for number, shard in enumerate(self.index.shards)
            for place, speech in enumerate(shard.speeches)
        }

    def answer(self, question: str, *, k: int = 5) -> Answer:
        """Find the best `k` passages for a question and judge the first."""
        if not self.speeches:
            return Answer(question, Kind.NOTHING, 0.0, ())
        query = self._read(question)
        if query.ordinal and (points := self._points(query)):
            return self._answer_points(question, query, points[:k])
        ranked, last = self._rank(query)
        chosen = distinct(ranked, last, k)
        confidences = self._confidences(query, chosen)
        candidates = tuple(
            Candidate(passage, confidence, find_marks(passage.text, query))
            for passage, confidence in zip(map(self._passage_of, chosen), confidences, strict=True)
        )
        top = confidences[0] if confidences else 0.0
        return Answer(question, self.zones.kind(top), top, candidates)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of that number, None when there is none."""
        found = self._find(passage_id)
        return found[0].passages[found[1]] if found else None

    def passage_at(self, slug: str, offset: int) -> Passage:
        """Return the passage that starts at the sentence containing `offset` of the speech `slug`."""
        speech = self._by_slug[slug][2]
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
        """Return the passage with its surroundings; None when there is no such passage."""
        found = self._find(passage_id)
        if found is None:
            return None
        speech, number = found
        passage = speech.passages[number]
        first = number
        while first and passage.start - speech.sentences[first - 1].start <= CONTEXT_LENGTH:
            first -= 1
        last = speech.last[number]
        while (
            last + 1 < len(speech.sentences) and speech.sentences[last + 1].end - passage.end <= CONTEXT_LENGTH
        ):
            last += 1
        text = speech.speech.text
        before = text[speech.sentences[first].start : passage.start]
        after = text[passage.end : speech.sentences[last].end]
        return Context(before.strip(), passage, after.strip())

    def point(self, passage_id: str | None, number: int) -> Passage | None:
        """Return where point `number` starts: of the list the passage is in, else of its speech.

        Without a passage, the points of the only (or first listed) speech are meant.
        """
        found = self._find(passage_id) if passage_id else None
        speech = found[0] if found else self._by_slug[self.speeches[0].slug][2] if self.speeches else None
        if speech is None:
            return None
        if found:
            path = speech.passages[found[1]].section
            inner = [
                section
                for section in speech.sections
                if section.heading and section.ordinal == number and _siblings(section.path, path)
            ]
            if inner:
                return speech.passages[inner[0].first_sentence]
        top = min((section.rank for section in speech.sections if section.rank >= 0), default=-1)
        for section in speech.sections:
            if section.rank == top >= 0 and section.ordinal == number:
                return speech.passages[section.first_sentence]
        return None

    def _find(self, passage_id: str) -> tuple[Segmented, int] | None:
        entry = self._by_slug.get(passage_id.rsplit("-", 2)[0])
        if entry is None:
            return None
        number = entry[2].number_of.get(passage_id)
        return None if number is None else (entry[2], number)

    def _read(self, question: str) -> Query:
        corpus = Corpus(self.index.follows, lambda word: self.index.has_token(token(word)))
        return read_question(question, corpus, self.thesaurus)

    def _passage_of(self, ranked: Ranked) -> Passage:
        shard = self.index.shards[ranked.shard]
        speech = int(shard.speech_of[ranked.sentence])
        return shard.speeches[speech].passages[ranked.sentence - int(shard.first_sentence[speech])]

    def _rank(self, query: Query) -> tuple[list[Ranked], list[int]]:
        weighted = scoring.weigh(self.index, query)
        scored = scoring.score(self.index, weighted)
        boosts = self._known_boosts(weighted)
        ranked = []
        for part in scored:
            for place in range(len(part.passages)):
                sentence = int(part.passages[place])
                boost = boosts.get((part.shard, sentence), 0.0)
                ranked.append(
                    Ranked(
                        part.shard,
                        sentence,
                        float(part.total[place]) + KNOWN_WEIGHT * boost,
                        float(part.window[place]),
                        float(part.first[place]),
                        float(part.speech[place]),
                        float(part.characters[place]),
                        float(part.pinyin[place]),
                        boost,
                    )
                )
        ranked.sort(key=lambda passage: (-passage.total, passage.shard, passage.sentence))
        ranked = ranked[:RERANKED]
        return ranked, [int(self.index.shards[passage.shard].last[passage.sentence]) for passage in ranked]

    def _known_boosts(self, weighted: dict[str, scoring.Weighted]) -> dict[tuple[int, int], float]:
        """Return how close the nearest known question is, by the passage it leads to."""
        if self.known is None:
            return {}
        scores = scoring.score_units(self.known.channels, weighted)
        best: dict[tuple[int, int], float] = {}
        for place in np.argsort(-scores, kind="stable")[:200]:
            target = (int(self.known.shards[place]), int(self.known.sentences[place]))
            best[target] = max(best.get(target, 0.0), float(scores[place]))
        return best

    def _confidences(self, query: Query, chosen: Sequence[Ranked]) -> list[float]:
        if wording.is_small_talk(query.folded) or query.empty:
            return [0.0 for _ in chosen]
        confidences: list[float] = []
        for place, passage in enumerate(chosen):
            rivals = [other.total for other in chosen if other is not passage]
            margin = passage.total - max(rivals, default=0.0)
            features = Features(passage.window, max(0.0, margin), passage.known)
            best = probability(features)
            confidences.append(best if place == 0 else min(best, confidences[-1]))
        return confidences

    def _points(self, query: Query) -> list[Passage]:
        """Return point N of each speech whose points are numbered so; those of a year asked for come first."""
        found: list[tuple[bool, Passage]] = []
        for speech in self.speeches:
            segmented = self._by_slug[speech.slug][2]
            top = min((section.rank for section in segmented.sections if section.rank >= 0), default=-1)
            found.extend(
                (not any(year in speech.date or year in speech.title for year in query.years), passage)
                for section in segmented.sections
                if section.rank == top >= 0 and section.ordinal == query.ordinal
                for passage in (segmented.passages[section.first_sentence],)
            )
        return [passage for _, passage in sorted(found, key=lambda entry: entry[0])]

    def _answer_points(self, question: str, query: Query, points: Sequence[Passage]) -> Answer:
        named = bool(query.years) or len(points) == 1
        confidence = 0.9 if named else max(self.zones.unsure, min(0.45, 0.9 / len(points)))
        candidates = tuple(
            Candidate(passage, confidence if place == 0 or not named else 0.1, ())
            for place, passage in enumerate(points)
        )
        return Answer(question, self.zones.kind(confidence), confidence, candidates)


def _siblings(heading_path: str, passage_path: str) -> bool:
    """Return whether the heading is in the list a passage under `passage_path` is in, or right under it."""
    parent = heading_path.rpartition(" › ")[0]
    return parent in {passage_path, passage_path.rpartition(" › ")[0]}


def _shards(speeches: Sequence[SpeechText], previous: Library | None) -> Iterable[Shard]:
    """Take over the shards of `previous`, less what has gone, and index what is new."""
    wanted = {speech.slug: speech for speech in speeches}
    shards: list[Shard] = []
    have: set[str] = set()
    for shard in previous.index.shards if previous else ():
        kept = [
            place
            for place, speech in enumerate(shard.speeches)
            if wanted.get(speech.speech.slug) == speech.speech
        ]
        if kept:
            shards.append(shard if len(kept) == len(shard.speeches) else keep_speeches(shard, kept))
            have.update(shard.speeches[place].speech.slug for place in kept)
    new = [segment(speech) for speech in speeches if speech.slug not in have]
    for segmented in new:
        check_verbatim(segmented)
    if new:
        shards.append(build_shard(new))
    if len(shards) > MAX_SHARDS:
        shards.sort(key=lambda shard: -len(shard.sentences.lengths))
        shards[MAX_SHARDS - 1 :] = [join_shards(shards[MAX_SHARDS - 1 :])]
    return shards


def _known_index(index: Index, known: Sequence[KnownQuestion]) -> KnownIndex | None:
    """Find the sentence each known question leads to; questions whose text is in no speech are left out."""
    targets: dict[tuple[str, str], list[tuple[int, int]]] = {}
    kept: list[tuple[str, int, int]] = []
    for entry in known:
        where = targets.get((entry.text, entry.speech))
        if where is None:
            where = targets[(entry.text, entry.speech)] = list(_find_text(index, entry.text, entry.speech))
        kept.extend((entry.question, shard, sentence) for shard, sentence in where[:1])
    if not kept:
        return None
    questions = [wording.strip_phrases(fold(question)) for question, _, _ in kept]
    return KnownIndex(
        build_channels(questions),
        np.array([shard for _, shard, _ in kept]),
        np.array([sentence for _, _, sentence in kept]),
    )


def _find_text(index: Index, text: str, slug: str) -> Iterable[tuple[int, int]]:
    """Yield (shard, sentence) of the passages that start at the sentence in which `text` begins.

    The named speech is looked into first; the text may have moved to another.
    """
    found = []
    for number, shard in enumerate(index.shards):
        for place, speech in enumerate(shard.speeches):
            start = speech.speech.text.find(text)
            if start < 0:
                continue
            sentence = max(0, bisect_right([sentence.start for sentence in speech.sentences], start) - 1)
            found.append((speech.speech.slug != slug, number, int(shard.first_sentence[place]) + sentence))
    for _, number, sentence in sorted(found):
        yield number, sentence
