"""What operators and editors ask for in words, and what is none of it."""

import pytest

from bench.wish_examples import QUESTION, persons
from knowledge.language.commands.office.desk_views import FILE, OPINIONS, desk_argument, desk_view
from knowledge.language.words.likeness import sentences

# None of these stands in the file.
OTHERS = [
    ("roles", "请问现在编辑是谁呀"),
    ("roles", "小王现在是什么身份"),
    ("roles", "办公室的群批准了没有"),
    ("stats", "昨天问了多少问题"),
    ("stats", "最近大家用得多不多"),
    ("push", "昨天都推了谁"),
    ("push", "今天的推送都发到了吗"),
    ("last_notice", "刚才那条通知几个群收到了"),
    ("take_back", "刚才的通知发错了，撤回来"),
    ("inbox", "最近有没有没答上的问题"),
    (OPINIONS, "这两天有没有人提意见"),
    ("health", "机器人运行正常吗"),
    ("health", "最近有没有报错"),
    ("duty", "现在一共几件事在办"),
    ("duty", "把老李和小赵加进去"),
    ("ledger", "上季度的台账做好了吗"),
    ("ledger", "给我上半年的"),
    ("invite", "给我做个邀请链接"),
    ("invited", "把那个链接作废了"),
    ("invited", "把那个邀请撤回吧"),
    ("audit", "查一下谁改过设置"),
    ("health", "服务器有没有毛病"),
    ("push", "昨天推送都成功了吗"),
    ("curate", "现在有没有要我审的廉语"),
    ("take_back", "把刚才的通知撤回"),
    ("duty", "责任书那件现在几个人同意了"),
]


@pytest.mark.parametrize(("view", "said"), OTHERS)
def test_what_is_like_the_sentences_there_is_told(view: str, said: str) -> None:
    assert said not in {sentence for _, sentence in sentences(FILE)}
    found = desk_view(said)
    assert found is not None
    assert found.view == view


def test_no_sentence_is_said_for_two_views() -> None:
    for view, said in sentences(FILE):
        found = desk_view(said)
        assert found is not None
        assert (found.view, found.sure) == (view, True), said


def test_what_persons_say_is_none_of_it() -> None:
    """Of two thousand sentences none but those about the office is taken for such a view for sure."""
    said = [(text, kind) for all_ in persons().values() for text, kind in all_]
    of_others = [text for text, kind in said if kind not in {"office", "settings"}]
    taken = [text for text in of_others if (found := desk_view(text)) is not None and found.sure]
    assert [text for text, kind in said if kind == QUESTION and desk_view(text) is not None] == []
    assert taken == []


@pytest.mark.parametrize(
    ("said", "days"), [("给我第三季度的", "第三季度"), ("统计一下上个月的", "上个月"), ("台账好了没", "")]
)
def test_the_days_of_a_ledger_are_taken_on(said: str, days: str) -> None:
    assert desk_argument("ledger", said) == days


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("给他们弄个邀请，三个人，管一周", "3次 7天"),
        ("邀请三个同事", "3次"),
        ("做个邀请链接，两个月", "60天"),
        ("给我一个邀请链接", ""),
    ],
)
def test_how_many_are_invited_and_for_how_long_is_taken_on(said: str, how: str) -> None:
    assert desk_argument("invite", said) == how
