"""What people tell of having been given something is told from questions about gifts."""

import pytest

from knowledge.language.talk.gifts import was_given
from knowledge.language.talk.reports import is_report


@pytest.mark.parametrize(
    "said",
    [
        "领导给我塞了条烟",
        "领导给我塞了条烟咋办",
        "有人送我购物卡，该交给谁",
        "有人送我两条烟怎么退",
        "有人送我一张购物卡，怎么上交",
        "老乡塞给我一个信封，怎么退",
        "我收了人家一条烟怎么办",
        "我昨天收了老板一张卡",
        "客户给我家里送了一箱酒",
        "包工头往我车里放了两瓶茅台",
        "下属给我发了个红包，要退吗",
        "我爱人收到一盒月饼",
        "有人給我轉了兩千塊錢",
        "有人把红包塞我包里了",
    ],
)
def test_who_was_given_something_is_heard_as_a_report_is(said: str) -> None:
    assert was_given(said)
    assert is_report(said)


@pytest.mark.parametrize(
    "said",
    [
        "收人家一条烟算不算违纪",
        "收烟算违纪吗",
        "别人送礼怎么办",
        "我收怎么办",
        "能不能送我一句廉语",
        "再送我一句",
        "给我发个图片",
        "我们能收礼品吗",
        "讲话里对我们收红包怎么说",
        "把这段发给我",
        "给我一段能直接引用的",
        "给我发几条关于礼品的",
        "送我一段关于红包的原文",
    ],
)
def test_what_is_asked_in_general_is_a_question(said: str) -> None:
    assert not was_given(said)
    assert not is_report(said)
