"""Telegram's HTML: markup in, plain text and entities out, errors in Telegram's own words.

Offsets in errors are bytes of UTF-8, offsets in entities UTF-16 code units; both as Telegram has them.
"""

import re
from dataclasses import dataclass
from typing import Any

from emulator.entities import MAX_ENTITIES, in_order, trim, utf16
from emulator.errors import BadRequest
from emulator.parameters import is_unicode

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,10})|([a-z]{2,4}));?")
SPECIAL = re.compile("[<&]")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
TOKEN = re.compile(r"[A-Za-z0-9.-]*")
SPACE = re.compile(r"\s*")
LINK = re.compile(r"(?:(?P<scheme>https?|tg|ton|tonsite)://|mailto:|tel:)\S+", re.IGNORECASE)
BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
LARGEST_CODE_POINT = 0x10FFFF


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    at: int  # in the text, UTF-16
    start: int  # in the text, characters


def parse_html(markup: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and the entities of `markup`. Raises BadRequest as Telegram words it."""
    return _Parser(markup).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._parts: list[str] = []
        self._length = 0  # of the text so far, UTF-16
        self._characters = 0
        self._open: list[_Open] = []
        self._entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self._at < len(self._markup):
            special = SPECIAL.search(self._markup, self._at)
            stop = special.start() if special else len(self._markup)
            self._add(self._markup[self._at : stop])
            self._at = stop
            if special is None:
                break
            if special[0] == "&":
                self._add(self._reference() or self._step())
            elif self._markup.startswith("</", stop):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        text = "".join(self._parts)
        if not is_unicode(text):
            raise _cannot(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, in_order(self._entities)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += utf16(text)
        self._characters += len(text)

    def _step(self) -> str:
        self._at += 1
        return self._markup[self._at - 1]

    def _reference(self) -> str:
        """Return the character of the reference here, moving past it; empty when there is none."""
        match = REFERENCE.match(self._markup, self._at)
        if match is None:
            return ""
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            if name not in NAMED:
                return ""
            self._at = match.end()
            return NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        if not 0 < code < LARGEST_CODE_POINT:
            return ""
        self._at = match.end()
        return chr(code)

    def _byte(self, at: int) -> int:
        return len(self._markup[:at].encode("utf-8", errors="surrogatepass"))

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._markup, self._at)
        found = match[0] if match else ""
        self._at += len(found)
        return found

    def _peek(self) -> str:
        return self._markup[self._at : self._at + 1]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._match(TAG_NAME).lower()
        if not self._peek():
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TAGS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while True:
            self._match(SPACE)
            if self._peek() == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self._at += 1
        if tag == "span" and argument != "spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(_Open(tag, argument, self._length, self._characters))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._match(ATTRIBUTE_NAME)
        if not name:
            raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._match(SPACE)
        if self._peek() != "=":
            if not self._peek():
                raise _cannot(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            return name, ""
        self._at += 1
        self._match(SPACE)
        value = self._quoted() if self._peek() in {"'", '"'} and self._peek() else self._token(begin)
        if not self._peek():
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return name, value

    def _token(self, begin: int) -> str:
        if not self._peek():
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        at = self._at
        token = self._match(TOKEN).lower()
        if self._peek() != ">" and not self._peek().isspace():
            raise _cannot(f"Unexpected end of name token at byte offset {self._byte(at)}")
        return token

    def _quoted(self) -> str:
        quote = self._step()
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            value.append((self._peek() == "&" and self._reference()) or self._step())
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _cannot(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        name = self._match(TAG_NAME)
        self._match(SPACE)
        if self._peek() != ">":
            raise _cannot(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        opened = self._open.pop()
        if name and name != opened.tag:
            raise _cannot(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if self._length > opened.at:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = TAGS[opened.tag]
        entity: dict[str, Any] = {"type": kind, "offset": opened.at, "length": self._length - opened.at}
        if kind == "text_link":
            url = _checked_link(opened.argument or "".join(self._parts)[opened.start :])
            if not url:
                return
            entity["url"] = url
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = opened.argument
        elif kind == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif kind in {"code", "pre"} and self._joins(entity, opened.argument):
            return
        self._entities.append(entity)

    def _joins(self, entity: dict[str, Any], language: str) -> bool:
        """Make one pre with a language out of <pre><code class="language-…">, either way round."""
        if entity["type"] == "code" and language:
            entity["language"] = language
        last = self._entities[-1] if self._entities else None
        if last is None or (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        language = last.get("language") or entity.get("language", "")
        if not language or {last["type"], entity["type"]} != {"code", "pre"}:
            return False
        last.update(type="pre", language=language)
        return True


def _cannot(words: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {words}")


def _argument(tag: str, name: str, value: str) -> str:
    wanted = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "blockquote": "expandable"}
    if wanted.get(tag) != name:
        return ""
    if tag == "blockquote":
        return "1"
    prefix = {"code": "language-", "span": "tg-"}.get(tag, "")
    return value.removeprefix(prefix) if value.startswith(prefix) else ""


def _checked_link(url: str) -> str:
    """Return `url` as Telegram stores it, or nothing when Telegram would drop the link."""
    url = url.strip()
    if match := LINK.fullmatch(url):
        bare = match["scheme"] in {"http", "https"} and "/" not in url.split("://", 1)[1]
        return url + "/" if bare and "?" not in url and "#" not in url else url
    if BARE_LINK.fullmatch(url):
        host, mark, rest = re.match(r"([^/?#]*)([/?#]?)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]  # matches any text
        return f"http://{host}/{'' if mark == '/' else mark}{rest}"
    return ""


def checked_entities(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entities given by the bot itself, or raise BadRequest for one that does not fit `text`."""
    end = utf16(text)
    for entity in entities:
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(kind, str) or not isinstance(offset, int) or not isinstance(length, int):
            raise BadRequest('can\'t parse MessageEntity: Can\'t find field "type", "offset" or "length"')
        if kind not in {*TAGS.values(), "expandable_blockquote", "text_mention", *FOUND_BY_ITSELF}:
            raise BadRequest("can't parse MessageEntity: Unsupported type specified")
        if offset < 0 or length <= 0 or offset + length > end:
            raise BadRequest(
                f"can't parse entities: Entity at offset {offset} of length {length} is out of text"
            )
    return in_order(entities)


FOUND_BY_ITSELF = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card")


def formatted(
    text: str, parse_mode: str | None, entities: list[dict[str, Any]] | None
) -> tuple[str, list[dict[str, Any]]]:
    """Return text and entities as they go into the chat: parsed, checked, trimmed, at most 100.

    `parse_mode` wins over `entities`, as on Telegram. Raises BadRequest.
    """
    if parse_mode and parse_mode.lower() == "html":
        text, found = parse_html(text)
    elif parse_mode and parse_mode.lower() != "none":
        raise BadRequest("unsupported parse_mode")
    else:
        found = checked_entities(text, entities or [])
    text, found = trim(text, _without_nested(found))
    return text, found[:MAX_ENTITIES]


def _without_nested(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what stands inside code, which holds no other entity."""
    codes = [entity for entity in entities if entity["type"] in {"code", "pre"}]
    return [
        entity for entity in entities if not any(entity is not code and _covers(code, entity) for code in codes)
    ]


def _covers(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    if inner["type"] in {"blockquote", "expandable_blockquote", "pre"}:
        return False
    start, end = outer["offset"], outer["offset"] + outer["length"]
    return bool(start <= inner["offset"] and inner["offset"] + inner["length"] <= end)
