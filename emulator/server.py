"""Any ASGI app on a loopback socket, inside this process."""

import asyncio
import contextlib
import errno
import socket

import uvicorn

from core.errors import OperatorError
from core.serving import QuietServer
from emulator.api import CUT, App, Receive, Scope, Send

HOST = "127.0.0.1"
PATIENCE = 0.1  # seconds for answers under way before their connections are cut


class LocalServer:
    """Serves `app` on 127.0.0.1 and nowhere else. Start and stop it on a running loop, as often as wanted."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self.address = ""

    async def start(self, port: int = 0) -> str:
        """Listen on `port` (0: any free one) and return http://127.0.0.1:PORT. Raises OperatorError."""
        listener = _listen(port)
        config = uvicorn.Config(
            self._guarded,
            interface="asgi3",
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
        )
        self._server = QuietServer(config)
        self.address = f"http://{HOST}:{listener.getsockname()[1]}"
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]), name="local server")
        await self._server.ready.wait()
        return self.address

    async def stop(self) -> None:
        """Stop listening, give what is under way a moment, cut the rest: long polls and streams."""
        if self._server is None or self._serving is None:
            return
        state = self._server.server_state
        self._server.should_exit = True
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=PATIENCE)
        for connection in list(state.connections):
            # A request still waiting must find its client gone, or uvicorn would answer it with a 500.
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.sleep(0)
        for task in list(state.tasks):
            task.cancel()
        await self._serving
        self._server = self._serving = None

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("extensions", {})[CUT] = lambda: self._cut(scope["client"])
        # Only `stop` cancels, and its client is gone already: nothing is left to say.
        with contextlib.suppress(asyncio.CancelledError):
            await self._app(scope, receive, send)

    def _cut(self, client: tuple[str, int]) -> None:
        connections = self._server.server_state.connections if self._server else ()
        for connection in list(connections):
            if getattr(connection, "client", None) == client and connection.transport is not None:
                connection.transport.abort()


def _listen(port: int) -> socket.socket:
    # Named TCP, or asyncio leaves Nagle's algorithm on and every answer comes 40 ms late.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "已被别的程序占用" if taken else f"用不了（{error.strerror}）"
        raise OperatorError(
            f"端口 {port} {reason}：请在 local_chat.port 换一个端口，或先关掉那个程序"
        ) from None
    return listener
