"""Tells systemd how the program stands (sd_notify): one datagram to the socket that it names, twenty lines.

The packages for it are older, larger, or need its library; the protocol has not changed since it was made.
"""

import os
import socket
from contextlib import suppress

ADDRESS = "NOTIFY_SOCKET"
WATCHDOG = "WATCHDOG_USEC"


def notify(*states: str) -> bool:
    """Send states (READY=1, STOPPING=1, WATCHDOG=1, STATUS=…); False where no supervisor listens."""
    address = os.environ.get(ADDRESS, "")
    if not address.startswith(("/", "@")):
        return False
    # A name behind an @ is in Linux's abstract space, which begins with a zero byte.
    place = f"\0{address[1:]}" if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaking:
        speaking.settimeout(1)
        speaking.sendto("\n".join(states).encode(), place)
        return True
    return False


def watchdog_interval() -> float | None:
    """Return after how many seconds of silence the supervisor ends this process; None when it does not."""
    pid, microseconds = os.environ.get("WATCHDOG_PID"), os.environ.get(WATCHDOG, "")
    meant = pid in {None, "", str(os.getpid())}
    return int(microseconds) / 1_000_000 if meant and microseconds.isdecimal() else None
