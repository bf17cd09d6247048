"""Wishes as people put them into words of their own, and the questions that share those words."""

import numpy as np
import pytest

from bench.wish_examples import persons
from handlers.commands import BY_NAME
from knowledge.language.wishes.wish_model import WishModel, text_of, weigh
from knowledge.language.wishes.wish_words import day_words, days_words, earlier_words, hour_words, span_words
from knowledge.language.wishes.wishes import Wanted, Wish, wish

OFFERED = {"settings", "pause"}  # shown, chosen, and not done: tests/acceptance/test_half_understood.py
ASKS_ONLY = {"settings", "pause", "forget_me"}


@pytest.mark.parametrize(
    ("said", "commands"),
    [
        ("咱们科也想每天收到一句，怎么弄", {"subscribe", "settings"}),
        ("以后早晨给我来条廉语吧", {"subscribe", "settings"}),
        ("我调到外单位了，往后不用给我发了", {"unsubscribe", "settings"}),
        ("这个推送我不想要了，帮忙关掉", {"unsubscribe", "settings"}),
        ("能不能改到晚上八点再推", {"subscribe", "settings"}),
        ("推送时间往后挪到九点一刻", {"subscribe", "settings"}),
        ("周末别推，让我歇歇", {"settings"}),
        ("只在周二周四发就可以", {"settings"}),
        ("中秋期间先不要推送", {"pause"}),
        ("我要去外地学习二十天，推送先停停", {"pause"}),
        ("zanting 三天", {"pause"}),
        ("後天不要推送", {"pause"}),
        ("假休完了，推送可以恢复了", {"resume", "settings"}),
        ("换个别的句子给我", {"quote"}),
        ("昨天发的那句我没看到", {"quote"}),
        ("这里面都收了哪些讲话稿", {"speeches"}),
        ("这个机器人怎么用呀", {"help"}),
        ("我现在订的是几点", {"settings"}),
        ("我问过的话领导会看到吗", {"privacy"}),
        ("把我的记录统统删掉", {"forget_me"}),
        ("建议你们加个语音播报", {"suggest"}),
        ("这句话是在哪次会议上讲的", {Wanted.SOURCE}),
        ("接着往后念", {Wanted.NEXT}),
        ("前后几句也给我看看", {Wanted.CONTEXT}),
        ("把整篇讲话发给我", {Wanted.WHOLE}),
        ("给我把这篇归纳成三点", {Wanted.SUMMARY}),
        ("别跟我机器人，找个真人来", {Wanted.HUMAN}),
        ("我要举报科长收礼", {Wanted.REPORT}),
        ("怎么联系纪委", {Wanted.REPORT}),
        ("你说的我没看明白", {Wanted.UNCLEAR}),
    ],
)
def test_a_wish_in_own_words_is_understood(said: str, commands: set[str]) -> None:
    found = wish(said)
    assert found is not None
    assert found.command in commands
    assert found.command in BY_NAME or found.command in set(Wanted)


@pytest.mark.parametrize("said", ["举报", "怎么举报", "我想匿名举报", "如何联系纪检组", "举报电话是多少"])
def test_whoever_wants_to_report_is_surely_heard(said: str) -> None:
    assert wish(said) == Wish(Wanted.REPORT)


@pytest.mark.parametrize("said", ["我不想退订", "别停", "不要取消推送"])
def test_who_wants_to_keep_the_quote_does_not_lose_it(said: str) -> None:
    assert wish(said) in {None, Wish("settings", sure=False), Wish("settings"), Wish("resume")}


@pytest.mark.parametrize("said", ["周末不要发", "每周一", "只要周一到周五", "逢周三、周五"])
def test_days_are_for_the_settings(said: str) -> None:
    assert wish(said) == Wish("settings", said)


@pytest.mark.parametrize(
    "said",
    [
        "暂停公务接待的规定",
        "暂停职务的情形有哪些",
        "恢复党员权利怎么规定",
        "取消评优资格",
        "订阅党报党刊的要求",
        "举报人怎么保护",
        "怎么处理匿名举报",
        "帮助犯错误的同志",
        "听取意见建议",
        "“水能载舟”这句用在哪里",
        "只看2023年的",
        "2022年讲话的要点有哪些",
        "两次讲话都怎么说作风",
        "领导干部个人有关事项报告",
        "总结了哪些教训",
        "每周要学习几次",
        "春节期间能不能收土特产",
        "周末公车封存",
        "下一步工作怎么安排",
        "昨天的成绩不能吃老本",
        "换届纪律",
        "不懂规矩的干部",
        "不忘初心是什么意思",
        "谁来监督一把手",
        "保护个人隐私的要求",
        "作风",
        "监督",
        "第三点",
        "取消",
        "算了",
        "明天",
        "。。。",
        "学习" * 120,
    ],
)
def test_a_question_or_a_mere_answer_is_no_wish(said: str) -> None:
    assert wish(said) is None


@pytest.mark.parametrize(
    ("said", "argument"),
    [
        ("能不能改到晚上八点再推", "晚上八点"),
        ("八点太早，挪到九點半行吗", "九點半"),
        ("改成每天19:40发给我们吧", "19:40"),
    ],
)
def test_the_hour_is_handed_on_in_the_persons_words(said: str, argument: str) -> None:
    assert hour_words(said) == argument


@pytest.mark.parametrize(
    ("said", "argument"),
    [
        ("老师您好，周末不要发，谢谢", "周末不要发"),
        ("只要周一三五", "只要周一三五"),
        ("礼拜六礼拜天莫发，其他天照旧", "礼拜六礼拜天莫发，其他天照旧"),
        ("能不能少发点", ""),
    ],
)
def test_the_days_are_handed_on_in_the_persons_words(said: str, argument: str) -> None:
    assert days_words(said) == argument


@pytest.mark.parametrize(
    ("said", "argument"),
    [
        ("先停一个礼拜，我去党校", "一个礼拜"),
        ("停到月底再说", "到月底"),
        ("春节前先别推", "春节前"),
        ("暂停到春节后", "到春节后"),
        ("过完年再发", "过完年"),
        ("周三到周五不在", "周三到周五"),
        ("先停一停", ""),
    ],
)
def test_the_span_is_handed_on_in_the_persons_words(said: str, argument: str) -> None:
    assert span_words(said) == argument


def test_a_day_to_skip_goes_before_how_often_and_a_day_gone_by_is_found() -> None:
    assert day_words("明早有追悼会，先空一天") == "明早"
    assert earlier_words("上周五的那条再看看") == "上周五"
    assert earlier_words("再来一条") == ""


def test_what_is_not_sure_changes_nothing() -> None:
    """Of all that persons said: what is less than sure calls a command that only shows or asks."""
    said = [text for lines in persons().values() for text, _ in lines]
    found = [(text, wished) for text in said if (wished := wish(text)) is not None and not wished.sure]
    assert found
    changes = [
        (text, wished)
        for text, wished in found
        if wished.command in {"subscribe", "resume"}  # unsubscribe asks where it is not sure
        or (wished.command in ASKS_ONLY and wished.argument and wished.command not in OFFERED)
    ]
    assert changes == []


def test_the_weights_file_is_read_as_it_was_written() -> None:
    rows, weights = {"订阅": 0, "^订": 1, "#length 2": 2}, np.eye(4, 2, dtype=np.float32)
    asked, wished = frozenset({"什么"}), frozenset({"订阅", "阅吧"})
    model = WishModel.read(text_of(("question", "subscribe"), rows, weights, asked, wished).encode())
    assert (model.kinds, model.asked, model.wished) == (("question", "subscribe"), asked, wished)
    assert model.weights.known({"#length 2", "订阅", "没有"}).tolist() == [0, 2]
    assert np.abs(model.weights.scores({"^订"}) - (weights[1] + weights[-1])).max() < model.weights.step


def test_what_sounds_alike_weighs_alike() -> None:
    for said in ("丁阅每日廉语", "訂閱每日廉語", "dingyue每日廉语"):
        assert weigh(said).kind == "subscribe"
        found = wish(said)
        assert found is not None
        assert found.command == "subscribe"


@pytest.mark.parametrize(
    "typed",
    [
        "yi gang shuang ze",
        "san zhong yi da",
        "ba xiang gui ding",
        "jia feng",
        "gong che",
        "gwjd",
        "szyd",
        "ygsz",
        "shouli",
    ],
)
def test_letters_that_spell_no_wish_are_a_question(typed: str) -> None:
    assert wish(typed) is None


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("dingyue", "subscribe"),
        ("zanting san tian", "pause"),
        ("tuiding", "unsubscribe"),
        ("xiexie", Wanted.THANKS),
    ],
)
def test_letters_that_spell_one_are_one(typed: str, command: str) -> None:
    found = wish(typed)
    assert found is not None
    assert found.command == command
