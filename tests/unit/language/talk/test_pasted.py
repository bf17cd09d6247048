"""A pasted speech is told from questions, however long they are."""

import pytest

from knowledge.language.talk.pasted import is_pasted

SPEECH = (
    "在党风廉政建设工作会议上的讲话\n2024年3月15日\n同志们：\n一、以案为鉴，知敬畏\n"
    "我们要从身边的案例里汲取教训，做到警钟长鸣，时刻绷紧廉洁自律这根弦，守住做人做事的底线。\n"
    "二、以案促改，守底线\n要把制度立起来、严起来，让遵规守纪成为习惯，让干部在有约束的环境里工作。\n"
)
QUESTIONS = "想请教几个问题：\n" + "\n".join(
    f"{number}、关于公务接待的标准和审批手续，讲话里是怎么要求的，有没有说到外出学习？"
    for number in "一二三四五"
)
NOT_MARKED = """1、什么是三重一大，哪些事情必须上会讨论决定
2、四种形态分别指什么，第一种形态怎么用
3、公务接待的标准怎么定，外出学习能不能报销
4、节日期间公车怎么管理，能不能开回家里去
5、礼品礼金收了以后怎么处理，多少钱以上要登记，交给谁
6、谈话函询以后还要做什么，领导要不要签字"""


@pytest.mark.parametrize("text", [SPEECH, SPEECH.replace("同志们：\n", ""), SPEECH.replace("\n", "\n\n")])
def test_a_speech(text: str) -> None:
    assert is_pasted(text)


@pytest.mark.parametrize(
    "text",
    ["三重一大是什么", QUESTIONS, NOT_MARKED, "我想问" + "作风建设" * 40, "同志们好\n一、问\n二、问\n三、问"],
)
def test_no_speech(text: str) -> None:
    assert not is_pasted(text)
