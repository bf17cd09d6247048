"""Bookish function words are put into plain ones; plain words, and what is quoted, stay as they are."""

from pathlib import Path

import pytest

from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.tails import with_usual_tails

QUESTIONS = Path(__file__).resolve().parents[4] / "knowledge" / "questions"


@pytest.mark.parametrize(
    ("bookish", "plain"),
    [
        ("此語出於何年何會", "这句话出自哪年哪个会"),
        ("此言見於何篇？", "这句话出自哪篇讲话?"),
        ("其二為何", "第二条是什么"),
        ("其三何也", "第三条是什么"),
        ("尚有他處言此否", "还有别处说到这个吗"),
        ("更有他篇論及作風乎", "还有别处说到作风吗"),
        ("可有言及家風者乎", "有没有说到家风吗"),
        ("可有論及「自律」者否，尚祈明示", "有没有说到「自律」吗"),
        ("前言所引，可確為原文耶", "上面那段是原文吗"),
        ("敢問「三重一大」之制，所指何事", "「三重一大」是什么"),
        ("「三重一大」者，何也？", "「三重一大」是什么?"),
        ("然則「自律」如何", "那「自律」呢"),
        ("慎獨慎微之說", "慎独慎微"),
        ("請錄其全文", "看全文"),
        ("觀其後文", "看下文"),
        ("再下", "往下"),
        ("再上", "往上"),
        ("續之", "接着读"),
        ("返首頁", "回到首页"),
        ("再示一則", "再来一条"),
    ],
)
def test_bookish_words_are_put_into_plain_ones(bookish: str, plain: str) -> None:
    assert in_plain_words(bookish) == plain


@pytest.mark.parametrize("quoted", ["「何謂之乎」", "“此語者否”", "《國之大者》", "「耶」"])
def test_what_is_quoted_stays_as_it_is_written(quoted: str) -> None:
    assert in_plain_words(f"敢問{quoted}為何物") == f"{quoted}是什么"
    assert in_plain_words(f"{quoted}怎么说") == f"{quoted}怎么说"


@pytest.mark.parametrize(
    "plain",
    [
        "如何改进作风",
        "为何要抓廉政",
        "国之大者是什么",
        "是否可以收礼",
        "三者是什么关系",
        "有人对纪律满不在乎",
        "重大事项请示报告制度",
        "此外还有什么要求",
        "从何处着手",
        "本届任期到何年止",
        "返回首页",
        "其他要求",
        "尚有差距怎么办",
        "说清楚与否",
        "太棒了耶",
        "a_0_乎",
    ],
)
def test_plain_words_stay_as_they_are(plain: str) -> None:
    assert in_plain_words(plain) == plain


def test_no_question_that_comes_with_the_speeches_is_changed() -> None:
    files = [file for file in QUESTIONS.rglob("*") if file.is_file()]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 100
    assert [line for line in lines if in_plain_words(line) != with_usual_tails(line)] == []
