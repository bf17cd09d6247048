"""The table of methods: name, parameters, function. The local Telegram knows no others."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from emulator import about, files, inline, polls, profile, receiving, sending
from emulator.errors import ApiError
from emulator.parameters import (
    BOOLEAN,
    CHAT,
    INTEGER,
    INTEGERS,
    MESSAGE_ID,
    OBJECT,
    OBJECTS,
    STRING,
    STRINGS,
    TEXT,
    USER_ID,
    Parameter,
    Upload,
    chat_id,
    input_file,
    json_objects,
    read_all,
    string,
)
from emulator.telegram import Telegram

Function = Callable[[Telegram, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API. `waits` says whether its function is a coroutine function."""

    name: str
    function: Function
    parameters: Mapping[str, Parameter]
    waits: bool

    async def call(self, world: Telegram, given: Mapping[str, Any], files: Mapping[str, Upload]) -> object:
        """Check the parameters, do it, return the `result` of the answer. Raises ApiError."""
        values = read_all(self.name, self.parameters, given, files)
        result = self.function(world, values)
        return await result if self.waits else result


def _table(*methods: tuple[str, Function, dict[str, Parameter]]) -> Mapping[str, Method]:
    return MappingProxyType(
        {
            name.lower(): Method(name, function, parameters, inspect.iscoroutinefunction(function))
            for name, function, parameters in methods
        }
    )


SOME_CHAT = Parameter(chat_id)
REQUIRED = Parameter(string, required=True)
FILE = Parameter(input_file, required=True)
FORMATTED = {"parse_mode": STRING, "entities": OBJECTS, "link_preview_options": OBJECT}
CAPTIONED = {"caption": STRING, "parse_mode": STRING, "caption_entities": OBJECTS}
PLACED = {
    "chat_id": CHAT,
    "message_thread_id": INTEGER,
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "reply_parameters": OBJECT,
    "reply_markup": OBJECT,
}
ONE_CHAT = {"chat_id": CHAT}
ONE_MESSAGE = {"chat_id": SOME_CHAT, "message_id": INTEGER, "reply_markup": OBJECT}
LANGUAGE = {"language_code": STRING}
SCOPED = {"scope": OBJECT, **LANGUAGE}
POLLED = {"offset": INTEGER, "limit": INTEGER, "timeout": INTEGER, "allowed_updates": STRINGS}
HOOKED = {
    "url": REQUIRED,
    "max_connections": INTEGER,
    "allowed_updates": STRINGS,
    "drop_pending_updates": BOOLEAN,
    "secret_token": STRING,
    "certificate": Parameter(input_file),
}
ANSWERED = {
    "callback_query_id": REQUIRED,
    "text": STRING,
    "show_alert": BOOLEAN,
    "url": STRING,
    "cache_time": INTEGER,
}
INLINE_ANSWERED = {
    "inline_query_id": REQUIRED,
    "results": Parameter(json_objects, required=True),
    "cache_time": INTEGER,
    "is_personal": BOOLEAN,
    "next_offset": STRING,
    "button": OBJECT,
}

METHODS = _table(
    ("getMe", receiving.get_me, {}),
    ("getUpdates", receiving.get_updates, POLLED),
    ("setWebhook", receiving.set_webhook, HOOKED),
    ("deleteWebhook", receiving.delete_webhook, {"drop_pending_updates": BOOLEAN}),
    ("getWebhookInfo", receiving.get_webhook_info, {}),
    ("sendMessage", sending.send_message, {**PLACED, **FORMATTED, "text": TEXT}),
    ("sendPhoto", files.send_photo, {**PLACED, **CAPTIONED, "photo": FILE}),
    ("sendDocument", files.send_document, {**PLACED, **CAPTIONED, "document": FILE}),
    (
        "sendPoll",
        polls.send_poll,
        {
            **PLACED,
            "question": REQUIRED,
            "options": Parameter(json_objects, required=True),
            "is_anonymous": BOOLEAN,
            "type": STRING,
            "correct_option_ids": INTEGERS,
            "explanation": STRING,
            "explanation_parse_mode": STRING,
            "explanation_entities": OBJECTS,
            "is_closed": BOOLEAN,
        },
    ),
    (
        "sendChatAction",
        sending.send_chat_action,
        {**ONE_CHAT, "message_thread_id": INTEGER, "action": REQUIRED},
    ),
    ("editMessageText", sending.edit_message_text, {**ONE_MESSAGE, **FORMATTED, "text": TEXT}),
    ("editMessageReplyMarkup", sending.edit_message_reply_markup, ONE_MESSAGE),
    ("deleteMessage", sending.delete_message, {**ONE_CHAT, "message_id": MESSAGE_ID}),
    ("answerCallbackQuery", sending.answer_callback_query, ANSWERED),
    ("answerInlineQuery", inline.answer_inline_query, INLINE_ANSWERED),
    ("getFile", files.get_file, {"file_id": REQUIRED}),
    ("getChat", about.get_chat, ONE_CHAT),
    ("getChatMember", about.get_chat_member, {**ONE_CHAT, "user_id": USER_ID}),
    ("getChatAdministrators", about.get_chat_administrators, {**ONE_CHAT, "return_bots": BOOLEAN}),
    ("getChatMemberCount", about.get_chat_member_count, ONE_CHAT),
    ("leaveChat", about.leave_chat, ONE_CHAT),
    ("setMyCommands", profile.set_my_commands, {"commands": Parameter(json_objects, required=True), **SCOPED}),
    ("getMyCommands", profile.get_my_commands, SCOPED),
    ("deleteMyCommands", profile.delete_my_commands, SCOPED),
    ("setMyName", profile.set_my_name, {"name": STRING, **LANGUAGE}),
    ("getMyName", profile.get_my_name, LANGUAGE),
    ("setMyDescription", profile.set_my_description, {"description": STRING, **LANGUAGE}),
    ("getMyDescription", profile.get_my_description, LANGUAGE),
    ("setMyShortDescription", profile.set_my_short_description, {"short_description": STRING, **LANGUAGE}),
    ("getMyShortDescription", profile.get_my_short_description, LANGUAGE),
    ("setChatMenuButton", profile.set_chat_menu_button, {"chat_id": SOME_CHAT, "menu_button": OBJECT}),
    ("getChatMenuButton", profile.get_chat_menu_button, {"chat_id": SOME_CHAT}),
)


def method_of(name: str) -> Method:
    """Return the method of that name, whatever its case. Raises ApiError 404 as Telegram does."""
    method = METHODS.get(name.lower())
    if method is None:
        raise ApiError(404, "Not Found")
    return method
