"""What a button's label does is known for each label that writers were shown."""

import pytest

from bench.fit_cards import labels
from handlers.asking.conversation.any_words import QUESTIONS
from knowledge.language.cards.catalogue import Takes, act_on, acts

SHOWN = {label for card in labels().values() for label in card.values()}
NO_BUTTON = {"（讲话的题目）", "不练了", "yes", "no"}  # writers say these too, and no button does them


def test_every_label_that_writers_saw_is_an_act() -> None:
    assert {label for label in SHOWN if act_on(label) is None} == NO_BUTTON


def test_every_question_that_is_answered_in_any_words_was_put_to_writers() -> None:
    assert {*QUESTIONS.values(), "opinion"} <= set(labels())


def test_no_label_is_two_acts() -> None:
    for label in SHOWN - NO_BUTTON:
        assert len([act for act in acts() if act.is_on(label)]) == 1, label


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("略过打勾的 3 个", "skip_ticked"),
        ("略过", "skip"),
        ("下架 2023", "take_down"),
        ("不归我：廉政谈话", "not_mine"),
        ("接着读 2/10", "go_on"),
        ("下一页 ›", "page_on"),
        ("隐藏 3", None),  # how many are hidden, of their list
        ("待审 8", None),
    ],
)
def test_a_label_is_known_by_what_it_begins_with_where_more_follows(label: str, name: str | None) -> None:
    act = act_on(label)
    assert (act.name if act else None) == name


@pytest.mark.parametrize(
    "label",
    [
        "同意",
        "拒绝",
        "批准",
        "退出",
        "启用",
        "确认收录",
        "同意提醒：廉政谈话",
        "署名发出",
        "换一条",
        "暂停明天",
    ],
)
def test_what_weighs_is_always_asked_about(label: str) -> None:
    act = act_on(label)
    assert act is not None
    assert act.takes is Takes.WEIGHS
