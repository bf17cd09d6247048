"""Reports of wrongdoing, told from questions to the speeches about reports."""

import pytest

from knowledge.language.talk.reports import is_report
from knowledge.language.wishes.wishes import reports_wrongdoing
from services.reporting import holds_report


@pytest.mark.parametrize(
    "said",
    [
        "举报",
        "检举！",
        "我要举报",
        "我要舉報",
        "我要举报科长收礼",
        "我想匿名举报我们处长",
        "想举报我们主任吃回扣",
        "举报！我们处长收了开发商的购物卡",
        "怎么联系纪委",
        "怎麼聯繫紀委",
        "纪委电话是多少",
        "举报邮箱",
        "怎么举报",
        "在哪里举报",
        "匿名举报怎么弄",
        "有人行贿找谁说",
        "有人受贿向谁反映",
        "同事贪污公款去哪举报",
        "领导收红包了我要举报",
        "我们科长收了别人的烟",
        "投诉科长",
        "我要反映问题",
        "我们单位有人公车私用,跟谁反映",
        "有个领导收了人家烟酒,我晓得的,能在你这儿说不",
        "材料往哪里递，我想反映个问题",
    ],
)
def test_a_report_is_known(said: str) -> None:
    assert is_report(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "举报制度有哪些规定",
        "信访举报怎么处理",
        "如何畅通举报渠道",
        "对举报人打击报复怎么处理",
        "实名举报和匿名举报对待一样吗",
        "泄露举报人信息要负啥责任",
        "举报箱、举报网站建设讲过没有",
        "领导收礼怎么处理",
        "行贿受贿怎么处理",
        "受贿行贿一起查是什么意思",
        "收人家一条烟算不算违纪",
        "同事送的土特产能收吗",
        "有人送礼怎么办",
        "纪委监督的职责是什么",
        "纪委书记是谁",
        "谁来监督纪委",
        "发现问题线索怎么报告",
        "三重一大是什么",
        "失职失责有没有人买单",
        "邻居占了楼道该向哪里投诉",
        "入党申请向谁递交",
        "评选材料交哪",
    ],
)
def test_a_question_about_reports_is_none(said: str) -> None:
    assert not is_report(said)


@pytest.mark.parametrize(
    "said",
    [
        "我要反映处长安排亲戚上班，有图片",
        "我要反映科长和女下属的事，有图片",
        "我要反映情况，图片里是科长打麻将",
        "我要反映问题：领导上班时间在办公室打牌，太吵了",
        "我要反映清风镇镇长的问题",
        "我要反映个问题，领导天天吵架打人",
        "我要反映情况，会计用图片报假账",
        "我要反映领导任人唯亲，订阅了一堆私人杂志",
        "我想反映村长的事，推送给大家看看",
        "我要反映张处的作风问题，图片附后",
        "我要反映老王打牌，铃声响个不停",
        "我们要反映王主任，机器人都是他家亲戚卖的",
        "我要反映有人打麻将，吵",
    ],
)
def test_who_reports_a_person_reports_whatever_else_is_named(said: str) -> None:
    assert is_report(said) or reports_wrongdoing(said)


@pytest.mark.parametrize("wants", ["我想投诉", "我要投诉", "投诉", "我想控告", "我要告", "我想反映"])
@pytest.mark.parametrize("whom", ["办公室的老王乱报销", "财务科的老李", "张处骂人", "我们上司", "有人上班睡觉"])
def test_a_complaint_about_somebody_is_a_report(wants: str, whom: str) -> None:
    assert is_report(wants + whom)


@pytest.mark.parametrize("whom", ["老王", "办公室的老李", "我们张科长", "刘主任", "小赵"])
@pytest.mark.parametrize(
    "does", ["乱报销", "天天迟到早退", "上班打游戏也没人管", "老是骂人", "让司机给他多报了", "偏心得很"]
)
def test_what_a_colleague_by_name_does_is_a_report(whom: str, does: str) -> None:
    assert is_report(whom + does)


@pytest.mark.parametrize(
    "said",
    ["上班迟到怎么处理", "我要投诉推送太吵", "我想投诉食堂的菜", "小程序打不开了", "我告诉领导了",
     "我要告一段落", "小圈子是什么意思", "领导干部不作为、乱作为", "老常识说不能偏心",
     "领导偏心怎么办", "投诉渠道有哪些"],
)  # fmt: skip
def test_without_anybody_it_is_none(said: str) -> None:
    assert not is_report(said)


@pytest.mark.parametrize(
    "said",
    [
        "我想反映个事，按钮坏了",
        "我要反映个问题，推送太吵",
        "我要反映个情况，领导说推送太吵",
        "我要反映个情况，领导嫌字太小",
        "我要反映个问题，同事都收不到推送",
        "我想反映个问题，推送的图片看不清",
        "我要反映个问题，时间段总是不对，推送太晚",
        "我要反映，推送里的小程序打不开",
        "我要反映个问题，清风不回消息",
        "主任想收每日廉语怎么弄",
        "主要反映领导干部的作风",
    ],
)
def test_what_is_wrong_with_the_bot_is_no_report(said: str) -> None:
    assert not is_report(said)
    assert not reports_wrongdoing(said)


@pytest.mark.parametrize(
    ("payload", "held"),
    [
        ('{"message": {"text": "我要举报科长收礼"}}', True),
        ('{"message": {"text": "好", "reply_to_message": {"text": "\\u6211\\u8981\\u4e3e\\u62a5"}}}', True),
        ('{"message": {"photo": [{}], "caption": "我要举报"}}', True),
        ('{"message": {"text": "三重一大是什么"}}', False),
        ('{"message": {"chat": {"title": "我要举报"}}}', False),
        ("{not json", False),
        ("{not json, 我要举报", True),
        ("{not json \\u4e3e\\u62a5", True),
    ],
)
def test_an_update_that_holds_a_report_is_known(payload: str, held: bool) -> None:
    assert holds_report(payload) is held
