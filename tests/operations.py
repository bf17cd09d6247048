"""Counts what is done instead of taking its time: Python's operations in the project's own code."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from core.places import CHECKOUT

OURS = tuple(str(CHECKOUT / folder) for folder in ("handlers", "services", "knowledge", "storage", "core"))


def opcodes(doing: Callable[[], object]) -> int:
    """Return how many operations of Python's the project's code carries out while `doing` runs."""
    done = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:  # noqa: ANN401 - sys.settrace's own
        nonlocal done
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        frame.f_trace_opcodes = True
        done += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        doing()
    finally:
        sys.settrace(before)
    return done
