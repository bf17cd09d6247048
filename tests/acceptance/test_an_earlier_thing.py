"""An earlier thing that is called by its words, 前言一線之說, is what was shown before that has them."""

import pytest
from office import Office


@pytest.mark.parametrize(
    ("asked", "said", "number"),
    [
        ("政协的一线二线怎么说", "前言一線之說", "2022-2-12"),
        ("政协的一线二线怎么说", "前面那个一线的说法", "2022-2-12"),
        ("政协的一线二线怎么说", "先前提到的一线说法", "2022-2-12"),
        ("三重一大是什么", "你前面说的三重一大", "2022-2-06"),
        ("三重一大是什么", "之前提到的三重一大在哪", "2022-2-06"),
        ("三重一大是什么", "前述三重一大", "2022-2-06"),
        ("三重一大是什么", "刚才那个大额资金的说法", "2022-2-06"),
        ("三重一大是什么", "你刚才提到的那个敬畏", "2022-2-06"),
    ],
)
async def test_what_was_shown_before_is_shown_again(office: Office, asked: str, said: str, number: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    first = chen.sees()
    assert number in first or "2022-2-1" in first
    await chen.says("年轻干部怎么说")
    await chen.says(said)
    assert chen.sees().split("\n")[0][:20] in first


@pytest.mark.parametrize("said", ["前述领导责任", "你刚才提到的那个一把手", "前面提的作风建设"])
async def test_what_was_not_shown_is_looked_up(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("年轻干部怎么说")
    await chen.says(said)
    assert "没有说到这个" not in chen.sees()
    assert "《在市政协机关" in chen.sees()
