"""An ASGI app behind a listening socket, inside this process: uvicorn, which is told to be quiet and to hurry.

Nothing that waits for a client waits without an end, nothing tells which program answers, and the signals stay
with bot.py.
"""

import asyncio
import contextlib
import errno
import os
import socket
import ssl
import stat
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from core.errors import OperatorError
from core.plain_files import why
from core.webhook import Listening

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEAD_WAIT = 10.0  # seconds in which a request's head must have come
IDLE = 75  # seconds that a connection stays open between two requests; proxies keep theirs for a minute
MOST_CONNECTIONS = 500  # further ones are answered with 503
PATIENCE = 5  # seconds for requests under way when stopping
EVERYBODY = 0o666  # of a socket's file: its folder decides who comes as far


class Serving:
    """Serves `app` on `listener` from `start` to `stop`. With `tls` it speaks https."""

    def __init__(
        self,
        app: App,
        listener: socket.socket,
        *,
        tls: ssl.SSLContext | None = None,
        most_connections: int = MOST_CONNECTIONS,
        patience: int = PATIENCE,
    ) -> None:
        self._listener = listener
        config = uvicorn.Config(
            app,
            interface="asgi3",
            http=_Hurried,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            server_header=False,
            date_header=False,
            limit_concurrency=most_connections,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=patience,
            ssl_context_factory=(lambda _config, _default: tls) if tls else None,
        )
        self._server = QuietServer(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Accept connections from now on."""
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._listener]), name="serving")
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait([self._serving, ready], return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._serving.done():
            await self._serving

    async def stop(self) -> None:
        """Accept no more; let requests under way end, but not longer than the patience."""
        self._server.should_exit = True
        serving, self._serving = self._serving, None
        if serving is not None:
            await serving


class QuietServer(uvicorn.Server):
    """uvicorn without its signal handlers, which belong to bot.py, and with an event for when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class _Hurried(H11Protocol):
    """uvicorn's protocol, which would wait for ever for a request's head that comes letter by letter.

    Where there are too many connections, those that ask nothing make room: who only holds them keeps nobody
    out.
    """

    _late: asyncio.TimerHandle | None = None
    since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since = self.loop.time()
        self._make_room()
        self._expect_a_head()

    def _make_room(self) -> None:
        open_ones = [one for one in self.connections if not one.transport.is_closing()]
        if self.limit_concurrency is None or len(open_ones) < self.limit_concurrency:
            return
        idle = [one for one in open_ones if isinstance(one, _Hurried) and one is not self and one.is_idle()]
        if idle:
            min(idle, key=lambda one: one.since).transport.abort()

    def is_idle(self) -> bool:
        """Return whether no request of it is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request, whatever its type says
        if cycle is not None and not cycle.response_complete:
            self._stop_waiting()
        elif not self.transport.is_closing():
            self._expect_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _expect_a_head(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(HEAD_WAIT, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def bind(listening: Listening, setting: str) -> socket.socket:
    """Return a socket bound to that place; nothing connects before it is served. OperatorError if it is taken.

    Several processes of one user may share a port: the system spreads the connections over them.
    """
    try:
        return _bind_file(listening.socket) if listening.socket else _bind_port(listening.host, listening.port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "已被别的程序占用" if taken else f"用不了（{why(error)}）"
        raise OperatorError(f"{setting}：{listening} {reason}") from None


def _bind_port(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # Named TCP, or asyncio leaves Nagle's algorithm on and every answer comes 40 ms late.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def _bind_file(file: Path) -> socket.socket:
    _remove_if_left_behind(file)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(file))
        file.chmod(EVERYBODY)
    except OSError:
        listener.close()
        raise
    return listener


def _remove_if_left_behind(file: Path) -> None:
    """Remove the socket of a process that was killed. OSError when somebody listens, or it is no socket."""
    try:
        if not stat.S_ISSOCK(file.stat().st_mode):
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(1)
        try:
            asking.connect(str(file))
        except ConnectionRefusedError:
            file.unlink(missing_ok=True)
            return
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
