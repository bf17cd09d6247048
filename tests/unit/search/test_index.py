"""Postings: what is indexed is found, and shards come and go without being built again."""

import numpy as np
import pytest

from core.models import SpeechText
from knowledge.search import index, scoring
from knowledge.search.index import Units, build_shard, build_units, join_shards, keep_speeches, pair_keys
from knowledge.search.library import MAX_SHARDS, Library
from knowledge.speech.segment import segment


def speech(slug: str, text: str) -> SpeechText:
    return SpeechText(slug, f"{slug}.txt", "", "", "", text)


A = speech("a", "严格执行三重一大制度。作风建设永远在路上。")
B = speech("b", "调查研究是重要手段。不调研就不发言。")
C = speech("c", "开展廉政提醒活动。")


def units(found: Units, first: str, second: str) -> list[int]:
    postings = found.postings
    start, end = postings.find(pair_keys(np.array([ord(first)]), np.array([ord(second)])))
    return [int(unit) for unit in postings.units[start[0] : end[0]]]


def test_the_best_of_all_shards_come_first() -> None:
    """More passages of an older shard than are compared closely speak of it, too, but say less."""
    many = "".join(f"第{number}项是要把监督的工作做好。" for number in range(12))
    old = SpeechText("old", "old.txt", "", "", "", many)
    new = SpeechText("new", "new.txt", "", "", "", "要加强对一把手的日常监督检查。")
    library = Library.build([old, new], previous=Library.build([old]))
    assert len(library.index.shards) == 2
    assert library.answer("日常监督检查").candidates[0].passage.slug == "new"


def test_pair_is_found_where_it_stands() -> None:
    found = build_units(["作风建设", "家风家教", "建设作风"])
    assert units(found, "作", "风") == [0, 2]
    assert units(found, "风", "作") == []


def test_unknown_term_has_an_empty_range() -> None:
    assert units(build_units(["廉政"]), "腐", "败") == []
    assert units(build_units([""]), "腐", "败") == []


def test_joined_shards_answer_like_one_built_at_once() -> None:
    parts = [build_shard([segment(entry)]) for entry in (A, B, C)]
    joined = join_shards(parts)
    whole = build_shard([segment(entry) for entry in (A, B, C)])
    mine, other = joined.sentences.postings, whole.sentences.postings
    assert np.array_equal(mine.keys, other.keys)
    assert np.array_equal(mine.units, other.units)
    assert np.array_equal(mine.counts, other.counts)
    assert np.array_equal(joined.last, whole.last)


def test_shard_without_a_speech_is_like_one_that_never_had_it() -> None:
    kept = keep_speeches(build_shard([segment(entry) for entry in (A, B, C)]), [0, 2])
    fresh = build_shard([segment(A), segment(C)])
    assert np.array_equal(kept.sentences.postings.keys, fresh.sentences.postings.keys)
    assert np.array_equal(kept.sentences.postings.units, fresh.sentences.postings.units)


def test_adding_a_speech_reuses_the_shard_of_the_others() -> None:
    before = Library.build([A, B])
    after = Library.build([A, B, C], previous=before)
    assert after.index.shards[0] is before.index.shards[0]
    assert after.answer("廉政提醒").candidates[0].passage.slug == "c"


def test_changed_speech_is_read_again_and_withdrawn_one_is_gone() -> None:
    before = Library.build([A, B, C])
    changed = speech("b", "调查研究必不可少。")
    after = Library.build([A, changed], previous=before)
    assert after.passage("c-0-01") is None
    assert after.answer("调查研究").candidates[0].passage.text == "调查研究必不可少。"


def test_many_additions_keep_few_shards() -> None:
    library = Library.build([A])
    speeches = [A]
    for number in range(20):
        speeches.append(speech(f"n{number}", f"第{number}份讲话要求严格车辆管理。"))
        library = Library.build(speeches, previous=library)
        assert len(library.index.shards) == min(len(speeches), MAX_SHARDS)
    assert library.passage_count == 22


def test_as_long_as_the_shards_are_not_too_many_speeches_stay_in_the_order_in_which_they_came() -> None:
    library, speeches = Library.build([]), list[SpeechText]()
    for number in range(MAX_SHARDS):
        speeches.append(speech(f"n{number}", "要求严格车辆管理。" * (number + 1)))
        library = Library.build(speeches, previous=library)
    assert library.names.slugs == tuple(one.slug for one in speeches)


def test_common_terms_count_alike_in_rows_and_in_postings(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("作风", "纪律", "调研", "廉政", "责任", "监督", "车辆", "接待")
    speeches = [
        speech(
            f"s{number}", "".join(f"{words[n % 8]}要抓{words[n * number % 7]}第{n}次。" for n in range(1, 61))
        )
        for number in range(1, 25)
    ]
    asked = ("作风纪律怎么抓", "调研第12次", "lianzheng 责任", "cljd", "监督接待要抓车辆")
    rows = Library.build(speeches)
    assert len(rows.index.shards[0].common.starts)
    monkeypatch.setattr(index, "COMMON_FROM", 10**6)
    postings = Library.build(speeches)
    assert not len(postings.index.shards[0].common.starts)
    for question in asked:
        mine, other = rows.answer(question), postings.answer(question)
        assert mine.confidence == pytest.approx(other.confidence, abs=1e-5)
        ours, theirs = (
            scoring.score(library.index, scoring.weigh(library.index, library._read(question)))[0]
            for library in (rows, postings)
        )
        both = np.intersect1d(ours.passages, theirs.passages)
        assert len(both)
        for part in ("total", "window"):
            assert np.allclose(
                getattr(ours, part)[np.isin(ours.passages, both)],
                getattr(theirs, part)[np.isin(theirs.passages, both)],
                atol=1e-5,
            )
