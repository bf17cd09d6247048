"""What is asked of a mere subject: 怎么说作风, 对监督有哪些要求, 作风."""

import re

import pytest
from recorded_answers import library_of

from core.models import SpeechText
from knowledge.language.words.frames import subject
from knowledge.search.answer import Kind
from knowledge.search.library import Library

SPEECH = SpeechText(
    "office",
    "office.txt",
    "在机关工作会议上的讲话",
    "2024年",
    "",
    "今年要抓作风、抓学习、抓监督，作风要好，学习要勤，监督要严。\n"
    "一、转变机关作风\n（一）少开会议。作风不实，会议就多。能不开的不开。\n（二）多到基层。到基层去看作风。\n"
    "二、强化内部监督。先把账目公开。监督要靠大家，监督要经常，监督不能走过场。\n"
    "三、抓好队伍建设。每周五下午组织业务培训，培训以后要考试，学习不能停。\n",
)
FORMS = (
    "{}",
    "怎么说{}",
    "{}怎么说的",
    "讲话对{}怎么说",
    "关于{}讲了什么",
    "{}方面有哪些要求",
    "对{}有什么要求",
    "领导怎么看{}",
    "怎么要求{}的",
    "{}呢",
    "那{}呢？",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.build([SPEECH])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("机关作风", "一、转变机关作风"),
        ("监督", "二、强化内部监督。"),  # where the part begins, not where it is said most often
        ("队伍建设", "三、抓好队伍建设。"),
        ("作风", "到基层去看作风。"),  # the heading above names it, and so does this
    ],
)
def test_a_heading_with_the_subject_answers_it(library: Library, form: str, asked: str, begins: str) -> None:
    answer = library.answer(form.format(asked))
    assert answer.kind is Kind.CONFIDENT
    assert answer.candidates[0].passage.text.startswith(begins)


@pytest.mark.parametrize("form", FORMS)
def test_a_subject_without_a_heading_is_not_denied(library: Library, form: str) -> None:
    answer = library.answer(form.format("学习"))
    assert answer.kind is not Kind.NOTHING
    assert "学习" in answer.candidates[0].passage.text


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "谁来抓作风",
            "怎么改进作风",
            "第三点讲了什么",
            "他说了什么",
            "怎么说的",
            "这方面怎么说",
            "那个有什么要求",
        ),
        *("为什么呢", "怎么办呢", "上面那段呢", "第二点呢", "您呢", "谁负责呢", "还有呢", "那这个呢"),
        *("三重一大是什么", "监督多久一次", "有没有说到学习", "对此有什么要求", "讲话有什么要求"),
    ],
)
def test_what_asks_for_more_or_for_nothing_is_no_mere_subject(asked: str) -> None:
    assert not subject(asked)


def test_whatever_stands_in_the_speeches_can_be_asked() -> None:
    """我讲几点意见 only announces, and nothing else was near: that was an error."""
    shipped = library_of("shipped")
    for speech in shipped.speeches:
        for clause in filter(None, re.split(r"[，。；：！？\s]", speech.text)):
            assert shipped.answer(clause, k=1).candidates
