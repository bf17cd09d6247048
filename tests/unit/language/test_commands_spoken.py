"""Commands said in plain words, and questions that only look like them."""

from time import perf_counter

import pytest

from handlers.words.spoken import spoken


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
        "/ask 三重一大",
        "/askme",
        "／asking",
        "/",
        "",
    ],
)
def test_a_question_is_no_command(said: str) -> None:
    assert spoken(said, "qingfeng_bot") is None


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
    for _ in range(5):
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
