"""What an editor has settled is the answer; what a speech says word for word is never said to be nowhere."""

import pytest

from core.models import SpeechText
from knowledge.search.answer import Kind
from knowledge.search.known.questions import EDITOR, KnownQuestion
from knowledge.search.known.settled import asked_so
from knowledge.search.library import Library

STYLE = SpeechText(
    "style",
    "style.txt",
    "在作风会议上的讲话",
    "2021年",
    "",
    "作风建设永远在路上。\n要坚决防止“四风”问题。\n干部要多到基层走一走，听一听群众怎么说。\n",
)
GIFTS = SpeechText(
    "gifts",
    "gifts.txt",
    "在年中会议上的讲话",
    "2024年",
    "",
    "逢年过节不准以任何名义收送烟酒茶。\n四个人以上出差要拼车，风雨无阻。\n",
)
# Asked in vain so often that it speaks against every question with these words.
IN_VAIN = [
    KnownQuestion(question, "people", "", about="四风的定义")
    for question in (
        "四风是哪四种",
        "四风是哪年提的",
        "四风查处了几起",
        "四风自查表在哪交",
        "四风用英文怎么说",
        "四风有几个",
    )
]
ASKED = [
    KnownQuestion(question, "people", "干部要多到基层走一走，听一听群众怎么说。", "style")
    for question in ("要不要下基层", "多久下去跑一次", "怎么听老百姓的话")
]
BOUND = KnownQuestion("四风是什么", EDITOR, "要坚决防止“四风”问题。", "style")
GONE = KnownQuestion("怎么下基层", EDITOR, "", about="怎么下基层")


@pytest.mark.parametrize(
    "question",
    ["四风是什么", "什么是四风", "请问四风是什么意思？", "啥是四风呀", "四風是什麼", " 四 风 是 什 么 "],
)
def test_what_an_editor_bound_is_the_answer_in_whatever_order_the_words_come(question: str) -> None:
    library = Library.build([STYLE, GIFTS], [*IN_VAIN, *ASKED, BOUND])
    answer = library.answer(question)
    assert answer.kind is Kind.CONFIDENT
    assert answer.candidates[0].passage.text.startswith("要坚决防止“四风”问题")


def test_what_an_editor_says_is_not_there_is_not_there() -> None:
    library = Library.build([STYLE, GIFTS], [*ASKED, GONE])
    assert library.answer("怎么下基层？").kind is Kind.NOTHING
    assert library.answer("要不要下基层").kind is not Kind.NOTHING


def test_the_same_words_in_a_file_settle_nothing() -> None:
    other = KnownQuestion("四风是什么", "people", "作风建设永远在路上。", "style")
    first = Library.build([STYLE, GIFTS], [*IN_VAIN, *ASKED, other]).answer("四风是什么").candidates[0]
    assert first.confidence < 0.9


def test_a_choice_for_a_speech_that_is_gone_settles_nothing() -> None:
    without = Library.build([GIFTS], [*IN_VAIN, *ASKED])
    with_it = Library.build([GIFTS], [*IN_VAIN, *ASKED, BOUND])
    assert with_it.answer("四风是什么") == without.answer("四风是什么")


def test_a_choice_does_not_leave_the_speeches_that_are_asked() -> None:
    found = Library.build([STYLE, GIFTS], [*ASKED, BOUND]).answer("四风是什么", only=frozenset({"gifts"}))
    assert {one.passage.slug for one in found.candidates} == {"gifts"}


@pytest.mark.parametrize("question", ["四风", "四风是什么", "什么是四风", "sifeng", "说说四风"])
def test_what_a_speech_says_is_never_said_to_be_nowhere(question: str) -> None:
    for speeches in ([STYLE], [STYLE, GIFTS]):
        answer = Library.build(speeches, [*IN_VAIN, *ASKED]).answer(question)
        assert answer.kind is not Kind.NOTHING
        assert "四风" in answer.candidates[0].passage.text


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("什么是四风", "四风是什么"),
        ("请问，公车怎么申请？", "公车怎么申请"),
        ("何谓一岗双责", "一岗双责是什么意思"),
    ],
)
def test_politeness_signs_and_order_make_no_other_question(question: str, same: str) -> None:
    assert asked_so(question) == asked_so(same)


def test_other_words_are_another_question() -> None:
    assert asked_so("四风有哪些") != asked_so("四风是什么")
    assert asked_so("不能收礼吗") != asked_so("能收礼吗")


def test_a_new_speech_is_measured_against_what_the_others_say_in_the_same_words() -> None:
    asked = "干部到基层听群众怎么说"
    alone = Library.build([GIFTS, STYLE]).judge(asked)[0]
    taught = [KnownQuestion(f"{one.question}？", "people", one.text, "style") for one in ASKED]
    copy = SpeechText("copy", "copy.txt", "", "2025年", "", "干部下基层，不要只听汇报。\n食堂要节约用电。\n")
    beside = Library.build([GIFTS, STYLE, copy], taught)
    new = next(one for one in beside.judge(asked) if not one.features.density)
    assert new.passage.slug == "copy"
    assert new.features.margin == 0.0, "the speech with ways of asking says more of it"
    assert alone.features.margin > 0.0


def test_what_was_decided_is_told_and_what_else_was_found_stands_behind_it_without_confidence() -> None:
    library = Library.build([STYLE, GIFTS], [*IN_VAIN, *ASKED, BOUND, GONE])
    bound, gone = library.decided("四风是什么"), library.decided("怎么下基层")
    assert bound is not None
    assert gone is not None
    assert (bound.passage, gone.passage) == (library.passage("style-0-02"), None)
    assert library.decided("作风是什么") is None
    answer = library.answer("四风是什么")
    assert [one.confidence for one in answer.candidates[1:]] == [0.0] * (len(answer.candidates) - 1)
    assert len(answer.candidates) > 1
    assert {one.confidence for one in library.answer("怎么下基层").candidates} == {0.0}
