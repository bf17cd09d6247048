"""Reports of wrongdoing, told from questions to the speeches about reports."""

import pytest

from knowledge.language.talk.reports import is_report
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
