"""Particles are read in the characters that people type for them; inside of words nothing changes."""

import pytest

from knowledge.language.writing.tails import with_usual_tails


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("公车能不能私用阿", "公车能不能私用啊"),
        ("公车阿，能私用麽？", "公车啊，能私用吗？"),
        ("阿，三重一大是什么", "啊，三重一大是什么"),
        ("是啥滴呀", "是啥的呀"),
        ("出处捏", "出处呢"),
        ("甚麼意思呀", "什么意思呀"),
        ("啥叫一岗双责咧", "啥叫一岗双责呢"),
        ("公車可以私用咩", "公車可以私用吗"),
        ("下一页哈！", "下一页啊！"),
        ("导出咯", "导出啊"),
        ("“责任书”捏", "“责任书”呢"),
        *(
            (same, same)
            for same in ("东阿", "步伐", "干嘛", "什么", "多么", "哈哈哈", "拿捏", "点滴", "唢呐", "哈喽")
        ),
        *((same, same) for same in ("他写“好阿”", "阿姨说了算", "情绪高昂", "哈尔滨")),
    ],
)
def test_a_particle_is_read_as_the_usual_one(typed: str, read: str) -> None:
    assert with_usual_tails(typed) == read
