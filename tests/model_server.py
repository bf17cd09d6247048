"""A model of the project's own for tests: an OpenAI-compatible server that writes, or goes wrong as told.

model = ModelServer()
model.faults = [Fault.BROKEN]        # what happens to the next requests, then it answers again
OpenAiAssistant(settings, clock, httpx.ASGITransport(model.app))
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from enum import StrEnum

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

MODEL, KEY = "small-model", "sk-test-0123456789abcdef"
SENTENCE = re.compile(r"^\[(\d+)\]（写 \d+ 个）(.+)$", re.MULTILINE)
ASKER = re.compile(r"^- (\w+)：", re.MULTILINE)


class Fault(StrEnum):
    """What a server may do instead of answering."""

    ERROR = "500"
    LIMIT = "429"
    UNAUTHORIZED = "401"
    NO_MODEL = "404 model"
    NO_PATH = "404 path"
    LOGIN_PAGE = "html"
    BROKEN = "half a stream"
    HALF_JSON = "half an object"
    NOT_JSON = "no json at all"
    NONSENSE = "chatter"
    EMPTY = "nothing"
    GIGANTIC = "gigantic"
    HANGS = "hangs"
    REDIRECT = "redirect"
    IN_STREAM = "error in the stream"


def questions_for(prompt: str) -> str:
    """Return, for each sentence of a prompt, a question of each kind of person, and two beside it."""
    lines = [
        {"s": int(number), "who": asker, "q": f"{asker}想知道{words[2:8]}这事到底是怎么个说法"}
        for number, words in SENTENCE.findall(prompt)
        for asker in ASKER.findall(prompt)
    ]
    beside = [
        {"s": 0, "who": asker, "q": f"{asker}问问班车几点从北门开"} for asker in ASKER.findall(prompt)[:2]
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in [*lines, *beside])


class ModelServer:
    """`asked` holds the prompts of every request that came through, `writes` makes an answer of one."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.keys: list[str] = []
        self.faults: list[Fault] = []
        self.streams = True
        self.writes: Callable[[str], str] = questions_for
        self.waiting = asyncio.Event()  # somebody waits for an answer that does not come
        self.app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.keys.append(request.headers.get("authorization", ""))
        prompt = body["messages"][0]["content"]
        self.asked.append(prompt)
        if self.faults:
            return await self._wrong(self.faults.pop(0))
        if body["model"] != MODEL:
            return JSONResponse({"error": {"message": f"model {body['model']} not found"}}, 404)
        if body.get("stream") and self.streams:
            return StreamingResponse(_stream(self.writes(prompt)), media_type="text/event-stream")
        message = {"role": "assistant", "content": self.writes(prompt)}
        return JSONResponse({"choices": [{"message": message, "finish_reason": "stop"}]})

    async def _wrong(self, fault: Fault) -> Response:
        if fault is Fault.HANGS:
            self.waiting.set()
            await asyncio.Event().wait()
        return WRONG[fault]()


def _events(parts: AsyncIterator[str]) -> Response:
    return StreamingResponse(parts, media_type="text/event-stream")


def _error(said: str, status: int) -> Response:
    return JSONResponse({"error": {"message": said}}, status)


WRONG: dict[Fault, Callable[[], Response]] = {
    Fault.ERROR: lambda: Response("out of order", 500),
    Fault.LIMIT: lambda: Response("too many requests", 429),
    Fault.UNAUTHORIZED: lambda: _error(f"bad key {KEY}", 401),
    Fault.NO_MODEL: lambda: _error("model not found", 404),
    Fault.NO_PATH: lambda: Response("page not found", 404),
    Fault.REDIRECT: lambda: Response(status_code=302, headers={"location": "/elsewhere"}),
    Fault.LOGIN_PAGE: lambda: HTMLResponse("<html><body>Please log in</body></html>"),
    Fault.BROKEN: lambda: _events(_stream("{}", whole=False)),
    Fault.HALF_JSON: lambda: Response('{"choices": [{"message": {"cont', media_type="application/json"),
    Fault.IN_STREAM: lambda: Response(
        'data: {"error": {"message": "oom"}}\n\n', media_type="text/event-stream"
    ),
    Fault.NOT_JSON: lambda: Response("hello"),
    Fault.GIGANTIC: lambda: _events(_endless()),
    Fault.EMPTY: lambda: _events(_stream("")),
    Fault.NONSENSE: lambda: _events(_stream("好的，下面是我为您准备的相似问，希望对您有帮助。")),
}


async def _stream(answer: str, *, whole: bool = True) -> AsyncIterator[str]:
    yield ": a comment\n\n"
    for start in range(0, len(answer), 7):
        delta = {"content": answer[start : start + 7]}
        yield f"data: {json.dumps({'choices': [{'delta': delta, 'finish_reason': None}]})}\n\n"
    if whole:
        yield f"data: {json.dumps({'choices': [{'delta': {}, 'finish_reason': 'stop'}]})}\n\n"
        yield f"data: {json.dumps({'choices': [], 'usage': {'total_tokens': 9}})}\n\n"
        yield "data: [DONE]\n\n"


async def _endless() -> AsyncIterator[str]:
    line = f"data: {json.dumps({'choices': [{'delta': {'content': '问' * 10_000}}]})}\n\n"
    for _ in range(2_000):
        yield line
