"""The bot sends words the quick way just as PTB's own bot does."""

import json
from typing import Any

import pytest
from clock import FakeClock
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import Forbidden
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, RequestData

from handlers.sending.limiter import LaneLimiter
from handlers.sending.limits import UNLIMITED, Lane, Ticket
from handlers.sending.quick_bot import QuickBot

PRIVATE = {"id": 5, "type": "private", "first_name": "小王"}
SENT: dict[str, Any] = {"message_id": 7, "date": 1796000000, "chat": PRIVATE, "text": "廉语"}
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("上下文", callback_data="c:1")]])
DEFAULTS = (
    Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True),
    Defaults(protect_content=True, disable_notification=False),
    Defaults(),
    None,
)


class Telegram(BaseRequest):
    """Answers all alike, and keeps what was asked."""

    def __init__(self, answer: dict[str, Any], status: int = 200) -> None:
        self.answer, self.status = answer, status
        self.asked: list[tuple[str, dict[str, Any] | None]] = []

    @property
    def read_timeout(self) -> float | None:
        return 1

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        self.asked.append((f"{method} {url}", request_data.parameters if request_data else None))
        return self.status, json.dumps(self.answer).encode()


def slots(message: Message) -> dict[str, Any]:
    names = [name for kind in type(message).__mro__ for name in getattr(kind, "__slots__", ())]
    return {name: getattr(message, name, "none") for name in names if name != "_bot"}


async def both(
    sent: dict[str, Any],
    defaults: Defaults | None,
    *given: Any,  # noqa: ANN401 - PTB's own parameters
    **named: Any,  # noqa: ANN401 - PTB's own parameters
) -> tuple[Telegram, Telegram, Message, Message]:
    ways = []
    for kind in (ExtBot, QuickBot):
        telegram = Telegram({"ok": True, "result": sent})
        bot: ExtBot[Ticket] = kind(
            "1:a", request=telegram, rate_limiter=LaneLimiter(FakeClock(), UNLIMITED), defaults=defaults
        )
        ways.append((telegram, await bot.send_message(*given, **named), bot))
    (first, usual, _), (second, quick, bot) = ways
    assert quick.get_bot() is bot
    return first, second, usual, quick


@pytest.mark.parametrize("defaults", DEFAULTS)
@pytest.mark.parametrize("chat", [5, -100, "@office"])
@pytest.mark.parametrize(
    "named",
    [
        {},
        {"parse_mode": "HTML", "message_thread_id": None, "reply_parameters": None, "reply_markup": None},
        {"parse_mode": "HTML", "reply_markup": KEYBOARD},
        {"reply_markup": ForceReply(selective=True)},
        {"protect_content": False},
        {"reply_parameters": ReplyParameters(3, allow_sending_without_reply=True)},
        {"message_thread_id": 4, "rate_limit_args": Ticket(Lane.PUSH)},
        {"read_timeout": 3.0},
    ],
)
async def test_the_request_is_the_same(
    defaults: Defaults | None, chat: int | str, named: dict[str, Any]
) -> None:
    usual, quick, *_ = await both(SENT, defaults, chat, "<b>廉语</b>", **named)

    assert quick.asked == usual.asked


@pytest.mark.parametrize(
    "sent",
    [
        SENT,
        SENT | {"chat": {"id": -100, "type": "supergroup", "title": "办公室"}, "message_thread_id": 3},
        SENT | {"chat": {"id": -100, "type": "supergroup", "title": "办公室"}},
        SENT | {"has_protected_content": True},
        SENT | {"date": 0},
        {key: value for key, value in SENT.items() if key != "text"},
    ],
)
async def test_the_message_is_the_same(sent: dict[str, Any]) -> None:
    _, _, usual, quick = await both(sent, DEFAULTS[0], 5, "廉语")

    assert quick == usual
    assert slots(quick) == slots(usual)
    assert hash(quick) == hash(usual)
    with pytest.raises(AttributeError):
        quick.text = "another"


async def test_a_refusal_is_the_same() -> None:
    telegram = Telegram({"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked"}, 403)
    bot = QuickBot(
        "1:a", request=telegram, rate_limiter=LaneLimiter(FakeClock(), UNLIMITED), defaults=Defaults()
    )

    with pytest.raises(Forbidden):
        await bot.send_message(5, "廉语")
