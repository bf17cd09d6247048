"""Commands said in plain words, and questions that only look like them."""

from time import perf_counter
from typing import Any

import pytest

from handlers.commands import COMMANDS, Argument, Command
from handlers.words.spoken import Spoken, spoken


@pytest.mark.parametrize(
    ("said", "name", "argument"),
    [
        ("订阅", "subscribe", ""),
        ("订阅。", "subscribe", ""),
        ("订阅一下", "subscribe", ""),
        ("订阅 8:30", "subscribe", "8:30"),
        ("订阅8：30", "subscribe", "8：30"),
        ("订阅 早上8点半", "subscribe", "早上8点半"),
        ("订阅：下午5点", "subscribe", "下午5点"),
        ("订阅 25:00", "subscribe", "25:00"),
        ("订阅每日廉语", "subscribe", ""),
        ("退订", "unsubscribe", ""),
        ("取消订阅！", "unsubscribe", ""),
        ("今日廉语", "quote", ""),
        ("帮助？", "help", ""),
        ("设置", "settings", ""),
        ("问 三重一大是什么", "ask", "三重一大是什么"),
        ("问：三重一大是什么", "ask", "三重一大是什么"),
        ("原文 2023-3-07", "p", "2023-3-07"),
        ("原文2023-3-07", "p", "2023-3-07"),
        ("/问 三重一大", "ask", "三重一大"),
        ("／问 三重一大", "ask", "三重一大"),
        ("/问三重一大", "ask", "三重一大"),
        ("/问@Qingfeng_bot 三重一大", "ask", "三重一大"),
        ("／ASK 三重一大", "ask", "三重一大"),
        ("/订阅 8:30", "subscribe", "8:30"),
        ("/今日廉语", "quote", ""),
    ],
)
def test_plain_words_work_like_commands(said: str, name: str, argument: str) -> None:
    found = spoken(said, "qingfeng_bot")
    assert found is not None
    assert (found.command.name, found.argument) == (name, argument)


@pytest.mark.parametrize(
    "said",
    [
        "问题整改怎么落实",
        "订阅三重一大是什么",
        "订阅的意义是什么",
        "设置监督岗位的要求",
        "帮助困难群众",
        "退订了怎么办",
        "廉语有哪些",
        "原文在哪",
        "三重一大",
        "/问@other_bot 三重一大",
        "/ask@other_bot 三重一大",
        "/askme",
        "/subscribed 9:30",
        "／asking",
        "/",
        "",
    ],
)
def test_a_question_is_no_command(said: str) -> None:
    """At most a guess, which shows something and yields to what the speeches answer."""
    found = spoken(said, "qingfeng_bot")
    assert found is None or not found.sure


MARKS = "a" + "。" * 4094 + "b"
BLANKS = "订阅" + " " * 4093 + "x"
LINES = "订阅 每天" + "\n" * 4090 + "x"


@pytest.mark.parametrize("said", [MARKS, BLANKS, LINES], ids=["marks", "blanks", "lines"])
def test_no_message_takes_long_to_tell_from_a_command(said: str) -> None:
    """It is read before anybody is made to wait: one that took half a second would stop everybody's answers."""
    plain = "食堂的饭" * (len(said) // 4)
    spoken(said), spoken(plain)
    assert _shortest(said) < 20 * _shortest(plain)


def _shortest(said: str) -> float:
    took = []
    for _ in range(50):  # the shortest of many is what it takes on a machine that does nothing else
        begun = perf_counter()
        assert spoken(said) is None
        took.append(perf_counter() - begun)
    return min(took)


def test_a_long_suggestion_needs_no_slash() -> None:
    found = spoken("意见箱 " + "食堂" * 200)
    assert found is not None
    assert (found.command.name, len(found.argument)) == ("suggest", 400)


def test_a_long_talk_that_begins_like_a_command_is_a_question() -> None:
    assert spoken("订阅 8:30" + " " * 200) is not None  # what is said is short
    assert spoken("把" + "推送" * 200 + "改到九点") is None


BLANK = ("", " ", "  ", "\n", "\r\n", "\t", "\u3000", "\u00a0", "\u2003", "\u200b")
SIGNS = ("", ":", "：", "∶", "︓", "﹕", ",", "，", "、", "；", ";")
GAPS = tuple(
    f"{before}{sign}{after}"
    for before, sign, after in (
        *((blank, "", "") for blank in BLANK),
        *(("", sign, "") for sign in SIGNS),
        *(("", sign, " ") for sign in SIGNS),
        *((" ", sign, "\u3000") for sign in SIGNS),
    )
)
ARGUMENTS = {
    Argument.TIME: "9:30",
    Argument.SPAN: "3天",
    Argument.NUMBER: "2023-3-07",
    Argument.PERIOD: "2026年第三季度",
    Argument.ANYTHING: "食堂 太贵\n第二行",
    Argument.QUIZ: "每周三下午三点",
}
taking = [command for command in COMMANDS if command.argument is not Argument.NOTHING]
# In plain words the quiz is read as a whole (tests/unit/language/commands/test_quiz_words.py).
taking_in_words = [command for command in taking if command.argument is not Argument.QUIZ]
CALLED = ("/{}", "／{}", "/{}@qingfeng_bot", "／{}＠Qingfeng_Bot", "\u200e/{}")


@pytest.mark.parametrize("command", taking, ids=lambda command: command.name)
def test_whatever_parts_a_command_from_its_argument_it_is_found(command: Command) -> None:
    argument = ARGUMENTS[command.argument]
    for name in (command.name, command.name.upper(), *command.words):
        for called in CALLED:
            for gap in GAPS:
                said = called.format(name) + gap + argument
                assert spoken(said, "qingfeng_bot") == Spoken(command, argument, slash=True), said


@pytest.mark.parametrize("command", taking_in_words, ids=lambda command: command.name)
def test_plain_words_take_their_argument_the_same_way(command: Command) -> None:
    argument = ARGUMENTS[command.argument]
    for word in command.words:
        for gap in GAPS:
            if command.argument is Argument.ANYTHING and not gap.strip("\u200b"):
                continue  # what stands directly behind a word is more of the sentence
            said = word + gap + argument
            assert spoken(said, "qingfeng_bot") == Spoken(command, argument, slash=False), said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_our_name_beside_a_command_is_no_argument(command: Command) -> None:
    for said in (
        f"/{command.name} @qingfeng_bot",
        f"/{command.name}@qingfeng_bot",
        f"/{command.words[0]} ＠Qingfeng_bot",
    ):
        assert spoken(said, "qingfeng_bot") == Spoken(command, "", slash=True), said


@pytest.mark.parametrize(
    ("said", "argument"),
    [
        ("/subscribe -9:30", "-9:30"),
        ("/pause -3天", "-3天"),
        ("/pause—3天", "3天"),
        ("/subscribe @qingfeng_bot 9:30", "9:30"),
        ("/subscribe 9:30 @qingfeng_bot", "9:30"),
        ("/subscribe@qingfeng_bot9:30", "9:30"),
        ("/quote 昨天", "昨天"),
        ("/quote 谢谢", ""),
        ("/help？", ""),
    ],
)
def test_what_stands_behind_a_command_is_all_kept(said: str, argument: str) -> None:
    found: Any = spoken(said, "qingfeng_bot")
    assert found.argument == argument
