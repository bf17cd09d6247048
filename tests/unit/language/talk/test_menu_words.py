"""Which button of a list is meant by words, and which words mean none."""

import pytest

from knowledge.language.talk.thread.card_words import same_as
from knowledge.language.talk.thread.menu_words import chosen

SPEECHES = ["2023年 在市政协机关党风廉政建设工作会议上…", "2022年 在市政协机关党风廉政建设和作风建设…"]
NESTED = [
    "一、担负起主体责任",
    "二、坚持从严从实",
    "　（一）强化纪律规矩",
    "　（二）强化责任担当",
    "三、突出标本兼治",
    "从头读",
]
NUMBERS = ["11", "12", "13", "下一页", "一次略过几个"]
TOPICS = ["（三）严格党内政治生活", "四要用好纪律这把“戒尺”", "（一）强化纪律规矩", "问同事"]
CARD = ["时间", "加人", "去人", "启用", "放弃"]


@pytest.mark.parametrize(
    ("says", "labels", "listed", "meant"),
    [
        ("第一篇", SPEECHES, 2, 0),
        ("2", SPEECHES, 2, 1),
        ("最后一个", SPEECHES, 2, 1),
        ("请打开第二个", SPEECHES, 2, 1),
        ("2022年", SPEECHES, 2, 1),
        ("三", NESTED, 6, 4),
        ("第三部分", NESTED, 6, 4),
        ("第二点", NESTED, 6, 1),
        ("强化", NESTED, 6, None),
        ("从头读吧", NESTED, 6, 5),
        ("12", NUMBERS, 0, 1),
        ("第13个", NUMBERS, 0, 2),
        ("翻页", NUMBERS, 0, 3),
        ("第二个", TOPICS, 4, 1),
        ("第三个", TOPICS, 4, 2),
        ("第三点", TOPICS, 4, None),
        ("点加人", CARD, 0, 1),
        ("第二个", CARD, 0, None),
        ("人", CARD, 0, None),
        ("第9个", SPEECHES, 2, None),
        ("第二页", SPEECHES, 2, None),
        ("三重一大是什么", NESTED, 6, None),
        ("", CARD, 0, None),
    ],
)
def test_words_mean_a_button(says: str, labels: list[str], listed: int, meant: int | None) -> None:
    assert chosen(says, labels, listed) == ("" if meant is None else labels[meant])


def test_words_with_a_meaning_of_their_own_stand_for_whole_labels_only() -> None:
    labels = ["暂停3天", "退订"]
    assert chosen("暂停", labels, 0) == "暂停3天"
    assert chosen("暂停", labels, 0, begun=False) == ""
    assert chosen("退订", labels, 0, begun=False) == "退订"


@pytest.mark.parametrize(
    ("says", "meant"),
    [
        ("不会", "看答案"),
        ("我不知道。", "看答案"),
        ("答案是什么？", "看答案"),
        ("看答案吧", "看答案"),
        ("跳过这道题", "跳过"),
        ("先跳过", "跳过"),
        ("换一题", "跳过"),
        ("下一题", "跳过"),
        ("不做了", "跳过"),
        ("不会收礼品怎么办", ""),
        ("下一条", ""),
        ("过节要注意什么", ""),
    ],
)
def test_what_is_said_to_an_item_presses_the_button_below_it(says: str, meant: str) -> None:
    assert same_as(says, ["廉洁从政", "看答案", "跳过"]) == meant
    assert same_as(says, ["廉洁从政", "问同事"]) == "", "only where such a button stands"
