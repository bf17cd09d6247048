"""Plain questions and remarks of an office are no wishes to the bot, and nothing is changed on a guess."""

import json

import pytest

from bench.wishes import KEPT_ASIDE, taken
from handlers.words.spoken import spoken
from knowledge.language.commands.pushes.push_words import asks_state, several_hours
from knowledge.language.commands.pushes.switches import mute_wanted
from knowledge.language.hours.shifts import Shift, read_shift
from knowledge.language.talk.remarks import is_for_others
from knowledge.language.talk.small_talk import Courtesy, courtesy
from knowledge.language.talk.thread.page_turns import LAST, page_named
from knowledge.language.wishes.wishes import Wanted, Wish, wish
from services.reporting import is_report

CHANGE = {"subscribe", "unsubscribe", "pause", "resume"}


@pytest.mark.parametrize(
    "said",
    [
        "我能不能炒股",
        "能不能在外面兼职",
        "能不能私下见老板",
        "能不能养鱼",
        "给领导送土特产行吗",
        "给领导送月饼可以吗",
        "给科长送幅字画行不行",
        "我要报销",
        "我要领米",
        "我不想当纪检委员",
        "我要投诉食堂",
        "收到一张购物卡，怎么上交",
        "群里能不能发红包",
        "节日能不能发福利",
        "能不能给客户发烟",
        "周末发福利要登记吗",
        "能不能周一至周五喝酒",
        "我可不可以兼职",
        "能否在单位过生日",
        "我不想参加聚餐",
        "我要请假",
        "可以提前退休吗",
        "周五下午能不能早走",
        "我不想周末加班",
        "图片能不能发群里",
        "改到明天交材料行吗",
        "能不能晚点交检查",
        "我能不能提前下班",
        "订阅报纸能不能报销",
        "以后每天八点签到",
        "以后每天七点半浇花",
        "我的车能停单位吗",
        "我的猫能带来吗",
        "可以接受宴请吗",
        "可以参加酒会吗",
        "下周一学习什么",
        "王姐你看这个，周五要考",
        "李处您看看这个，周一要用",
        "大家看看 上面老周说的对不对",
    ],
)
def test_plain_talk_of_an_office_is_no_wish(said: str) -> None:
    assert not taken(said)


@pytest.mark.parametrize(
    "said",
    [
        "我要休假一周",
        "我下周住院十天",
        "以后每天八点签到",
        "会议改到下午三点了",
        "从明天起八点半上班",
        "周末不用来加班",
    ],
)
def test_nothing_is_changed_for_who_speaks_of_no_sending(said: str) -> None:
    found = spoken(said)
    assert found is None or not found.sure or not (found.argument or found.command.name in CHANGE)


def test_sentences_kept_aside_are_told_apart() -> None:
    """They were written before the model heard of offices, and nothing is fitted on them."""
    said = [json.loads(line) for line in KEPT_ASIDE.read_text(encoding="utf-8").splitlines()]
    wishes = [taken(one["said"]) for one in said if one["wish"]]
    questions = [taken(one["said"]) for one in said if not one["wish"]]
    assert len(wishes) >= 100
    assert len(questions) >= 180
    assert sum(wishes) / len(wishes) >= 0.95
    assert sum(questions) / len(questions) <= 0.08


@pytest.mark.parametrize(
    "said", ["我想问个问题", "我有个问题", "有件事想请教一下", "能不能问你个事", "想咨询几个问题"]
)
def test_who_has_something_to_ask_is_asked_for_it(said: str) -> None:
    assert wish(said) == Wish(Wanted.LISTENING)


@pytest.mark.parametrize("said", ["我想问一下报销标准", "请教一下三重一大是什么", "我有个问题，八项规定是什么"])
def test_who_asks_at_once_is_answered(said: str) -> None:
    assert wish(said) is None


@pytest.mark.parametrize(
    "said",
    ["我有个想法", "我有个建议", "想提点意见", "我有一点小意见", "我这有个主意", "那给管的人提个意见 匿名"],
)
def test_a_suggestion_without_words_asks_for_them(said: str) -> None:
    found = wish(said)
    assert found is not None
    assert (found.command, found.argument) == ("suggest", "")


@pytest.mark.parametrize(
    "said", ["你真笨", "答错了", "答非所问", "不对啊", "说得不对", "驴唇不对马嘴", "还是不对"]
)
def test_who_blames_the_answer_hears_an_apology(said: str) -> None:
    assert wish(said) == Wish(Wanted.SORRY)


@pytest.mark.parametrize(
    "said",
    ["又重复了", "还是一样的", "怎么还是一样的啊", "都看过了", "还是这段啊", "还是这个", "我觉得讲得不对"],
)
def test_the_same_again_is_a_complaint(said: str) -> None:
    assert wish(said) == Wish(Wanted.SORRY)


@pytest.mark.parametrize(
    "said",
    ["说的一样吗", "一样吗", "都一样吗", "看过", "还是这个人", "还是这个问题", "我看错了", "我觉得不行"],
)
def test_what_may_be_said_of_something_else_is_no_complaint(said: str) -> None:
    assert wish(said) != Wish(Wanted.SORRY)


@pytest.mark.parametrize("said", ["答得不错", "说得真好", "回答很准确", "你真聪明"])
def test_who_praises_the_answer_is_thanked(said: str) -> None:
    assert courtesy(said) is Courtesy.PRAISE


@pytest.mark.parametrize(
    "said",
    [
        "我要举报科长收礼",
        "纪委电话多少",
        "有个同事经常公车私用，我该找谁说",
        "我发现有人虚开发票怎么办",
        "我们发现会计套取资金该怎么办",
        "王科长违规吃喝谁管",
        "李处收了老板的卡找谁",
        "老张公车私用怎么办",
        "我看到处长用公车接孩子",
    ],
)
def test_wrongdoing_of_somebody_is_a_report(said: str) -> None:
    assert is_report(said)


@pytest.mark.parametrize(
    "said",
    ["李书记讲话里怎么说公款吃喝", "领导收红包怎么办", "公车私用谁管", "书记贪污怎么处理", "违规吃喝怎么处分"],
)
def test_a_question_about_wrongdoing_is_no_report(said: str) -> None:
    assert not is_report(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("晚一个小时", Shift(60, exact=True, sending=False)),
        ("廉语也早一刻钟", Shift(-15, exact=True, sending=True)),
        ("提前半小时", Shift(-30, exact=True, sending=False)),
        ("早半小时", Shift(-30, exact=True, sending=False)),
        ("推送往后挪一刻钟", Shift(15, exact=True, sending=True)),
        ("晚一个半小时发", Shift(90, exact=True, sending=True)),
        ("早一点发", Shift(-30, exact=False, sending=True)),
        ("晚一个小时到岗", None),
        ("提前半小时下班", None),
        ("早", None),
    ],
)
def test_how_much_earlier_or_later_is_read(said: str, meant: Shift | None) -> None:
    assert read_shift(said) == meant


@pytest.mark.parametrize(
    ("said", "muted"),
    [("静音", True), ("别响铃", True), ("取消静音", False), ("恢复响铃", False), ("声音", None)],
)
def test_whether_pushes_make_a_sound_is_read(said: str, muted: bool | None) -> None:
    assert mute_wanted(said) is muted


@pytest.mark.parametrize(
    "said",
    [
        "我订阅了吗",
        "我退订了吗",
        "是不是暂停了",
        "推送恢复了没",
        "静音了没有",
        "我们群有没有订阅廉语",
    ],
)
def test_who_asks_how_the_pushes_stand_changes_nothing(said: str) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == "settings"
    assert not (found.sure and found.argument)


@pytest.mark.parametrize(
    ("said", "command"),
    [("退订", "unsubscribe"), ("订阅吧", "subscribe"), ("恢复推送", "resume"), ("周末别发了", "settings")],
)
def test_who_wants_a_change_still_gets_it(said: str, command: str) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == command


@pytest.mark.parametrize("said", ["材料发了吗", "礼品退了没有", "会议改期了吗", "公车停了吗怎么停"])
def test_how_other_things_stand_is_no_matter_of_pushes(said: str) -> None:
    assert not asks_state(said)


def test_two_hours_on_different_days_are_seen() -> None:
    assert [f"{at:%H:%M}" for _, at in several_hours("订阅 8点 和 晚上8点")] == ["08:00", "20:00"]
    assert [f"{at:%H:%M}" for _, at in several_hours("早上八点和晚上八点各发一条")] == ["08:00", "20:00"]
    assert [f"{at:%H:%M}" for _, at in several_hours("工作日早上七点，周末九点")] == ["07:00", "09:00"]
    assert several_hours("工作日七点") == []
    assert several_hours("八点太早，改到九点") == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("第三页", 3),
        ("翻到第12页", 12),
        ("跳到最后", LAST),
        ("最后一页", LAST),
        ("回到开头", 1),
        ("第三点", None),
    ],
)
def test_a_page_by_name_is_read(said: str, number: int | None) -> None:
    assert page_named(said) == number


@pytest.mark.parametrize(
    "said", ["王姐你看这个，周五要考", "李处您看看这个", "大家看看", "老周你帮我看下", "小刘记得打印出来"]
)
def test_colleagues_speak_to_each_other(said: str) -> None:
    assert is_for_others(said)


@pytest.mark.parametrize(
    "said", ["清风你看看这个", "老师您好，三重一大是什么", "领导怎么说", "三重一大是什么", "书记都讲了什么"]
)
def test_who_speaks_to_the_bot_is_heard(said: str) -> None:
    assert not is_for_others(said)


@pytest.mark.parametrize(
    "said",
    ["明天的廉语", "后天的廉语", "明日廉语", "明早的廉语", "想看看后天那条", "下周一的廉语", "大后天廉语是啥"],
)
def test_the_quote_of_a_day_to_come_is_no_earlier_one(said: str) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == "preview"


@pytest.mark.parametrize("said", ["明天的廉语先别发", "下周一的廉语停一下"])
def test_a_day_to_come_is_left_out_as_ever(said: str) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == "pause"
