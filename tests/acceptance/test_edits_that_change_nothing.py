"""Telegram says "edited" of messages that say what they said; and an edit of ours that fails harms nobody."""

from datetime import timedelta

import pytest
from office import Office

from emulator.faults import Fault

SAID = (
    "/subscribe 9:30",
    "/help",
    "/suggest 食堂的汤太咸",
    "/问 三重一大是什么",
    "三重一大是什么",
    "订阅 8:30",
    "谢谢",
    "/nonsense",
    "食堂晚上供应夜宵吗",
)


@pytest.mark.parametrize("words", SAID)
async def test_a_message_that_still_says_the_same_gets_no_second_answer(run_office: Office, words: str) -> None:
    chen = run_office.colleague("陈")
    message = await chen.says(words)
    before = [(one.id, one.text) for one in chen.answers()]
    calls = len(run_office.world.calls)
    await run_office.hears(
        "edited_message", message.as_message() | {"edit_date": message.as_message()["date"] + 5}
    )
    assert [(one.id, one.text) for one in chen.answers()] == before
    assert not [call for call in list(run_office.world.calls)[calls:] if call.method != "getUpdates"]


async def test_the_first_reaction_after_a_restart_gets_no_second_answer(run_office: Office) -> None:
    office, chen = run_office, run_office.colleague("陈")
    said = [await chen.says(words) for words in (*SAID, "周末不要发", "/p 2023-1-01", "我要举报张三", "第二条")]
    await office.close()
    restarted = await Office.open(office.database, clock=office.clock, world=office.world, operator="吴")
    before = [(one.id, one.text) for one in chen.answers()]
    for message in said:
        sent = message.as_message()
        await restarted.hears("edited_message", sent | {"edit_date": sent["date"] + 5})
        assert [(one.id, one.text) for one in chen.answers()] == before, message.text
    sent = said[SAID.index("谢谢")].as_message()
    edited = {"text": "三重一大是什么", "edit_date": sent["date"] + 9}
    await restarted.hears("edited_message", sent | edited)
    answers = [one.text for one in chen.answers() if "重大问题决策" in one.text]
    assert len(answers) == sum("重大问题决策" in text for _, text in before) + 1
    await restarted.end()


@pytest.mark.parametrize("pruned", [False, True])
async def test_an_edit_after_a_restart_is_answered_as_before_it(run_office: Office, pruned: bool) -> None:
    """Only of what was said days ago nobody knows whether it changed; then nothing is said beside answers."""
    office, chen = run_office, run_office.colleague("陈")
    edits = {
        "/subscribe 8:30": "/subscribe 9:30",
        "/help": "/quote",
        "/nonsense": "/nosense",
        "食堂晚上供应夜宵吗": "食堂早上供应包子吗",
        "三重一大是什么": "/subscribe 9:30",
        "谢谢": "三重一大是什么",
    }
    said = {words: await chen.says(words) for words in edits}
    replies: dict[bool, list[str]] = {}
    for restarted in (False, True):
        if restarted:
            if pruned:
                office.clock.move_to(office.clock.now() + timedelta(days=4))
                await office.services.intake.prune()
            await office.close()
            office = await Office.open(office.database, clock=office.clock, world=office.world, operator="吴")
            await office.poller.recover()
        replies[restarted] = []
        for words, anew in edits.items():
            for text in (anew, words) if not restarted else (anew,):
                before = {one.id: one.text for one in chen.answers()}
                sent = said[words].as_message()
                await office.hears("edited_message", sent | {"text": text, "edit_date": sent["date"] + 9})
                if text == anew:
                    new = [one.text for one in chen.answers() if one.text != before.get(one.id)]
                    replies[restarted].append(new[0] if new else "")
    if pruned:
        assert replies[True][:4] == ["", "", "", ""], "no answer stands there, and none is found"
    else:
        assert replies[True] == replies[False]
    assert replies[True][4].startswith("命令要单独新发一条")
    assert "重大问题决策" in replies[True][5]
    await office.end()


async def test_the_first_reaction_after_a_restart_opens_no_prompt_again(run_office: Office) -> None:
    office, chen = run_office, run_office.colleague("陈")
    await chen.says("/suggest")
    message = await chen.says("食堂的汤太咸")
    await office.close()
    restarted = await Office.open(office.database, clock=office.clock, world=office.world, operator="吴")
    before = [(one.id, one.text) for one in chen.answers()]
    sent = message.as_message()
    await restarted.hears("edited_message", sent | {"edit_date": sent["date"] + 5})
    assert [(one.id, one.text) for one in chen.answers()] == before
    await restarted.end()


async def test_the_same_caption_again_is_no_edit(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    message = await chen.sends("photo", caption="/subscribe 9:30")
    said = len(chen.answers())
    await run_office.hears(
        "edited_message", message.as_message() | {"edit_date": message.as_message()["date"] + 5}
    )
    assert len(chen.answers()) == said


async def test_an_edit_of_words_still_counts(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    message = await chen.says("一岗双责是什么")
    await chen.edits(message, "三重一大是什么")
    assert "重大问题决策" in chen.sees()
    await chen.edits(message, "一岗双责是什么")
    assert "重大问题决策" not in chen.sees()


@pytest.mark.parametrize(
    "refusal",
    [
        "Bad Request: message is not modified",
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: MESSAGE_NOT_MODIFIED",
        "Bad Request: MESSAGE_AUTHOR_REQUIRED",
        "Bad Request: MESSAGE_EDIT_TIME_EXPIRED",
        "Bad Request: message identifier is not specified",
        "Bad Request: there is no text in the message to edit",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_an_edit_that_fails_is_harmless(run_office: Office, refusal: str) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/quote")
    for method in ("editMessageReplyMarkup", "editMessageText"):
        run_office.world.faults.add(Fault(method=method, code=400, description=refusal, times=9))
    popup = await chen.taps("订阅每日廉语")
    assert popup.text.startswith("已订阅")
    assert "出了点问题" not in chen.sees()


async def test_an_edit_in_a_closed_topic_takes_nothing_from_the_group(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    chat = await run_office.group("机关党委", chen)
    await chen.says("/subscribe", chat)
    await chen.says("/ask 三重一大是什么", chat)
    run_office.world.faults.add(
        Fault(method="editMessageText", code=400, description="Bad Request: TOPIC_CLOSED", times=9)
    )
    popup = await chen.taps("上下文", in_chat=chat)
    assert popup.text.startswith("这条消息太旧")
    kept = await run_office.services.subscriptions.of(chat.id)
    assert kept is not None
    assert kept.active


@pytest.mark.parametrize(
    "refusal", ["Forbidden: bot was kicked from the supergroup chat", "Bad Request: PEER_ID_INVALID"]
)
async def test_a_button_is_answered_where_nothing_may_be_said(run_office: Office, refusal: str) -> None:
    chen = run_office.colleague("陈")
    chat = await run_office.group("机关党委", chen)
    await chen.says("/ask 三重一大是什么", chat)
    for method in ("editMessageText", "sendMessage"):
        code = 403 if refusal.startswith("Forbidden") else 400
        run_office.world.faults.add(Fault(method=method, code=code, description=refusal, times=9))
    popup = await chen.taps("上下文", in_chat=chat)
    assert popup.text.startswith("我现在不能在这里发言")


async def test_a_second_tap_on_a_notice_that_goes_out_says_how_it_stands(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await wu.says("/notice 明天下午两点开会")
    await wu.taps("发送")
    control = wu.last()
    keyboard = control.keyboard
    await wu.taps("确定发送")
    control.keyboard = keyboard  # the second tap of a thumb, before the first was seen to work
    popup = await wu.taps("确定发送", on=control)
    assert popup.text == "这条通知已经确认过了，只发一次。进度看这条消息"
    await run_office.push()
    assert len([one for one in chen.answers() if "明天下午两点开会" in one.text]) == 1
