"""Reading on is exact: forwards and back through the same stretches, and nothing left out or twice."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import KNOWLEDGE

from core.models import SpeechText
from knowledge.reading.folder import locate, read_folder
from knowledge.search.library import Library
from knowledge.speech.cutting import Stretch
from knowledge.speech.segment import Passage

SHIPPED = read_folder(locate(KNOWLEDGE).speeches)
SENTENCES = st.lists(
    st.sampled_from("廉洁奉公，纪律严明，为民服务。抓作风！").map(str), min_size=1, max_size=60
).map(lambda letters: "".join(letters).strip() + "。")
HEADINGS = st.sampled_from(
    ["一、严明纪律", "二、改进作风。", "（一）学习", "（二）落实责任。", "同志们：", "第一，守规矩"]
)
INVENTED = st.lists(
    st.one_of(HEADINGS, SENTENCES, SENTENCES.map(lambda text: text * 9)), min_size=1, max_size=14
).map("\n\u3000\u3000".join)


def library_of(text: str) -> Library:
    return Library.build([SpeechText("x", "x.txt", "讲话", "", "", text)])


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def shown(stretch: Stretch) -> str:
    return stretch.passage.text + (stretch.below.text if stretch.below else "")


def passages(library: Library, slug: str) -> tuple[Passage, ...]:
    return next(
        one.passages for shard in library.index.shards for one in shard.speeches if one.speech.slug == slug
    )


def read_through(library: Library, start: Stretch, around: str, step: int) -> list[Stretch]:
    """Read on from `start` as far as it goes, a step at a time."""
    here, read = start, [start]
    while (after := library.read_on(here.passage.id, around, steps=step)) is not None:
        read.append(after)
        here = after
    return read


def check(library: Library, text: str, passage: Passage) -> None:
    """Check the reading that begins with `passage`."""
    start = library.stretch(passage.id)
    assert start is not None
    assert start.passage == passage
    forwards = read_through(library, start, passage.id, 1)
    back = read_through(library, forwards[-1], passage.id, -1)
    assert back[: len(forwards)] == forwards[::-1], "forwards and back again is where one began"
    whole = back[::-1]
    assert whole[: whole.index(start) + 1] == read_through(library, start, passage.id, -1)[::-1]
    assert "".join(words(shown(one)) for one in whole) == words(text), "all of the text, once"
    own = read_through(library, whole[0], whole[0].passage.id, 1)
    assert [(one.place, one.last) for one in own] == [(n, n) for n in range(1, len(own) + 1)]
    assert {one.total for one in (*own, *whole)} == {len(own)}, "counted alike, wherever the reading began"
    assert (whole[0].place, whole[-1].last) == (1, len(own))
    assert all(after.place in {one.last, one.last + 1} for one, after in itertools.pairwise(whole))
    assert all(one.passage.text in text and (not one.below or one.below.text in text) for one in whole)
    assert all(library.stretch(one.passage.id, passage.id) == one for one in whole)


@pytest.mark.parametrize("speech", SHIPPED, ids=lambda speech: speech.slug)
def test_reading_on_from_any_passage_of_the_speeches_is_exact(speech: SpeechText) -> None:
    library = Library.build([speech])
    for passage in passages(library, speech.slug):
        check(library, speech.text, passage)


@given(INVENTED, st.data())
def test_reading_on_from_any_passage_of_any_speech_is_exact(text: str, data: st.DataObject) -> None:
    library = library_of(text)
    check(library, text, data.draw(st.sampled_from(passages(library, "x"))))


def test_a_heading_alone_is_one_stretch_with_what_stands_under_it() -> None:
    heading = f"一、{'严明纪律' * 14}好的"
    library = library_of(f"{heading}\n{'纪律是底线' * 60}。\n二、改进作风\n改进作风，久久为功。")
    stretch = library.stretch("x-1-01")
    assert stretch is not None
    assert stretch.passage.text == heading
    assert stretch.below is not None
    assert stretch.below.text.startswith("纪律是底线")
    after = library.read_on("x-1-01")
    assert after is not None
    assert after.passage.start >= stretch.below.end
    context = library.context("x-1-01")
    assert context is not None
    assert (context.passage, context.below) == (stretch.passage, stretch.below)
    assert stretch.below.text not in context.after


def test_a_stretch_before_ends_where_the_reading_began() -> None:
    library = library_of("甲说一句。乙说一句。丙说一句。丁说一句。")
    before = library.read_on("x-0-03", steps=-1)
    assert before is not None
    assert before.passage.text == "甲说一句。乙说一句。"
    assert library.read_on("x-0-01", "x-0-03") == library.stretch("x-0-03")


def test_no_stretch_begins_in_the_middle_of_another() -> None:
    library = library_of("甲说一句。乙说一句。丙说一句。丁说一句。")
    assert library.stretch("x-0-02", "x-0-01") is None
    for nowhere in ("x-9-99", "nonsense"):
        assert library.stretch(nowhere) is None
        assert library.read_on(nowhere) is None
        assert library.context(nowhere) is None
        assert library.stretch("x-0-01", nowhere) is None
