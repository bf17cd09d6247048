"""questions.toml and thesaurus.toml: what editors write is read, and what they get wrong is named."""

from pathlib import Path

import pytest

from core.errors import OperatorError
from knowledge.language.thesaurus import Thesaurus, read_thesaurus
from knowledge.reading.folder import locate, read_folder
from knowledge.search.known import read_questions
from knowledge.search.library import Library

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def test_every_shipped_question_leads_to_its_text_word_for_word() -> None:
    files = locate(KNOWLEDGE)
    assert files.questions
    speeches = {speech.slug: speech.text for speech in read_folder(files.speeches)}
    for entry in read_questions(files.questions):
        assert not entry.text or entry.text in speeches[entry.speech]


def test_passages_and_questions_without_answer_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text(
        '[[passage]]\nspeech = "x"\ntext = "原文"\n[passage.asked]\ndriver = ["问一", " 问二 "]\n'
        '[[absent]]\nabout = "公车"\n[absent.asked]\nclerk = ["问三"]\n',
        encoding="utf-8",
    )
    known = read_questions(file)
    assert [(entry.question, entry.asker, entry.text) for entry in known] == [
        ("问一", "driver", "原文"),
        ("问二", "driver", "原文"),
        ("问三", "clerk", ""),
    ]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[passage]]\nspeech = 'x'", "第 1 段没有写 text"),
        ("[[passage]]\ntext = '原文'\nanswer = 'x'", "answer"),
        ("[[passage]]\ntext = '原文'\nasked = 'x'", "asked"),
        ("[[passage]]\ntext = '原文'\n[passage.asked]\ndriver = '问'", "driver"),
        ("[[absent]]\n", "about"),
        ("[[questions]]\n", "questions"),
        ("passage = 1", "passage"),
        ("[[passage", "questions.toml"),
    ],
)
def test_bad_entry_is_named(tmp_path: Path, toml: str, words: str) -> None:
    file = tmp_path / "questions.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=words):
        read_questions(file)


def test_shipped_thesaurus_names_words_the_speeches_have() -> None:
    files = locate(KNOWLEDGE)
    assert files.thesaurus
    text = "".join(speech.text for speech in read_folder(files.speeches)).replace("“", "").replace("”", "")
    for first, *_ in read_thesaurus(files.thesaurus).groups:
        assert first in text


def test_everyday_word_is_expanded_and_the_office_word_is_not() -> None:
    thesaurus = Thesaurus((("车辆管理", "用车", "公车"), ("公务接待", "吃饭")))
    assert thesaurus.expand("公车私用和吃饭") == ["车辆管理", "公务接待"]
    assert thesaurus.expand("车辆管理") == []


@pytest.mark.parametrize("toml", ["[[group]]\nwords = ['一个']", "[[group]]\nword = ['a', 'b']", "[[grup]]\n"])
def test_bad_group_is_named(tmp_path: Path, toml: str) -> None:
    file = tmp_path / "thesaurus.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=r"thesaurus\.toml"):
        read_thesaurus(file)


def test_shipped_knowledge_answers_a_driver() -> None:
    files = locate(KNOWLEDGE)
    assert files.questions
    library = Library.build(read_folder(files.speeches), read_questions(files.questions))
    assert "最大爱护" in library.answer("管得严是为我好，这话谁讲的").candidates[0].passage.text
