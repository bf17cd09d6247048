"""What becomes of memory that is free again.

Only glibc can be told what to do with it; elsewhere nothing happens. Python itself looks again and again
through all that is alive for rings of things that nobody uses.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # as malloc.h has them
# What is as large or larger is taken from the system by itself, and given back as soon as it is free.
LARGE = 256 * 1024
# While questions are answered what is smaller than the first is kept for the next one, so much of it in all.
KEPT, KEPT_IN_ALL = 1024 * 1024, 2 * 1024 * 1024


def give_back_large() -> None:
    """Have what is large given back as soon as it is free. Call it once, at the start.

    glibc does so by itself until the first large thing is free; from then on it keeps what is smaller than that
    for the next one. Building the library uses arrays of many MB for a moment: 8 MB stayed for ever.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def keep_for_the_next() -> None:
    """Once everything is built: keep what a search uses for a moment for the next one.

    Each page that is taken anew has to be emptied and entered by the system: 140 for each question.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, KEPT)
        ctypes.CDLL(None).mallopt(M_TRIM_THRESHOLD, KEPT_IN_ALL)


def give_back() -> None:
    """Give back what is free now."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def look_for_no_rings() -> None:
    """Have Python look for no rings until `keep_what_is_there`: a start makes few, and looks 400 times."""
    gc.disable()


def keep_what_is_there() -> None:
    """After `look_for_no_rings`: look for rings again, but no more among what is there now."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def without_looks_for_rings() -> Iterator[None]:
    """Make something that leaves few rings without looking for any; look no more among what is there then."""
    look_for_no_rings()
    try:
        yield
    finally:
        keep_what_is_there()
