"""How long a command may wait for PostgreSQL. Without its driver, which those with SQLite need not load."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ANSWER_TIMEOUT = 10.0  # seconds; commands of the bot take milliseconds
# What the operating system does by itself on a connection that nobody uses just now (libpq's names).
KEEPALIVES = {
    "keepalives": 1,
    "keepalives_idle": 30,  # seconds
    "keepalives_interval": 10,  # seconds
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}

patience: ContextVar[float] = ContextVar("patience", default=ANSWER_TIMEOUT)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Let the commands of this task take as long as that: those that change tables or read all of them."""
    token = patience.set(seconds)
    try:
        yield
    finally:
        patience.reset(token)
