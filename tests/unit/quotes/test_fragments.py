import pytest
from office import KNOWLEDGE

from core.models import SpeechText
from knowledge.quotes.approved import read_quotes
from knowledge.quotes.fragments import is_fragment
from knowledge.quotes.spans import proposals
from knowledge.reading.folder import locate, read_folder
from knowledge.speech.segment import segment

SPEECHES = {speech.slug: speech.text for speech in read_folder(locate(KNOWLEDGE).speeches)}


@pytest.mark.parametrize(
    "words",
    [
        "把警醒教育作为防微杜渐的有效手段",
        "将纪律和规矩挺在前面",
        "使全体干部职工坚定理想信念，自觉做忠诚、干净、担当的表率。",
        "牢固树立不管党治党就是严重失职的意识",
        "通过多形式的教育，强化廉洁的理念",
        "以永远在路上的执着，在不敢腐上持续加压",
        "教育引导年轻干部扣好廉洁从政第一粒扣子",
    ],
)
def test_a_phrase_without_its_subject_is_a_fragment(words: str) -> None:
    text = f"各级党组织扛起责任，{words}，抓好落实。"
    start = text.index(words)
    assert is_fragment(text, start, start + len(words))


@pytest.mark.parametrize(
    "words",
    [
        "要强化程序规矩，严格按规定标准和程序办事。",
        "在其位就要谋其政，勇于担当责任、尽心尽力履职。",
        "责任书签订了就是立了军令状",
        "落实全面从严治党要求，是全党共同的重大政治任务。",
        "作风建设永远在路上。",
        "在与群众打交道时，不可高高在上、打官腔。",
        "公款姓公，一分一厘都不能乱花。",
    ],
)
def test_a_statement_is_none_also_in_the_middle_of_a_sentence(words: str) -> None:
    text = f"同志们，{words}"
    assert not is_fragment(text, 4, len(text))


def test_a_whole_sentence_that_calls_for_something_is_none() -> None:
    text = "会议强调纪律。严格遵守廉洁自律各项规定，严格执行制度。"
    assert not is_fragment(text, 7, len(text))
    assert is_fragment(text, 7, len(text) - 1 - len("，严格执行制度"))


def test_no_quote_that_comes_along_is_a_fragment() -> None:
    quotes = read_quotes(KNOWLEDGE / "quotes.toml")
    assert len(quotes) > 20
    for quote in quotes:
        text = SPEECHES[quote.speech]
        start = text.index(quote.text)
        assert not is_fragment(text, start, start + len(quote.text)), quote.text


def test_no_fragment_is_proposed() -> None:
    text = "党员干部要廉洁自律，守住底线。\n抓好作风；把廉洁教育作为干部成长的第一课；纪律是不可触碰的底线。"
    speech = segment(SpeechText("x", "x.txt", "讲话", "", "", text))
    proposed = [text[span.start : span.end] for span in proposals(speech)]
    assert not any(words.startswith("把") for words in proposed)
    assert "党员干部要廉洁自律，守住底线。" in proposed
