"""What others may ask the running program over HTTP: is it alive, is it ready, its figures. Only GET is taken.

/healthz: the process answers. /readyz: 200 when it hears Telegram, pushes and writes, else 503; with figures as
JSON. /metrics: for Prometheus. Nothing here names a person or a chat, and nothing can be changed.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from handlers.health.measures import Measures
from handlers.health.state import State, StateService

LONGEST = 10.0  # seconds that an answer may take
SECRETIVE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def health_app(states: StateService, measures: Measures) -> Starlette:
    """Return the ASGI application."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n", headers=SECRETIVE)

    async def readyz(_: Request) -> Response:
        state = await states.now()
        return JSONResponse(as_json(state), 200 if state.ready else 503, headers=SECRETIVE)

    async def metrics(_: Request) -> Response:
        text = measures.exposed(await states.now())
        return Response(text, headers=SECRETIVE, media_type=CONTENT_TYPE_PLAIN_0_0_4)

    ways = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    return Starlette(routes=[Route(path, _in_time(answer), methods=["GET"]) for path, answer in ways.items()])


def as_json(state: State) -> dict[str, Any]:
    """Return the state as /readyz gives it: times in seconds since, the next push in ISO 8601."""
    stored = state.stored
    return {
        "ready": state.ready,
        "problems": list(state.problems),
        "warnings": list(stored.warnings) if stored else [],
        "version": state.version,
        "database": state.database,
        "uptime_seconds": _rounded(state.uptime),
        "last_heard_seconds": _rounded(state.heard),
        "last_tick_seconds": _rounded(state.ticked),
        "last_write_seconds": _rounded(state.wrote),
        "next_push": stored.next_push.isoformat() if stored and stored.next_push else None,
        "in_hand": state.in_hand,
        "backlog": stored.backlog if stored else None,
        "pushes_due": stored.due if stored else None,
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _in_time(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def limited(request: Request) -> Response:
        try:
            async with asyncio.timeout(LONGEST):
                return await answer(request)
        except TimeoutError:
            return PlainTextResponse("no answer in time\n", 503, headers=SECRETIVE)

    return limited
