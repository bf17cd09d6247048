"""What can be told of a text exactly is told, from the text; what takes a judgement is left to people."""

import pytest
from office import Office


@pytest.mark.parametrize(
    ("said", "lead", "number"),
    [
        ("最长的一段", "最长的自然段，连标点 607 个字", "2023-2-01"),
        ("哪段最长", "最长的自然段，连标点 607 个字", "2023-2-01"),
        ("2022年讲话最长的一段", "最长的自然段，连标点 522 个字", "2022-1-02"),
        ("2022年第三部分最长的一段", "最长的自然段，连标点 335 个字", "2022-3-06"),
        ("最短的是哪段", "最短的自然段（标题、称呼不算），连标点 85 个字", "2022-0-02"),
        ("2023年讲话里最短的一段", "最短的自然段（标题、称呼不算），连标点 128 个字", "2023-0-13"),
        ("最长的一句话", "最长的一句，连标点 207 个字", "2023-2-06"),
    ],
)
async def test_the_longest_and_the_shortest_are_measured(
    office: Office, said: str, lead: str, number: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert lead in chen.sees()
    assert f"· {number}" in chen.sees()


async def test_what_is_longest_is_longest_and_whole(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年讲话最长的一段")
    text = next(one.text for one in office.services.answers.library.speeches if one.slug == "2022")
    longest = max(text.split("\n"), key=lambda line: len("".join(line.split())))
    assert longest.strip() in chen.sees()


@pytest.mark.parametrize(
    ("said", "lead", "line"),
    [
        ("有没有带数字的段落", "写有阿拉伯数字的有 3 段", "2022年第 1 段：2022年"),
        ("哪些段落有数字", "写有阿拉伯数字的有 3 段", "2023年第 3 段：2022年"),
        ("2023年讲话里有哪些数字", "写有阿拉伯数字的有 2 段", "2023年第 2 段：2022年、2023年"),
        ("有哪些带引号的话", "有引号的有 15 段，先列前 10 段", "2022年第 3 段：“一岗双责”"),
        ("书名号里的文件有哪些", "有书名号的有 2 段", "《关于加强新时代人民政协党的建设工作的若干意见》"),
        ("提到了哪些文件", "有书名号的有 2 段", "《2023年市政协机关党风廉政建设工作要点》"),
        ("引用了哪些习近平的话", "讲话稿没有一一标明", "2023年第 14 段：习近平总书记"),
        ("引用过总书记哪些话", "讲话稿没有一一标明", "2023年第 14 段：习近平总书记"),
    ],
)
async def test_what_stands_there_by_its_signs_is_listed(
    office: Office, said: str, lead: str, line: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert lead in chen.sees()
    assert line in chen.sees()


async def test_one_of_the_list_is_opened(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("提到了哪些文件", "第二个"):
        await chen.says(words)
    assert "《关于加强新时代人民政协党的建设工作的若干意见》" in chen.sees()


async def test_what_is_not_there_is_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年提到了哪些文件")
    assert chen.sees() == "2022年的讲话里没有书名号。"


@pytest.mark.parametrize(
    "said",
    [
        "排比句多的段落",
        "用了哪些比喻",
        "引用了哪些古语",
        "引用了哪些典故",
        "对仗的句子有哪些",
        "金句有哪些",
        "有没有古诗词",
        "有没有修辞",
        "写得最好的一段",
    ],
)
async def test_what_takes_a_judgement_is_declined_with_what_can_be_done(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    for words in ("三重一大是什么", said):
        await chen.says(words)
    assert "我不作判断，只给原文" in chen.sees()
    assert "2022-" not in chen.sees()
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize(
    "said", ["文件精神怎么学习", "哪些文件规定了公务接待", "典型案例有哪些", "数字政府怎么建"]
)
async def test_a_question_is_none_of_these(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert "我不作判断" not in chen.sees()
    assert "有书名号的" not in chen.sees()


SHORTER = [
    "还有短一点的没",
    "有没有更短的",
    "来个短的",
    "换个短的",
    "短一些的有没有",
    "太长了有没有短的",
    "短点的有吗",
]


@pytest.mark.parametrize("said", SHORTER)
async def test_who_wants_a_shorter_answer_gets_a_sentence_of_it(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    whole = chen.sees()
    await chen.says(said)
    assert chen.sees().startswith("我不缩写，最短给到一句原话：")
    assert chen.sees().split("\n")[1] in whole


@pytest.mark.parametrize("said", [*SHORTER, "换句短的", "来句短的"])
async def test_who_wants_a_shorter_quote_gets_one(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    length = len(chen.sees().split("\n")[1])
    for _ in range(2):
        await chen.says(said)
        assert chen.sees().startswith("廉语\n")
        assert len(chen.sees().split("\n")[1]) < length
        length = len(chen.sees().split("\n")[1])
