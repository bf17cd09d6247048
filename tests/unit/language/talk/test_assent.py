"""是, 不用了, 取消: what means yes, what means no, and what only looks like it."""

import time

import pytest

from knowledge.language.talk.assent import Assent, asks_the_speeches, assent, is_cancel

YES = """
    是 是的 是啊 是地 对 对的 確定 确定 确认 确订 要 要的 改吧 那就改吧 是的，谢谢！
    好，改吧 嗯，是的 同意 没错 ＹＥＳ shide 对，就这么停 好，就这么定吧
"""
NODS = """
    好 好的 好滴 好嘞 好的谢谢 好把 可以 可以的，麻烦了 可已 行 行吧
    嗯 嗯嗯 OK ok好的 没问题 就这样 好的。。。 👍 👌
"""
NO = """
    不 不用 不用了 不要 不了谢谢 不改 不改了 先不改了 别改 不是 不行
    不好 不可以 不同意 不发了 不写了 不想改了 暂时不用 否
    取消 取消吧 取消，谢谢 取肖 曲消 算了 算啦 还是算了吧 那算了 蒜了 没事了 再想想 以后再说 no quxiao 退出 ❌
"""
NEITHER = """
    是不是 是吗 好吗 行吗 可以吗 对不对 是非 是什么 好人 要求 不忘初心 不敢腐 不作为 不要收礼 行为规范 行贿
    可以收礼吗 对照检查 取消资格 取消订阅 取消资格的规定 退订 发展 办法 停止推送 不要推送 明天不要推送 不想收了
    三重一大是什么 2024年 早上九点 办了 办了啊 已经办了 停了没有 改了没 发过没有
"""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (said, meant)
        for words, meant in ((YES, Assent.YES), (NODS, Assent.NOD), (NO, Assent.NO), (NEITHER, None))
        for said in words.split()
    ],
)
def test_a_whole_message_means_yes_or_no_or_something_else(said: str, meant: Assent | None) -> None:
    assert assent(said) is meant


def test_only_cancel_is_cancel() -> None:
    assert all(is_cancel(said) for said in ("取消", "请取消，谢谢", "取消吧", "取肖", "quxiao"))
    assert not any(is_cancel(said) for said in ("取消订阅", "取消资格", "不用了", "取消？", ""))


@pytest.mark.parametrize("said", ["三重一大是什么", "收礼算违纪吗", "怎样抓作风建设", "八项规定有几条？"])
def test_a_question_looks_like_one(said: str) -> None:
    assert asks_the_speeches(said)


@pytest.mark.parametrize(
    "said",
    [
        "公车预约表能不能放到群里",
        "食堂的汤太咸",
        "在动员会上的讲话",
        "建议说明一下什么是四种形态",
        "2024年2月7日",
    ],
)
def test_what_is_proposed_or_named_is_no_question(said: str) -> None:
    assert not asks_the_speeches(said)


@pytest.mark.parametrize(
    "said", ["不" * 18, "嗯" * 18, "好的" * 9, "可以的" * 6, "那就" * 9, "是的是的好的" * 3, "不用" * 9]
)
def test_no_message_is_read_for_long(said: str) -> None:
    """What is tried in every order would take minutes; a thousandth of a second is enough."""
    took = []
    for _ in range(3):  # the first one may load what is read once
        began = time.process_time()
        assent(f"{said[:17]}x")
        took.append(time.process_time() - began)
    assert min(took) < 0.5
