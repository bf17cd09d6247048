"""Inline keyboards, checked as Telegram checks them."""

from typing import Any

import pytest

from core.models import ChatKind
from emulator.chats import Chat
from emulator.errors import BadRequest
from emulator.keyboards import inline_keyboard

GROUP = Chat(-1, ChatKind.GROUP, "学习组")
CHANNEL = Chat(-2, ChatKind.CHANNEL, "通告")


def refusal(markup: dict[str, Any], chat: Chat = GROUP, *, inline_only: bool = False) -> str:
    with pytest.raises(BadRequest) as refused:
        inline_keyboard(markup, chat, inline_only=inline_only)
    return refused.value.description.removeprefix("Bad Request: ")


def rows(*buttons: object) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def test_rows_come_back_without_the_empty_ones() -> None:
    button = {"text": "看", "url": "https://a.cn"}
    assert inline_keyboard({"inline_keyboard": [[], [button]]}, GROUP) == [[button]]
    assert inline_keyboard(None, GROUP) == []


@pytest.mark.parametrize(
    "button",
    [
        {"text": "看", "url": "tg://resolve?domain=a"},
        {"text": "抄", "copy_text": {"text": "三重一大"}},
        {"text": "转", "switch_inline_query": ""},
        {"text": "好", "callback_data": "字" * 21, "style": "success"},
    ],
)
def test_a_button_telegram_takes_is_taken(button: dict[str, Any]) -> None:
    assert inline_keyboard(rows(button), GROUP) == [[button]]


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (
            {"text": " ", "callback_data": "x"},
            "can't parse InlineKeyboardButton: Button text must be non-empty",
        ),
        (
            {"text": 7, "callback_data": "x"},
            'can\'t parse InlineKeyboardButton: Field "text" must be of type String',
        ),
        (
            {"text": "好", "callback_data": "x", "color": "red"},
            'can\'t parse InlineKeyboardButton: field "color" is not known',
        ),
        (
            {"text": "好", "callback_data": "x", "style": "red"},
            "can't parse InlineKeyboardButton: invalid button style specified",
        ),
        (
            {"text": "好", "callback_data": "x", "url": "https://a.cn"},
            "can't parse InlineKeyboardButton: exactly one of the optional fields must be used",
        ),
        ({"text": "好", "callback_data": 7}, "BUTTON_DATA_INVALID"),
        ({"text": "好", "callback_data": "字" * 21 + "ab"}, "BUTTON_DATA_INVALID"),
        ({"text": "看", "url": "三重一大"}, "inline keyboard button URL is invalid: Wrong HTTP URL"),
        ({"text": "抄", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
def test_a_button_telegram_refuses_is_refused(button: dict[str, Any], words: str) -> None:
    assert refusal(rows(button)) == words


def test_too_many_buttons_are_refused() -> None:
    button = {"text": "好", "callback_data": "x"}
    assert refusal(rows(*[button] * 9)) == "BUTTONS_TOO_MUCH"
    assert refusal({"inline_keyboard": [[button] * 8] * 13}) == "reply markup is too long"


def test_what_is_no_keyboard_is_refused() -> None:
    assert refusal({"buttons": []}) == "can't parse reply keyboard markup JSON object: unknown fields"
    assert refusal({"inline_keyboard": "上"}) == 'field "inline_keyboard" must be of type Array'
    assert refusal({"inline_keyboard": ["上"]}) == 'field "inline_keyboard" must be an Array of Arrays'


def test_other_markup_has_no_inline_buttons_and_no_place_in_channels_or_edits() -> None:
    assert inline_keyboard({"remove_keyboard": True}, GROUP) == []
    assert "channel" in refusal({"remove_keyboard": True}, CHANNEL)
    assert refusal({"force_reply": True}, inline_only=True) == "inline keyboard expected"
