"""A model inside the office's network that writes ways of asking: an OpenAI-compatible server, over httpx.

What it is sent is a stretch of a speech and what to write; nobody's words. What it answers is read line by line
as a stranger's (knowledge/ways/replies.py) and shown to editors only, as questions.
"""

import asyncio
import logging
import re
import ssl
from collections.abc import Iterator
from typing import Any, Protocol

import httpx

from core.clock import Clock
from core.errors import UserError
from core.patterns import pattern
from core.settings import Settings
from core.trust import trusted_authorities
from core.unreached import cause_of
from knowledge.ways.replies import loaded

PATH = "/chat/completions"
PAUSES = (1.0, 4.0, 16.0)  # seconds before another try, where one may help
CONNECTING = 10.0  # seconds
MOST_BYTES = 8 * 1024 * 1024  # of an answer on its way
MOST_WORDS = 200_000  # characters of an answer
THOUGHTS = pattern(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
DONE = "[DONE]"

NO_KEY = "模型服务要钥匙（{status}）：请运维人员把它放进 assistant.key_file 所指的文件"
WRONG_KEY = "模型服务不认这把钥匙（{status}）：请运维人员核对 assistant.key_file"
NO_MODEL = "模型服务说没有“{model}”这个模型（{status}）：请运维人员核对 assistant.model"
NO_PATH = "模型服务没有这个地址（{status}）：请运维人员核对 assistant.url，多半是少了末尾的 /v1"
ELSEWHERE = "assistant.url 的地址转到了别处（{status}）：请运维人员写上最终的地址"
REFUSED = "模型服务不接受这样的请求（{status}）：请运维人员看它的日志"
NOT_OPENAI = "assistant.url 那里答的不是 OpenAI 兼容接口的内容（可能是登录页）：请运维人员核对地址"
BUSY = "模型服务忙不过来或出错了（{status}），试了 {tries} 次；过一会儿再继续"
UNREACHED = "连不上模型服务：{why}。请运维人员核对 assistant.url，看它是否在运行"
BROKEN = "模型服务答到一半就断了，试了 {tries} 次；过一会儿再继续"
TOO_SLOW = "模型写这一段超过了 {minutes} 分钟（assistant.timeout），没有等到"
TOO_LONG = "模型答得太长，停不下来，这一段没有收"
EMPTY = "模型什么都没有写"

log = logging.getLogger(__name__)


class AssistantError(UserError):
    """No answer, and why, in words for an editor. `ends`: another task would fare the same."""

    def __init__(self, said: str, *, ends: bool) -> None:
        super().__init__(said)
        self.ends = ends


class Assistant(Protocol):
    """Who writes. `name` is what editors know it by, `patience` how long one task may take, in seconds."""

    name: str
    patience: float

    async def write(self, prompt: str) -> str:
        """Return what was written for a prompt. Raises AssistantError."""
        ...


class _Again(Exception):  # noqa: N818 - no error yet: it is tried again
    """What went wrong may go well next time."""


class OpenAiAssistant:
    """`transport` is for tests; without one the server is reached directly, never through a proxy."""

    def __init__(
        self, settings: Settings, clock: Clock, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        assistant = settings.assistant
        self.name = assistant.model
        self.patience = assistant.timeout.total_seconds()
        self._url = assistant.url + PATH
        self._key = settings.assistant_key.get_secret_value()
        self._ca_file = settings.telegram.ca_file
        self._clock = clock
        self._transport = transport
        self._trusted: ssl.SSLContext | None = None

    async def write(self, prompt: str) -> str:
        """See Assistant. It is asked again after what may pass; an answer that is cut off does not count."""
        try:
            async with asyncio.timeout(self.patience):
                return await self._patiently(prompt)
        except TimeoutError:
            said = TOO_SLOW.format(minutes=max(1, round(self.patience / 60)))
            raise AssistantError(said, ends=False) from None

    async def _patiently(self, prompt: str) -> str:
        for pause in (*PAUSES, None):
            try:
                return _words(await self._ask(prompt))
            except _Again as fault:
                if pause is None:
                    log.warning("the assistant gave no answer: %s", type(fault.__cause__ or fault).__name__)
                    raise AssistantError(str(fault), ends=True) from None
                await self._clock.sleep(pause)
        raise AssertionError

    async def _ask(self, prompt: str) -> str:
        """Ask once. Raises _Again, or AssistantError where asking again is of no use."""
        body = {"model": self.name, "messages": [{"role": "user", "content": prompt}], "stream": True}
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        tries = len(PAUSES) + 1
        try:
            async with (
                self._client() as client,
                client.stream("POST", self._url, json=body, headers=headers) as response,
            ):
                content = await _content(response)
        except httpx.InvalidURL:
            raise AssistantError(NO_PATH.format(status="-"), ends=True) from None
        except (httpx.ReadError, httpx.RemoteProtocolError) as error:
            raise _Again(BROKEN.format(tries=tries)) from error
        except httpx.HTTPError as error:
            raise _Again(UNREACHED.format(why=cause_of(error, chinese=True))) from error
        if response.status_code == httpx.codes.OK:
            return _answer(content, response.headers.get("content-type", ""), tries)
        raise self._refusal(response.status_code, content, tries)

    def _client(self) -> httpx.AsyncClient:
        if self._transport is None and self._trusted is None:
            self._trusted = trusted_authorities(self._ca_file)
        return httpx.AsyncClient(
            transport=self._transport,
            verify=self._trusted or True,
            trust_env=False,
            timeout=httpx.Timeout(None, connect=CONNECTING),
        )

    def _refusal(self, status: int, content: bytes, tries: int) -> Exception:
        """Return what to raise for an answer that is none; what the server says of itself is not passed on."""
        said = content.decode("utf-8", "replace").lower()
        if status >= 500 or status in {408, 425, 429}:
            return _Again(BUSY.format(status=status, tries=tries))
        if status in {401, 403}:
            template = WRONG_KEY if self._key else NO_KEY
        elif status in {400, 404, 422} and "model" in said:
            template = NO_MODEL
        elif status in {404, 405}:
            template = NO_PATH
        else:
            template = ELSEWHERE if status < 400 else REFUSED
        return AssistantError(template.format(status=status, model=self.name), ends=True)


async def _content(response: httpx.Response) -> bytes:
    """Read an answer, never more than MOST_BYTES of it."""
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > MOST_BYTES:
            raise AssistantError(TOO_LONG, ends=False)
    return bytes(content)


def _answer(content: bytes, kind: str, tries: int) -> str:
    """Return the words of an answer, streamed or whole. Raises _Again for one that breaks off."""
    text = content.decode("utf-8", "replace")
    if kind.startswith("text/event-stream") or text.lstrip().startswith(("data:", ":", "event:")):
        return _streamed(text, tries)
    said = loaded(text)
    choice = _choice(said)
    if choice is None:
        raise _again_or_not(said, text, tries)
    message = choice.get("message")
    return _text(message.get("content") if isinstance(message, dict) else choice.get("text"))


def _streamed(text: str, tries: int) -> str:
    words: list[str] = []
    finished = False
    for data in _events(text):
        if data == DONE:
            finished = True
            break
        said = loaded(data)
        choice = _choice(said)
        if choice is None:
            if isinstance(said, dict) and "error" not in said:
                continue  # the count of tokens, at the end
            raise _again_or_not(said, data, tries)
        delta = choice.get("delta")
        words.append(_text(delta.get("content") if isinstance(delta, dict) else choice.get("text")))
        finished = finished or bool(choice.get("finish_reason"))
    if not finished:
        raise _Again(BROKEN.format(tries=tries))
    return "".join(words)


def _again_or_not(said: object, text: str, tries: int) -> Exception:
    """Return what to raise for what is no choice: half of an object breaks off, an error may pass."""
    if isinstance(said, dict) and "error" in said:
        return _Again(BUSY.format(status=200, tries=tries))
    if said is None and text.lstrip().startswith("{"):
        return _Again(BROKEN.format(tries=tries))
    return AssistantError(NOT_OPENAI, ends=True)


def _events(text: str) -> Iterator[str]:
    """Yield the data of server-sent events; comments, names and numbers of events are left out."""
    for line in text.split("\n"):
        if line.startswith("data:"):
            yield line.removeprefix("data:").strip()


def _choice(said: object) -> dict[str, Any] | None:
    choices = said.get("choices") if isinstance(said, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return None
    return choices[0]


def _text(content: object) -> str:
    return content if isinstance(content, str) else ""


def _words(answer: str) -> str:
    """Return an answer without what a model thinks aloud before it."""
    words = THOUGHTS.sub("", answer).strip()
    if not words:
        raise AssistantError(EMPTY, ends=False)
    if len(words) > MOST_WORDS:
        raise AssistantError(TOO_LONG, ends=False)
    return words
