"""Items are drafted by rule from the speeches: few and good, and never with two right choices."""

import pytest
from office import KNOWLEDGE

from core.models import SpeechText
from core.quiz import BLANK, LONGEST_CHOICE, LONGEST_EXPLANATION, LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz.drafting import drafts
from knowledge.quiz.wording import explanation_of
from knowledge.reading.folder import read_folder
from knowledge.speech.segment import Segmented, segment


@pytest.fixture(scope="module")
def shipped() -> list[Segmented]:
    return [segment(speech) for speech in read_folder(KNOWLEDGE / "speeches")]


@pytest.fixture(scope="module")
def items(shipped: list[Segmented]) -> list[QuizItem]:
    return [draft.item for draft in drafts(shipped)]


def made_of(*texts: str) -> list[QuizItem]:
    speeches = [SpeechText(f"s{n}", f"{n}.txt", f"第{n}篇讲话", "", "", text) for n, text in enumerate(texts)]
    return [draft.item for draft in drafts([segment(speech) for speech in speeches])]


def test_the_shipped_speeches_give_a_few_good_ones(items: list[QuizItem]) -> None:
    """Asked are a definition, a duty, a term, what a set list does not name; no other kind is drafted."""
    assert 8 <= len(items) <= 16
    assert {item.kind for item in items} <= {QuizKind.ROLE, QuizKind.WHO, QuizKind.TERM, QuizKind.OUTSIDE}
    assert len({item.key for item in items}) == len(items)


def test_every_item_is_verbatim_and_fits_into_telegrams_poll(
    items: list[QuizItem], shipped: list[Segmented]
) -> None:
    texts = {one.speech.slug: one.speech.text for one in shipped}
    for item in items:
        assert item.sentence in texts[item.slug]
        assert len(item.question) <= LONGEST_QUESTION
        assert len(set(item.choices)) == len(item.choices)
        assert all(0 < len(choice) <= LONGEST_CHOICE for choice in item.choices)
        if item.kind is not QuizKind.OUTSIDE:
            assert item.choices[item.right] == item.answer
        explanation = explanation_of(item.sentence, item.answer)
        assert 0 < len(explanation) <= LONGEST_EXPLANATION
        assert explanation.strip("…") in item.sentence
        assert item.answer in explanation
        assert item.answer not in item.question


def test_no_wrong_choice_stands_in_the_sentence_or_says_the_same_elsewhere(
    items: list[QuizItem], shipped: list[Segmented]
) -> None:
    everything = "\n".join(one.speech.text for one in shipped)
    for item in items:
        if item.kind is QuizKind.OUTSIDE:
            assert [one for one in item.choices if one not in item.sentence] == [item.choices[item.right]]
        if item.kind is QuizKind.OUTSIDE:
            continue
        stem = item.question.partition("\n")[2].strip("“”…")
        before, _, after = stem.partition(BLANK)
        for choice in item.choices:
            if choice != item.answer:
                assert choice not in item.sentence
                assert f"{before[-3:]}{choice}{after[:3]}" not in everything


def test_the_same_speeches_always_give_the_same_items(items: list[QuizItem], shipped: list[Segmented]) -> None:
    assert [draft.item for draft in drafts(shipped)] == items


def test_the_right_choice_is_not_always_at_the_same_place(items: list[QuizItem]) -> None:
    places = [item.right for item in items]
    assert max(places.count(place) for place in range(4)) <= len(places) / 2


LISTS = "干部要知敬畏、存戒惧、守底线，把事情办好。党组要把方向、管大局、保落实，把党员带好。"


@pytest.mark.parametrize(
    "text",
    [
        "这三件是党组把方向、管大局、保落实。",  # leans back
        "***同志在党组要把方向、管大局、保落实。",  # redacted
        "刚才大家谈了党组把方向、管大局、保落实。",  # bound to the occasion
        "国内生产总值增长百分之六。",  # nothing to ask for
        "党组的任务|“把方向、管大局、保落实的任务”",  # a web page's title
    ],
)
def test_what_cannot_be_understood_alone_is_not_asked_about(text: str) -> None:
    assert [item for item in made_of(text, LISTS) if item.slug == "s0"] == []


def test_a_long_sentence_is_explained_by_whole_clauses_around_the_answer() -> None:
    clause = "要把党风廉政建设和反腐败工作抓在经常、融入日常、做在平常，"
    sentence = clause * 9 + "始终做到把方向、管大局、保落实，" + clause * 7 + "久久为功。"
    said = explanation_of(sentence, "管大局")
    assert len(said) <= LONGEST_EXPLANATION
    assert said.startswith("…要把")
    assert said.endswith("，…")
    assert "把方向、管大局、保落实，" in said
    assert said.strip("…") in sentence


def test_what_stands_behind_another_sign_is_no_part_of_the_explanation_of_a_long_sentence() -> None:
    clause = "要把党风廉政建设和反腐败工作抓在经常、融入日常、做在平常，"
    sentence = f"{clause * 4}年年如此；党组要把方向、管大局、保落实，带好党员；{clause * 4}久久为功。"
    assert explanation_of(sentence, "管大局") == "…党组要把方向、管大局、保落实，带好党员；…"
