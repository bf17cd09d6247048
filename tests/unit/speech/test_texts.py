"""Speeches as they are read: what is opened by number, read on, looked through for words."""

import pytest

from core.models import SpeechText
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from knowledge.speech.texts import Span

FIRST = """同志们：
今天讲三点。
一、严明纪律
（一）守纪律。纪律要严，执行要实。
（二）讲规矩。规矩要立。
二、改进作风
作风要实，调研要深入。不调研就不发言。
三、强化监督
监督要常在。"""
SECOND = """开场白。
一、学习
学习要经常。
二、落实
落实要到位，责任要到人。纪律要严。"""
LIBRARY = Library.build(
    [
        SpeechText("a", "a.txt", "第一篇", "2022年", "", FIRST),
        SpeechText("b", "b.txt", "第二篇", "2023年", "", SECOND),
    ]
)


def number_of(passage: Passage | None) -> str | None:
    return passage.id if passage else None


@pytest.mark.parametrize(
    ("within", "number", "found"),
    [
        (None, 1, "a-1-01"),  # of the first speech
        (None, 3, "a-3-01"),
        (None, 4, None),
        ("b-2-01", 1, "b-1-01"),
        ("b-2-01", 3, None),
        ("a-1-01", 2, "a-1-04"),  # of the list that it is in
        ("a-1-05", 3, "a-3-01"),  # the inner list has none: of the speech
        ("a-2-02", 1, "a-1-01"),
        ("c-1-01", 2, "a-2-01"),
    ],
)
def test_a_point_is_of_the_list_one_is_in_else_of_the_speech(
    within: str | None, number: int, found: str | None
) -> None:
    assert number_of(LIBRARY.point(within, number)) == found


def test_without_speeches_there_is_no_point() -> None:
    assert Library.build([]).point(None, 1) is None


@pytest.mark.parametrize("slug", ["a", "b"])
def test_every_character_is_of_the_passage_that_its_sentence_begins(slug: str) -> None:
    speech = LIBRARY.segmented(slug)
    for offset in range(len(speech.speech.text)):
        begun = [one for one in speech.passages if one.start <= offset]
        assert LIBRARY.passage_at(slug, offset) == (begun or speech.passages[:1])[-1]


@pytest.mark.parametrize(
    ("first", "last", "most", "text"),
    [
        ("a-1-02", "a-1-04", 99, "（一）守纪律。纪律要严，执行要实。\n（二）讲规矩。"),
        ("a-1-02", "a-1-02", 99, "（一）守纪律。"),
        ("a-1-02", "a-1-04", 17, "（一）守纪律。纪律要严，执行要实。"),
        ("a-1-02", "a-1-04", 16, "（一）守纪律。"),
        ("a-1-02", "a-1-04", 1, "（一）守纪律。"),  # one sentence at least
    ],
)
def test_what_stands_from_one_number_to_another_is_as_long_as_it_may_be(
    first: str, last: str, most: int, text: str
) -> None:
    found = LIBRARY.span(first, last, most)
    assert found is not None
    assert found.passage.text == text
    assert LIBRARY.stretch(first, found.around) is not None
    assert LIBRARY.span(first, last, most) == Span(found.passage, found.around)


@pytest.mark.parametrize(
    ("first", "last"), [("a-1-04", "a-1-02"), ("a-1-02", "b-1-02"), ("a-1-02", "a-9-01"), ("c-1-01", "a-1-02")]
)
def test_numbers_out_of_order_or_of_two_speeches_have_nothing_between_them(first: str, last: str) -> None:
    assert LIBRARY.span(first, last, 99) is None


@pytest.mark.parametrize("slug", ["a", "b"])
def test_stretches_are_counted_from_both_ends(slug: str) -> None:
    stretches = LIBRARY.own_stretches(slug)
    most = LIBRARY.stretches(slug)
    assert len(stretches) == most
    assert "\n".join(one.passage.text for one in stretches) == LIBRARY.segmented(slug).speech.text
    assert [LIBRARY.nth_stretch(slug, number) for number in range(1, most + 1)] == [*stretches]
    assert [LIBRARY.nth_stretch(slug, -number) for number in range(1, most + 1)] == [*stretches[::-1]]
    assert [LIBRARY.nth_stretch(slug, number) for number in (most + 1, -most - 1)] == [None, None]


def test_reading_on_goes_through_the_stretches_and_ends() -> None:
    stretches = LIBRARY.own_stretches("a")
    for place, one in enumerate(stretches):
        for steps in range(-place - 1, len(stretches) - place + 1):
            there = place + steps
            beyond = not 0 <= there < len(stretches)
            found = LIBRARY.read_on(one.passage.id, stretches[0].passage.id, steps=steps)
            assert found == (None if beyond else stretches[there])


@pytest.mark.parametrize(
    ("passage", "around"),
    [
        ("a-9-01", ""),
        ("a-1-02", "b-1-01"),
        ("a-1-02", "a-9-01"),
        ("a-1-02", "a-1-02+x"),
        ("a-3-02", "a-3-02+2"),  # more sentences than there are
        ("a-1-03", "a-1-02+3"),  # no stretch of that reading begins there
    ],
)
def test_there_is_no_stretch_of_a_number_that_does_not_fit(passage: str, around: str) -> None:
    assert LIBRARY.stretch(passage, around) is None


def test_a_page_ends_with_the_last_sentence() -> None:
    found = LIBRARY.stretch("a-3-01", "a-3-01+2")
    assert found is not None
    assert found.passage.text == "三、强化监督\n监督要常在。"


def test_words_are_found_in_speeches_paragraphs_and_passages() -> None:
    assert LIBRARY.holding("纪律要严") == ("a", "b")
    assert LIBRARY.holding("学习要经常") == ("b",)
    assert LIBRARY.holding("不学习") == ()
    assert LIBRARY.together(("作风", "不发言"))
    assert not LIBRARY.together(("作风", "监督"))
    assert number_of(LIBRARY.passage_with(("纪律要严",))) == "b-2-03"  # the shortest
    assert number_of(LIBRARY.passage_with(("纪律", "落实"))) == "b-2-02"
    assert LIBRARY.passage_with(("监督", "落实")) is None
    assert [number_of(LIBRARY.where(slug, "纪律要严")) for slug in ("a", "b")] == ["a-1-03", "b-2-03"]
    assert LIBRARY.where("b", "监督") is None


def test_the_first_sentence_of_a_passage_is_the_least_that_is_shown() -> None:
    passage = LIBRARY.passage("a-2-02")
    assert passage is not None
    sentence = LIBRARY.sentence(passage)
    assert sentence is not None
    assert (sentence.id, sentence.text, sentence.start) == (passage.id, "作风要实，调研要深入。", passage.start)
    assert sentence.end == passage.start + len(sentence.text)
    assert LIBRARY.sentence(sentence) is None
    last = LIBRARY.passage("a-2-03")
    assert last is not None
    assert LIBRARY.sentence(last) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "通知：调研要深入。不调研就不发言，请照办",
            None,
        ),  # no whole sentence, line or words in quotation marks
        ("“作风要实，调研要深入”，大家照办", None),  # eleven characters: by chance
        ("“落实要到位，责任要到人”，大家照办", None),
        ("（落实要到位，责任要到人。纪律要严。）", "b-2-02"),
        ("纪律要严，执行要实。\n落实要到位，责任要到人。纪律要严。", "b-2-02"),
        ("落实要到位，责任要到人。纪律要严。\n“作风要实，调研要深入。不调研就不发言”", "a-2-02"),  # the last
    ],
)
def test_what_repeats_a_speech_word_for_word_is_known_from_twelve_characters_on(
    text: str, found: str | None
) -> None:
    assert number_of(LIBRARY.quoted_in(text)) == found


def test_what_stands_around_is_whole_sentences_of_400_characters_at_most() -> None:
    sentence = "这一句话有十五个字不多不少吧。"
    text = "\n".join([sentence] * 60)
    library = Library.build([SpeechText("x", "x.txt", "", "", "", text)])
    context = library.context("x-0-30", "x-0-30+1")
    assert context is not None
    assert (
        context.before.split("\n") == context.after.split("\n") == [sentence] * 25
    )  # 16 each, with its line's end
    begins, ends = library.context("x-0-01"), library.context("x-0-60")
    assert begins is not None
    assert ends is not None
    assert (begins.before, ends.after) == ("", "")
    assert library.context("x-0-61") is None
    assert library.context("x-0-03", "x-0-01+5") is None  # no stretch begins there
    assert number_of(library.quoted_in(f"“{sentence}”")) == "x-0-01"


@pytest.mark.parametrize(("length", "stands"), [(99, True), (100, True), (101, False)])
def test_a_sentence_is_shown_beside_a_passage_if_all_of_it_fits(length: int, *, stands: bool) -> None:
    near, far = f"{'近' * 99}。" * 3, f"{'远' * (length - 1)}。"
    library = Library.build([SpeechText("x", "x.txt", "", "", "", f"{far}{near}这是本句。{near}{far}")])
    context = library.context("x-0-05", "x-0-05+1")
    assert context is not None
    assert context.passage.text == "这是本句。"
    assert (context.before, context.after) == (far * stands + near, near + far * stands)


def test_a_speech_begins_with_its_first_passage_and_lists_its_headings() -> None:
    assert LIBRARY.first("b") == LIBRARY.passage("b-0-01")
    assert LIBRARY.read_on("b-0-01") == LIBRARY.nth_stretch("b", 2)
    assert [(depth, one.id, words) for depth, one, words in LIBRARY.headings("a")] == [
        (0, "a-1-01", "一、严明纪律"),
        (1, "a-1-02", "（一）守纪律"),
        (1, "a-1-04", "（二）讲规矩"),
        (0, "a-2-01", "二、改进作风"),
        (0, "a-3-01", "三、强化监督"),
    ]
    assert (LIBRARY.pages("c"), LIBRARY.contents("c")) == ((), ())
