"""What most bots do, as baselines for `make eval`: each maps a question to the best of some texts."""

import logging
from collections.abc import Callable, Sequence

import bm25s
import jieba
from rapidfuzz import fuzz, process

from knowledge.language.writing.normalize import fold

Baseline = Callable[[str], int]


def partial_ratio(texts: Sequence[str]) -> Baseline:
    """rapidfuzz: process.extractOne with partial_ratio."""
    return lambda question: process.extractOne(question, texts, scorer=fuzz.partial_ratio)[2]


def weighted_ratio(texts: Sequence[str]) -> Baseline:
    """rapidfuzz: process.extractOne as it comes, with WRatio."""
    return lambda question: process.extractOne(question, texts, scorer=fuzz.WRatio)[2]


def bm25_words(texts: Sequence[str]) -> Baseline:
    """bm25s over the words jieba finds."""
    jieba.setLogLevel(logging.WARNING)
    return _bm25(texts, lambda text: [word for word in jieba.lcut(text) if word.strip()])


def bm25_characters(texts: Sequence[str]) -> Baseline:
    """bm25s over characters and pairs of them, after the product's own folding."""
    return _bm25(texts, _characters)


def _characters(text: str) -> list[str]:
    folded = fold(text)
    return [*folded, *(folded[place : place + 2] for place in range(len(folded) - 1))]


def _bm25(texts: Sequence[str], cut: Callable[[str], list[str]]) -> Baseline:
    index = bm25s.BM25()
    index.index([cut(text) for text in texts], show_progress=False)

    def best(question: str) -> int:
        known = [word for word in cut(question) if word in index.vocab_dict]
        if not known:
            return 0
        found, _ = index.retrieve([known], k=1, show_progress=False)
        return int(found[0][0])

    return best


BASELINES: dict[str, Callable[[Sequence[str]], Baseline]] = {
    "partial_ratio": partial_ratio,
    "WRatio": weighted_ratio,
    "bm25s jieba": bm25_words,
    "bm25s chars": bm25_characters,
}
