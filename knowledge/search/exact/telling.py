"""Which words of a question stand in the speeches, where no passage answers it: 四风是哪四个 is about 四风.

Of what is left of a question without its frame and its asking, the longest stretches that the speeches have are
looked at. A word that tells what is asked about stands in few of their stretches, by their number. A short one
must also be a word of the language, whole in the question, a good part of it, and not said of something before
it that they do not have: 政府采购的限额 is no question about 政府, 食堂几点开饭 none about 几点, nor
司机要注意啥 about 注意.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.words.wording import FUNCTION
from knowledge.search.exact.mentions import Mentions, mentions, plain_text, plain_words
from knowledge.search.exact.places_wanted import places_of
from knowledge.search.library import Library

LONGEST = 200  # characters of a question that are read
MOST = 2  # words
SHORT = 2  # characters of a word that tells nothing by its length, or of something else
HEADED = 2.0  # what a word counts for that stands in a heading
PART = 0.4  # of the question's characters: what a short word must be
COMPOUND = 4  # characters of a word that is cut where the speeches have both its parts: 委员履职
OFTEN = 4  # times that speeches say a short word no book of words has: 履职
MOST_QUOTED = 8  # characters of a term in quotation marks
IN_MOST = 3  # a word in more than one stretch of so many is everywhere

_LIGHT = frozenset(FUNCTION)
_NEVER_OF_A_WORD = frozenset("的了着过吗呢吧")
# What is counted, behind a 几 or 多少 that is gone: 项任务, 次会议.
_COUNTED = frozenset("个项次条件位名份点种类些家处场句段")
_ASPECT = pattern(r"(?<=\w{2})(?:这?方面|这[一1]?块)(?:的?(?:事|内容|情况))?(?=\W|$)")
_NUMBER = pattern(r"\d+(?:年?度?|[个次项条名位]\w?)|第[\d一二三四五六七八九十]+\w?")
_PART_BEHIND = pattern(r"[的了]\w$")  # 政协委员的全, of 的全体
_IN_QUOTES = pattern(rf"“([^”\n]{{2,{MOST_QUOTED}}})”")
_NOT_ON = frozenset({"", "\n", *"，。；：、！？,.;:!?（）()"} | _LIGHT)
_LIGHT_ONES = f"[{FUNCTION}]"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a question that the speeches have, from `start` to `end`; `kept` up to where no word is cut.

    `whole`: nothing that they do not have stands right behind it.
    """

    start: int
    kept: int
    end: int
    whole: bool


def telling(library: Library, question: str, slugs: Sequence[str]) -> tuple[Mentions, ...]:
    """Return where the words stand in these speeches that tell what a question is about, the best first."""
    asked = question[:LONGEST]
    content = _ASPECT.sub(" ", library.content(places_of(asked) or asked))
    text, total = plain_text(library, slugs), sum(map(library.stretches, slugs))
    headings = plain_words(" ".join(one for slug in slugs for _, _, one in library.headings(slug)))
    weighed: list[tuple[float, Mentions]] = []
    terms = _quoted_terms(library, slugs)
    for word in dict.fromkeys(_words(library, content, text, terms)):
        found = mentions(library, word, slugs)
        if len(found.places) <= max(SHORT, total // IN_MOST):
            weight = len(word) * math.log((total + 1) / len(found.places))
            weighed.append((weight * (HEADED if word in headings else 1), found))
    best = [found for _, found in sorted(weighed, key=lambda one: -one[0])]
    return (*best[:1], *(found for found in best[1:] if len(found.words) > SHORT))[:MOST]


def _quoted_terms(library: Library, slugs: Sequence[str]) -> frozenset[str]:
    """Return what these speeches put in quotation marks: a term of theirs, be it in no book of words."""
    texts = (library.segmented(slug).speech.text for slug in slugs)
    return frozenset(plain_words(one) for text in texts for one in _IN_QUOTES.findall(text))


def _words(library: Library, content: str, text: str, terms: frozenset[str]) -> Iterator[str]:
    """Yield the words of a question's content that may tell what it is about."""
    size, apart = sum(map(_is_heavy, content)), False
    for piece in re.split(r"[\W_]+", content):
        words = (
            word
            for word in library.thesaurus.known(piece)
            if word in text or not _is_joined(word, library, text)
        )
        known, end = _spans(piece, words), 0
        for found in _stretches(piece, text, known):
            word = _trimmed(library, piece[found.start : found.kept], text, opens=found.start == 0)
            before = re.split(_LIGHT_ONES, piece[end : piece.find(word, found.start)])
            apart, end = apart or any(len(part) >= SHORT for part in before[:-1]), found.end
            heavy = sum(map(_is_heavy, word))
            if len(word) < SHORT or not heavy or _NUMBER.fullmatch(word):
                continue
            cut = not found.whole and not _is_word(word, library) and _goes_on(word, text)
            if (len(word) > SHORT and not cut) or (
                (word in terms or _is_word(word, library) or _is_term(word, text))
                and found.whole
                and not apart
                and heavy >= PART * size
            ):
                yield word
        apart = apart or any(len(part) >= SHORT for part in re.split(_LIGHT_ONES, piece[end:]))


def _stretches(piece: str, text: str, known: Sequence[tuple[int, int]]) -> Iterator[_Stretch]:
    """Yield the longest stretches of a piece without signs that the speeches have; no known word is cut."""
    at = 0
    while at < len(piece) - 1:
        end = at + 1
        while end < len(piece) and piece[at : end + 1] in text:
            end += 1
        if end - at < SHORT:
            at += 1
            continue
        start = next((right for left, right in known if left < at < right), at)
        kept = next((left for left, right in known if start < left < end < right), end)
        behind = piece[end : end + SHORT]
        alone = not behind or behind[0] in _LIGHT or (len(behind) == SHORT and behind in text)
        yield _Stretch(start, kept, end, whole=alone and kept == end)
        at = kept if at < kept < end else end


def _spans(piece: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the words of a piece stand in it, one after the other."""
    spans, end = list[tuple[int, int]](), 0
    for word in words:
        start = piece.find(word, end)
        if start < 0:
            break
        end = start + len(word)
        spans.append((start, end))
    return spans


def _trimmed(library: Library, word: str, text: str, *, opens: bool) -> str:
    """Return a stretch without what only stands beside its word: what is said more often without it."""
    more = opens and text.count(word[1:]) > text.count(word)
    if word[:1] in _COUNTED and (more or _is_word(word[1:], library)):
        word = word[1:]
    word = word if _is_word(word, library) else _PART_BEHIND.sub("", word)
    while word and not _is_word(word, library) and _is_beside(word[0], word[1:], word, text):
        word = word[1:]
    while word and not _is_word(word, library) and _is_beside(word[-1], word[:-1], word, text):
        word = word[:-1]
    shorter = word[1:]  # 各支部 is 支部
    if len(word) == SHORT + 1 and _is_word(shorter, library):
        return shorter if text.count(shorter) > text.count(word) else word
    return word


def _is_word(word: str, library: Library) -> bool:
    return library.thesaurus.known(word).keys() == {word}


def _is_joined(word: str, library: Library, text: str) -> bool:
    """Return whether a word is two words that the speeches have."""
    parts = (word[:SHORT], word[SHORT:])
    return len(word) == COMPOUND and all(
        one in text and (_is_word(one, library) or _is_term(one, text)) for one in parts
    )


def _goes_on(word: str, text: str) -> bool:
    """Return whether the speeches always go on with the same character behind it: 政治生 is 政治生活."""
    behind = {piece[:1] for piece in text.split(word)[1:]}
    return len(behind) == 1 and behind.isdisjoint(_NOT_ON) and text.count(word) > 1


def _is_term(word: str, text: str) -> bool:
    """Return whether the speeches say a word often, and what stands beside it varies."""
    pieces = text.split(word)
    sides = ({piece[-1:] for piece in pieces[:-1]}, {piece[:1] for piece in pieces[1:]})
    return len(pieces) > OFTEN and min(map(len, sides)) > 1


def _is_beside(character: str, rest: str, word: str, text: str) -> bool:
    if character in _NEVER_OF_A_WORD:
        return True
    return character in _LIGHT and bool(rest) and text.count(rest) > text.count(word)


def _is_heavy(character: str) -> bool:
    return character.isalnum() and character not in _LIGHT
