"""Who says to be away asks the speeches nothing; who asks about leave, or tells of others, does."""

import pytest

from knowledge.language.talk.absences import is_absence


@pytest.mark.parametrize(
    "said",
    [
        "我要休假一周",
        "我下周住院十天",
        "我想请两天年假",
        "我请三天假",
        "下周我出差三天",
        "我们下周二去杭州培训",
        "我从12月1日起休产假",
        "休假一周",
        "出差三天",
        "我明天不来了",
        "国庆我回老家",
        "我这两天不在单位",
        "我要做个小手术，大概半个月",
    ],
)
def test_who_says_to_be_away_is_understood(said: str) -> None:
    assert is_absence(said)


@pytest.mark.parametrize(
    "said",
    [
        "请假",
        "培训",
        "学习",
        "我要学习",
        "我想学习今年的",
        "我要学习最近的",
        "我想学习一下今年的",
        "休假期间收礼",
        "出差期间公款旅游",
        "我要休假一周怎么报批",
        "我能不能请三天假？",
        "请假外出要不要报告组织",
        "出差超标准住宿怎么报销",
        "科长下周出差三天",
        "我要出差三天，先别发了",
        "明天的廉语",
        "元旦放几天假",
        "春节休几天",
        "年轻干部怎么教育",
        "",
    ],
)
def test_a_question_or_a_wish_is_no_absence(said: str) -> None:
    assert not is_absence(said)
