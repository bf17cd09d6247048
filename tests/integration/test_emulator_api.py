"""The local Telegram as python-telegram-bot meets it, in process and over a socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from clock import FakeClock
from telegram import (
    Bot,
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
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from core.clock import SystemClock
from core.errors import OperatorError
from emulator.api import bot_api
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.limits import RateLimits
from emulator.messages import Message
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00"


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose PTB's coming form of durations; the other one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


class Desk:
    """A bot on the in-process Telegram, one person who has started it, and a group with both."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.world = Telegram(self.clock)
        self.bot = bot_for(self.world)
        self.person = self.world.add_person("组员")
        self.owner = self.world.add_person("组长")
        self.private = self.world.private_chat(self.person)
        self.world.say(self.person, self.private, "/start")
        self.group = self.world.add_group("学习组", self.owner)
        self.world.add_member(self.group, self.person)
        self.world.add_bot(self.group, self.owner)
        self.world.updates.forget()

    def in_chat(self, chat: Chat, message_id: int) -> Message:
        message = self.world.message(chat, message_id)
        assert message is not None
        return message


def bot_for(world: Telegram, token: str = "") -> Bot:
    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": InProcessTransport(world)})

    return Bot(token or world.token, request=request(), get_updates_request=request())


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    async with desk.bot:
        yield desk


@pytest.fixture
async def http(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    """Reach the API without a library that would mend what it is asked to send."""
    async with httpx.AsyncClient(
        transport=InProcessTransport(desk.world), base_url=f"http://local/bot{desk.world.token}/"
    ) as client:
        yield client


async def refusal(http: httpx.AsyncClient, method: str, **parameters: object) -> str:
    answer = await http.post(method, json=parameters)
    body = answer.json()
    assert body["ok"] is False
    assert body["error_code"] == answer.status_code
    return str(body["description"])


# Receiving ----------------------------------------------------------------------------------------------


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
    (update,) = await desk.bot.get_updates(timeout=5)
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


# Sending ------------------------------------------------------------------------------------------------


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


# Chats that refuse --------------------------------------------------------------------------------------


async def test_a_private_chat_refuses_with_its_reason(desk: Desk) -> None:
    async def told(error: type[TelegramError], words: str, chat_id: int) -> None:
        with pytest.raises(error, match=words):
            await desk.bot.send_message(chat_id, "早")

    stranger, colleague = desk.world.add_person("外人"), desk.world.add_person("同事")
    desk.world.add_member(desk.group, colleague)
    await told(BadRequest, "Chat not found", 12345)
    await told(BadRequest, "Chat not found", stranger.id)
    await told(Forbidden, "bot can't initiate conversation with a user", colleague.id)
    desk.world.block_bot(desk.person)
    await told(Forbidden, "bot was blocked by the user", desk.person.id)
    desk.world.unblock_bot(desk.person)
    desk.world.delete_account(desk.person)
    await told(Forbidden, "user is deactivated", desk.person.id)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_chat_the_bot_is_out_of_refuses_with_its_reason(kind: str, desk: Desk) -> None:
    if kind == "channel":
        chat = desk.world.add_channel("通告", desk.owner)
    else:
        chat = desk.world.add_group("小组", desk.owner, kind=kind)
    with pytest.raises(BadRequest, match="Chat not found"):
        await desk.bot.send_message(chat.id, "早")
    desk.world.add_bot(chat, desk.owner)
    await desk.bot.send_message(chat.id, "早")
    desk.world.remove_bot(chat, desk.owner)
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await desk.bot.send_message(chat.id, "早")
    desk.world.add_bot(chat, desk.owner)
    await desk.bot.leave_chat(chat.id)
    with pytest.raises(Forbidden, match=f"bot is not a member of the {kind} chat"):
        await desk.bot.send_message(chat.id, "早")


async def test_rights_decide_who_may_send(desk: Desk) -> None:
    desk.world.restrict_bot(desk.group, desk.owner, may_send=False)
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await desk.bot.send_message(desk.group.id, "早")
    channel = desk.world.add_channel("通告", desk.owner)
    desk.world.add_bot(channel, desk.owner)
    desk.world.promote_bot(channel, desk.owner, frozenset({"can_manage_chat"}))
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await desk.bot.send_message(channel.id, "早")


async def test_a_migrated_group_names_its_successor(desk: Desk) -> None:
    old = desk.world.add_group("小组", desk.owner, kind="group")
    desk.world.add_bot(old, desk.owner)
    new = desk.world.migrate(old)
    with pytest.raises(ChatMigrated) as migrated:
        await desk.bot.send_message(old.id, "早")
    assert migrated.value.new_chat_id == new.id
    await desk.bot.send_message(new.id, "早")


async def test_a_deleted_group_says_so(desk: Desk) -> None:
    old = desk.world.add_group("小组", desk.owner, kind="group")
    desk.world.add_bot(old, desk.owner)
    desk.world.delete_chat(old)
    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await desk.bot.send_message(old.id, "早")


async def test_topics_take_messages_while_they_are_open(desk: Desk) -> None:
    forum = desk.world.add_group("论坛", desk.owner, forum=True)
    desk.world.add_bot(forum, desk.owner)
    topic = desk.world.add_topic(forum, "廉洁")
    sent = await desk.bot.send_message(forum.id, "早", message_thread_id=topic.id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.id, True)
    reply = await desk.bot.send_message(forum.id, "再答", reply_parameters=ReplyParameters(sent.message_id))
    assert reply.message_thread_id == topic.id
    assert (await desk.bot.send_message(forum.id, "综合")).message_thread_id is None
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(forum.id, "综合", message_thread_id=1)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(desk.private.id, "私聊", message_thread_id=7)
    desk.world.close_topic(forum, topic)
    desk.world.close_topic(forum, None)
    for thread_id in (topic.id, None):
        with pytest.raises(BadRequest, match="Topic_closed"):
            await desk.bot.send_message(forum.id, "早", message_thread_id=thread_id)
    desk.world.delete_topic(forum, topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(forum.id, "早", message_thread_id=topic.id)


# Asking about chats, menus, files -----------------------------------------------------------------------


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


# Strictness ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(way: str, desk: Desk, http: httpx.AsyncClient) -> None:
    values = {"chat_id": str(desk.private.id), "text": "早&好=？", "disable_notification": "true"}
    if way == "query":
        answer = await http.get("sendMessage", params=values)
    elif way == "form":
        answer = await http.post("sendMessage", data=values)
    elif way == "json":
        answer = await http.post("sendMessage", json={**values, "chat_id": desk.private.id})
    else:
        answer = await http.post("sendMessage", files={key: (None, value) for key, value in values.items()})
    assert answer.json()["result"]["text"] == "早&好=？"
    assert desk.world.messages(desk.private)[-1].silent


@pytest.mark.parametrize(
    ("method", "parameters", "told"),
    [
        ("sendMessage", {"text": "早"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": "", "text": "早"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": "组员", "text": "早"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "早"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 1}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": 7}, 'Bad Request: parameter "text" must be of type String'),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "silent": True},
            'Bad Request: parameter "silent" is not known to sendMessage',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "protect_content": "maybe"},
            'Bad Request: parameter "protect_content" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "reply_markup": "{"},
            "Bad Request: can't parse reply_markup JSON object",
        ),
        ("getUpdates", {"offset": "soon"}, 'Bad Request: parameter "offset" must be of type Integer'),
        (
            "getUpdates",
            {"allowed_updates": ["gossip"]},
            'Bad Request: allowed_updates has an unknown kind of update "gossip"',
        ),
        ("editMessageText", {"text": "改"}, "Bad Request: chat_id is empty"),
        ("deleteMessage", {"chat_id": 1}, "Bad Request: message identifier is not specified"),
        ("getChatMember", {"chat_id": 1}, "Bad Request: invalid user_id specified"),
        ("sendChatAction", {"chat_id": 1, "action": "typing"}, "Bad Request: chat not found"),
        ("getFile", {"file_id": "x"}, "Bad Request: invalid file_id"),
        ("setMyCommands", {"commands": "ask"}, "Bad Request: can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "everybody"}},
            "Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
        ("sendCarrierPigeon", {}, "Not Found"),
    ],
)
async def test_what_telegram_does_not_know_is_refused(
    method: str, parameters: dict[str, Any], told: str, http: httpx.AsyncClient
) -> None:
    assert await refusal(http, method, **parameters) == told


async def test_a_wrong_token_or_path_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidToken):
        await bot_for(desk.world, "123:wrong").initialize()
    async with httpx.AsyncClient(transport=InProcessTransport(desk.world), base_url="http://local") as client:
        answer = await client.get("/bot123:wrong/getMe")
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        for path in ("/", "/bot", f"/bot{desk.world.token}", f"/bot{desk.world.token}/getMe/again"):
            assert (await client.get(path)).status_code == 404


async def test_every_request_is_noted(desk: Desk, http: httpx.AsyncClient) -> None:
    await refusal(http, "sendMessage", chat_id=12345, text="早")
    call = desk.world.calls[-1]
    assert (call.method, call.ok, call.error_code) == ("sendMessage", False, 400)
    assert call.parameters == {"chat_id": 12345, "text": "早"}
    assert call.description == "Bad Request: chat not found"


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"{", "application/json", "Bad Request: can't parse JSON object"),
        (b"[]", "application/json", "Bad Request: can't parse JSON object"),
        (
            b"chat_id=1&text=%ff",
            "application/x-www-form-urlencoded",
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            b'{"chat_id":1,"text":"\\ud800"}',
            "application/json",
            "Bad Request: strings must be encoded in UTF-8",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    content: bytes, kind: str, told: str, http: httpx.AsyncClient
) -> None:
    answer = await http.post("sendMessage", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["description"]) == (400, told)


async def test_a_file_that_was_not_attached_is_missed(desk: Desk, http: httpx.AsyncClient) -> None:
    chat_id = desk.private.id
    for value, told in (
        ("attach://card", "Bad Request: wrong file identifier/HTTP URL specified"),
        ("nothing", "Bad Request: wrong file identifier/HTTP URL specified"),
    ):
        assert await refusal(http, "sendPhoto", chat_id=chat_id, photo=value) == told
    answer = await http.post("sendMessage", data={"chat_id": chat_id, "text": "早"}, files={"card": PNG})
    assert answer.json()["description"] == 'Bad Request: parameter "card" is not known to sendMessage'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "file must be non-empty"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "IMAGE_PROCESS_FAILED"),
        (PNG[:16] + b"\x00\x00\x27\x10\x00\x00\x00\x01" + PNG[24:], "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_a_picture_telegram_refuses_is_refused(
    content: bytes, told: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    answer = await http.post("sendPhoto", data={"chat_id": desk.private.id}, files={"photo": content})
    assert answer.json()["description"] == f"Bad Request: {told}"


async def test_a_jpeg_has_a_size_too(desk: Desk) -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08\x00\x40\x00\x80" + bytes(12)
    sent = await desk.bot.send_photo(desk.private.id, InputFile(jpeg))
    assert (sent.photo[0].width, sent.photo[0].height) == (128, 64)


async def test_a_file_needs_the_token_and_its_own_path(desk: Desk) -> None:
    async with httpx.AsyncClient(transport=InProcessTransport(desk.world), base_url="http://local") as client:
        assert (await client.get("/file/bot123:wrong/photos/x")).status_code == 401
        assert (await client.get(f"/file/bot{desk.world.token}/photos/x")).status_code == 404


async def test_members_nobody_knows_are_refused(desk: Desk, http: httpx.AsyncClient) -> None:
    known = {"chat_id": desk.private.id}
    assert await refusal(http, "getChatMember", **known, user_id=4) == "Bad Request: invalid user_id specified"
    assert (
        await refusal(http, "getChatMember", **known, user_id=desk.owner.id) == "Bad Request: member not found"
    )
    assert (await desk.bot.get_chat_member(desk.group.id, 1087968824)).status == "left"
    assert (await desk.bot.get_chat_member(desk.group.id, desk.bot.id)).status == "member"


async def test_media_have_no_text_to_edit(desk: Desk) -> None:
    sent = await desk.bot.send_photo(desk.private.id, InputFile(PNG))
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("改")


async def test_limits_of_answers_captions_and_actions_hold(desk: Desk, http: httpx.AsyncClient) -> None:
    here = {"chat_id": desk.private.id}
    assert await refusal(http, "answerCallbackQuery", callback_query_id="1", text="长" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert await refusal(http, "sendChatAction", **here, action="sleeping") == (
        "Bad Request: wrong parameter action in request"
    )
    answer = await http.post("sendPhoto", data={**here, "caption": "长" * 1025}, files={"photo": PNG})
    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_reply_parameters_are_read_strictly(desk: Desk, http: httpx.AsyncClient) -> None:
    here = {"chat_id": desk.private.id, "text": "答"}
    for reply, told in (
        ({}, 'Field "message_id" must be of type Integer'),
        ({"message_id": 1, "loud": True}, 'field "loud" is not known'),
    ):
        assert await refusal(http, "sendMessage", **here, reply_parameters=reply) == (
            f"Bad Request: can't parse ReplyParameters: {told}"
        )
    assert await refusal(http, "sendMessage", **here, link_preview_options={"loud": True}) == (
        'Bad Request: can\'t parse LinkPreviewOptions: field "loud" is not known'
    )


async def test_menus_are_read_strictly(desk: Desk, http: httpx.AsyncClient) -> None:
    commands = [{"command": "ask", "description": "提问"}]
    for parameters, told in (
        ({"commands": commands * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "ask", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands, "language_code": "chinese"}, "invalid language code specified"),
        ({"commands": commands, "scope": {"type": "chat", "chat_id": 4}}, "chat not found"),
        (
            {"commands": commands, "scope": {"type": "chat"}},
            "can't parse BotCommandScope: fields chat_id, type are expected",
        ),
        (
            {"commands": commands, "scope": {"type": "chat_administrators", "chat_id": desk.private.id}},
            "can't use the scope in the chat",
        ),
        (
            {"commands": [{"command": "ask"}]},
            'can\'t parse BotCommand: fields "command" and "description" are expected',
        ),
    ):
        assert await refusal(http, "setMyCommands", **parameters) == f"Bad Request: {told}"
    assert await refusal(http, "setMyName", name="长" * 65) == "Bad Request: bot name is too long"


# Faults -------------------------------------------------------------------------------------------------


async def test_faults_strike_as_the_network_would(desk: Desk) -> None:
    async def told(fault: Fault, error: type[TelegramError], *, delivered: bool) -> TelegramError:
        desk.world.faults.add(fault)
        before = len(desk.world.messages(desk.private))
        with pytest.raises(error) as raised:
            await desk.bot.send_message(desk.private.id, "早")
        assert len(desk.world.messages(desk.private)) == before + delivered
        return raised.value

    limited = await told(Fault(kind="retry_after", retry_after=9), RetryAfter, delivered=False)
    assert isinstance(limited, RetryAfter)
    assert limited.retry_after == timedelta(seconds=9)
    await told(Fault(kind="error", code=502), NetworkError, delivered=False)
    await told(Fault(kind="error", code=401, description="Unauthorized"), InvalidToken, delivered=False)
    dropped = await told(Fault(kind="drop_before"), NetworkError, delivered=False)
    assert isinstance(dropped.__cause__, httpx.ConnectError)
    unknown = await told(Fault(kind="hang_after_delivery"), TimedOut, delivered=True)
    assert isinstance(unknown.__cause__, httpx.ReadTimeout)
    await told(Fault(kind="html"), TelegramError, delivered=False)
    await desk.bot.send_message(desk.private.id, "又好了")


async def test_rate_limits_can_be_switched_on(desk: Desk) -> None:
    desk.world.limits = RateLimits(overall=None, group=2)
    for _ in range(2):
        await desk.bot.send_message(desk.group.id, "早")
    with pytest.raises(RetryAfter):
        await desk.bot.send_message(desk.group.id, "早")
    desk.clock.jump(60)
    await desk.bot.send_message(desk.group.id, "早")


# Over a socket ------------------------------------------------------------------------------------------


@pytest.fixture
async def served() -> AsyncIterator[tuple[Telegram, LocalServer]]:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    await server.start(0)
    yield world, server
    await server.stop()


def bot_at(world: Telegram, server: LocalServer, read_timeout: float = 5) -> Bot:
    return Bot(
        world.token,
        base_url=f"{server.address}/bot",
        base_file_url=f"{server.address}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"trust_env": False}, read_timeout=read_timeout),
        get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
    )


async def test_the_bot_talks_and_downloads_over_a_socket(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    async with bot_at(world, server) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await world.updates.polled()
        world.send_media(person, chat, "document", content="讲话".encode(), name="讲话.txt")
        (update,) = await polling
        assert update.message is not None
        assert update.message.document is not None
        file = await update.message.document.get_file()
        assert bytes(await file.download_as_bytearray()).decode() == "讲话"
        waiting = asyncio.create_task(world.next_message(chat))
        await bot.send_message(chat.id, "收到")
        assert (await waiting).text == "收到"


async def test_a_hang_after_delivery_keeps_the_message_and_the_client_waiting(
    served: tuple[Telegram, LocalServer],
) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    world.say(person, chat, "早")
    async with bot_at(world, server, read_timeout=0.2) as bot:
        world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery"))
        with pytest.raises(TimedOut):
            await bot.send_message(chat.id, "廉语")
        world.faults.add(Fault(method="sendMessage", kind="drop_before"))
        with pytest.raises(NetworkError) as dropped:
            await bot.send_message(chat.id, "丢了")
        assert isinstance(dropped.value.__cause__, httpx.RemoteProtocolError | httpx.ReadError)
    assert [message.text for message in world.messages(chat)] == ["早", "廉语"]


async def test_a_released_hang_cuts_the_connection(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    world.say(person, chat, "早")
    async with bot_at(world, server) as bot:
        fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery"))
        sending = asyncio.create_task(bot.send_message(chat.id, "廉语"))
        await world.next_message(chat)
        fault.released.set()
        with pytest.raises(NetworkError):
            await sending


async def test_the_server_stops_at_once_with_requests_waiting_and_starts_again() -> None:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    await server.start(0)
    port = int(server.address.rpartition(":")[2])
    async with bot_at(world, server) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=50))
        await world.updates.polled()
        async with asyncio.timeout(5):
            await server.stop()
        with pytest.raises(NetworkError):
            await polling
        with pytest.raises(NetworkError) as refused:
            await bot.get_me()
        assert isinstance(refused.value.__cause__, httpx.ConnectError)
        await server.start(port)
        assert (await bot.get_me()).username == "qingfeng_bot"
    await server.stop()


async def test_a_port_in_use_is_named(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    port = int(server.address.rpartition(":")[2])
    with pytest.raises(OperatorError, match=f"{port}.*local_chat.port"):
        await LocalServer(bot_api(world)).start(port)
