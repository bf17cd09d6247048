"""What is proposed as a daily quote, and how its extent changes."""

import pytest

from core.models import SpeechText
from knowledge.quotes.approved import is_whole
from knowledge.quotes.spans import Span, proposals, variants
from knowledge.speech.segment import segment

TEXT = (
    "一、关于纪律\n"
    "纪律是成长的保护伞，自律是干事的护身符。但这不够，还要有监督。2023年我们查处了3起违反纪律的案件。"
    "手中有权力、心中要有敬畏、行为要有底线；这样才好。\n"
    "二、守住廉洁底线要从小事做起，不以恶小而为之。***同志的作风值得学习，大家要向他看齐。"
)


def said(text: str = TEXT) -> list[str]:
    found = proposals(segment(SpeechText("y", "y.txt", "讲话", "", "", text)))
    return [text[span.start : span.end] for span in found]


def test_sentences_that_stand_alone_are_proposed_and_no_others() -> None:
    assert said() == ["手中有权力、心中要有敬畏、行为要有底线", "纪律是成长的保护伞，自律是干事的护身符。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "因此纪律要挺在前面，责任要扛在肩上。",
        "这就是我们守住廉洁底线的根本要求所在。",
        "一是要加强监督，把权力关进制度的笼子里。",
        "2023年全市的廉政教育覆盖了所有的机关干部。",
        "刚才几位同志谈了廉洁自律的体会，讲得很好。",
        "今天天气很好，适合到公园里走一走看一看。",
    ],
)
def test_what_leans_on_its_surroundings_is_not_proposed(sentence: str) -> None:
    assert said(f"开头的话。\n{sentence}") == []


def test_an_extent_grows_and_shrinks_by_clauses_and_stays_verbatim() -> None:
    text = "开头的话说在前面。纪律是成长的保护伞，自律是干事的护身符；监督是最好的关心爱护。\n下一段。"
    start, end = text.index("纪律"), text.index("。\n") + 1
    found = variants(text, Span("y", start, end))
    assert {name: text[span.start : span.end] for name, span in found.items()} == {
        "more_before": text[:end],
        "less_before": "自律是干事的护身符；监督是最好的关心爱护。",
        "less_after": "纪律是成长的保护伞，自律是干事的护身符",
    }
    back = variants(text, found["less_after"])["more_after"]
    assert (back.start, back.end) == (start, end)
    assert all(is_whole(text, span.start, span.end) for span in found.values())
