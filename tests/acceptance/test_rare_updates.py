"""What happens seldom: names without @, quoted parts, albums, old messages, a missing list of admins."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from office import KNOWLEDGE, Colleague, Office

from emulator.faults import Fault, FaultKind
from emulator.messages import CallbackAnswer, Message
from storage.database import Database

THREE_IMPORTANT = "重大问题决策、重要干部任免"


async def said_in_group(office: Office, text: str) -> tuple[dict[str, Any], Any]:
    """Return a message of 李's in a group, as the Bot API writes it, and the group."""
    office.world.bot.privacy_mode = False
    chat = await office.group("机关党委", office.colleague("陈"), office.colleague("李"))
    office.world.forget_message(office.colleague("陈").last(chat))  # the greeting
    message = await office.colleague("李").says(text, chat)
    return message.as_message(), chat


async def test_a_mention_by_name_is_a_mention(office: Office) -> None:
    message, chat = await said_in_group(office, "清风 三重一大是什么")
    assert office.colleague("李").answers(chat) == []
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": office.world.bot.as_user()}
    await office.hears("message", message | {"entities": [entity]})
    assert THREE_IMPORTANT in office.colleague("李").sees(chat)


async def test_a_bare_mention_asks_about_the_part_that_was_quoted(office: Office) -> None:
    earlier, chat = await said_in_group(office, "今天食堂有红烧肉，会上还讲了三重一大")
    quote = {"text": "三重一大", "position": 15, "is_manual": True}
    bare = earlier | {"text": "@qingfeng_bot", "reply_to_message": earlier, "quote": quote}
    await office.hears("message", bare)
    assert THREE_IMPORTANT in office.colleague("李").sees(chat)


async def test_an_album_gets_one_word(office: Office) -> None:
    chen = office.colleague("陈")
    photo = (await chen.sends("photo")).as_message()
    for number in range(3):
        await office.hears("message", photo | {"message_id": 900 + number, "media_group_id": "77"})
    assert len(chen.answers()) == 2


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_album_with_a_question_gets_one_reply_wherever_it_stands(office: Office, place: int) -> None:
    chen = office.colleague("陈")
    photo = (await chen.sends("photo")).as_message()
    before = len(chen.answers())
    for number in range(3):
        words = {"caption": "三重一大是什么"} if number == place else {}
        await office.hears("message", photo | {"message_id": 900 + number, "media_group_id": "78"} | words)
    assert len(chen.answers()) == before + 1
    assert THREE_IMPORTANT in chen.sees()


async def test_the_next_album_is_answered_again(office: Office) -> None:
    chen = office.colleague("陈")
    photo = (await chen.sends("photo")).as_message()
    for album in ("80", "81"):
        asked = {"message_id": 800 + int(album), "media_group_id": album, "caption": "三重一大是什么"}
        await office.hears("message", photo | asked)
    assert len([one for one in chen.answers() if THREE_IMPORTANT in one.text]) == 2


async def test_a_message_sent_through_ourselves_is_not_heard(office: Office) -> None:
    chen = office.colleague("陈")
    message = (await chen.says("三重一大是什么")).as_message()
    await office.hears("message", message | {"via_bot": office.world.bot.as_user()})
    assert len(chen.answers()) == 1


async def tap_unseen(chen: Colleague, message: Message, button: int) -> CallbackAnswer:
    """Tap a button of a message so old that Telegram tells the bot only which one it is."""
    office = chen.office
    query, popup = office.world.start_tap(chen.person, message, button)
    await office.world.updates.take(10**12, 100, 0)
    assert query
    data = message.keyboard[0][button]["callback_data"]
    unseen = {"chat": chen.private.as_chat(), "message_id": message.id, "date": 0}
    tapped = {"id": query.id, "from": chen.person.as_user(), "chat_instance": "1", "data": data}
    await office.hears("callback_query", tapped | {"message": unseen})
    return popup.result()


async def test_a_button_under_a_very_old_answer_still_works(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await tap_unseen(chen, chen.last(), 0)
    assert "（一）强化纪律规矩。" in chen.sees()


async def test_a_button_under_very_old_settings_is_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/settings")
    assert "重新发 /settings" in (await tap_unseen(chen, chen.last(), 0)).text
    assert await office.services.subscriptions.of(chen.person.id) is None


async def test_a_message_deleted_while_its_button_was_tapped_is_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    message = chen.last()
    _, popup = office.world.start_tap(chen.person, message, "上下文")
    office.world.forget_message(message)
    await office.settle()
    assert "再发一遍" in popup.result().text


async def test_without_the_list_of_admins_nobody_is_taken_for_one(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    office.world.faults.add(
        Fault(method="getChatMember", code=400, description="Bad Request: member list is inaccessible")
    )
    await chen.says("/subscribe", chat)
    assert chen.sees(chat) == "我暂时查不到您是不是管理员，请稍后再试。"
    assert await office.services.subscriptions.of(chat.id) is None


async def test_muting_what_is_not_subscribed_is_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("/settings")
    settings = chen.last()
    button = settings.button("改为不响铃")
    await chen.says("/unsubscribe")
    settings.keyboard = [[button]]
    answer = await chen.taps(0, settings)
    assert "还没有订阅" in answer.text


async def test_without_approved_quotes_the_rest_works(office_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(KNOWLEDGE / "speeches", tmp_path / "knowledge" / "speeches")
    database = Database.in_folder(office_folder)
    office = await Office.open(database, knowledge=tmp_path / "knowledge")
    chen = office.colleague("陈")
    await chen.says("/quote")
    assert chen.sees().startswith("还没有审定的廉语")
    await chen.says("三重一大是什么")
    assert THREE_IMPORTANT in chen.sees()
    await office.close()
    await database.close()


async def test_a_long_wait_is_not_waited_for(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, retry_after=3600))
    await chen.says("三重一大是什么")
    assert chen.answers() == []


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("message", {"message_id": 1, "date": 1, "text": "机密"}),
        (
            "my_chat_member",
            {"chat": {"id": 3, "type": "private"}, "from": {"id": 3, "is_bot": False}, "date": 1},
        ),
    ],
)
async def test_an_update_with_parts_missing_is_one_line_in_the_log(
    office: Office, kind: str, payload: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await office.hears(kind, payload)
    assert "机密" not in caplog.text
    assert "Traceback" not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("telegram")]


@pytest.mark.parametrize(
    ("number", "said", "reply"),
    [
        ("2022-0-01", "上一段", "这已经是这篇讲话的开头了。"),
        ("2022-3-21", "第九点", "讲话的这一部分没有这一点。"),
    ],
)
async def test_a_follow_up_that_leads_nowhere_is_explained(
    office: Office, number: str, said: str, reply: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(number)
    await chen.says(said)
    assert chen.sees().startswith(reply)


async def test_reading_on_to_the_end_is_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023-4-06")
    for _ in range(9):
        await chen.says("下一段")
    assert chen.sees() == "这已经是这篇讲话的结尾了。"


async def test_a_large_library_is_searched_beside_the_loop(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.asking.answers.LARGE_LIBRARY", 10)
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert THREE_IMPORTANT in chen.sees()


async def test_a_long_unsure_question_says_what_was_used(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(office.vague_question() + "，啊" * 300)
    assert "按前 200 个字" in chen.sees()
