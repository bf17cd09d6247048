"""Sends updates to the bot's webhook by Telegram's own rules.

The updates of one chat one after another, several chats at once, up to `max_connections`. What is not answered
with a status of 2xx is sent again after a pause that doubles, or after the answer's Retry-After; after 24 hours
it is forgotten. Who answers 410 for 23 hours has no webhook any more.
"""

import asyncio
import http
import json
from collections import deque
from collections.abc import Mapping
from typing import Any

import httpx

from emulator.telegram import Telegram
from emulator.updates import Waiting, Webhook

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds
LONGEST_RETRY_AFTER = 3600.0
ANSWER_WAIT = 30.0
GONE_FOR = 23 * 3600.0
PERSON = 2**33  # the queues of updates without a chat lie beyond those of chats


class Postman:
    """Delivers over `transport`, which leads to the server behind the address. Run it as a task."""

    def __init__(self, world: Telegram, transport: httpx.AsyncBaseTransport) -> None:
        self._world = world
        self._clock = world.clock
        self._client = httpx.AsyncClient(transport=transport, timeout=ANSWER_WAIT, trust_env=False)
        self._queues: dict[int, deque[int]] = {}
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._seen = -1
        self._connections = 0
        self._free = asyncio.Condition()
        self._gone_since: float | None = None
        self.delivered: list[int] = []

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._world.updates.to_post.clear()
                self._look()
                await self._world.updates.to_post.wait()
        finally:
            for task in self._at_work.values():
                task.cancel()
            await asyncio.gather(*self._at_work.values(), return_exceptions=True)
            await self._client.aclose()

    def _look(self) -> None:
        """Sort what is new into the queues, and have somebody work on each."""
        for one in self._world.updates.after(self._seen):
            self._seen = one.update_id
            self._queues.setdefault(_queue_of(one.update), deque()).append(one.update_id)
        if not self._world.updates.webhook.url:
            return
        for key in self._queues:
            if key not in self._at_work:
                self._at_work[key] = asyncio.create_task(self._work(key))

    async def _work(self, key: int) -> None:
        pause = FIRST_PAUSE
        queue = self._queues[key]
        try:
            while queue and (hook := self._world.updates.webhook).url:
                one = self._world.updates.find(queue[0])
                if one is None:
                    queue.popleft()
                    continue
                wait = await self._deliver(one, hook)
                if wait is None:
                    pause = FIRST_PAUSE
                    continue
                await self._clock.sleep(wait or pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            del self._at_work[key]
            if not queue:
                del self._queues[key]

    async def _deliver(self, one: Waiting, hook: Webhook) -> float | None:
        """Send an update once; return None if it was taken, else after how many seconds it may come again."""
        async with self._free:
            await self._free.wait_for(lambda: self._connections < hook.max_connections)
            self._connections += 1
        try:
            answer = await self._client.post(
                hook.url,
                content=json.dumps(one.update, ensure_ascii=False).encode("utf-8", "surrogatepass"),
                headers=_headers(hook),
            )
        except httpx.HTTPError as error:
            return self._failed(hook, _words(error))
        finally:
            async with self._free:
                self._connections -= 1
                self._free.notify_all()
        if answer.is_success:
            self._gone_since = None
            self.delivered.append(one.update_id)
            self._world.updates.confirm(one.update_id)
            return None
        self._note_gone(answer.status_code)
        phrase = http.HTTPStatus(answer.status_code).phrase
        self._failed(hook, f"Wrong response from the webhook: {answer.status_code} {phrase}")
        return _retry_after(answer.headers)

    def _failed(self, hook: Webhook, said: str) -> float:
        hook.last_error_date, hook.last_error_message = self._clock.now(), said
        return 0.0

    def _note_gone(self, status: int) -> None:
        """Remove the webhook of somebody who has said for long that it is gone."""
        now = self._clock.monotonic()
        if status != http.HTTPStatus.GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since >= GONE_FOR:
            self._world.updates.hook(Webhook())


def _headers(hook: Webhook) -> dict[str, str]:
    headers = {"content-type": "application/json"}
    return headers | {"X-Telegram-Bot-Api-Secret-Token": hook.secret_token} if hook.secret_token else headers


def _retry_after(headers: Mapping[str, str]) -> float:
    said = headers.get("retry-after", "")
    return min(float(said), LONGEST_RETRY_AFTER) if said.isascii() and said.isdigit() else 0.0


def _words(error: httpx.HTTPError) -> str:
    """Return what Telegram says of a connection that failed so."""
    if isinstance(error, httpx.TimeoutException):
        return "Read timeout expired"
    said = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return "SSL error {error:0A000086:SSL routines::certificate verify failed}"
    return "Connection refused" if isinstance(error, httpx.ConnectError) else "Connection closed"


def _queue_of(update: Mapping[str, Any]) -> int:
    """Return the queue of an update: its chat's, or one of its person's."""
    [part] = (part for part in update.values() if isinstance(part, dict))
    for holder in (part, part.get("message")):
        if isinstance(holder, dict) and isinstance(chat := holder.get("chat"), dict):
            return int(chat["id"])
    return PERSON + int(part["from"]["id"])
