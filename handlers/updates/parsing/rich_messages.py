"""Rich messages of later versions of the Bot API: their words, which Telegram's library does not read yet.

A colleague forwards what another program wrote, with headings, lists and tables. It is read as a message of
plain words.
"""

from collections.abc import Iterator
from typing import Any

from telegram.constants import MessageLimit

HELD = ("message", "edited_message", "channel_post", "edited_channel_post")
# What stands in one line; everything else begins a line of its own.
INLINE = ("text", "expression", "alternative_text")
# What a block has of words and of further blocks, in the order in which they are shown.
WORDS, BLOCKS = ("summary", *INLINE), ("items", "blocks", "caption")


def in_plain_words(update: dict[str, Any]) -> dict[str, Any]:
    """Return a raw update whose rich messages, answered ones too, have their words as text."""
    for kind in HELD:
        if isinstance(message := update.get(kind), dict):
            plain = _plain(message)
            if isinstance(answered := message.get("reply_to_message"), dict):
                plain = plain | {"reply_to_message": _plain(answered)}
            return update | {kind: plain}
    return update


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    """Return the message with its words as text, if it is a rich one whose words fit into a message."""
    rich = message.get("rich_message")
    if not isinstance(rich, dict) or message.get("text"):
        return message
    text = "\n".join(filter(None, map(str.strip, _lines(rich.get("blocks")))))
    known = {key: part for key, part in message.items() if key != "rich_message"}
    return known | {"text": text} if 0 < len(text) <= MessageLimit.MAX_TEXT_LENGTH else message


def _lines(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _lines(one)
    elif isinstance(part, dict):
        yield from (_line(part.get(name)) for name in WORDS)
        for row in _list(part.get("cells")):
            yield " ".join(map(_line, _list(row)))
        inside = [line for name in BLOCKS for line in _lines(part.get(name))]
        if inside and isinstance(label := part.get("label"), str):
            inside[0] = f"{label} {inside[0]}"
        yield from inside
        yield _line(part.get("credit"))


def _list(part: object) -> list[object]:
    return part if isinstance(part, list) else []


def _line(part: object) -> str:
    """Return words with marks (bold, a link) as they read."""
    if isinstance(part, list):
        return "".join(map(_line, part))
    if isinstance(part, dict):
        return "".join(_line(part[name]) for name in INLINE if name in part)
    return part if isinstance(part, str) else ""
