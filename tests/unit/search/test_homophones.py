"""What is written by its sound finds what the speeches spell otherwise, and nothing else is respelled."""

from collections import Counter

import pytest

from core.models import SpeechText
from knowledge.search.answer import Kind
from knowledge.search.homophones import Sounding
from knowledge.search.library import Library
from knowledge.search.query import Corpus

TEXT = """一、压实责任
要切实履行主体责任和监督责任，纠治形式主义、官僚主义，管好意识形态。
二、严明纪律
严格执行“三重一大”（即：重大问题决策、重要干部任免、重大项目投资决策、大额资金使用）制度。
三、改进作风
作风建设永远在路上，要在其位、谋其政，勇于担当。"""
LIBRARY = Library.build([SpeechText("2022", "2022.txt", "讲话", "2022年", "", TEXT)])


def read(question: str) -> str:
    return LIBRARY._read(question).folded


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("主题责任", "主体责任"),
        ("主题责任怎么履行", "主体责任怎么履行"),
        ("怎么纠治形势主义", "怎么纠治形式主义"),
        ("意识形太", "意识形态"),
        ("三种一大是什么", "三重一大是什么"),
        ("做风建设和坐风建社", "作风建设和作风建设"),
        ("要用于担当", "要勇于担当"),
    ],
)
def test_a_term_written_by_its_sound_is_read_as_the_speeches_spell_it(written: str, meant: str) -> None:
    assert read(written) == meant
    assert LIBRARY.answer(written).candidates[0].passage == LIBRARY.answer(meant).candidates[0].passage


def test_what_was_found_by_its_sound_is_as_sure_as_the_term_itself() -> None:
    answer = LIBRARY.answer("主题责任")
    assert answer.kind is LIBRARY.answer("主体责任").kind is Kind.CONFIDENT
    assert answer.question == "主题责任"


@pytest.mark.parametrize(
    "question",
    [
        "主体责任",  # as it stands there
        "大额资金是指多少",  # 资金使…: a word beside the term
        "主题教育",  # half of it sounds like a term
        "注题则任",  # sounds like it, and nothing else
        "主tizeren",
        "今天中午吃什么好呢",
    ],
)
def test_nothing_else_is_respelled(question: str) -> None:
    assert read(question) == question


def test_whether_a_syllable_follows_another_is_looked_up_once_in_a_question() -> None:
    index, looked_up = LIBRARY.index, Counter[tuple[int, int]]()

    def follows(first: int, second: int) -> float:
        looked_up[first, second] += 1
        return index.follows(first, second)

    corpus = Corpus(follows, index.has_token, index.has_pairs, index.has)
    words = "怎么履行主题责任和主题责任制度"
    assert Sounding.of([TEXT]).respelled(words, corpus) == "怎么履行主体责任和主体责任制度"
    assert set(looked_up.values()) == {1}


@pytest.mark.parametrize("question", ["主题责任", "主题责任吧", "说说主题责任"])
def test_what_the_texts_have_pair_by_pair_is_left_whatever_stands_beside_it(question: str) -> None:
    text = "主题教育要抓好，课题责任到人，切实履行主体责任。"
    assert Library.build([SpeechText("x", "x.txt", "", "", "", text)])._read(question).folded == question


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("肆风", "四风"),
        ("什么是肆风", "什么是四风"),
        ("队伍里的肆风", "队伍里的四风"),
        ("肆意", "肆意"),
        ("风肆", "风肆"),
    ],
)
def test_another_sign_for_a_number_is_read_as_it_where_the_texts_have_it_there(
    written: str, meant: str
) -> None:
    text = "坚决纠治“四风”，干部队伍不容许肆意妄为。"
    assert Library.build([SpeechText("x", "x.txt", "", "", "", text)])._read(written).folded == meant


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("zhuti zeren", " 主体责任 "),
        ("zhuti zeren shui fu", " 主体责任 x x "),
        ("buguan zuofeng", " x x 作风 "),
    ],
)
def test_each_syllable_that_the_texts_have_not_is_one_letter(typed: str, written: str) -> None:
    assert Sounding.of([TEXT]).written(typed, LIBRARY.index.follows) == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("要不要签责任数", ("责任书",)),
        ("责人书谁签", ("责任书",)),
        ("责任感从哪来", ()),  # a word of its own
        ("管干部的责任", ()),  # 关干部 stands in 机关干部 alone
    ],
)
def test_a_short_term_may_be_meant_by_one_of_its_sound(written: str, meant: tuple[str, ...]) -> None:
    text = f"{TEXT}\n四、签订责任书\n层层签订责任书，机关干部都签责任书。新任机关干部补签责任书。"
    library = Library.build([SpeechText("2022", "2022.txt", "讲话", "2022年", "", text)])
    assert library.may_mean(written) == meant
