"""What is said to a card in other words than its buttons', and what is said to none."""

import pytest

from knowledge.language.talk.thread.card_words import AGAIN, NEXT, of_a_row, same_as

QUOTE = ["通过", "不用", "改长短", "待审列表", "廉语管理"]
CASE = ["绑定一段原文", "讲话里没有", "回复提问人", "略过", "返回问题箱"]
SETTLED = ["撤销", "返回问题箱"]
DUTY = ["时间", "加人", "去人", "原文", "表格", "启用", "放弃", AGAIN]

SAID = [
    (QUOTE, "通过", "这条行，过 这道可以过 过 这句留着 留下吧 可以留用 这条能用 就采用 这个准了过 让它过"),
    (QUOTE, "不用", "这条不行 这句不合适 这条不要 划掉 毙了 这条别用 这个不妥 不留"),
    (
        CASE,
        "讲话里没有",
        "这条讲话里确实没有 确实没有 讲话没提 稿子里没写 真没说到 没讲过 原文里压根没有 没涉及",
    ),
    (CASE, "略过", "跳过 这条跳过吧 不管它 先略过 忽略 这个不用管 这条不是问题"),
    (CASE, "绑定一段原文", "绑定 绑一段原文 给它找段原文 配上原文"),
    (CASE, "回复提问人", "回复他 我来回他一句 答复一下 告诉他们一声"),
    (SETTLED, "撤销", "弄错了，退一步 点错了 搞错了，撤回去 我反悔了 退回去 按错了，恢复 放回去"),
    (DUTY, "启用", "开始吧 可以开始了 启动 就这样，启用 现在生效 用起来吧 开始"),
    (DUTY, AGAIN, "那现在几个人同意了 多少人同意了 都同意了没 他们答应了吗 有几个同意了 哪些人点头了"),
]


@pytest.mark.parametrize(
    ("labels", "meant", "says"),
    [(labels, meant, one) for labels, meant, several in SAID for one in several.split()],
)
def test_what_a_button_does_is_said_in_other_words(labels: list[str], meant: str, says: str) -> None:
    assert same_as(says, labels) == meant


@pytest.mark.parametrize(
    "says",
    [
        *[
            "行",
            "好",
            "嗯",
            "可以",
            "是",
            "对",
            "不",
            "没有",
            "算了",
            "谢谢",
            "第一个",
            "第二条",
            "下一条",
            "还有吗",
            "同意",
            "收到",
            "回头看",
            "找原文",
        ],
        *["三重一大是什么", "不合格党员怎么处理", "没有规矩不成方圆", "过节要注意什么", "开始讲作风的是哪段"],
        *["讲话里怎么说作风", "留置是什么", "通过什么方式监督", "恢复党员权利", "不用公车"],
    ],
)
def test_what_is_said_of_something_else_presses_nothing(says: str) -> None:
    for labels in (QUOTE, CASE, SETTLED, DUTY):
        assert same_as(says, labels) == ""


@pytest.mark.parametrize("says", ["下一个不用", "再下一条不要", "后面那条划掉", "接下来那句不合适"])
def test_the_next_is_the_card_that_came_after_another(says: str) -> None:
    assert same_as(says, [*QUOTE, NEXT]) == "不用"
    assert same_as(says, QUOTE) == "", "else nobody knows which"


@pytest.mark.parametrize(
    ("says", "row"),
    [
        ("第一个通过", "第一个"),
        ("那第二条不用", "第二条"),
        ("把第三道留下", "第三道"),
        ("最后一条讲话里没有", "最后一条"),
        ("第二个略过", "第二个"),
        ("第一个问题怎么办", ""),
        ("第一个", ""),
        ("第三点怎么说", ""),
    ],
)
def test_a_row_is_named_with_what_is_to_be_done(says: str, row: str) -> None:
    assert (of_a_row(says, lambda _: False) or ("", ""))[0] == row
