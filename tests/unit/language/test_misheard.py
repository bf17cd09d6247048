"""Words once taken for their opposite, or for a wish that nothing in them speaks of; with their siblings."""

from datetime import date, timedelta

import pytest

from handlers.words.spoken import spoken
from knowledge.language.calendar.pauses import read_pause
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.talk.small_talk import Courtesy, courtesy
from knowledge.language.talk.thread.follow_ups import Lean, follow_up
from knowledge.language.wishes.wish_words import hour_words
from knowledge.language.wishes.wishes import Wanted, Wish, wish

MONDAY = date(2026, 3, 2)
CHANGES = {"subscribe", "unsubscribe", "pause", "resume"}


@pytest.mark.parametrize(
    "said",
    [
        "晚上九点以后别打扰",
        "十点以后别发",
        "八点前不要发",
        "中午别推送",
        "别九点发",
        "晚上十点到早上六点不要发",
        "不要早上六点发给我",
        "下午三点的时候就别推了",
    ],
)
def test_an_hour_at_which_nothing_is_wanted_is_not_the_one_to_send_at(said: str) -> None:
    found = spoken(said)
    assert found is None or found.command.name == "settings" or not found.sure
    assert hour_words(said) == ""


@pytest.mark.parametrize(
    ("said", "hour"), [("不要八点，要九点", "九点"), ("八点太早，改到九点", "九点"), ("别太晚，七点发", "七点")]
)
def test_the_hour_that_is_wanted_beside_it_is_heard(said: str, hour: str) -> None:
    assert hour_words(said) == hour


@pytest.mark.parametrize(
    ("said", "first", "days"),
    [
        ("12月3号停一天", date(2026, 12, 3), 1),
        ("12月3号停推半个月", date(2026, 12, 3), 15),
        ("3月10号开始停一周", date(2026, 3, 10), 7),
        ("从下周一起停三天", date(2026, 3, 9), 3),
        ("下周三停一天", date(2026, 3, 11), 1),
        ("后天起三天不发", date(2026, 3, 4), 3),
        ("10号停两天", date(2026, 3, 10), 2),
    ],
)
def test_a_span_begins_on_the_day_that_is_named(said: str, first: date, days: int) -> None:
    found = spoken(said)
    assert found is not None
    assert found.command.name == "pause"
    pause = read_pause(found.argument, MONDAY, MONDAY, WorkCalendar.nothing())
    assert (pause.first, pause.resumes_on) == (first, first + timedelta(days=days))


@pytest.mark.parametrize(
    "said", ["怎么订阅每日廉语", "如何退订廉语", "咋订阅这个廉语", "每日廉语怎么恢复推送", "推送怎么暂停"]
)
def test_who_asks_how_it_is_done_has_nothing_done(said: str) -> None:
    found = spoken(said)
    assert found is None or found.command.name not in CHANGES


@pytest.mark.parametrize(
    "said",
    ["油卡呢", "那我呢", "还剩几处", "还剩多少", "我问的是那个"],
)
def test_a_weak_guess_that_nothing_speaks_of_is_none(said: str) -> None:
    assert wish(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "短点行不",
        "太长了",
        "有点长",
        "长话短说",
        "简单点说",
        "太啰嗦了",
        "能不能短一点",
        "给我一句话就行",
        "说重点",
    ],
)
def test_who_wants_it_shorter_gets_no_more_of_it(said: str) -> None:
    assert wish(said) == Wish(Wanted.SHORTER)


@pytest.mark.parametrize(
    "said", ["这俩有什么区别", "两者有何不同", "我问的是区别", "这两篇哪篇更严", "它们的差别是什么"]
)
def test_who_wants_them_compared_hears_that_nothing_is(said: str) -> None:
    assert wish(said) == Wish(Wanted.COMPARE)


@pytest.mark.parametrize("said", ["再来一题", "能不能出几道题考考我", "给我出道题", "考考我", "我想做几道题"])
def test_who_wants_to_be_asked_gets_items(said: str) -> None:
    assert wish(said) == Wish("practice")


@pytest.mark.parametrize(
    "said", ["就这些吗", "只有这些？", "没有了吗", "没有别的了吗", "除了这个还有别的措施吗", "除了这些还有什么"]
)
def test_is_that_all_asks_for_more(said: str) -> None:
    leaning = follow_up(said)
    assert courtesy(said) is None
    assert leaning is not None
    assert leaning.lean is Lean.MORE


@pytest.mark.parametrize("said", ["回到刚才那段", "再看刚才那段", "返回刚刚那条", "回到上面那段"])
def test_back_to_what_was_there_is_no_reading_on(said: str) -> None:
    leaning = follow_up(said)
    assert leaning is not None
    assert leaning.lean is Lean.BACK


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("你谁啊", Courtesy.WHO),
        ("你会啥", Courtesy.WHO),
        ("我不想看了", Courtesy.ACKNOWLEDGED),
        ("不看了", Courtesy.ACKNOWLEDGED),
        ("没别的意思", Courtesy.ACKNOWLEDGED),
        ("这个好", Courtesy.PRAISE),
    ],
)
def test_small_talk_is_not_looked_up(said: str, kind: Courtesy) -> None:
    assert courtesy(said) is kind


@pytest.mark.parametrize("said", ["倒回去", "倒回去一段", "再往前"])
def test_back_in_the_text_is_no_reading_on(said: str) -> None:
    leaning = follow_up(said)
    assert leaning is not None
    assert leaning.lean is Lean.PRECEDING


@pytest.mark.parametrize("said", ["还有多少没读", "回第一条", "还剩几处", "领导给我塞了条烟"])
def test_no_other_quote_is_given_where_none_is_spoken_of(said: str) -> None:
    assert wish(said) != Wish("quote", "换一条", sure=False)


@pytest.mark.parametrize("said", ["今天的那条是什么", "今天那条呢", "今天这条讲的啥"])
def test_the_one_of_today_is_the_quote(said: str) -> None:
    assert wish(said) == Wish("quote")


@pytest.mark.parametrize(
    "said",
    [
        "两次讲话有什么不同",
        "三重一大和一岗双责有什么区别",
        "考核题目怎么规定的",
        "出差回来怎么报销",
        "报告太长了怎么改进文风",
    ],
)
def test_questions_with_such_words_stay_questions(said: str) -> None:
    assert wish(said) is None
