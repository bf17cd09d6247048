"""PTB's bot, which sends plain words into a private chat in half the time: nearly all that is ever sent."""

from typing import Any

from telegram import Chat, Message
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # PTB's own form; it has no public name

from handlers.sending.limits import Ticket
from handlers.sending.plain_messages import plain_message

SEND = "sendMessage"
# What is sent the quick way; the rest, and what comes with anything else, goes PTB's way.
WORDS = frozenset({"parse_mode", "reply_markup"})
# What the defaults may say of a message of words.
BY_DEFAULT = ("disable_notification", "link_preview_options", "protect_content")
PLAIN = frozenset({"message_id", "date", "chat", "text"})


class QuickBot(ExtBot[Ticket]):
    """ExtBot, with the same requests and the same answers."""

    async def send_message(self, chat_id: int | str, text: str, *more: Any, **named: Any) -> Message:  # noqa: ANN401 - PTB has thirty
        """Send words, as ExtBot does. Raises TelegramError."""
        given = {name: value for name, value in named.items() if value is not None}
        private = type(chat_id) is int and chat_id > 0
        limiter, defaults = self.rate_limiter, self.defaults
        if more or not private or not given.keys() <= WORDS or limiter is None or defaults is None:
            return await super().send_message(chat_id, text, *more, **named)
        data: dict[str, Any] = {"chat_id": chat_id, "text": text}
        for name in BY_DEFAULT:
            if (value := defaults.api_defaults.get(name)) is not None:
                data[name] = value if isinstance(value, bool) else value.to_dict()
        if "parse_mode" in given:
            data["parse_mode"] = given["parse_mode"]
        if "reply_markup" in given:
            data["reply_markup"] = given["reply_markup"].to_dict()
        sent: Any = await limiter.process_request(self._posted, (data,), {}, SEND, data, None)
        return self._read(sent)

    async def _posted(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON comes
        parameters = [RequestParameter(name, value, None) for name, value in data.items()]
        return await self._request[1].post(f"{self.base_url}/{SEND}", RequestData(parameters))

    def _read(self, sent: Any) -> Message:  # noqa: ANN401 - whatever JSON came
        if isinstance(sent, dict) and sent.keys() <= PLAIN:
            number, date, chat = (sent.get(name) for name in ("message_id", "date", "chat"))
            if number and type(date) is int and date > 0 and chat and chat.get("type") == Chat.PRIVATE:
                there = Chat.de_json(chat, self)
                return plain_message(number, date, there, self, text=sent.get("text"))
        return Message.de_json(sent, self)
