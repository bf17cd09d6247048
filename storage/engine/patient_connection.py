"""Connections to PostgreSQL that wait for an answer only so long.

A network can fall silent without a word: nothing comes any more, nothing is refused, and the operating system
goes on for hours. The server's own time limits do not help, as their errors do not arrive either. So each
command has a limit here, after which its connection is broken off: then the pool makes new ones.
"""

import asyncio
import os
import socket
from contextlib import suppress
from typing import Any

import psycopg

from storage.engine.patience import patience


class PatientConnection(psycopg.AsyncConnection[Any]):
    """psycopg's connection; everything it waits for goes through `wait`."""

    async def wait(self, *waited_for: Any, **how: Any) -> Any:  # noqa: ANN401 - psycopg's own, handed on
        """Wait as psycopg does. OperationalError when no answer came in time; then the connection is over."""
        limit, late = patience.get(), False

        def give_up() -> None:
            nonlocal late
            late = True
            self._break_off()

        timer = asyncio.get_running_loop().call_later(limit, give_up)
        try:
            return await super().wait(*waited_for, **how)
        except psycopg.OperationalError:
            if not late:
                raise
            raise psycopg.OperationalError(f"no answer within {limit:.0f} seconds") from None
        finally:
            timer.cancel()

    def _break_off(self) -> None:
        """Let those who wait for the connection's socket see its end."""
        # A copy of the descriptor: psycopg closes its own.
        with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(self.pgconn.socket)) as line:
            line.shutdown(socket.SHUT_RDWR)
