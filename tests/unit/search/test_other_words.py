"""What the speeches have instead of a question's words: it is found once for each word."""

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.language.words.thesaurus import Thesaurus
from knowledge.search import other_words as tested
from knowledge.search.index import Ints
from knowledge.search.other_words import KeptOthers, OtherWords

THESAURUS = Thesaurus.of([("红包", "礼金", "礼品"), ("吃饭", "公务接待"), ("旅游", "游玩")])


class Speeches:
    """Which terms they have, and how often they were asked."""

    def __init__(self, *lacking: str) -> None:
        self.asked = 0
        self._lacking = {key for word in lacking for key in tested._grams(word).tolist()}

    def has(self, keys: Ints) -> NDArray[np.bool_]:
        self.asked += 1
        return np.array([key not in self._lacking for key in keys.tolist()])


def other_words(question: str, speeches: Speeches, kept: KeptOthers) -> tuple[OtherWords, ...]:
    return tested.other_words(question, THESAURUS, speeches.has, kept)[0]


def said(found: tuple[OtherWords, ...]) -> list[tuple[list[int], list[list[int]]]]:
    return [(one.own.tolist(), [word.tolist() for word in one.words]) for one in found]


def test_a_word_is_looked_for_once_and_found_again_beside_others() -> None:
    speeches, kept = Speeches("游玩"), KeptOthers()
    first = other_words("收红包去旅游", speeches, kept)
    assert len(first) == 1  # they have no other word for 旅游

    assert said(other_words("红包和旅游", speeches, kept)) == said(first)
    assert speeches.asked == 1
    both = other_words("吃饭送红包", speeches, kept)
    assert speeches.asked == 2
    assert said(both) == said(other_words("吃饭送红包", speeches, KeptOthers()))
    assert said(both)[1:] == said(first)


def test_without_such_a_word_nothing_is_asked() -> None:
    speeches = Speeches()
    assert other_words("会议", speeches, KeptOthers()) == ()
    assert speeches.asked == 0


def test_other_speeches_have_other_words() -> None:
    assert other_words("红包", Speeches(), KeptOthers())[0].words != ()
    assert other_words("红包", Speeches("礼金", "礼品"), KeptOthers()) == ()


class Shared(KeptOthers):
    """What other searches clear whenever a word of it was looked for."""

    def __contains__(self, word: object) -> bool:
        there = super().__contains__(word)
        self.clear()
        return there

    def __getitem__(self, word: str) -> OtherWords | None:
        found = super().__getitem__(word)
        self.clear()
        return found


def test_another_search_may_clear_what_is_kept_at_any_moment() -> None:
    fresh = other_words("吃饭送红包", Speeches(), KeptOthers())
    kept = Shared(zip(("吃饭", "红包"), fresh, strict=True))
    assert said(other_words("吃饭送红包", Speeches(), kept)) == said(fresh)


def test_so_many_words_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "KEPT", 2)
    kept = KeptOthers()
    for question in ("红包", "吃饭", "旅游", "红包吃饭旅游"):
        fresh = other_words(question, Speeches(), KeptOthers())
        assert said(other_words(question, Speeches(), kept)) == said(fresh)
        assert len(kept) <= 3
