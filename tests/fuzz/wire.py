"""The HTTP server without a socket: bytes go into uvicorn's protocol, set up as in the product."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from core.serving import Serving

Asgi = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]
]
LONGEST = 60  # rounds of the loop in which an answer must have begun; streams and long polls are hung up on


class BrokenAnswerError(AssertionError):
    """The server said something that is no HTTP, or that it failed."""


class Wire(asyncio.Transport):
    """A connection that leads nowhere: it keeps what is written into it."""

    def __init__(self) -> None:
        super().__init__({"sockname": ("127.0.0.1", 8443), "peername": ("127.0.0.1", 50000)})
        self.said = bytearray()
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._closing:
            self.said += data

    def close(self) -> None:
        self._closing = True

    abort = close

    def is_closing(self) -> bool:
        return self._closing

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Peer:
    """Somebody who connects, sends some bytes in pieces, and hangs up. Made on a running loop."""

    def __init__(self, app: Asgi) -> None:
        with socket.socket() as unused:
            self._server = Serving(app, unused)._server
        self._config = self._server.config
        self._config.load()
        self.said = b""  # the last answers, as they were written

    async def sends(self, pieces: Sequence[bytes]) -> list[int]:
        """Send the pieces, then hang up; return the statuses of the answers. Raises BrokenAnswerError."""
        wire, loop = Wire(), asyncio.get_running_loop()
        protocol: Any = self._config.http_protocol_class(  # type: ignore[call-arg, operator, misc, unused-ignore]
            config=self._config, server_state=self._server.server_state, app_state={}, _loop=loop
        )
        protocol.connection_made(wire)
        tasks = self._server.server_state.tasks
        for piece in filter(None, pieces):  # none is empty: that would be the end
            if wire.is_closing():
                break
            protocol.data_received(piece)
            await asyncio.sleep(0)
        for _ in range(LONGEST):
            if not tasks:
                break
            await asyncio.sleep(0)
        protocol.connection_lost(None)
        for _ in range(LONGEST):
            if not tasks:
                break
            await asyncio.sleep(0)
        for task in list(tasks):
            task.cancel()
            await asyncio.wait([task])
        self.said = bytes(wire.said)
        return statuses_of(self.said)


def statuses_of(said: bytes) -> list[int]:
    """Return the statuses in what a server said. BrokenAnswerError when it is no HTTP, or 500."""
    statuses = []
    while said:
        head, _, rest = said.partition(b"\r\n\r\n")
        line = head.split(b"\r\n", 1)[0].split(b" ")
        if len(line) < 2 or not line[0].startswith(b"HTTP/1.") or not line[1].isdigit():
            raise BrokenAnswerError(f"no HTTP: {said[:80]!r}")
        statuses.append(int(line[1]))
        if statuses[-1] == 500:
            raise BrokenAnswerError("the server failed (500)")
        break_at = rest.find(b"HTTP/1.1 ")
        said = rest[break_at:] if break_at >= 0 else b""
    return statuses


def request(
    method: str, target: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"", *, length: bool = True
) -> bytes:
    """Return the bytes of a request, also of one that is none."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body
