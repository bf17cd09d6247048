"""Pages are exact stretches; together they are the text, each once."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from office import KNOWLEDGE

from core.models import SpeechText
from knowledge.reading.folder import locate, read_folder
from knowledge.search.library import Library
from knowledge.speech.pages import PAGE, page_at

SHIPPED = read_folder(locate(KNOWLEDGE).speeches)
LETTERS = st.lists(st.sampled_from("廉洁奉公，纪律严明，为民服务。抓作风！"), min_size=1, max_size=60)
SENTENCES = LETTERS.map(lambda letters: "".join(letters) + "。")
HEADINGS = st.sampled_from(["一、严明纪律", "二、改进作风。", "（一）学习", "（二）落实责任。", "同志们："])
INVENTED = st.lists(
    st.one_of(HEADINGS, SENTENCES, SENTENCES.map(lambda text: text * 9)), min_size=1, max_size=14
).map("\n\u3000\u3000".join)


def check(speech: SpeechText) -> None:
    library = Library.build([speech])
    pages = library.pages(speech.slug)
    words = re.sub(r"\s", "", "".join(page.text for page in pages))
    assert words == re.sub(r"\s", "", speech.text)
    assert [(page.number, page.total) for page in pages] == [
        (number, len(pages)) for number in range(1, len(pages) + 1)
    ]
    for page in pages:
        assert speech.text[page.start : page.end] == page.text
        assert len(page.text) <= 2 * PAGE
        stretch = library.stretch(page.passage_id, f"{page.passage_id}+{page.sentences}")
        assert stretch is not None
        assert stretch.passage.text == page.text
        assert page_at(pages, page.start) == page_at(pages, page.end - 1) == page
    for heading in library.contents(speech.slug):
        assert heading.text in pages[heading.page - 1].text.replace("\n", "")


@pytest.mark.parametrize("speech", SHIPPED, ids=lambda speech: speech.slug)
def test_pages_of_the_speeches_are_exact(speech: SpeechText) -> None:
    check(speech)


@given(INVENTED)
@example("，。")
def test_pages_of_any_speech_are_exact(text: str) -> None:
    check(SpeechText("x", "x.txt", "讲话", "", "", text))


def test_an_unknown_speech_has_no_pages() -> None:
    assert Library.build(SHIPPED).pages("nonsense") == ()
    assert Library.build(SHIPPED).contents("nonsense") == ()
