"""The Bot API as an ASGI app: /bot<token>/<method> and /file/bot<token>/<path>.

Strict: an unknown method, a wrong token, a missing, mistyped or unknown parameter is refused. Every request is
noted in the world's `calls`; the faults that were asked for happen here.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from emulator.errors import ApiError, BadRequest, NetworkFault
from emulator.faults import Fault, FaultKind
from emulator.methods import method_of
from emulator.parameters import Upload
from emulator.telegram import Telegram
from emulator.world import ApiCall

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Keys of the scope's extensions. By these a caller says what it can do when a connection must break.
IN_PROCESS = "qingfeng.in_process"
CUT = "qingfeng.cut"
LARGEST_BODY = 50 * 1024 * 1024
QUOTED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
JSON_HEADERS = [(b"content-type", b"application/json")]
HTML_HEADERS = [(b"content-type", b"text/html")]


@dataclass(slots=True)
class Asked:
    """What a request asks for."""

    token: str
    method: str
    parameters: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    body: bytes
    headers: list[tuple[bytes, bytes]]


def bot_api(world: Telegram) -> App:
    """Return the ASGI app that speaks the Bot API for `world`.

    A connection that is to break raises NetworkFault where the caller is in process (scope extension
    IN_PROCESS); a server that offers the scope extension CUT has the socket cut; elsewhere the answer
    ends before its body.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NetworkFault(f"unsupported scope {scope['type']}", delivered=False)
        path = scope["path"]
        if path.startswith("/file/bot"):
            await _send(send, _file(world, path))
            return
        try:
            answer = await _answer(world, scope, receive)
        except NetworkFault as fault:
            if IN_PROCESS in (scope.get("extensions") or {}):
                raise
            await _break(scope, receive, send, fault)
            return
        await _send(send, answer)

    return app


async def _answer(world: Telegram, scope: Scope, receive: Receive) -> Answer:
    started = world.clock.monotonic()
    asked = Asked("", "")
    try:
        asked = await _read(world, scope, receive)
        result = await _perform(world, asked)
    except _HtmlPage as page:
        _note(world, asked, started, code=None, description="HTML")
        return Answer(page.fault.status, page.fault.page, HTML_HEADERS)
    except NetworkFault as fault:
        _note(world, asked, started, code=None, description=fault.kind)
        raise
    except ApiError as error:
        _note(world, asked, started, code=error.code, description=error.description)
        body = {"ok": False, "error_code": error.code, "description": error.description}
        if error.parameters is not None:
            body["parameters"] = error.parameters
        return Answer(error.code, _dump(body), JSON_HEADERS)
    _note(world, asked, started, result=result)
    return Answer(200, _dump({"ok": True, "result": result}), JSON_HEADERS)


def _note(
    world: Telegram,
    asked: Asked,
    started: float,
    *,
    code: int | None = 200,
    description: str = "",
    result: object = None,
) -> None:
    ok = code == 200
    seconds = world.clock.monotonic() - started
    at = world.clock.now()
    code = None if ok else code
    world.note(ApiCall(at, asked.method, asked.parameters, ok, code, description, seconds, result))


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


# Faults -------------------------------------------------------------------------------------------------


class _HtmlPage(Exception):  # noqa: N818 - not an error but an answer
    """A proxy answers instead of Telegram."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


async def _perform(world: Telegram, asked: Asked) -> object:
    method = method_of(asked.method)
    asked.method = method.name
    fault = world.faults.take(method.name, _chat_id(asked.parameters))
    if fault is not None:
        _strike(fault)
    result = await method.call(world, asked.parameters, asked.files)
    if fault is not None:
        raise Hanging(fault)
    return result


class Hanging(NetworkFault):
    """The request took effect and no answer comes until the fault is released."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind, delivered=True)
        self.fault = fault


def _strike(fault: Fault) -> None:
    """Do what the fault does before delivery; a hang comes after it."""
    if fault.kind == FaultKind.RETRY_AFTER:
        words = f"Too Many Requests: retry after {fault.retry_after}"
        raise ApiError(429, words, {"retry_after": fault.retry_after})
    if fault.kind == FaultKind.ERROR:
        raise ApiError(fault.code, fault.description)
    if fault.kind == FaultKind.DROP_BEFORE:
        raise NetworkFault(fault.kind, delivered=False)
    if fault.kind == FaultKind.HTML:
        raise _HtmlPage(fault)


def _chat_id(parameters: Mapping[str, Any]) -> int | None:
    try:
        return int(parameters["chat_id"])
    except (KeyError, ValueError, TypeError):
        return None


async def _break(scope: Scope, receive: Receive, send: Send, fault: NetworkFault) -> None:
    """Cut the connection. A hang waits first, until it is released or the client hangs up."""
    if isinstance(fault, Hanging):
        await _until_released(fault.fault, receive)
    cut = (scope.get("extensions") or {}).get(CUT)
    if cut is not None:
        cut()
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


async def _until_released(fault: Fault, receive: Receive) -> None:
    async def hung_up() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    waiting = [asyncio.create_task(fault.released.wait()), asyncio.create_task(hung_up())]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


# Requests and answers -----------------------------------------------------------------------------------


async def _read(world: Telegram, scope: Scope, receive: Receive) -> Asked:
    """Read method and parameters out of a request, whichever of the four ways they came.

    Nothing is read of a request with a wrong token, and nothing of it is kept.
    """
    token, _, method = scope["path"].removeprefix("/bot").partition("/")
    if not scope["path"].startswith("/bot") or not method or "/" in method:
        raise ApiError(404, "Not Found")
    if token != world.token:
        raise ApiError(401, "Unauthorized")
    asked = Asked(token, method)
    asked.parameters.update(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    headers = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind == b"multipart/form-data":
        await _read_multipart(asked, scope, receive)
        return asked
    body = await _body(receive)
    if kind == b"application/json":
        asked.parameters.update(_json_body(body))
    elif body:
        asked.parameters.update(_form(body))
    return asked


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise BadRequest("can't parse JSON object")
    return values


def _form(body: bytes) -> list[tuple[str, str]]:
    pairs = (pair.partition(b"=") for pair in body.split(b"&") if pair)
    try:
        return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None


def _unquoted(piece: bytes) -> str:
    """Undo form encoding; Chinese is nothing but runs of %XX, which the standard library takes one by one."""
    piece = piece.replace(b"+", b" ")
    return QUOTED.sub(lambda run: bytes.fromhex(run[0].replace(b"%", b"").decode()), piece).decode("utf-8")


async def _read_multipart(asked: Asked, scope: Scope, receive: Receive) -> None:
    try:
        async with Request(scope, receive).form() as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    asked.parameters[name] = value
                    continue
                if (value.size or 0) > LARGEST_BODY:
                    raise ApiError(413, "Request Entity Too Large")
                asked.files[name] = Upload(value.filename or name, await value.read())
    except (MultiPartException, HTTPException):
        raise BadRequest("can't parse multipart body") from None


async def _body(receive: Receive) -> bytes:
    parts = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NetworkFault("client hung up", delivered=False)
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise ApiError(413, "Request Entity Too Large")
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _file(world: Telegram, path: str) -> Answer:
    token, _, name = path.removeprefix("/file/bot").partition("/")
    if token != world.token:
        return Answer(401, _dump({"ok": False, "error_code": 401, "description": "Unauthorized"}), JSON_HEADERS)
    for file in world.files.values():
        if file.path == unquote(name):
            return Answer(200, file.content, [(b"content-type", b"application/octet-stream")])
    return Answer(404, _dump({"ok": False, "error_code": 404, "description": "Not Found"}), JSON_HEADERS)


async def _send(send: Send, answer: Answer) -> None:
    headers = [*answer.headers, (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
