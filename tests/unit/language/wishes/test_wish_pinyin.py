"""Wishes in pinyin are read as the words they spell; what else is in Latin letters is left to the search."""

import pytest

from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.wishes.wishes import wish


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zanting yizhou", "暂停一周"),
        ("Zan Ting Yi Zhou", "暂停一周"),
        ("zantingliangzhou", "暂停两周"),
        ("zanting 3 tian ba", "暂停3天吧"),
        ("gaicheng wanshang", "改成晚上"),
        ("gaidao 9 dian", "改到9点"),
        ("ba shijian gaidao ba dian", "把时间改到八点"),
        ("zhouyi dao zhouwu", "周一到周五"),
        ("zhou yi dao zhou wu", "周一到周五"),
        ("meizhou yi san wu", "每周一三五"),
        ("zhoumo buyao fa", "周末不要发"),
        ("tingdao chunjie hou", "停到春节后"),
        ("mingtian bie fa!", "明天别发"),
        ("zanting ban ge yue", "暂停半个月"),
        ("wanshang jiu dian fa", "晚上九点发"),
        ("huanyitiao", "换一条"),
    ],
)
def test_the_words_of_a_wish_are_read(typed: str, meant: str) -> None:
    assert from_pinyin(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["gong che", "ygsz", "sanzhongyida", "zhuti zeren", "zuofeng jianshe", "yi", "9am", "friday", "hello",
     "zanting gongwu jiedai de guiding", "gongzuo zuofeng", "暂停一周", "/pause", "", "3 < 5", "a" * 500,
     "zanting一周"],
)  # fmt: skip
def test_all_else_is_left_alone(typed: str) -> None:
    assert from_pinyin(typed) == ""


@pytest.mark.parametrize(
    ("typed", "command", "argument"),
    [
        ("zanting yizhou", "pause", "一周"),
        ("gaicheng wanshang", "subscribe", "晚上"),
        ("zhouyi dao zhouwu", "settings", "周一到周五"),
        ("zhoumo buyao fa", "settings", "周末不要发"),
        ("gaidao jiu dian", "subscribe", "九点"),
    ],
)
def test_a_wish_in_pinyin_is_the_wish_in_words(typed: str, command: str, argument: str) -> None:
    found = wish(typed)
    assert found is not None
    assert (found.command, found.argument) == (command, argument)
