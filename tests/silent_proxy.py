"""A TCP proxy that falls silent as a network does: it neither forwards nor closes; new connections work."""

import asyncio
from contextlib import suppress


class SilentProxy:
    """Stands before `host:port`. `fall_silent` stops what is open; later connections go through, if `opens`."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._heard = asyncio.Event()  # set while the connections of now may speak
        self._heard.set()
        self.opens = True
        self.swallowed = asyncio.Event()  # something was said and is forwarded no more
        self.opened = 0

    async def start(self) -> int:
        """Listen on a free port of 127.0.0.1 and return it."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def fall_silent(self) -> None:
        """Forward nothing any more on the connections that are open, nor close them."""
        self._heard.clear()
        self._heard = asyncio.Event()
        if self.opens:
            self._heard.set()

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        heard = self._heard
        there, back = await asyncio.open_connection(*self._target)
        self._writers |= {writer, back}
        for source, target in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._forward(source, target, heard))
            self._tasks.add(task)

    async def _forward(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, heard: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if not heard.is_set():
                    self.swallowed.set()
                await heard.wait()
                target.write(data)
                await target.drain()
        if heard.is_set():
            target.close()
        else:
            await heard.wait()
