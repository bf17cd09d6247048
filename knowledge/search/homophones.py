"""A term that somebody wrote by its sound: 主题责任 where the speeches have 主体责任."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from core.patterns import pattern
from knowledge.language.words import wording
from knowledge.language.words.thesaurus import Common
from knowledge.language.writing.pinyin import NO_SYLLABLE, code_points, lookup, readings, split_syllables
from knowledge.search.query import Corpus

TERM = 4  # characters: fewer sound like something else too often
SHORT_TERM = 3  # of so many only one may differ, and that only tells what may be meant
SHORTEST_WORD, LONGEST_WORD = 3, 8  # syllables of a word that is written out
LONGEST_TYPED = 60  # letters
_TYPED = pattern(r"[a-z]++(?:[ '’]++[a-z]++)*+")


@dataclass(frozen=True)
class Sounding:
    """Folded texts and how they sound, a syllable a character."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Sounding":
        return cls(tuple((text, _sounds(text)) for text in texts))

    def respelled(self, words: str, corpus: Corpus) -> str:
        """Return folded `words` with the terms that the texts have, but write otherwise, spelled as there."""
        known, syllables = _known(words, corpus), _syllables(words)
        follows = cache(corpus.follows)  # terms that overlap have pairs in common
        for start in range(len(words) - TERM + 1):
            end = start + TERM
            if all(known[start : end - 1]) or NO_SYLLABLE in syllables[start:end]:
                continue
            spelled = self._spelled(words[start:end], syllables[start:end], follows)
            if spelled and not _breaks(words, start, spelled, corpus):
                words = words[:start] + spelled + words[end:]
                known = _known(words, corpus)
        return words

    def meant(self, words: str, corpus: Corpus, common: Common | None) -> Iterator[str]:
        """Yield the short terms of the texts that folded `words` may mean, with one character mistaken.

        责任数 may be 责任书: neither 责任数 nor 任数 is a word, and what stands beside 责任书 varies.
        """
        known, syllables = _known(words, corpus), _syllables(words)
        for start in range(len(words) - SHORT_TERM + 1):
            end = start + SHORT_TERM
            if all(known[start : end - 1]) or NO_SYLLABLE in syllables[start:end]:
                continue
            term = words[start:end]
            spelled = self._compound(term, "".join(map(chr, syllables[start:end])))
            at = next((at for at in range(SHORT_TERM) if spelled[at : at + 1] != term[at]), 0)
            pairs = [words[left : left + 2] for left in (start + at - 1, start + at) if left >= 0]
            light = any(letter in wording.FUNCTION for letter in (*spelled, *term))
            if spelled and not light and not (common and common.find([term, *pairs])):
                yield spelled

    def _compound(self, term: str, sounds: str) -> str:
        """Return the words of the texts that sound so, have all but one of the characters, and are a term."""
        beside: dict[str, tuple[set[str], set[str]]] = {}
        for text, sounded in self.texts:
            for one in re.finditer(re.escape(sounds), sounded):
                spelled = text[one.start() : one.end()]
                before, behind = beside.setdefault(spelled, (set(), set()))
                before.add(text[one.start() - 1 : one.start()])
                behind.add(text[one.end() : one.end() + 1])
        found = (
            spelled
            for spelled, sides in beside.items()
            if min(map(len, sides)) > 1 and _alike(spelled, term) == SHORT_TERM - 1
        )
        return next(found, "")

    def written(self, words: str, follows: Callable[[int, int], float]) -> str:
        """Return folded `words` with the pinyin written as the texts do that they have."""
        return _TYPED.sub(lambda match: f" {' '.join(self._written(match[0], follows))} ", words)

    def _written(self, typed: str, follows: Callable[[int, int], float]) -> Iterator[str]:
        """Yield the longest stretches of two syllables or more that sound as something in the texts.

        Each syllable beside them is a letter, as it says something that they have not.
        """
        letters = re.findall("[a-z]+", typed) if len(typed) <= LONGEST_TYPED else []
        read = [syllable for run in letters for syllable in (split_syllables(run, follows) or (NO_SYLLABLE,))]
        syllables = wording.strip_syllables(read)
        start = 0
        while start < len(syllables):
            ends = range(min(start + LONGEST_WORD, len(syllables)), start + 1, -1)
            found = next(((one, end) for end in ends if (one := self._sounded(syllables[start:end]))), None)
            yield found[0] if found else "x"
            start = found[1] if found else start + 1

    def _sounded(self, syllables: Sequence[int]) -> str:
        """Return what the texts have most often of all that sounds so; empty where they have nothing."""
        if NO_SYLLABLE in syllables:
            return ""
        sounds = "".join(map(chr, syllables))
        found = Counter(
            text[one.start() : one.end()]
            for text, sounded in self.texts
            for one in re.finditer(re.escape(sounds), sounded)
        )
        return found.most_common(1)[0][0] if found else ""

    def _spelled(self, term: str, syllables: list[int], follows: Callable[[int, int], float]) -> str:
        """Return how the texts spell a term; empty when they have nothing that sounds so.

        At least half of the characters must be the same: else it is another term that sounds alike.
        """
        if not all(follows(*pair) for pair in pairwise(syllables)):
            return ""
        sounds = "".join(map(chr, syllables))
        places = ((text, sounded.find(sounds)) for text, sounded in self.texts)
        spelled = [text[at : at + TERM] for text, at in places if at >= 0]
        best = max(spelled, key=lambda one: _alike(one, term), default="")
        return best if 2 * _alike(best, term) >= TERM and best != term else ""


def spelled_out(words: str, corpus: Corpus, common: Common | None) -> str:
    """Return folded `words` with the pinyin of common words written out, where the texts sound otherwise.

    gongche siyong is 公车私用; what the texts have is found by its sound.
    """
    return _TYPED.sub(lambda match: _written_out(match[0], corpus, common), words) if common else words


def _written_out(typed: str, corpus: Corpus, common: Common) -> str:
    letters = re.findall("[a-z]+", typed) if len(typed) <= LONGEST_TYPED else []
    runs = [split_syllables(run, corpus.follows) for run in letters]
    if not all(runs):
        return typed
    syllables = [syllable for run in runs for syllable in run or ()]
    names, written, place = readings().syllables, [], 0
    while place < len(syllables):
        ends = range(min(place + LONGEST_WORD, len(syllables)), place + SHORTEST_WORD - 1, -1)
        strange = (
            end for end in ends if not all(corpus.follows(*two) for two in pairwise(syllables[place:end]))
        )
        found = next(((word, end) for end in strange if (word := common.spelled(syllables[place:end]))), None)
        written.append(found[0] if found else names[syllables[place]])
        place = found[1] if found else place + 1
    return typed if len(written) == len(syllables) else " ".join(written)


def _known(words: str, corpus: Corpus) -> list[bool]:
    """Return which pairs of neighbouring characters the texts have."""
    codes = code_points(words)
    known: list[bool] = corpus.has_pairs(codes[:-1], codes[1:]).tolist()
    return known


def _breaks(words: str, start: int, spelled: str, corpus: Corpus) -> bool:
    """Return whether a function word at an end of the term belongs to what stands beside: 资金是指."""
    end = start + TERM
    sides = (
        (start, words[max(0, start - 1) : start] + spelled[0]),
        (end - 1, spelled[-1] + words[end : end + 1]),
    )
    return any(
        spelled[at - start] != words[at]
        and wording.is_function(code_points(words[at])).any()
        and not corpus.has_pairs(codes[:-1], codes[1:]).all()
        for at, codes in ((at, code_points(pair)) for at, pair in sides)
    )


def _alike(one: str, other: str) -> int:
    return sum(map(str.__eq__, one, other))


def _syllables(text: str) -> list[int]:
    syllables: list[int] = lookup(readings().usual, code_points(text)).tolist()
    return syllables


def _sounds(text: str) -> str:
    return "".join(map(chr, _syllables(text)))
