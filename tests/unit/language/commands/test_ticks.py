"""Several entries are ticked or cleared by one sentence."""

import pytest

from knowledge.language.commands.office.ticks import read_ticks

EVERY = frozenset(range(1, 7))


@pytest.mark.parametrize(
    ("said", "ticked"),  # where 2 and 3 are ticked
    [
        ("第一个跟第三个", {1, 3}),
        ("1、3、5", {1, 3, 5}),
        ("1 3 5", {1, 3, 5}),
        ("除了二都要", {1, 3, 4, 5, 6}),
        ("除了1和2以外都去掉", {1, 2}),
        ("3不要，其他都要", {1, 2, 4, 5, 6}),
        ("把2去掉", {3}),
        ("第二条去掉", {3}),
        ("去掉第三条", {2}),
        ("2和3不要", set()),
        ("就五啊", {5}),
        ("只勾第二条", {2}),
        ("1打上勾", {1, 2, 3}),
        ("要第四第五那两段", {2, 3, 4, 5}),
        ("把1和4都勾上", {1, 2, 3, 4}),
        ("6也要", {2, 3, 6}),
    ],
)
def test_entries_are_ticked(said: str, ticked: set[int]) -> None:
    wanted = read_ticks(said)
    assert wanted is not None
    assert wanted.of({2, 3}, EVERY) == ticked


@pytest.mark.parametrize("said", ["五", "第五个", "三重一大", "一岗双责", "二要以高度的政治责任感"])
def test_what_names_no_entries_is_none(said: str) -> None:
    assert read_ticks(said) is None
