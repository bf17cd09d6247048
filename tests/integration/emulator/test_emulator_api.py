"""The local Telegram as python-telegram-bot meets it: receiving, sending, asking."""

import asyncio
import json

import httpx
import pytest
from desk import PNG, Desk, refusal
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    Conflict,
)


async def test_updates_are_read_answered_and_confirmed(desk: Desk) -> None:
    desk.world.say(desk.person, desk.private, "三重一大是什么")
    (update,) = await desk.bot.get_updates(allowed_updates=["message", "callback_query"])
    assert update.message is not None
    assert update.message.text == "三重一大是什么"
    assert update.message.chat.id == desk.person.id
    reply = await update.message.reply_text("<b>好</b>", parse_mode="HTML", do_quote=True)
    assert reply.reply_to_message is not None
    assert await desk.bot.get_updates(offset=update.update_id + 1) == ()
    assert desk.in_chat(desk.private, reply.message_id).text == "好"


async def test_a_tap_comes_back_with_what_the_bot_answered(desk: Desk) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("上下文", callback_data="context:2023-3-07")]])
    sent = await desk.bot.send_message(desk.private.id, "原文", reply_markup=keyboard)
    tap = asyncio.create_task(
        desk.world.tap(desk.person, desk.in_chat(desk.private, sent.message_id), "上下文")
    )
    (update,) = await desk.bot.get_updates(timeout=50)
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("context:2023-3-07", desk.person.id)
    assert query.chat_instance
    await query.edit_message_text("上文与下文")
    await query.answer("已展开", show_alert=True)
    answer = await tap
    assert (answer.answered, answer.text, answer.show_alert) == (True, "已展开", True)
    message = desk.in_chat(desk.private, sent.message_id)
    assert (message.text, message.buttons) == ("上文与下文", [])
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_a_tap_nobody_answers_says_so(desk: Desk) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("下一条", callback_data="next")]])
    sent = await desk.bot.send_message(desk.private.id, "原文", reply_markup=keyboard)
    answer = await desk.world.tap(desk.person, desk.in_chat(desk.private, sent.message_id), 0, timeout=0)
    assert not answer.answered


async def test_an_old_tap_can_no_longer_be_answered(desk: Desk) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("下一条", callback_data="next")]])
    sent = await desk.bot.send_message(desk.private.id, "原文", reply_markup=keyboard)
    query, _ = desk.world.start_tap(desk.person, desk.in_chat(desk.private, sent.message_id), 0)
    assert query is not None
    desk.clock.jump(desk.world.query_lifetime + 1)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await desk.bot.answer_callback_query(query.id)


async def test_a_second_poller_ends_the_first(desk: Desk) -> None:
    first = asyncio.create_task(desk.bot.get_updates(timeout=30))
    await desk.world.updates.polled()
    second = asyncio.create_task(desk.bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    desk.world.say(desk.person, desk.private, "早")
    assert len(await second) == 1


async def test_a_webhook_shuts_polling_out_until_it_is_deleted(desk: Desk) -> None:
    desk.world.say(desk.person, desk.private, "早")
    await desk.bot.set_webhook("https://example.org/hook", allowed_updates=["message"])
    with pytest.raises(Conflict, match="webhook is active"):
        await desk.bot.get_updates()
    info = await desk.bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await desk.bot.set_webhook("http://example.org/hook")
    await desk.bot.delete_webhook(drop_pending_updates=True)
    assert await desk.bot.get_updates() == ()


async def test_markup_and_entities_arrive_as_formatting(desk: Desk) -> None:
    sent = await desk.bot.send_message(
        desk.private.id,
        "<blockquote>“<b>三重一大</b>”</blockquote>\n问 /ask",
        parse_mode="HTML",
    )
    kinds = [(entity.type, entity.offset, entity.length) for entity in sent.entities]
    assert kinds == [("blockquote", 0, 6), ("bold", 1, 4), ("bot_command", 9, 4)]
    sent = await desk.bot.send_message(
        desk.private.id, "👍廉洁", entities=[MessageEntity(MessageEntity.BOLD, 2, 2)]
    )
    assert sent.parse_entity(sent.entities[0]) == "廉洁"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("字" * 4097, "message is too long"),
        ("<b>未完", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("未完<", "can't parse entities: Unclosed start tag at byte offset 6"),
        ("<q>不认识</q>", 'can\'t parse entities: Unsupported start tag "q" at byte offset 0'),
    ],
)
async def test_a_text_telegram_refuses_is_refused(
    text: str, words: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    for method, extra in (("sendMessage", {}), ("editMessageText", {"message_id": 1})):
        told = await refusal(http, method, chat_id=desk.private.id, text=text, parse_mode="HTML", **extra)
        assert told == f"Bad Request: {words}"


async def test_a_text_of_exactly_4096_characters_goes_out(desk: Desk) -> None:
    assert len((await desk.bot.send_message(desk.private.id, "👍" * 4096)).text or "") == 4096


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "长", "callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "空", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "没有动作"},
            "can't parse InlineKeyboardButton: Text buttons are not allowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse InlineKeyboardButton: Can't find field \"text\""),
        ("按钮", "can't parse InlineKeyboardButton: InlineKeyboardButton must be an Object"),
    ],
)
async def test_a_button_telegram_refuses_is_refused(
    button: object, words: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    markup = json.dumps({"inline_keyboard": [[button]]})
    told = await refusal(http, "sendMessage", chat_id=desk.private.id, text="问", reply_markup=markup)
    assert told == f"Bad Request: {words}"


async def test_callback_data_of_64_bytes_is_taken(desk: Desk) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="x" * 64)]])
    sent = await desk.bot.send_message(desk.private.id, "问", reply_markup=keyboard)
    assert desk.in_chat(desk.private, sent.message_id).buttons == ["好"]


async def test_a_reply_to_what_is_gone_goes_out_only_if_that_is_allowed(desk: Desk) -> None:
    question = desk.world.say(desk.person, desk.private, "问")
    desk.world.delete(desk.person, question)
    gone = ReplyParameters(question.id)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await desk.bot.send_message(desk.private.id, "答", reply_parameters=gone)
    allowed = ReplyParameters(question.id, allow_sending_without_reply=True)
    sent = await desk.bot.send_message(desk.private.id, "答", reply_parameters=allowed)
    assert sent.reply_to_message is None


async def test_a_quote_must_stand_in_the_message(desk: Desk) -> None:
    question = desk.world.say(desk.person, desk.private, "👍三重一大是什么")
    sent = await desk.bot.send_message(
        desk.private.id, "答", reply_parameters=ReplyParameters(question.id, quote="三重一大")
    )
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("三重一大", 2)
    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await desk.bot.send_message(
            desk.private.id, "答", reply_parameters=ReplyParameters(question.id, quote="没有的话")
        )


async def test_edits_follow_telegrams_rules(desk: Desk) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="x")]])
    sent = await desk.bot.send_message(desk.private.id, "原文", reply_markup=keyboard)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("<b></b>原文", parse_mode="HTML", reply_markup=keyboard)
    await sent.edit_reply_markup(None)
    assert desk.in_chat(desk.private, sent.message_id).buttons == []
    assert desk.in_chat(desk.private, sent.message_id).edited is None
    desk.clock.jump(5)
    edited = await sent.edit_text("新文")
    assert isinstance(edited, type(sent))
    assert edited.edit_date is not None
    question = desk.world.say(desk.person, desk.private, "我的话")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await desk.bot.edit_message_text("改", desk.private.id, question.id)
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("再改")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_the_bot_deletes_only_what_it_may(desk: Desk) -> None:
    theirs = desk.world.say(desk.person, desk.group, "/ask 问")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await desk.bot.delete_message(desk.group.id, theirs.id)
    desk.world.promote_bot(desk.group, desk.owner)
    assert await desk.bot.delete_message(desk.group.id, theirs.id)
    sent = await desk.bot.send_message(desk.private.id, "旧消息")
    desk.clock.jump(49 * 3600)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await sent.delete()


async def test_chats_and_members_are_described(desk: Desk) -> None:
    assert (await desk.bot.get_chat(desk.group.id)).title == "学习组"
    assert (await desk.bot.get_chat(desk.private.id)).first_name == "组员"
    assert (await desk.bot.get_chat_member(desk.group.id, desk.owner.id)).status == "creator"
    assert (await desk.bot.get_chat_member(desk.group.id, desk.person.id)).status == "member"
    assert await desk.bot.get_chat_member_count(desk.group.id) == 3
    desk.world.set_status(desk.group, desk.person, "administrator")
    leaders = await desk.bot.get_chat_administrators(desk.group.id)
    assert [member.user.id for member in leaders] == [desk.owner.id, desk.person.id]
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await desk.bot.get_chat_administrators(desk.private.id)


async def test_menus_come_back_as_they_were_set(desk: Desk) -> None:
    ask = BotCommand("ask", "提问")
    await desk.bot.set_my_commands([ask], scope=BotCommandScopeAllGroupChats(), language_code="zh")
    await desk.bot.set_my_commands([BotCommand("here", "此处")], scope=BotCommandScopeChat(desk.private.id))
    got = await desk.bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="zh")
    assert got == (ask,)
    assert await desk.bot.get_my_commands() == ()
    assert desk.world.menu(desk.person, desk.group) == [("ask", "提问")]
    assert desk.world.menu(desk.person, desk.private) == [("here", "此处")]
    await desk.bot.delete_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="zh")
    assert desk.world.menu(desk.person, desk.group) == []
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await desk.bot.set_my_commands([BotCommand("Ask", "提问")])


async def test_names_and_descriptions_come_back_by_language(desk: Desk) -> None:
    await desk.bot.set_my_description("一问一答", language_code="zh")
    await desk.bot.set_my_short_description("廉洁")
    await desk.bot.set_my_name("清风")
    assert (await desk.bot.get_my_description("zh")).description == "一问一答"
    assert (await desk.bot.get_my_description()).description == ""
    assert (await desk.bot.get_my_short_description("zh")).short_description == "廉洁"
    assert (await desk.bot.get_my_name()).name == "清风"


async def test_pictures_and_documents_are_uploaded_and_sent_again(desk: Desk) -> None:
    sent = await desk.bot.send_photo(
        desk.private.id, InputFile(PNG, "card.png"), caption="<b>廉</b>", parse_mode="HTML"
    )
    assert (sent.photo[0].width, sent.photo[0].height, sent.caption) == (512, 256, "廉")
    again = await desk.bot.send_photo(desk.private.id, sent.photo[0].file_id)
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id
    document = await desk.bot.send_document(desk.private.id, InputFile("讲话".encode(), "讲话.txt"))
    assert document.document is not None
    assert document.document.file_name == "讲话.txt"
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await desk.bot.send_photo(desk.private.id, InputFile(b"no picture", "card.png"))
