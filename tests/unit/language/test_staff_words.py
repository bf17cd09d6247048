"""What editors and operators say for their commands, and other plain words of an office, is what they mean."""

import pytest

from handlers.words.spoken import spoken
from knowledge.language.commands.button_words import SaidButton, said_button
from knowledge.language.hours.shifts import read_shift
from knowledge.language.talk.small_talk import Courtesy, courtesy
from knowledge.language.talk.thread.follow_ups import FollowUp, Lean, follow_up
from knowledge.language.wishes.wishes import Wanted, Wish, wish
from services.reporting import is_report


def command(said: str) -> str | None:
    found = spoken(said)
    return found.command.name if found else None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("审廉语", "curate"),
        ("审核廉语", "curate"),
        ("看看待审的廉语", "curate"),
        ("我来审一下廉语", "curate"),
        ("管理题目", "items"),
        ("审题目", "items"),
        ("发个通知", "notice"),
        ("写一条通知", "notice"),
        ("讲话管理", "speeches"),
        ("读完了，回到目录", "speeches"),
        ("前天的是什么", "quote"),
        ("今天有什么廉语", "quote"),
        ("今天那句廉语是什么", "quote"),
        ("今日廉语呢", "quote"),
        ("看看今天的廉语", "quote"),
        ("每周三下午出题", "quiz"),
        ("每周五上午十点出一道题", "quiz"),
    ],
)
def test_a_command_is_known_by_what_people_say_for_it(said: str, name: str) -> None:
    assert command(said) == name


@pytest.mark.parametrize(
    "said", ["发通知要审批吗", "题目太难了", "考题怎么出", "目录学是什么", "通知精神怎么落实"]
)
def test_a_question_with_the_same_words_is_none(said: str) -> None:
    assert command(said) not in {"curate", "items", "notice", "speeches", "quiz"}


@pytest.mark.parametrize("said", ["同志你好", "小清你好", "清风您好", "领导好", "各位好", "你好老师"])
def test_who_is_greeted_by_a_name_greets_back(said: str) -> None:
    assert courtesy(said) is Courtesy.GREETING


@pytest.mark.parametrize("said", ["第三点展开说说", "第3点详细讲讲", "第三点说了什么", "第三点讲一下"])
def test_more_of_a_point_is_that_point(said: str) -> None:
    assert follow_up(said) == FollowUp(Lean.POINT, 3)


@pytest.mark.parametrize("said", ["时间改晚点", "改晚一点", "调早一些", "发晚点"])
def test_earlier_or_later_without_how_much_is_asked_about(said: str) -> None:
    shift = read_shift(said)
    assert shift is not None
    assert not shift.exact


@pytest.mark.parametrize("said", ["就这段，做成卡片", "拿这句做张图片", "用这段生成海报"])
def test_this_passage_as_a_picture(said: str) -> None:
    assert said_button(said) is SaidButton.PICTURE


@pytest.mark.parametrize("said", ["哪篇讲话提到纪检监察组", "写入党申请", "哪次会上说到纪委"])
def test_a_guess_that_nothing_speaks_for_is_not_believed(said: str) -> None:
    assert wish(said) is None


@pytest.mark.parametrize("said", ["单位有人吃空饷", "我们科有人虚报差旅费", "有人套取资金"])
def test_what_somebody_is_said_to_have_done_is_a_report(said: str) -> None:
    assert is_report(said)


@pytest.mark.parametrize("said", ["帮我归纳下第三部分", "概括一下这段话", "总结一下全文"])
def test_nothing_is_summed_up_whatever_is_named(said: str) -> None:
    assert wish(said) == Wish(Wanted.SUMMARY)
