"""The suggestion box: with a name or without, and an answer that finds its way back."""

from datetime import timedelta
from typing import Any

import pytest
from office import Colleague, Office
from things_sent import FILE, PHOTO

LINE = "公车预约表能不能放到群里"


async def suggested(office: Office, button: str) -> tuple[Colleague, Colleague]:
    """Let 陈 suggest something and tap `button`; return 陈 and the operator, 吴."""
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await wu.says("/start")
    await chen.says(f"/suggest {LINE}")
    await chen.taps(button)
    return chen, wu


async def test_a_suggestion_reaches_the_operator_with_its_senders_name(run_office: Office) -> None:
    chen, wu = await suggested(run_office, "署名发出")
    assert "署名“陈”" in chen.sees()
    assert "意见箱 · 陈" in wu.sees()
    assert LINE in wu.sees()


async def test_without_a_name_nobody_who_reads_it_is_told_who_wrote_it(run_office: Office) -> None:
    chen, wu = await suggested(run_office, "匿名发出")
    assert "没有署名" in chen.sees()
    assert "意见箱 · 匿名" in wu.sees()
    assert "陈" not in wu.sees()


async def test_the_choice_says_honestly_what_nameless_means(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says(f"/suggest {LINE}")
    assert "管服务器的人查得到" in chen.sees()
    assert "30 天" in chen.sees()


async def test_the_operators_answer_finds_its_way_back(run_office: Office) -> None:
    chen, wu = await suggested(run_office, "匿名发出")
    await wu.taps("答复")
    await wu.says("好主意，明天就放。", answering=wu.last())
    assert "现在发出吗" in wu.sees()
    assert "好主意，明天就放。" in wu.sees()
    assert "好主意" not in chen.sees()
    sent = len(chen.answers())
    told = [run_office.world.start_tap(wu.person, wu.last(), "发出")[1] for _ in range(2)]  # an impatient thumb
    await run_office.deals()
    assert not told[0].result().text
    assert told[1].result().text == "这条已经处理过了，没有再发一次。"
    assert "已转给" in wu.sees()
    assert "好主意，明天就放。" in chen.sees()
    assert LINE in chen.sees()
    assert len(chen.answers()) == sent + 1


@pytest.mark.parametrize("said", ["发通知", "三重一大是什么", "帮助"])
async def test_what_was_not_meant_as_an_answer_reaches_nobody(run_office: Office, said: str) -> None:
    """An app ties whatever is written after 答复 to the prompt, a command and a question too."""
    chen, wu = await suggested(run_office, "匿名发出")
    before = len(chen.answers())
    await wu.taps("答复")
    await wu.says(said, answering=wu.last())
    await wu.taps("不发")
    assert "没有发出" in wu.sees()
    await wu.taps("答复", wu.answers()[-3])
    assert "请写上答复" in wu.sees()
    await wu.says("先看看", answering=wu.last())
    await wu.taps("重写")
    await wu.says("明天就放")
    assert "先看看" not in wu.sees()
    await wu.says("是")
    assert len(chen.answers()) == before + 1
    assert "明天就放" in chen.sees()


async def test_the_words_may_come_in_reply_to_the_prompt(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("提意见")
    await chen.says(LINE, answering=chen.last())
    assert LINE in chen.sees()
    assert {"署名发出", "匿名发出", "不发了"} == set(chen.last().buttons)


async def test_what_is_not_sent_is_forgotten(run_office: Office) -> None:
    chen, wu = await suggested(run_office, "不发了")
    assert "原话已删" in chen.sees()
    assert LINE not in wu.sees()


async def test_a_suggestion_is_sent_once(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    await chen.says(f"/suggest {LINE}")
    choice = chen.last()
    await chen.taps("署名发出", choice)
    number = run_office.services.suggestions
    sent = await number.of(1)
    assert sent is not None
    assert len([message for message in wu.answers() if LINE in message.text]) == 1


async def test_a_group_is_no_place_for_it(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    chat = await run_office.group("机关党委", chen)
    await chen.says(f"/suggest {LINE}", chat)
    assert "请私聊我" in chen.sees(chat)


async def test_without_an_operator_it_says_that_nobody_gets_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(f"/suggest {LINE}")
    assert "没有发出" in chen.sees()
    assert not chen.last().buttons


async def test_where_a_nameless_one_came_from_is_forgotten_after_thirty_days(run_office: Office) -> None:
    _, wu = await suggested(run_office, "匿名发出")
    run_office.clock.move_to(run_office.clock.now() + timedelta(days=31))
    await run_office.services.suggestions.sweep()
    assert "转不到了" in (await wu.taps("答复")).text


async def test_a_very_long_one_is_refused_kindly(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/suggest " + "长" * 1001)
    assert "1000 字以内" in chen.sees()


async def test_what_reaches_nobody_stays_to_be_sent_again(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    run_office.world.block_bot(wu.person)
    await chen.says(f"/suggest {LINE}")
    assert "没有发出" in (await chen.taps("匿名发出")).text
    run_office.world.unblock_bot(wu.person)
    await chen.taps("匿名发出")
    assert "已发给运维人员" in chen.sees()
    assert LINE in wu.sees()


async def test_words_that_follow_the_prompt_without_replying_to_it_are_the_suggestion(
    run_office: Office,
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("提意见")
    await chen.says(LINE)
    assert "怎么发给运维人员" in chen.sees()
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees(), "only the next message"
    await wu.says("/inbox")
    assert LINE not in wu.sees()


async def test_long_after_the_prompt_it_is_a_question_again(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("提意见")
    await run_office.passes(minutes=11)
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()


SENT: dict[str, list[dict[str, Any]]] = {
    "a picture": [{"photo": PHOTO, "caption": LINE}],
    "a file": [{"document": FILE | {"file_name": "a.docx"}, "caption": LINE}],
    "an album": [{"photo": PHOTO, "caption": LINE}, {"photo": PHOTO}],
    "an album whose last has the words": [
        {"photo": PHOTO},
        {"photo": PHOTO},
        {"photo": PHOTO, "caption": LINE},
    ],
    "a file and a picture": [{"document": FILE | {"file_name": "a.docx"}}, {"photo": PHOTO, "caption": LINE}],
}


@pytest.mark.parametrize("kind", SENT)
async def test_that_a_picture_is_not_passed_on_is_said_once(run_office: Office, kind: str) -> None:
    chen = run_office.colleague("陈")
    said = (await chen.says("/suggest")).as_message()
    message = {key: part for key, part in said.items() if key not in {"text", "entities"}}
    before = len(chen.answers())
    for number, part in enumerate(SENT[kind], 900):
        await run_office.hears("message", message | {"message_id": number, "media_group_id": "7"} | part)
    told, asked = [one.text for one in chen.answers()[before:]]
    assert told == "图片和文件我转不了，只收下了您写的字。"
    assert LINE in asked
    await chen.taps("署名发出")
