"""Editing what was replied to a prompt: it was taken as it stood, and is never asked as a question."""

from office import Office
from speech_samples import NEW
from sqlalchemy import select

from handlers.words.prompts import EDITED
from storage.tables.asking import questions

IN_VAIN = "食堂晚上供应夜宵吗"


async def kept(office: Office) -> list[str]:
    """Return the words of every question that is kept."""
    async with office.database.connection() as connection:
        return list(await connection.scalars(select(questions.c.words)))


async def test_an_edited_suggestion_reaches_nobody(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    await chen.says("/suggest")
    mine = await chen.says("科长老王总是迟倒早退", answering=chen.last())
    await chen.taps("匿名发出")
    await chen.edits(mine, "科长老王总是迟到早退")
    assert chen.sees() == EDITED
    await wu.says("/inbox")
    assert "是空的" in wu.sees()
    assert await kept(run_office) == []


async def test_whoever_edits_on_is_told_once(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/suggest")
    mine = await chen.says("食堂的汤太咸", answering=chen.last())
    said = len(chen.answers())
    for words in ("食堂的汤太淡", "退订"):
        await chen.edits(mine, words)
    assert [message.text for message in chen.answers()[said:]] == [EDITED]


async def test_an_editors_edited_answer_is_no_question(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says(IN_VAIN)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    mine = await wu.says("夜宵九点开始供应哟", answering=wu.last())
    await wu.edits(mine, "夜宵九点半开始供应哟")
    assert wu.sees() == EDITED
    assert await kept(run_office) == [IN_VAIN]


async def test_an_edited_title_says_to_reply_again(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.sends("document", content=NEW.encode(), name="2024.txt")
    await wu.taps("改题目")
    asked = wu.last()
    mine = await wu.says("在动员会上的讲话", answering=asked)
    await wu.edits(mine, "在总结会上的讲话")
    assert wu.sees() == EDITED
    await wu.says("在总结会上的讲话", answering=asked)
    assert "在总结会上的讲话" in wu.sees()
    assert await kept(run_office) == []
