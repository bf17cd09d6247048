"""A stretch of a speech that is named by its place."""

import pytest

from knowledge.language.words.stretches import stretch_named
from knowledge.language.writing.numerals import LAST


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("最后一段", LAST),
        ("最後一段講了什麼", LAST),
        ("最后那段话呢", LAST),
        ("看看结尾", LAST),
        ("结尾怎么说的", LAST),
        ("最后一句", LAST),
        ("倒数第一段", LAST),
        ("倒数第二段", -2),
        ("倒數第3段是什麼", -3),
        ("第一段", 1),
        ("开头怎么说", 1),
        ("第三段", 3),
        ("第十二自然段", 12),
        ("给我看第5段", 5),
    ],
)
def test_a_stretch_is_known_by_its_place(said: str, number: int) -> None:
    assert stretch_named(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "下一段",
        "这段",
        "三段式",
        "第零段",
        "最后一公里",
        "最后一点",
        "一段时间怎么算",
        "第三段第二句说的三重一大是什么意思呢",
        "末位淘汰",
    ],
)
def test_other_words_name_no_stretch(said: str) -> None:
    assert stretch_named(said) is None
