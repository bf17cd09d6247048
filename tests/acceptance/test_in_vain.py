"""What the speeches do not say is not the end: near topics, whether a colleague sees it, and 问同事."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from office import Office, open_office

from core.settings import QuestionSettings

IN_VAIN = "请人吃饭发票丢了咋补"
NOTHING = "没有说到这个"
ASK, ASK_AND_KEEP = "问同事", "问同事（留下这一问）"


@pytest_asyncio.fixture
async def silent(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Open an office where no words are kept, with an editor, 吴."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, operator="吴", questions=QuestionSettings(keep="none")) as office:
        yield office


async def test_the_nearest_topics_are_buttons_that_open_them(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("年终奖什么时候发")
    assert NOTHING in chen.sees()
    assert "讲话里相近的题目" in chen.sees()
    topic = chen.last().buttons[0]
    answer = chen.last()
    await chen.taps(topic)
    assert topic.rstrip("…") in chen.sees()
    assert "· 202" in chen.sees()
    assert NOTHING in answer.text, "the reply stays"


async def test_where_nobody_looks_after_the_content_that_is_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("年终奖什么时候发")
    assert "还没有同事负责看没答上的问题" in chen.sees()
    assert not any(one.startswith(ASK) for one in chen.last().buttons)


async def test_where_words_are_kept_a_colleague_will_see_it(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("年终奖什么时候发")
    assert "负责内容的同事会看到" in chen.sees()
    popped = await chen.taps(ASK)
    assert "已转给负责内容的同事" in popped.text
    assert ASK not in chen.last().buttons
    await wu.says("/inbox")
    assert "1 个问题" in wu.sees()
    assert "年终奖什么时候发" in wu.sees()


async def test_where_no_words_are_kept_that_is_said_and_nobody_sees_them(silent: Office) -> None:
    chen, wu = silent.colleague("陈"), silent.colleague("吴")
    await chen.says("年终奖什么时候发")
    assert "您的原话没有留下，同事看不到" in chen.sees()
    assert ASK_AND_KEEP in chen.last().buttons
    await wu.says("/inbox")
    assert "是空的" in wu.sees()


async def test_ask_a_colleague_keeps_that_question_alone(silent: Office) -> None:
    chen, wu = silent.colleague("陈"), silent.colleague("吴")
    await chen.says("食堂几点开门")
    await chen.says("年终奖什么时候发")
    await chen.taps(ASK_AND_KEEP)
    await silent.services.inbox.sweep()
    await wu.says("/inbox")
    assert "1 个问题" in wu.sees()
    assert "年终奖什么时候发" in wu.sees()
    assert "食堂" not in wu.sees()
    await wu.taps("1")
    await wu.taps("略过")
    await silent.clock.advance(2 * 86400)
    await silent.services.inbox.sweep()
    assert [one.words for one in await silent.services.inbox._questions.all()] == [None, None]


async def test_of_several_questions_the_one_above_the_button_is_sent(silent: Office) -> None:
    chen, wu = silent.colleague("陈"), silent.colleague("吴")
    await chen.says("三重一大是什么意思？还有年终奖呢？")
    await chen.taps(ASK_AND_KEEP)
    await wu.says("/inbox")
    assert "年终奖" in wu.sees()
    assert "三重一大" not in wu.sees()


async def test_in_a_group_only_the_asker_sends_it(silent: Office) -> None:
    chen, zhou, wu = (silent.colleague(name) for name in ("陈", "周", "吴"))
    group = await silent.group("机关党委", wu, chen, zhou)
    await chen.says("/ask 年终奖什么时候发", group)
    popped = await zhou.taps(ASK_AND_KEEP, in_chat=group)
    assert "请提问的人自己点" in popped.text
    await chen.taps(ASK_AND_KEEP, in_chat=group)
    await wu.says("/inbox")
    assert "年终奖什么时候发" in wu.sees()


async def test_an_editor_s_answer_reaches_who_asked_a_colleague(silent: Office) -> None:
    chen, wu = silent.colleague("陈"), silent.colleague("吴")
    await chen.says("年终奖什么时候发")
    await chen.taps(ASK_AND_KEEP)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("请问财务科", answering=wu.last())
    await wu.taps("发出")
    assert "请问财务科" in chen.sees()


async def test_who_does_not_understand_that_nothing_was_found_is_not_shown_something_from_before(
    office: Office,
) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("食堂几点开饭")
    assert "没有说到" in chen.sees()
    for said in ("看不懂", "为什么"):
        await chen.says(said)
        assert "刚才那个问题没有找到能回答的原文" in chen.sees(), said
    await chen.says("上下文")
    assert "重大问题决策" in chen.sees(), "what stands above is read on by its name"
