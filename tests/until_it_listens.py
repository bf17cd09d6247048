"""Waits until the process with the given number listens on a port of 127.0.0.1 and somebody polls it."""

import sys
import time

import psutil

process = psutil.Process(int(sys.argv[1]))
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    states = [connection.status for connection in process.net_connections("tcp")]
    if "LISTEN" in states and "ESTABLISHED" in states:
        sys.exit(0)
    time.sleep(0.05)
sys.exit(1)
