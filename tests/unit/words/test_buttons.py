"""What buttons carry: it fits, it can be read back, and it is refused once a passage has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import SpeechText
from handlers.pushes.card import PATTERN as CARD
from handlers.words.buttons import (
    LONGEST_DATA,
    PATTERN,
    Deck,
    Mode,
    answer_keyboard,
    context_keyboard,
    deck_of,
    read,
)
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from knowledge.speech.segment import Passage

SENTENCES = "".join(f"第{number}句说的是廉洁从政的第{number}项要求。" for number in range(40))


def library_of(*slugs: str, text: str = SENTENCES) -> Library:
    return Library.build([SpeechText(slug, f"{slug}.txt", "讲话", "2022年", "", text) for slug in slugs])


def data_of(deck: Deck) -> list[str]:
    keyboards = (answer_keyboard(deck), context_keyboard(deck))
    return [
        str(button.callback_data)
        for keyboard in keyboards
        for row in keyboard.inline_keyboard
        for button in row
        # The picture has a form of its own, which tests/acceptance/test_cards.py presses.
        if button.callback_data is not None and not CARD.fullmatch(str(button.callback_data))
    ]


def passages_of(library: Library, count: int) -> list[Passage]:
    """Return `count` passages of the library's speeches in turn."""
    found = [
        library.passage(f"{speech.slug}-0-{number:02}")
        for number in range(1, 30)
        for speech in library.speeches
    ]
    return [passage for passage in found if passage][:count]


marks = st.lists(
    st.tuples(st.integers(0, 250), st.integers(1, 60)).map(lambda m: (m[0], m[0] + m[1])), max_size=4
)
slugs = st.text(alphabet="abcdefghij0123456789-_党", min_size=1, max_size=24).filter(
    lambda slug: slug.strip("-") == slug
)


@given(st.sets(slugs, min_size=1, max_size=3), st.lists(marks, min_size=1, max_size=5), st.sampled_from(Mode))
def test_what_a_button_carries_fits_and_is_read_back(
    names: set[str], marked: list[list[tuple[int, int]]], mode: Mode
) -> None:
    library = library_of(*sorted(names))
    candidates = tuple(
        Candidate(passage, 0.5, tuple(spans))
        for passage, spans in zip(passages_of(library, len(marked)), marked, strict=True)
    )
    deck = deck_of(mode, candidates)
    assert deck.cards[0].passage == candidates[0].passage
    for data in data_of(deck):
        assert len(data.encode()) <= LONGEST_DATA
        assert PATTERN.fullmatch(data)
        press = read(data, library)
        assert press is not None
        assert press.deck.mode is mode
        assert press.deck.cards == deck.cards


def test_three_candidates_with_marks_fit() -> None:
    library = library_of("2022", "2023")
    candidates = tuple(Candidate(passage, 0.5, ((100, 120),)) for passage in passages_of(library, 3))
    deck = deck_of(Mode.UNSURE, candidates)
    assert [card.mark for card in deck.cards] == [(100, 120)] * 3


def test_a_passage_that_changed_makes_its_buttons_stale() -> None:
    library = library_of("2022")
    passage = passages_of(library, 1)[0]
    data = data_of(deck_of(Mode.PASSAGE, (Candidate(passage, 1.0, ()),)))
    changed = library_of("2022", text=SENTENCES.replace("第0句", "第〇句"))
    assert changed.passage(passage.id) is not None
    assert all(read(one, library) for one in data)
    assert not any(read(one, changed) for one in data)


def test_a_passage_that_is_gone_makes_its_buttons_stale() -> None:
    passage = passages_of(library_of("2022"), 1)[0]
    data = data_of(deck_of(Mode.PASSAGE, (Candidate(passage, 1.0, ()),)))
    assert not any(read(one, library_of("2023")) for one in data)


@pytest.mark.parametrize(
    "data", ["", "set:off", "sa0", "sa0abcdef|", "sa9abcdef|2022-0-01", "xx0abcdef|2022-0-01", "sa0abcdef|~,~"]
)
def test_what_is_no_button_of_ours_is_refused(data: str) -> None:
    assert read(data, library_of("2022")) is None


def test_no_two_candidates_read_the_same() -> None:
    library = library_of("2022", "2023")
    candidates = tuple(Candidate(passage, 0.5, ()) for passage in passages_of(library, 4))
    rows = answer_keyboard(deck_of(Mode.UNSURE, candidates)).inline_keyboard
    texts = [button.text for row in rows for button in row]
    assert len(set(texts)) == len(texts)
