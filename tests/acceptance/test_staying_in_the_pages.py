"""Reading on keeps its direction and its place, whichever words turn the pages."""

import re

import pytest
from office import Colleague, Office

PAGE = re.compile(r" · (\d+)/\d+")


def page(chen: Colleague) -> int:
    found = PAGE.search(chen.sees())
    assert found, chen.sees()
    return int(found[1])


async def begins(office: Office, words: str = "从头读2023年那篇") -> Colleague:
    chen = office.colleague("陈")
    await chen.says(words)
    assert page(chen) == 1
    return chen


async def test_from_the_start_the_pages_follow_and_nothing_comes_twice(office: Office) -> None:
    chen = await begins(office)
    first = chen.sees().splitlines()[1]
    await chen.says("下一页")
    assert page(chen) == 2
    assert first not in chen.sees()


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("往后", 1),
        ("再往后", 1),
        ("往下看", 1),
        ("继续", 1),
        ("接着", 1),
        ("看下一页", 1),
        ("往前", -1),
        ("再往前", -1),
        ("往回翻", -1),
        ("回上一页", -1),
        ("返回上一页", -1),
        ("退回上一页", -1),
        ("倒回去", -1),
        *((said, 1) for said in ("还有吗", "还有没有了", "后面还有没有", "后面呢", "再翻", "看下去", "更多")),
        *((said, -1) for said in ("翻回去", "前面的", "退回去", "往回翻一页")),
    ],
)
async def test_where_a_page_stands_pages_are_turned(office: Office, words: str, steps: int) -> None:
    chen = await begins(office)
    await chen.says("下一页")
    await chen.says("下一页")
    await chen.says(words)
    assert page(chen) == 3 + steps


async def test_after_a_passage_the_same_words_read_on_from_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    first = chen.sees()
    await chen.says("往后")
    assert chen.sees().startswith("（二）强化责任担当。")
    await chen.says("往前")
    assert chen.sees().splitlines()[0] == first.splitlines()[0]


@pytest.mark.parametrize("way", ["第10段", "最后一段", "第10段|下一段"])
async def test_where_one_is_is_the_stretch_read_last(office: Office, way: str) -> None:
    chen = await begins(office)
    for words in way.split("|"):
        await chen.says(words)
    there = chen.sees()
    await chen.says("读到哪了")
    assert chen.sees() == there
    await chen.says("三重一大是什么")
    await chen.says("读到哪了")
    assert chen.sees() == there, "what was asked meanwhile is not read"


async def test_where_one_is_may_be_a_page_again(office: Office) -> None:
    chen = await begins(office)
    await chen.says("第10段")
    await chen.says("第3页")
    await chen.says("读到哪了")
    assert page(chen) == 3


@pytest.mark.parametrize("words", ["换另一篇读", "换另一篇", "读另一篇", "打开另一篇讲话"])
async def test_the_other_speech_is_opened_by_who_reads_one(office: Office, words: str) -> None:
    chen = await begins(office)
    await chen.says(words)
    assert page(chen) == 1
    assert "2022-0-01" in chen.sees()


async def test_who_asked_something_gets_the_same_of_the_other_speech(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年怎么说监督")
    await chen.says("换另一篇")
    assert PAGE.search(chen.sees()) is None
    assert "监督" in chen.sees()


async def test_one_turns_to_the_page_that_has_the_words(office: Office) -> None:
    chen = await begins(office, "从头读2022年那篇")
    await chen.says("翻到讲监督的地方")
    at = page(chen)
    assert "监督" in chen.sees()
    await chen.says("往后")
    assert page(chen) == at + 1


async def test_more_of_a_speech_is_no_more_of_an_earlier_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("打开2023年讲话")
    for said, number in (("还有没有", 2), ("还有吗", 3), ("往回翻", 2), ("还有", 3)):
        await chen.says(said)
        assert page(chen) == number, said
    await chen.says("下一段")
    await chen.says("还有吗")
    assert "三重一大" not in chen.sees(), "what was read on from a page goes on, too"
    assert "第 6 段" in chen.sees(), chen.sees()


async def test_a_year_in_the_sentence_chooses_the_speech(office: Office) -> None:
    """Of its contents, of where one reads from, and of what is offered."""
    chen = office.colleague("陈")
    for said in (
        "煩將二〇二二年講話之目錄示我",
        "把22年讲话目录给我看",
        "2022年的目录",
        "請示二〇二二年講話之目次",
    ):
        await chen.says(said)
        assert chen.sees().splitlines()[0].endswith("》2022年"), said
    await chen.says("自第三部分讀起")
    assert "2022-3-01 · 7/10" in chen.sees()
    await chen.says("2023年的")  # of who reads one speech: the other
    assert "2023-0-01 · 1/13" in chen.sees()
    await chen.says("从2022年第二部分开始念")
    assert "2022-2-01 · 4/10" in chen.sees()
    await chen.says("从头来")
    assert "2022-0-01 · 1/10" in chen.sees()
    await chen.says("从第九部分读起")
    assert chen.sees().startswith("这篇讲话没有第 9 部分")

    for asked, said, got in (
        ("从第二部分读起", "二〇二二年者", "2022-2-01 · 4/10"),
        ("有哪些讲话可以读", "选22年那篇", "》2022年\n共 10 页"),
        ("两次讲话的要点", "2023年的", "（2023年），讲话里的标题"),
    ):
        li = office.colleague(f"李{said}")
        await li.says(asked)
        await li.says(said)
        assert got in li.sees(), said


@pytest.mark.parametrize("said", ["去年那篇讲了几点", "打开去年那篇", "去年那篇的目录", "2025年的目录"])
async def test_of_a_year_without_a_speech_none_is_opened(office: Office, said: str) -> None:
    chen = await begins(office, "从头读2022年那篇")
    await chen.says(said)
    assert chen.sees().startswith("没有 2025 年的讲话。"), chen.sees()
