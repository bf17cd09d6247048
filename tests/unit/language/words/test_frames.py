"""What stands around a question and names nothing."""

import pytest

from knowledge.language.words.frames import core
from knowledge.language.writing.normalize import fold


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("请检索表达“核心意识、看齐意识”的语句", "“核心意识、看齐意识”"),
        ("帮我找出讲话里涉及公务接待的段落", "公务接待"),
        ("麻烦你查找一下关于干部选拔的论述", "干部选拔"),
        ("列出文件中提到财务报销的内容", "财务报销"),
        ("摘录有关调查研究的原文", "调查研究"),
        ("关于作风建设的表述有哪些", "作风建设"),
        ("如果有人送礼该怎么办", "有人送礼"),
        ("要是碰上吃请咋整", "碰上吃请"),
        ("家人们，公车私用算违规，对吧", "公车私用算违规"),
        ("劳驾，到底啥叫一岗双责", "啥叫一岗双责"),
    ],
)
def test_frame_is_read_off(asked: str, left: str) -> None:
    assert core(fold(asked)).strip(" ,，") == fold(left)


@pytest.mark.parametrize(
    "asked", ["能上能下", "检索", "三重一大是什么", "到底", "要坚持什么", "提供依据的单位"]
)
def test_question_without_a_frame_keeps_its_words(asked: str) -> None:
    assert core(fold(asked)) == fold(asked)


@pytest.mark.parametrize(
    "question",
    [
        "其中关于三不腐是如何论述的",
        "关于三不腐怎么阐述的?",
        "讲话里对三不腐是怎样论述的",
        "三不腐是如何表述的",
        "那三不腐问题怎么论述",
    ],
)
def test_how_something_is_put_is_a_frame(question: str) -> None:
    assert core(question).strip() == "三不腐"


@pytest.mark.parametrize(
    "question",
    [
        "哪里提到了家风",
        "哪段讲了家风",
        "讲话里哪一处说到家风",
        "家风在哪里讲过",
        "家风在哪一段",
        "有没有提到家风的内容",
        "讲没讲家风",
        "是哪句说的家风呢",
    ],
)
def test_where_and_whether_something_is_said_is_a_frame(question: str) -> None:
    assert core(question).strip() == "家风"


@pytest.mark.parametrize("question", ["作风先从哪里讲起", "会议在哪里开", "有没有说谁负责", "哪段讲了什么"])
def test_what_asks_for_something_else_is_no_such_frame(question: str) -> None:
    assert core(question) == question
