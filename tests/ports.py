"""Ports for programs that are started a moment later than their port is chosen."""

import secrets
import socket
from contextlib import suppress

# Below those that kernels give to those that ask for any: else another's server or request gets it meanwhile.
CHOSEN_FROM = range(10_000, 16_000)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody uses now, and that nobody gets who does not choose it."""
    while True:
        port = secrets.choice(CHOSEN_FROM)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
