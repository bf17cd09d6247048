"""What is said to a notice that stands there to be sent, and what its words become."""

import pytest

from knowledge.language.commands.draft_changes import changed
from knowledge.language.commands.draft_wanted import Towards
from knowledge.language.commands.draft_words import towards_a_draft, without_preface

BODY = "本周五下午两点半在三楼会议室召开大会，请准时参加"
TWO_HOURS = "周五下午3点前报材料，四点开会。三点要求：一要按时"

WANTS = {
    Towards.SEND: (
        "发",
        "就这样发吧",
        "领导同意了，发",
        "可以发了",
        "没问题，发给大家吧",
        "确定发送",
        "就这样",
    ),
    Towards.HOLD: ("先别发，我问问领导", "先放着", "先不弄通知了", "等会儿再发", "我再想想", "别急着发"),
    Towards.DROP: ("不发了", "算了，不发通知了", "作废", "这条不要了"),
    Towards.CHANGE: ("改一下", "时间不对", "内容写错了"),
    Towards.WHOM: ("只发给后勤群", "别发给三支部", "光发给处长们", "发给老周就行", "就发给后勤群就好"),
    Towards.ASKS: ("发到几个地方了", "刚才那条几个群收到了", "发错了，收回", "发出去没有", "撤回刚才的通知"),
    Towards.WORDS: ("改成：明天不学习", "内容换成明天不学习了", "正文是：明天不学习"),
    Towards.ADD: (
        "加一句：请带笔记本",
        "还有，请后勤的同志也参加",
        "最后加上请带笔记本",
        "开头加一句 各位同事",
    ),
}
ELSE = (
    "上个月的台账来一份",
    "弄个每季度末的责任书提醒，上午十点",
    "把孙干事和老周加进去",
    "加上 小陈",
    "三支部的群批准了没",
    "机器正常吗，有没有报错",
    "新建一件事：个人事项报告，每年1月31日，提前一周提醒",
    "推送改成四点",
    "每天九点发",
    "暂停三天",
    "三重一大是什么",
    "收回扣怎么处理",
    "明天停电，晚半小时上班",
    "发了，不错",
    "谁能用你",
    "地点改不改",
    "让我也来学学？",
    "发给大家就行了吗",
)


@pytest.mark.parametrize(("what", "said"), [(what, one) for what, all_ in WANTS.items() for one in all_])
def test_it_is_told_what_is_wanted_of_a_draft(what: Towards, said: str) -> None:
    found = towards_a_draft(said, BODY)
    assert found is not None
    assert found.what is what


@pytest.mark.parametrize("said", ELSE)
def test_what_is_about_something_else_is_nothing_to_a_draft(said: str) -> None:
    assert towards_a_draft(said, BODY) is None


def becomes(body: str, said: str) -> str | None:
    found = towards_a_draft(said, body)
    assert found is not None
    return changed(body, found)


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("时间改成四点", "下午两点半", "下午四点"),
        ("四点", "下午两点半", "下午四点"),
        ("等等，改成15:00", "下午两点半", "15:00"),
        ("两点半改成三点", "下午两点半", "下午三点"),
        ("时间改成周六上午十点", "本周五下午两点半", "周六上午十点"),
        ("改周六", "本周五", "周六"),
        ("不是周五，是下周一", "本周五", "下周一"),
        ("地点改一下，五楼大会议室", "三楼会议室", "五楼大会议室"),
        ("地点换成二楼", "三楼", "二楼"),
        ("地点改五楼", "三楼", "五楼"),
        ("对了，集合地点改五楼大会议室", "三楼会议室", "五楼大会议室"),
        ("时间改四点", "下午两点半", "下午四点"),
        ("把日期换周六", "本周五", "周六"),
        ("哦对了，让司机班也来", "请准时参加", "请准时参加。司机班也来"),
        ("写错了，改成五楼", "三楼", "五楼"),
        ("把大会改成会议", "大会", "会议"),
        ("把“请准时参加”删掉", "，请准时参加", ""),
    ],
)
def test_a_part_is_replaced_where_it_stands(said: str, before: str, after: str) -> None:
    assert becomes(BODY, said) == BODY.replace(before, after)


@pytest.mark.parametrize("said", ["时间改成五点", "五点", "两点改成五点", "地点改成四楼会议室"])
def test_where_it_is_not_plain_what_to_replace_nothing_is(said: str) -> None:
    assert becomes(TWO_HOURS, said) is None


def test_an_hour_is_found_in_other_words() -> None:
    assert becomes(TWO_HOURS, "三点改成三点半") == TWO_HOURS.replace("下午3点", "下午三点半")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("内容是：明天停电", "明天停电"),
        ("发个通知，内容是：明天停电", "明天停电"),
        ("内容丰富，请看", "内容丰富，请看"),
        ("内容是：", "内容是："),
    ],
)
def test_what_leads_to_the_words_is_left_out(written: str, words: str) -> None:
    assert without_preface(written) == words


MEETING = "后天上午九点机关廉政会，三楼会议室，都参加"
MEETING_BECOMES = {
    "后天改成大后天，更正一下": MEETING.replace("后天", "大后天"),
    "九点改成九点半，重新发": MEETING.replace("九点", "九点半"),
    "三楼换成二楼 再发一遍": MEETING.replace("三楼", "二楼"),
    "再改一下，三楼换成二楼": MEETING.replace("三楼", "二楼"),
    "再改一下三楼换成二楼": MEETING.replace("三楼", "二楼"),
    "写错了，把上午换成下午吧": MEETING.replace("上午", "下午"),
    "把上午换成下午吧，我写错了，其他不变": MEETING.replace("上午", "下午"),
    "三樓換成二樓，重發": None,  # the notice has no such character: it is asked what is meant
    "三楼写错了应该是四楼": MEETING.replace("三楼", "四楼"),
    "是九点半，不是九点": MEETING.replace("九点", "九点半"),
    "時間改到下午三點": MEETING.replace("上午九点", "下午三點"),
    "九点改成九点半，领导要求的": MEETING.replace("九点", "九点半"),
    "改成九点半，领导要求的": MEETING.replace("九点", "九点半"),
    "在后面写上“不得请假”": f"{MEETING}。不得请假",
    "末尾写一句：请带笔记本": f"{MEETING}。请带笔记本",
    "再添上“着正装”三个字": f"{MEETING}。着正装",
    "開頭加上“各位同事：”": f"各位同事：{MEETING}",
    "都参加那句不要了": "后天上午九点机关廉政会，三楼会议室",
    "都参加不要写": "后天上午九点机关廉政会，三楼会议室",
    "都参加前面加“请大家”": MEETING.replace("都参加", "请大家都参加"),
    "会议室后面补上：（东侧）": MEETING.replace("会议室", "会议室（东侧）"),
    "后天改成周五，三楼改成五楼，后面加一句不得请假": "周五上午九点机关廉政会，五楼会议室，都参加。不得请假",
}


@pytest.mark.parametrize(("says", "becomes"), MEETING_BECOMES.items())
def test_what_is_said_around_a_change_is_no_part_of_it(says: str, becomes: str | None) -> None:
    found = towards_a_draft(says, MEETING)
    assert found is not None
    assert changed(MEETING, found) == becomes


def test_what_stands_behind_a_change_is_left_out_and_named() -> None:
    found = towards_a_draft("九点改成九点半，领导要求的", MEETING)
    assert found is not None
    assert found.left == "领导要求的"


ALSO_WANTED = {
    Towards.COUNT: (
        "发吧，要大家点已阅",
        "那就发，带上已阅的",
        "带已阅按钮的那种",
        "要個已閱",
        "让大家回个已阅",
    ),
    Towards.PLAIN: ("不带已阅了", "不用已阅", "把已阅去掉"),
    Towards.AUDIENCE: (
        "给我看看会发给谁",
        "都有谁能收到",
        "谁收不到",
        "没订阅的能收到吗",
        "發給誰",
        "会给哪些群",
    ),
    Towards.DROP: ("取消发送", "停止发送", "不要发了"),
    Towards.HOLD: ("再想想", "我再考虑一下", "容我想想再发"),
    Towards.CHANGE: ("换一条", "換一條", "重写一条", "换个内容"),
    Towards.WORDS: ("换一条：明天消防演练", "重新来一条：明天消防演练"),
}


@pytest.mark.parametrize(("what", "said"), [(what, one) for what, all_ in ALSO_WANTED.items() for one in all_])
def test_it_is_told_how_a_draft_is_to_go_out(what: Towards, said: str) -> None:
    found = towards_a_draft(said, MEETING)
    assert found is not None
    assert found.what is what
