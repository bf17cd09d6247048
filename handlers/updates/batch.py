"""Reads an answer of getUpdates update by update: one that cannot be read does not affect the others.

Of an update, only its number and its chat are looked at here.
"""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from core.unreached import said_of_status
from handlers.updates.raw_updates import raw_update
from storage.updates.received import RawUpdate

# An answer of Telegram with updates contains these, even if it is broken; a proxy's page does not.
_HEAD = re.compile(rb'"result"\s*:\s*\[')
_UPDATE = b'"update_id"'
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})(?!\d)')
# How unreadable data fails: broken characters, a part missing, endless numbers or nesting.
UNREADABLE = (ValueError, RecursionError, KeyError, TypeError)
# What an answer's status means.
MEANINGS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "the token is refused (401): revoked, or a proxy in between",
    HTTPStatus.NOT_FOUND: "not found (404): a wrong telegram.api_url, or a proxy in between",
    HTTPStatus.CONFLICT: "conflict (409): another program fetches this bot's updates, or a webhook is set",
    HTTPStatus.TOO_MANY_REQUESTS: "too many requests (429)",
}


class PollError(Exception):
    """getUpdates brought nothing. `pause` is how long Telegram asked to wait, in seconds."""

    def __init__(self, why: str, pause: float | None = None, *, webhook: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.pause = pause
        self.webhook = webhook


@dataclass(frozen=True, slots=True)
class Poison:
    """An update that cannot be read, as its bytes came, and its number if that can be seen."""

    content: bytes
    why: str
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """The updates of one answer that can be read, in order, with their payloads; and those that cannot."""

    updates: tuple[RawUpdate, ...]
    data: dict[int, dict[str, Any]]
    poison: tuple[Poison, ...] = ()


class BrokenAnswerError(Exception):
    """An answer of Telegram's that is no JSON. `ahead` are the updates ahead of the break.

    What comes after it must be asked for again, one update at a time: not even its end is known.
    """

    def __init__(self, why: str, body: bytes) -> None:
        super().__init__(why)
        self.why = why
        self.body = body

    @property
    def ahead(self) -> Batch:
        """Return the updates ahead of the break."""
        return _ahead_of_the_break(self.body)


def result_of(status: int, body: bytes) -> list[Any]:
    """Return the content of an answer. Its text is never logged: it may be people's words.

    Raises PollError for an answer without updates, BrokenAnswerError for one that breaks among them.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        if status == HTTPStatus.OK and _HEAD.search(body) and _UPDATE in body:
            raise BrokenAnswerError(type(error).__name__, body) from None
        raise PollError(f"no Bot API answer: {said_of_status(status)}") from None
    if not isinstance(answer, dict):
        raise PollError(f"no Bot API answer: {said_of_status(status)}")
    result = answer.get("result")
    if status == HTTPStatus.OK and answer.get("ok") is True and isinstance(result, list):
        return result
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    why = MEANINGS.get(status, f"refused ({status})")
    webhook = status == HTTPStatus.CONFLICT and "webhook is active" in str(answer.get("description"))
    raise PollError(why, wait if isinstance(wait, int | float) else None, webhook=webhook)


def number_in(body: bytes) -> int | None:
    """Return the first update's number in an answer that cannot be read, if there is one to be seen."""
    found = _NUMBER.search(body)
    return int(found[1]) if found else None


def read_batch(result: list[Any]) -> Batch:
    """Read the updates of an answer, each by itself."""
    updates: dict[int, RawUpdate] = {}
    data: dict[int, dict[str, Any]] = {}
    poison: list[Poison] = []
    for one in result:
        try:
            update = raw_update(one)
        except UNREADABLE as error:
            poison.append(Poison(_written(one), f"no update ({type(error).__name__})"))
            continue
        updates[update.update_id], data[update.update_id] = update, one
    return Batch(tuple(updates[number] for number in sorted(updates)), data, tuple(poison))


def _written(one: object) -> bytes:
    """Turn what was read back into bytes, as far as possible."""
    try:
        return json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except RecursionError:
        return b"(nested without end)"


def _ahead_of_the_break(body: bytes) -> Batch:
    result: list[Any] = []
    for raw in _elements(body):
        try:
            one = json.loads(raw)
            raw_update(one)
        except UNREADABLE:
            break
        result.append(one)
    return read_batch(result)


def _elements(body: bytes) -> list[bytes]:
    """Return the stretches of an answer that look like whole updates, without reading them."""
    head = _HEAD.search(body)
    found: list[bytes] = []
    depth, start = 0, 0
    for token in _TOKEN.finditer(body, head.end() if head else 0):
        match token[0][:1]:
            case b"{" | b"[":
                start = token.start() if depth == 0 else start
                depth += 1
            case b"}" | b"]":
                depth -= 1
                if depth == 0:
                    found.append(body[start : token.end()])
                elif depth < 0:
                    break
    return found
