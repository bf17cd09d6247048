"""The webhook's HTTP: one path, POST only, with the secret token. What comes is stored before it is confirmed.

Nothing of a request without the token is read, kept or logged; they are only counted.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Protocol

from core.clock import Clock
from core.failing import Rounds
from core.serving import Receive, Scope, Send
from handlers.context import App
from handlers.updates.batch import UNREADABLE, Poison, number_in, read_batch
from services.intake import IntakeService
from storage.engine.gathering import Gathering
from storage.health import is_said
from storage.updates.received import RawUpdate

logger = logging.getLogger(__name__)

TOKEN_HEADER = b"x-telegram-bot-api-secret-token"
LARGEST_BODY = 4 * 1024 * 1024  # bytes that are read as an update; Telegram's own have some thousands
MOST_PASSED = 64 * 1024 * 1024  # bytes of a larger one that are received at most
HEAD_KEPT = 64 * 1024  # bytes of a larger one that are looked at
BODY_WAIT = 20.0  # seconds in which a request's body must have come
STORE_WAIT = 20.0  # seconds in which it must be stored
RETRY_AFTER = 3  # seconds after which Telegram tries again what could not be stored
SAY_AGAIN = 600.0  # seconds between two lines about refused requests

One = tuple[RawUpdate, dict[str, Any]]


class Taker(Protocol):
    """Where updates go: the same dispatcher as with polling."""

    async def receive(self, batch: Sequence[RawUpdate], data: Mapping[int, dict[str, Any]]) -> int:
        """Store a batch and take the new updates; return how many."""


class ClientGoneError(Exception):
    """The client hung up, or is too slow, before its request was whole."""


class Endpoint:
    """An ASGI app. `refused` counts the requests that came without the secret token.

    `last_success` is when an update was last stored, in monotonic seconds.
    """

    def __init__(
        self, path: str, token: str, *, app: App, taker: Taker, intake: IntakeService, clock: Clock
    ) -> None:
        self._path = path
        self._token = token.encode()
        self._app = app
        self._taker = taker
        self._intake = intake
        self._clock = clock
        self._storing: Gathering[One] = Gathering(self._store)
        self._rounds = Rounds(logger)
        self._said_refused: float | None = None
        self.refused = 0
        self.last_success: float | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(send, refusal, close=True)
            return
        try:
            body, whole = await _body(receive)
        except ClientGoneError:
            await _answer(send, HTTPStatus.REQUEST_TIMEOUT, close=True)
            return
        try:
            async with asyncio.timeout(STORE_WAIT):
                await (self.take(body) if whole else self._take_too_large(body))
        except Exception as error:  # noqa: BLE001 - said in a line, once
            # Not stored, so not confirmed: Telegram sends it again.
            if not is_said(error):  # the database says itself what is wrong with it, once
                self._rounds.failed("storing updates", error)
            await _answer(send, HTTPStatus.SERVICE_UNAVAILABLE, (b"retry-after", b"%d" % RETRY_AFTER))
            return
        self._rounds.went("storing updates")
        self.last_success = self._clock.monotonic()
        await _answer(send, HTTPStatus.OK, close=not whole)

    async def take(self, body: bytes) -> None:
        """Store an update, or set aside what is none. Raises what the database raises: then nothing is kept."""
        try:
            data = json.loads(body)
        except UNREADABLE as error:
            await self._set_aside(
                Poison(body, f"cannot be read ({type(error).__name__})", number_in(body[:HEAD_KEPT]))
            )
            return
        batch = read_batch([data])
        for one in batch.poison:
            await self._set_aside(one)
        for update in batch.updates:
            await self._storing.add((update, batch.data[update.update_id]))

    async def _take_too_large(self, head: bytes) -> None:
        await self._set_aside(Poison(head, "too large", number_in(head)))

    async def _set_aside(self, one: Poison) -> None:
        await self._intake.set_aside_unread(self._app.bot.id, one.update_id, one.content, one.why)

    async def _store(self, some: list[One]) -> None:
        # One update may come twice at once, when Telegram did not wait for the first answer.
        data = {update.update_id: parsed for update, parsed in some}
        updates = {update.update_id: update for update, _ in some}
        await self._taker.receive(list(updates.values()), data)

    def _refusal(self, scope: Scope) -> HTTPStatus | None:
        """Return with which status a request is refused; None for one that is Telegram's."""
        if scope["path"] != self._path:
            return HTTPStatus.NOT_FOUND
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        given = [value for name, value in scope["headers"] if name == TOKEN_HEADER]
        # Compared even where there is none, so that the time says nothing.
        right = hmac.compare_digest(given[0] if given else b"", self._token)
        if right and len(given) == 1:
            return None
        self._count_refused()
        return HTTPStatus.FORBIDDEN

    def _count_refused(self) -> None:
        self.refused += 1
        now = self._clock.monotonic()
        if self._said_refused is None or now - self._said_refused >= SAY_AGAIN:
            self._said_refused = now
            logger.warning("%d requests without the right secret token were refused so far", self.refused)


async def _body(receive: Receive) -> tuple[bytes, bool]:
    """Return a request's body and whether it is whole; of one that is too large its beginning."""
    content, size = bytearray(), 0
    try:
        async with asyncio.timeout(BODY_WAIT):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise ClientGoneError
                part = message.get("body", b"")
                size += len(part)
                if size <= LARGEST_BODY:
                    content += part
                else:
                    content = content[:HEAD_KEPT] + part[: max(HEAD_KEPT - len(content), 0)]
                if not message.get("more_body", False) or size > MOST_PASSED:
                    return bytes(content), size <= LARGEST_BODY
    except TimeoutError:
        if size > LARGEST_BODY:
            return bytes(content), False
        raise ClientGoneError from None


async def _answer(send: Send, status: HTTPStatus, *headers: tuple[bytes, bytes], close: bool = False) -> None:
    """Answer with a status and nothing else."""
    more = [(b"connection", b"close")] if close else []
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        more.append((b"allow", b"POST"))
    start = {"type": "http.response.start", "status": int(status)}
    await send({**start, "headers": [(b"content-length", b"0"), *headers, *more]})
    await send({"type": "http.response.body", "body": b""})
