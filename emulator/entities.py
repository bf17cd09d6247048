"""Message entities: lengths in UTF-16 as Telegram counts them, and those it finds in a text by itself."""

import re
from typing import Any

# What Telegram makes of plain text by itself, in the order in which it looks.
MENTION = re.compile(r"(?<![\w/@])@([A-Za-z][A-Za-z0-9_]{3,31})\b")
COMMAND = re.compile(r"(?<![\w/>])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z][A-Za-z0-9_]{2,31}))?(?![\w/@])", re.ASCII)
LINK = re.compile(r"(?<![\w@])(?:https?://|t\.me/|www\.)[^\s<>\"，。；！？、（）《》“”]+", re.ASCII)
HASHTAG = re.compile(r"(?<!\w)#(?=[^\W\d]|\d*[^\W\d])[\w]{1,256}")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", re.ASCII)
FOUND = (("email", EMAIL), ("url", LINK), ("mention", MENTION), ("bot_command", COMMAND), ("hashtag", HASHTAG))
MAX_ENTITIES = 100
# What goes from the ends of a message; the wide space that indents Chinese paragraphs (U+3000) stays.
WHITE = " \t\r\n\v\0"
# Which of two entities over the same characters comes first.
ORDER = (
    "blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention",
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
    "bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji",
)  # fmt: skip


def utf16(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, the unit of every offset and length."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Return the part of `text` an entity covers; offset and length in UTF-16 code units."""
    raw = text.encode("utf-16-le", errors="surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", errors="replace")


def find(text: str, *, without: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Return the entities Telegram finds in `text` by itself, none of them inside those of `without`.

    Only code, links and mentions made by markup shut out what is found; bold and the like do not.
    """
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in without or ()
        if entity["type"] in {"code", "pre", "text_link", "text_mention", "custom_emoji"}
    ]
    found: list[dict[str, Any]] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start = utf16(text[: match.start()])
            end = start + utf16(match[0])
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found


def in_order(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entities as Telegram lists them: by place, the longer one first, then by kind."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], _rank(entity["type"])))


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def trim(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Take white space off both ends as Telegram does, and move the entities along."""
    left = utf16(text[: len(text) - len(text.lstrip(WHITE))])
    text = text.strip(WHITE)
    end = utf16(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        stop = min(entity["offset"] + entity["length"] - left, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def mentions(text: str, entities: list[dict[str, Any]], username: str) -> bool:
    """Return whether `text` mentions @username, alone or behind a command."""
    wanted = f"@{username}".lower()
    for entity in entities:
        piece = cut(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "mention" and piece == wanted:
            return True
        if entity["type"] == "bot_command" and piece.endswith(wanted):
            return True
    return False


def commands(text: str, entities: list[dict[str, Any]], username: str) -> bool:
    """Return whether `text` begins with a command that is for the bot of that name, or for any bot."""
    for entity in entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            _, _, addressee = cut(text, 0, entity["length"]).partition("@")
            return not addressee or addressee.lower() == username.lower()
    return False
