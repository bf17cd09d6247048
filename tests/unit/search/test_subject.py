"""What the speeches say on a subject: verbatim, in reading order, and nearly all of it."""

from itertools import pairwise

import pytest
from office import KNOWLEDGE
from subject_marks import MARKS, marked

from core.models import SpeechText
from knowledge.language.words.subjects import names_a_subject
from knowledge.language.words.thesaurus import read_thesaurus
from knowledge.search.exact.subject import on_subject
from knowledge.search.library import Library


@pytest.fixture(scope="module")
def library() -> Library:
    speeches = [
        SpeechText(slug, f"{slug}.txt", slug, "", "", (KNOWLEDGE / f"speeches/{slug}.txt").read_text("utf-8"))
        for slug in ("2022", "2023")
    ]
    return Library.build(speeches, (), read_thesaurus(KNOWLEDGE / "thesaurus.toml"))


def test_ten_subjects_are_found_nearly_whole_and_with_little_else(library: Library) -> None:
    recalls, precisions = [], []
    for subject in MARKS:
        found = {number for one in on_subject(library, subject) if one.sure for number in one.numbers}
        recalls.append(len(found & marked(subject)) / len(marked(subject)))
        precisions.append(len(found & marked(subject)) / len(found))
    assert sum(recalls) / len(recalls) >= 0.9
    assert sum(precisions) / len(precisions) >= 0.8


def test_excerpts_are_verbatim_in_reading_order_and_share_no_word(library: Library) -> None:
    texts = {speech.slug: speech.text for speech in library.speeches}
    for subject in (*MARKS, "责任", "党"):
        found = on_subject(library, subject)
        for one in found:
            assert texts[one.passage.slug][one.passage.start : one.end] == one.text
        for before, after in pairwise(found):
            assert before.passage.slug < after.passage.slug or before.end <= after.passage.start


@pytest.mark.parametrize("subject", ["", "党", "！", "食堂夜宵菜单", "=1+1", ".*"])
def test_of_what_is_no_subject_nothing_is_sure(library: Library, subject: str) -> None:
    assert not any(one.sure for one in on_subject(library, subject))


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        *((subject, True) for subject in ("作风建设", "三重一大", "好人主义", "不怕得罪人", "敢于担当")),
        *((asked, False) for asked in ("作风建设怎么抓", "第二点是什么", "作风建设咋抓", "作风建设是啥")),
        *(
            (asked, False)
            for asked in ("作风建设有没有", "作风建设多久抓一次", "作风该不该抓", "是否重要", "责")
        ),
    ],
)
def test_a_subject_is_told_from_a_question(said: str, is_one: bool) -> None:
    assert names_a_subject(said) is is_one


def test_sentences_that_follow_each_other_in_one_section_are_one_excerpt() -> None:
    text = (
        "开场的话。\n一、纪律\n纪律要严。执行纪律要实。规矩要立。讲纪律要经常。\n"
        "二、作风\n守纪律也是作风。\n要常抓作风。"
    )
    library = Library.build([SpeechText("x", "x.txt", "", "", "", text)])
    sure = [(one.text, one.numbers) for one in on_subject(library, "讲规矩") if one.sure]
    assert sure == []
    sure = [(one.text, one.numbers) for one in on_subject(library, "作风") if one.sure]
    assert sure == [("二、作风\n守纪律也是作风。\n要常抓作风。", ("x-2-01", "x-2-02", "x-2-03"))]
    sure = [(one.text, one.numbers) for one in on_subject(library, "要严") if one.sure]
    assert sure == [("纪律要严。", ("x-1-02",))]
