"""What people wish for in plain sentences, and the questions that only sound like it."""

import pytest

from knowledge.language.wishes.wishes import Wanted, Wish, wish


@pytest.mark.parametrize(
    ("said", "name", "argument"),
    [
        ("8点", "settings", "8点"),
        ("早上七点半", "settings", "早上七点半"),
        ("8：30", "settings", "8：30"),
        ("每天早上8点吧", "settings", "每天早上8点吧"),
        ("改到9点", "subscribe", "9点"),
        ("改时间 9点", "subscribe", "9点"),
        ("设置 9点", "subscribe", "9点"),
        ("把时间改成9点", "subscribe", "9点"),
        ("时间改到 下午5点半 可以吗", "subscribe", "下午5点半"),
        ("推送时间：7点半", "subscribe", "7点半"),
        ("把每日廉语的推送时间调整为晚上8点", "subscribe", "晚上8点"),
        ("每天八点发给我", "subscribe", "每天八点"),
        ("7点半推送", "subscribe", "7点半"),
        ("请每天早上8点提醒我一次", "subscribe", "每天早上8点"),
        ("早上八点给我发廉语", "subscribe", "早上八点"),
        ("订阅，早上八点", "subscribe", "早上八点"),
        ("我想订阅早上八点", "subscribe", "早上八点"),
        ("訂閱 8點", "subscribe", "8點"),
        ("订阅工作日8点", "subscribe", "工作日8点"),
        ("周一到五 8点", "settings", "周一到五 8点"),
        ("改成工作日推送", "subscribe", "工作日"),
        ("周末推送", "subscribe", "周末"),
        ("我想订阅25:00", "subscribe", "25:00"),
        ("帮我订阅", "subscribe", ""),
        ("请帮我订阅每日廉语，谢谢！", "subscribe", ""),
        ("可以订阅吗？", "subscribe", ""),
        ("开启推送", "subscribe", ""),
        ("不订阅了", "unsubscribe", ""),
        ("关闭推送", "unsubscribe", ""),
        ("stop", "unsubscribe", ""),
        ("STOP!", "unsubscribe", ""),
        ("不想收了", "unsubscribe", ""),
        ("退訂", "unsubscribe", ""),
        ("我想退订", "unsubscribe", ""),
        ("不要再给我推送了", "unsubscribe", ""),
        ("别发了", "unsubscribe", ""),
        ("把推送关了", "unsubscribe", ""),
        ("取消每日廉语推送", "unsubscribe", ""),
        ("TD", "unsubscribe", ""),
        ("取消8点的推送", "unsubscribe", "8点"),
        ("怎么退订？", "settings", "怎么退订？"),
        ("改早一点", "settings", ""),
        ("太早了，改晚一点吧", "settings", ""),
        ("推送", "settings", ""),
        ("菜单", "help", ""),
        ("有几篇讲话", "speeches", ""),
        ("你收录了哪些讲话？", "speeches", ""),
        ("讲话一共有几篇", "speeches", ""),
    ],
)
def test_a_wish_is_understood_as_a_whole(said: str, name: str, argument: str) -> None:
    assert wish(said) == Wish(name, argument)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "8",
        "2022",
        "0830",
        "订阅的意义是什么",
        "八点规定",
        "八项规定",
        "两点要求是什么",
        "取消资格怎么规定",
        "取消干部任职资格",
        "不收红包",
        "不收礼",
        "不要发牢骚",
        "停职检查",
        "关闭会所",
        "设置监督岗位",
        "设置三道防线",
        "改作风",
        "改到位",
        "提醒谈话",
        "八点开会提醒我",
        "8点的会议讲了什么",
        "推送工作怎么做",
        "通知要求是什么",
        "三重一大是什么",
        "第八点",
        "那第二点呢",
        "时间紧任务重怎么办",
        "中午饮酒的规定",
        "中午",
        "还有吗",
        "取消两点要求",
        "早点回家",
        "？？？",
        "讲话有哪些要求",
        "讲话提到了什么",
        "有什么原文依据",
    ],
)
def test_a_question_is_no_wish(said: str) -> None:
    assert wish(said) is None


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("再来一条", Wish("quote", "换一条")),
        ("昨天的廉语", Wish("quote", "昨天")),
        ("总结一下", Wish(Wanted.SUMMARY)),
        ("转人工", Wish(Wanted.HUMAN)),
        ("我要举报", Wish(Wanted.REPORT)),
        ("没看明白", Wish(Wanted.UNCLEAR)),
        ("整篇讲话发我", Wish(Wanted.WHOLE)),
    ],
)
def test_what_is_no_command_of_its_own_is_understood_too(said: str, wished: Wish) -> None:
    assert wish(said) == wished
