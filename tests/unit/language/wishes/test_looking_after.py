"""Operators and editors call their commands in words; what the speeches are asked is none of them."""

import pytest

from knowledge.language.wishes.wishes import Wanted, wish


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("现在谁订阅了", "stats"),
        ("有多少人订阅", "stats"),
        ("一共几个群在用", "stats"),
        ("最近大家问了什么", "stats"),
        ("大家最近都问些什么", "stats"),
        ("大家问得最多的是什么", "stats"),
        ("有没有没答上的", "inbox"),
        ("還有沒答上的問題嗎", "inbox"),
        ("没回答的问题有哪些", "inbox"),
        ("看看没答上的", "inbox"),
        ("怎么发通知", "notice"),
        ("如何群发通知给大家", "notice"),
        ("谁是编辑", "roles"),
        ("都有谁是运维人员", "roles"),
        ("把我的问题都列出来", Wanted.OWN_WORDS),
        ("把我问的都列给我看", Wanted.OWN_WORDS),
        ("把我说过的都找出来", Wanted.OWN_WORDS),
        ("我问过什么", Wanted.OWN_WORDS),
        ("我都问过哪些问题", Wanted.OWN_WORDS),
    ],
)
def test_what_one_says_for_a_command(said: str, command: str) -> None:
    found = wish(said)
    assert found is not None
    assert (found.command, found.argument) == (command, "")


@pytest.mark.parametrize(
    "said",
    [
        "谁用公车",
        "谁是第一责任人",
        "没有处理的问题线索怎么办",
        "领导干部有没有没报告的事项",
        "职工最关心的是什么",
        "我的问题是怎么抓作风",
        "我问的是公车",
        "通知发给谁",
    ],
)
def test_a_question_is_none(said: str) -> None:
    found = wish(said)
    assert found is None or found.command not in {"stats", "inbox", "notice", "roles", Wanted.OWN_WORDS}


@pytest.mark.parametrize(
    "said", ["把所有带编号的都列给我", "把我的问题都列出来", "都给我", "我的资料给我看看", "列出我的全部提问"]
)
def test_only_who_speaks_of_deleting_is_asked_whether_to_delete(said: str) -> None:
    found = wish(said)
    assert found is None or found.command != "forget_me"


@pytest.mark.parametrize(
    "said", ["删掉我的记录", "把我问过的都删了", "清空我的提问", "我的记录都别留", "忘了我吧", "我要注销"]
)
def test_who_speaks_of_deleting_is_asked(said: str) -> None:
    found = wish(said)
    assert found is not None
    assert found.command == "forget_me"
