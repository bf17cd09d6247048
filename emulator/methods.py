"""The table of methods: name, parameters, function. What is not here the local Telegram does not know."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from emulator import receiving, sending
from emulator.errors import ApiError
from emulator.parameters import (
    BOOLEAN,
    CHAT,
    INTEGER,
    MESSAGE_ID,
    OBJECT,
    OBJECTS,
    STRING,
    STRINGS,
    TEXT,
    Parameter,
    Upload,
    chat_id,
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
FORMATTED = {"parse_mode": STRING, "entities": OBJECTS, "link_preview_options": OBJECT}
PLACED = {
    "chat_id": CHAT,
    "message_thread_id": INTEGER,
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "reply_parameters": OBJECT,
    "reply_markup": OBJECT,
}
ONE_MESSAGE = {"chat_id": SOME_CHAT, "message_id": INTEGER, "reply_markup": OBJECT}

METHODS = _table(
    ("getMe", receiving.get_me, {}),
    (
        "getUpdates",
        receiving.get_updates,
        {"offset": INTEGER, "limit": INTEGER, "timeout": INTEGER, "allowed_updates": STRINGS},
    ),
    (
        "setWebhook",
        receiving.set_webhook,
        {
            "url": REQUIRED,
            "max_connections": INTEGER,
            "allowed_updates": STRINGS,
            "drop_pending_updates": BOOLEAN,
            "secret_token": STRING,
        },
    ),
    ("deleteWebhook", receiving.delete_webhook, {"drop_pending_updates": BOOLEAN}),
    ("getWebhookInfo", receiving.get_webhook_info, {}),
    ("sendMessage", sending.send_message, {**PLACED, **FORMATTED, "text": TEXT}),
    ("editMessageText", sending.edit_message_text, {**ONE_MESSAGE, **FORMATTED, "text": TEXT}),
    ("editMessageReplyMarkup", sending.edit_message_reply_markup, ONE_MESSAGE),
    ("deleteMessage", sending.delete_message, {"chat_id": CHAT, "message_id": MESSAGE_ID}),
    (
        "answerCallbackQuery",
        sending.answer_callback_query,
        {
            "callback_query_id": REQUIRED,
            "text": STRING,
            "show_alert": BOOLEAN,
            "url": STRING,
            "cache_time": INTEGER,
        },
    ),
    (
        "sendChatAction",
        sending.send_chat_action,
        {"chat_id": CHAT, "message_thread_id": INTEGER, "action": REQUIRED},
    ),
)


def method_of(name: str) -> Method:
    """Return the method of that name, whatever its case. Raises ApiError 404 as Telegram does."""
    method = METHODS.get(name.lower())
    if method is None:
        raise ApiError(404, "Not Found")
    return method
