"""Answers found before."""

from core.models import SpeechText
from knowledge.search.library import Library
from services.asking.remembered.answers_found import AnswersFound

SPEECH = SpeechText("2022", "2022.txt", "讲话", "2022-01-01", "", "要坚持廉洁自律。要改进工作作风。")


def test_an_answer_is_found_again_without_its_words() -> None:
    library, found = Library.build([SPEECH]), AnswersFound()
    answer = library.answer("怎么改进作风")
    found.keep(library, "怎么改进作风", answer)
    again = found.get(library, "怎么改进作风")
    assert again is not None
    assert again.candidates == answer.candidates
    assert (again.kind, again.confidence) == (answer.kind, answer.confidence)
    assert again.question == ""


def test_other_words_are_another_question() -> None:
    library, found = Library.build([SPEECH]), AnswersFound()
    found.keep(library, "怎么改进作风", library.answer("怎么改进作风"))
    assert found.get(library, "怎么改进作风？") is None


def test_another_library_answers_for_itself() -> None:
    old, new, found = Library.build([SPEECH]), Library.build([SPEECH]), AnswersFound()
    found.keep(old, "作风", old.answer("作风"))
    assert found.get(new, "作风") is None
    found.keep(new, "自律", new.answer("自律"))
    assert found.get(new, "作风") is None
    assert found.get(old, "作风") is None


def test_the_one_asked_longest_ago_gives_way() -> None:
    library, found = Library.build([SPEECH]), AnswersFound(most=2)
    for words in ("甲", "乙"):
        found.keep(library, words, library.answer(words))
    assert found.get(library, "甲")
    found.keep(library, "丙", library.answer("丙"))
    assert found.get(library, "乙") is None
    assert found.get(library, "甲")


def test_half_a_character_is_a_question_too() -> None:
    library, found = Library.build([SPEECH]), AnswersFound()
    assert found.get(library, "\ud83d") is None


def test_some_speeches_are_asked_for_themselves() -> None:
    library, found = Library.build([SPEECH]), AnswersFound()
    found.keep(library, "作风", library.answer("作风", only=frozenset({"2022"})), {"2022"})
    assert found.get(library, "作风") is None
    assert found.get(library, "作风", {"2021", "2022"}) is None
    assert found.get(library, "作风", {"2022"}) is not None
