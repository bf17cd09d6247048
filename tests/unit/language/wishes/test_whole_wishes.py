"""Wishes that read as days or a pause to their last word, and the questions that only sound like them."""

import pytest

from handlers.words.spoken import spoken
from knowledge.language.wishes.whole_wishes import is_unclear, whole_wish


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("每周一", "settings"),
        ("除了周三", "settings"),
        ("只要周一到周五", "settings"),
        ("周末不要发", "settings"),
        ("週末唔好發", "settings"),
        ("周三也发", "settings"),
        ("改成每周三", "settings"),
        ("这周不要发", "pause"),
        ("明天不要推送", "pause"),
        ("年后再发", "pause"),
        ("节后再说", "pause"),
        ("五一前别发", "pause"),
        ("两星期别发", "pause"),
        ("三天不推", "pause"),
        ("过完年再发", "pause"),
    ],
)
def test_a_wish_in_nothing_but_days_is_done(said: str, command: str) -> None:
    assert whole_wish(said) == command
    found = spoken(said)
    assert found is not None
    assert (found.command.name, found.argument) == (command, said)


@pytest.mark.parametrize(
    "said",
    ["", "周一", "明天", "春节", "暂停", "停止发展党员", "暂停公务接待的规定", "节假日不要发红包",
     "周一例会讲什么", "上周抄2022年的笔记，分别是啥来着？", "不要公款过节", "每月1号", "节后收心"],
)  # fmt: skip
def test_what_says_anything_else_is_left_to_others(said: str) -> None:
    assert whole_wish(said) is None


@pytest.mark.parametrize("said", ["不懂", "我不太懂", "啥意思？", "没看明白啊", "这段话什么意思", "看不懂"])
def test_not_to_understand_is_known(said: str) -> None:
    assert is_unclear(said)


@pytest.mark.parametrize("said", ["三重一大是什么意思", "不懂规矩怎么办", "不明白的地方问谁", "懂", "意思"])
def test_to_ask_what_something_means_is_a_question(said: str) -> None:
    assert not is_unclear(said)
