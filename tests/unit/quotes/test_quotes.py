"""Daily quotes: approved, verbatim, whole, and understandable away from the hall."""

from pathlib import Path

import pytest

from core.errors import OperatorError
from core.models import SpeechText
from knowledge.quotes.approved import ApprovedQuote, read_quotes, verify_quotes
from knowledge.reading.folder import locate, read_folder
from knowledge.search.library import Library

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TEXT = "刚才大家签了责任书，作风建设永远在路上，一刻也不能停。***同志要带头遵守党纪党规。短句子。"


def library() -> Library:
    return Library.build([SpeechText("x", "x.txt", "讲话", "2022年", "", TEXT)])


def approved(text: str, speech: str = "x") -> ApprovedQuote:
    return ApprovedQuote(text, speech, "作风")


def test_shipped_quotes_are_at_least_forty_and_hold() -> None:
    files = locate(KNOWLEDGE)
    assert files.quotes
    shipped = Library.build(read_folder(files.speeches))
    quotes = verify_quotes(read_quotes(files.quotes), shipped)
    assert len(quotes) >= 40
    for quote in quotes:
        passage = shipped.passage(quote.passage_id)
        assert passage is not None
        assert quote.slug == passage.slug


def test_clause_that_stands_alone_is_a_quote_with_its_source() -> None:
    (quote,) = verify_quotes([approved("作风建设永远在路上，一刻也不能停。")], library())
    assert (quote.title, quote.date, quote.passage_id) == ("讲话", "2022年", "x-0-01")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("作风建设一直在路上，一刻也不能停", "不一致"),
        ("短句子。", "个字"),
        ("***同志要带头遵守党纪党规。", "隐去"),
        ("刚才大家签了责任书，作风建设永远在路上", "刚才"),
        ("风建设永远在路上，一刻也不能停", "开头到结尾"),
        (" 作风建设永远在路上，一刻也不能停", "空格"),
    ],
)
def test_bad_quote_is_named(text: str, words: str) -> None:
    with pytest.raises(OperatorError, match=words):
        verify_quotes([approved(text)], library())


def test_quote_of_another_speech_is_refused() -> None:
    with pytest.raises(OperatorError, match="讲话 y"):
        verify_quotes([approved("作风建设永远在路上，一刻也不能停。", "y")], library())


def test_quote_written_twice_is_refused() -> None:
    entry = approved("作风建设永远在路上，一刻也不能停。")
    with pytest.raises(OperatorError, match="两次"):
        verify_quotes([entry, entry], library())


@pytest.mark.parametrize(
    "toml",
    ["[[quote]]\nspeech = 'x'", "[[quote]]\ntext = 'a'\nauthor = 'b'", "[[quote", "[[quotes]]\ntext = 'a'"],
)
def test_bad_file_is_named(tmp_path: Path, toml: str) -> None:
    file = tmp_path / "quotes.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=r"quotes\.toml"):
        read_quotes(file)
