"""每周一题 is a name: the 每周一 in it is no Monday, and what stands around it is what is wished."""

from datetime import time

import pytest

from handlers.words.spoken import spoken
from knowledge.language.commands.quiz_words import quiz_wish, weekly_hour


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("每周一题", ""),
        ("每周一题？", ""),
        ("每周一题 订阅", "订阅"),
        ("订阅每周一题", "订阅"),
        ("我要订阅每周一题", "订阅"),
        ("想要每周一题", "订阅"),
        ("每周一題 訂閱", "订阅"),
        ("每周一题 退订", "退订"),
        ("不要每周一题了", "退订"),
        ("请帮我退订每周一题", "退订"),
        ("每周一题停了吧", "退订"),
        ("每周一题 周三 15:00", "周三 15:00"),
        ("每周一题改到周五上午十点", "周五上午十点"),
        ("把每周一题改到周四下午4点半", "周四下午4点半"),
        ("每周二下午三点来一道题", "每周二下午三点"),
        ("每周五上午十点给大家出道题", "每周五上午十点"),
        ("每周给我们来一道题", ""),
        ("每个星期三下午三点考我一道选择题", "每个星期三下午三点"),
        ("每周一题 隔周周三下午三点", "隔周周三下午三点"),
        ("每两周来一道题", "每两周"),
        ("每周一题改成隔周", "隔周"),
        ("每月出一道题", "每月"),
        ("题改成每月第一个周一", "每月第一个周一"),
        ("每月学习一次什么", None),
        ("每周二开会学什么", None),
        ("每周三答一道题的要求是什么", None),
        ("来一道题", None),
        ("每周一题的意义是什么", None),
        ("每周三下午三点", None),
    ],
)
def test_what_is_wished_of_it_is_read_around_its_name(said: str, wished: str | None) -> None:
    assert quiz_wish(said) == wished
    command = spoken(said)
    assert (command is not None and command.command.name == "quiz") == (wished is not None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("每周三下午三点", (3, time(15))),
        ("周三15:00", (3, time(15))),
        ("隔周周三下午三点", None),
        ("每月第一个周一 10点", None),
        ("星期五 9点", (5, time(9))),
        ("礼拜天晚上8点", (7, time(20))),
        ("下午三点 周三", (3, time(15))),
        ("周二", (2, None)),
        ("下午四点半", (None, time(16, 30))),
        ("每天8点", None),
        ("周三和周四 9点", None),
        ("工作日九点", None),
        ("下午", None),
        ("你好", None),
    ],
)
def test_one_day_of_the_week_and_one_hour_are_read(
    said: str, meant: tuple[int | None, time | None] | None
) -> None:
    assert weekly_hour(said) == meant


@pytest.mark.parametrize(
    "said", ["题目不要了", "不想做题了", "别出题了", "不要题了", "周五了，出道题吧", "周五考题", "周三下午出题"]
)
def test_what_may_mean_only_this_once_is_shown_and_changes_nothing(said: str) -> None:
    assert quiz_wish(said) == ""


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("以后题目不要了", "退订"),
        ("群里别出题了", "退订"),
        ("题目不要推送了", "退订"),
        ("退订题目", "退订"),
        ("每周五出题", "每周五"),
        ("以后周五考题", "周五"),
        ("周五下午四点出题", "周五下午四点"),
        ("每星期五中午给我出道题", "每星期五中午"),
        ("机关里每星期四下午出道题考考大家", "每星期四下午"),
        ("题目改到下午三点", "下午三点"),
        ("题目改成什么样", None),
        ("这题不要了", None),
        ("这个题目不要了", None),
        ("做题不要了", None),
    ],
)
def test_what_is_to_last_is_done(said: str, wished: str | None) -> None:
    assert quiz_wish(said) == wished


@pytest.mark.parametrize("said", ["每周一题什么时候发", "每周一题 暂停", "每周一题怎么退订"])
def test_what_else_is_asked_about_it_shows_how_it_stands_and_changes_nothing(said: str) -> None:
    command = spoken(said)
    assert command is not None
    assert (command.command.name, command.argument) == ("quiz", "")
