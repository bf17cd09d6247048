"""A festival that no speech names says when, and makes nobody deaf to what is asked."""

import numpy as np
import pytest

from core.models import SpeechText
from knowledge.search.answer import Kind
from knowledge.search.library import Library
from knowledge.search.of_speeches.occasions import without_occasion

TEXT = "同志们：\n公务接待要先审批，不准超标准。\n公务用车一律不准私用，驾驶员要填写派车单。\n要管好身边人。"
FESTIVE = f"{TEXT}\n春节期间公务用车一律入库封存。"


def ask(question: str, text: str = TEXT) -> str:
    answer = Library.build([SpeechText("t", "t.txt", "在机关大会上的讲话", "2025年", "", text)]).answer(
        question
    )
    return answer.candidates[0].passage.text if answer.kind is not Kind.NOTHING else ""


@pytest.mark.parametrize(
    "when",
    ["中秋前后", "国庆期间", "五一", "过年的时候", "元旦春节期间", "到了端午节", "今年清明假期", "暑假里"],
)
def test_a_festival_does_not_hide_what_is_asked(when: str) -> None:
    assert ask(f"{when}公务接待要注意什么").startswith("公务接待")
    assert ask(f"{when}能不能用公务用车").startswith("公务用车")


def test_a_festival_that_a_speech_names_counts() -> None:
    assert ask("春节期间公务用车怎么管", FESTIVE).startswith("春节期间")


@pytest.mark.parametrize("said", ["五一劳动奖章", "春节联欢晚会", "国庆", "中秋节放假", "春节放几天假"])
def test_a_thing_named_after_a_festival_and_a_festival_alone_keep_their_words(said: str) -> None:
    assert without_occasion(said, lambda keys: np.zeros(len(keys), bool)) == said


@pytest.mark.parametrize(
    ("said", "left"), [("中秋送礼", "送礼"), ("中秋前的礼", "中秋前的礼"), ("国庆车", "国庆车")]
)
def test_of_what_is_left_two_characters_must_mean_something(said: str, left: str) -> None:
    assert without_occasion(said, lambda keys: np.zeros(len(keys), bool)) == left
