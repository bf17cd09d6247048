"""Questions that ask the same are one case in the inbox; those that only sound alike are not."""

import pytest

from services.asking.unanswered.alike import grouped

SAME = (
    ("收烟算违纪吗", "收人家一条烟算不算违纪"),
    ("能不能收土特产", "收别人一点土特产可以吗"),
    ("四风是什么", "甚麼是四風"),
    ("食堂晚上供应夜宵吗", "请问晚上食堂有没有夜宵"),
    ("公车能接孩子吗", "用公车接送孩子行不行"),
    ("老板请吃饭能去吗", "别人请我吃饭可不可以去"),
    ("打车费怎么报销", "报销打车费要什么手续"),
    ("收红包怎么办", "收了人家的红包该怎么处理"),
    ("婚宴最多几桌", "办婚宴最多可以摆多少桌"),
    ("上班炒股违纪吗", "上班时间炒股算不算违反纪律"),
    ("兼职取酬可以吗", "党员干部能不能兼职取酬"),
    ("收微信红包算受贿吗", "收了朋友一个微信红包是不是受贿"),
    ("年假有几天", "年假可以休多少天"),
    ("喝酒会不会被处分", "喝了点酒会受处分吗"),
    ("收购物卡违纪吗", "收服务对象两张购物卡违不违纪"),
)
OTHER = (
    ("收烟算违纪吗", "收酒算违纪吗"),
    ("收烟算违纪吗", "送烟算违纪吗"),
    ("公务接待标准", "公务接待谁审批"),
    ("停车位怎么申请", "年假怎么申请"),
    ("年假有几天", "产假有几天"),
    ("婚宴最多几桌", "丧事最多几桌"),
    ("领导干部能经商吗", "家属能经商吗"),
    ("退休后能兼职吗", "退休前能兼职吗"),
    ("第一种形态是什么", "第二种形态是什么"),
    ("2022年讲话对作风有什么要求", "2023年讲话对作风有什么要求"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_asked_in_other_words_is_one_case(one: str, other: str) -> None:
    assert grouped([one, "公务用车谁管钥匙", other]) == [[0, 2], [1]]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_differs_by_the_word_that_matters_is_two_cases(one: str, other: str) -> None:
    assert grouped([one, other]) == [[0], [1]]
