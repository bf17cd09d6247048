"""Only the name, the number or the time is taken of an answer; words that merely look like frames are kept."""

import pytest

from knowledge.language.words.bare_answers import bare_answer


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("刘师傅啊", "刘师傅"),
        ("王科长这个", "王科长"),
        ("还有小陈吧", "小陈"),
        ("叫“廉政谈话”吧", "廉政谈话"),
        ("名字嘛就叫谈心", "谈心"),
        ("主题的话，就作风建设吧", "作风建设"),
        ("廉洁自律呀", "廉洁自律"),
        ("就二月份的嘛", "二月"),
        ("那就每季度末吧", "每季度末"),
        ("2022-3-13 这个", "2022-3-13"),
        ("都说了是2022-3-13", "2022-3-13"),
        ("就五啊", "五"),
        ("今年的", "今年"),
        ("就业", "就业"),
        ("叫停", "叫停"),
        ("是非观", "是非观"),
        ("网吧", "网吧"),
        ("用权公开", "用权公开"),
        ("时间", "时间"),
        ("要求", "要求"),
        ("一岗双责", "一岗双责"),
    ],
)
def test_what_is_said_around_it_is_left_out(said: str, bare: str) -> None:
    assert bare_answer(said) == bare
