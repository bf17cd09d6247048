"""The local chat: the page at /, its JSON under /sim, and the Bot API, in one ASGI app.

GET  /sim/state        what the page knows: everything, or what changed (?boot=…&since=N)
GET  /sim/events       the same as Server-Sent Events, the first one at once
GET  /sim/transcript   every chat as text
GET  /sim/file/ID      a file that went through the world
POST /sim/<verb>       an action of `emulator.actions.table`, JSON in and out
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.clock import SystemClock
from core.errors import UserError
from emulator.actions.stage import Clocked, Stage
from emulator.actions.table import ACTIONS
from emulator.api import bot_api
from emulator.records import Journal
from emulator.telegram import Telegram

PAGE = Path(__file__).parent / "page"
ZONE = ZoneInfo("Asia/Shanghai")
LOCAL_NAMES = {"127.0.0.1", "localhost", "::1"}
KEEP_ALIVE = 15.0  # seconds between signs of life on a quiet stream
TOGETHER = 0.01  # seconds in which changes are gathered into one event
LARGEST_BODY = 32 * 1024 * 1024  # a file of more than 20 MB, which bots cannot fetch, in Base64
MOST_STREAMS = 16  # open pages; each holds what it has not been sent yet
LONGEST_NUMBER = 18  # digits of a revision
ELSEWHERE = {"cross-site", "same-site"}  # a page on another port of this machine is another page, too
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
NOT_HERE = "本地聊天只在本机打开，请用 127.0.0.1 或 localhost 的地址"


def local_chat(
    world: Telegram,
    *,
    clock: SystemClock | None = None,
    zone: ZoneInfo = ZONE,
    on_clock_moved: Clocked | None = None,
    key: str = "",
) -> ASGIApp:
    """Return the app. `clock`, the world's own, is moved by the panel 时间; None: the time cannot be moved.

    `on_clock_moved` is awaited after each move, so that the bot can look at what has come due. Only
    requests to this machine's own name, and none from another site's page, are answered. With a `key` the
    page and its JSON are at /KEY/ and nowhere else: a person who was not given the address, such as another
    user of this machine, finds nothing. The Bot API asks for its token anyway.
    """
    journal = Journal(world, zone=zone.key, movable=clock is not None)
    chat = LocalChat(Stage(world, journal, zone, clock, on_clock_moved))
    routes = [
        Route("/", chat.page),
        Route("/sim/state", chat.state),
        Route("/sim/events", chat.events),
        Route("/sim/transcript", chat.transcript),
        Route("/sim/file/{file}", chat.file),
        Route("/sim/{verb}", chat.act, methods=["POST"]),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
    if key:
        routes = [Mount(f"/{key}", routes=routes)]
    return OwnMachineOnly(Starlette(routes=[*routes, Mount("/", _bot_paths_only(bot_api(world)))]))


class LocalChat:
    """The endpoints."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._world = stage.world
        self._journal = stage.journal
        self._streams = 0

    async def page(self, _: Request) -> Response:
        return FileResponse(PAGE / "index.html")

    async def state(self, request: Request) -> Response:
        # In ASCII: the list of calls also shows parameters that were refused because they are no whole Unicode.
        change = json.dumps(self._journal.since(*_place(request)), default=str)
        return Response(change, media_type="application/json")

    async def events(self, request: Request) -> Response:
        if self._streams >= MOST_STREAMS:
            return JSONResponse({"error": "打开的聊天页太多了，请关掉几个"}, 503)
        return StreamingResponse(self._stream(*_place(request)), media_type="text/event-stream")

    async def _stream(self, since: int, boot: str) -> AsyncIterator[str]:
        self._streams += 1
        try:
            async for event in self._news(since, boot):
                yield event
        finally:
            self._streams -= 1

    async def _news(self, since: int, boot: str) -> AsyncIterator[str]:
        world = self._world
        change = self._journal.since(since, boot)
        yield _event(change)
        seen = world.revision
        while True:
            revision = await world.changed_since(seen, KEEP_ALIVE)
            if revision == seen:
                yield ": still here\n\n"
                continue
            await asyncio.sleep(TOGETHER)
            seen = world.revision
            news = self._journal.since(change["revision"], self._journal.boot)
            if news["revision"] != change["revision"]:
                change = news
                yield _event(change)

    async def transcript(self, _: Request) -> Response:
        zone = self._stage.zone
        chats = [chat for chat in self._world.chats.values() if self._world.messages(chat)]
        parts = [f"== {chat.name}（{chat.id}）\n\n{self._world.transcript(chat, zone)}" for chat in chats]
        return PlainTextResponse("\n\n\n".join(parts) + "\n")

    async def file(self, request: Request) -> Response:
        file = self._world.files.get(request.path_params["file"])
        if file is None:
            return JSONResponse({"error": "没有这个文件"}, 404)
        for beginning, mime in IMAGES.items():
            if file.content.startswith(beginning):
                return Response(file.content, media_type=mime)
        return Response(
            file.content, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"}
        )

    async def act(self, request: Request) -> Response:
        action = ACTIONS.get(request.path_params["verb"])
        if action is None:
            return JSONResponse({"error": "没有这个操作"}, 404)
        # A form on another site's page cannot send this type without the browser asking first.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return JSONResponse({"error": "请用 application/json"}, 415)
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_BODY:
                return JSONResponse({"error": "内容太长"}, 413)
        try:
            return JSONResponse(await action.model_validate_json(bytes(body)).perform(self._stage))
        except ValidationError as error:
            return JSONResponse({"error": _explain(error)}, 400)
        except UserError as error:
            return JSONResponse({"error": str(error)}, 400)


def _bot_paths_only(app: ASGIApp) -> ASGIApp:
    """Keep what a browser asks for by itself, such as /favicon.ico, out of the list of the bot's calls."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(("/bot", "/file/bot")):
            await app(scope, receive, send)
        else:
            await PlainTextResponse("没有这一页", 404)(scope, receive, send)

    return guarded


def _place(request: Request) -> tuple[int, str]:
    since = request.query_params.get("since", "0")
    known = since.isdecimal() and since.isascii() and len(since) <= LONGEST_NUMBER
    return (int(since) if known else 0), request.query_params.get("boot", "")


def _event(change: dict[str, Any]) -> str:
    # JSON in ASCII has no line break of any kind in it, so one data line holds it.
    return f"retry: 500\ndata: {json.dumps(change, default=str)}\n\n"


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    return f"{name or '内容'}不对：{first['msg']}"


class OwnMachineOnly:
    """Refuses another Host (DNS rebinding) and another site's Origin; keeps the page from loading others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not _is_local(host):
            await PlainTextResponse(NOT_HERE, 421)(scope, receive, send)
            return
        origin = headers.get("origin")
        if (origin is not None and origin != f"http://{host}") or headers.get("sec-fetch-site") in ELSEWHERE:
            await PlainTextResponse("来自别的网站的请求不接受", 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if not scope["path"].startswith("/bot"):
                    answer.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _is_local(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOCAL_NAMES
    except ValueError:
        return False
