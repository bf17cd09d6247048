"""Questions about the push of a day gone by, and what is none."""

import pytest

from handlers.words.spoken import spoken
from knowledge.language.commands.pushes.pushed import asks_what_was_pushed


@pytest.mark.parametrize(
    ("said", "day", "how_it_went"),
    [
        ("8月18日推送了什么", "8月18日", False),
        ("看7月13日的推送", "7月13日", False),
        ("2026年8月18日推送了什么", "2026年8月18日", False),
        ("8月18日那天推送了哪一条", "8月18日", False),
        ("八月十八號推了什麼內容？", "八月十八号", False),
        ("上周三推的什么", "上周三", False),
        ("8月18日的推送报告", "8月18日", True),
        ("推送报告 8月18日", "8月18日", True),
        ("8月18日推送给了谁", "8月18日", True),
        ("7月13日的推送谁没收到", "7月13日", True),
        ("9月3日的推送情况", "9月3日", True),
        ("昨天推送发出去了没有", "昨天", True),
        ("上周五的推送送到了吗", "上周五", True),
    ],
)
def test_a_day_and_what_is_asked_of_it(said: str, day: str, how_it_went: bool) -> None:
    assert asks_what_was_pushed(said) == (day, how_it_went)
    found = spoken(said)
    assert found is not None
    assert (found.command.name, found.argument) == ("push" if how_it_went else "quote", day)


@pytest.mark.parametrize(
    "said",
    ["8月18日不推送", "8月18日到20日不推送", "周五推送", "周五推什么", "周三的推送改到九点", "8月18日推送",
     "停到8月18日", "昨天开会讲了什么", "8月18日发生了什么", "推送报告", "明天推送什么"],
)  # fmt: skip
def test_a_wish_and_a_question_to_the_speeches_are_none(said: str) -> None:
    assert asks_what_was_pushed(said) is None


@pytest.mark.parametrize("said", ["8月18日那次推送怎么样", "我想问8月18日推送的事", "8月18日"])
def test_the_month_of_a_date_is_no_span_of_months(said: str) -> None:
    found = spoken(said)
    assert found is None or found.argument != "8月"


@pytest.mark.parametrize(
    ("said", "command", "argument"),
    [
        ("8月18日推送了什么", "quote", "8月18日"),
        ("2026年8月18日推送了什么？", "quote", "2026年8月18日"),
        ("八月十八号推送的是哪条", "quote", "八月十八号"),
        ("看7月13日的推送", "quote", "7月13日"),
        ("8月18日的推送报告", "push", "8月18日"),
        ("推送报告 8月18日", "push", "8月18日"),
        ("8月18日推送给了谁", "push", "8月18日"),
        ("7月13日的推送谁没收到", "push", "7月13日"),
        ("9月3日的推送情况", "push", "9月3日"),
        ("9月3日的推送都送到了吗", "push", "9月3日"),
        ("补记 8月5日 签订党风廉政建设责任书", "ledger", "补记 8月5日 签订党风廉政建设责任书"),
        ("补记一件事：10月12日我们组织了廉政知识竞赛", "ledger", "补记 10月12日我们组织了廉政知识竞赛"),
    ],
)
def test_it_is_shown_or_entered(said: str, command: str, argument: str) -> None:
    found = spoken(said)
    assert found is not None
    assert (found.command.name, found.argument, found.sure) == (command, argument, True)


@pytest.mark.parametrize("said", ["暂停推送到8月18日", "8月18日不要推送", "停到8月18日"])
def test_a_pause_stays_a_pause(said: str) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == "pause"
