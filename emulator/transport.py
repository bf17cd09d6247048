"""The Bot API reached in process, without a socket: for tests, faults included."""

import httpx

from emulator.api import IN_PROCESS, bot_api
from emulator.errors import NetworkFault
from emulator.telegram import Telegram


class InProcessTransport(httpx.AsyncBaseTransport):
    """An httpx transport that ends in `world`.

    `HTTPXRequest(httpx_kwargs={"transport": InProcessTransport(world)})` makes python-telegram-bot talk to
    it. A dropped connection is a ConnectError, a hang after delivery a ReadTimeout, at once: a client in
    process has no socket on which it could wait.
    """

    def __init__(self, world: Telegram) -> None:
        self._world = world
        self._app = bot_api(world)
        self._inner = httpx.ASGITransport(self._marked)

    async def _marked(self, scope, receive, send):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - ASGI
        scope.setdefault("extensions", {})[IN_PROCESS] = {}
        await self._app(scope, receive, send)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._inner.handle_async_request(request)
        except NetworkFault as fault:
            if fault.delivered:
                raise httpx.ReadTimeout("no answer", request=request) from fault
            raise httpx.ConnectError("connection refused", request=request) from fault

    async def aclose(self) -> None:
        await self._inner.aclose()
