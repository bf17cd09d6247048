"""reply_markup, checked as Telegram checks it."""

from typing import Any
from urllib.parse import urlsplit

from core.models import ChatKind
from emulator.chats import Chat
from emulator.errors import BadRequest

LONGEST_DATA = 64  # bytes
MOST_BUTTONS = 100
MOST_IN_ROW = 8
# What a button does: exactly one of these, besides its text and looks.
ACTIONS = {
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
}
LOOKS = {"text", "style", "icon_custom_emoji_id"}
STYLES = {"danger", "success", "primary"}
# Keyboards under the input field, which this product has no use for but to take away.
OTHER_MARKUP = {"keyboard", "remove_keyboard", "force_reply"}
COPY_LENGTH = 256

Keyboard = list[list[dict[str, Any]]]


def forced_reply(markup: dict[str, Any] | None) -> str | None:
    """Return the hint of a message that forces a reply, empty if it has none; None: it forces no reply."""
    if not markup or not markup.get("force_reply"):
        return None
    return str(markup.get("input_field_placeholder") or "")


def inline_keyboard(markup: dict[str, Any] | None, chat: Chat, *, inline_only: bool = False) -> Keyboard:
    """Return the rows of an inline keyboard; none for other markup. Raises BadRequest in Telegram's words."""
    if not markup:
        return []
    if "inline_keyboard" not in markup:
        if OTHER_MARKUP & markup.keys():
            if inline_only:
                raise BadRequest("inline keyboard expected")
            if chat.kind is ChatKind.CHANNEL:
                raise BadRequest("reply markup of this kind can't be used in a channel chat")
            return []
        raise BadRequest("can't parse reply keyboard markup JSON object: unknown fields")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise BadRequest('field "inline_keyboard" must be of type Array')
    keyboard = [_row(row) for row in rows]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise BadRequest("reply markup is too long")
    return [row for row in keyboard if row]


def _row(row: object) -> list[dict[str, Any]]:
    if not isinstance(row, list):
        raise BadRequest('field "inline_keyboard" must be an Array of Arrays')
    if len(row) > MOST_IN_ROW:
        raise BadRequest("BUTTONS_TOO_MUCH")
    return [_button(button) for button in row]


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise BadRequest("can't parse InlineKeyboardButton: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise BadRequest("can't parse InlineKeyboardButton: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise BadRequest('can\'t parse InlineKeyboardButton: Field "text" must be of type String')
    if not button["text"].strip():
        raise BadRequest("can't parse InlineKeyboardButton: Button text must be non-empty")
    if unknown := button.keys() - ACTIONS - LOOKS:
        raise BadRequest(f'can\'t parse InlineKeyboardButton: field "{min(unknown)}" is not known')
    if str(button.get("style", "primary")) not in STYLES:
        raise BadRequest("can't parse InlineKeyboardButton: invalid button style specified")
    actions = button.keys() & ACTIONS
    if not actions:
        raise BadRequest(
            "can't parse InlineKeyboardButton: Text buttons are not allowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise BadRequest("can't parse InlineKeyboardButton: exactly one of the optional fields must be used")
    _check_action(button)
    return button


def _check_action(button: dict[str, Any]) -> None:
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode("utf-8")) <= LONGEST_DATA:
            raise BadRequest("BUTTON_DATA_INVALID")
    if "url" in button:
        url = button["url"]
        parts = urlsplit(url) if isinstance(url, str) else None
        if parts is None or parts.scheme not in {"http", "https", "tg"} or not parts.netloc:
            raise BadRequest("inline keyboard button URL is invalid: Wrong HTTP URL")
    if "copy_text" in button:
        copy = button["copy_text"]
        text = copy.get("text") if isinstance(copy, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= COPY_LENGTH:
            raise BadRequest("BUTTON_COPY_TEXT_INVALID")
