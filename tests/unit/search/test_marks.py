"""Which words of a passage are set in bold: the question's, by character, by sound or by first letters."""

import pytest

from core.models import SpeechText
from knowledge.search.library import Library
from knowledge.search.marks import find_marks

TEXT = "要抓好安全生产，建好安全设施。\n作风建设永远在路上，作风和纪律一起抓。\n八项规定第一条，二十大报告。"
LIBRARY = Library.build([SpeechText("a", "a.txt", "", "", "", TEXT)])


def marked(question: str, *texts: str) -> list[list[str]]:
    found = find_marks(texts, LIBRARY._read(question))
    return [[text[start:end] for start, end in marks] for text, marks in zip(texts, found, strict=True)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("作风建设", "作风建设永远在路上。", ["作风建设"]),
        ("作风建设", "建设作风，作风好", ["建设作风，作风"]),  # pairs, in whatever order
        ("作风建设", "建设与否，作风", ["建设", "作风"]),
        ("作风建设", "作业，风建", ["风建"]),
        ("作风纪律", "作风和纪律一起抓", ["作风和纪律"]),  # joined over one character
        ("作风纪律", "作风以及纪律", ["作风", "纪律"]),
        ("作风", "坐风建设", ["坐风"]),
        ("zuofeng", "抓作风", ["作风"]),
        ("aqsc", "抓安全生产，建安全设施", ["安全生产"]),  # all four letters in a row
        ("zfjs", "作风建设，作风", ["作风建设"]),
        ("八项规定", "“八项”规定，8项规定", ["八项”规定，8项规定"]),  # quotation marks are seen through
        ("二十大", "20大，贰拾大……二十大", ["20大，贰拾大", "二十大"]),
        ("作风", "食堂几点开门", []),
        ("作风", "", []),
    ],
)
def test_the_questions_words_are_marked_where_they_stand(question: str, text: str, words: list[str]) -> None:
    assert marked(question, text) == [words]


def test_each_of_several_texts_is_marked_by_itself() -> None:
    assert marked("作风建设", "抓作", "风建设", "作风") == [[], ["风建设"], ["作风"]]
