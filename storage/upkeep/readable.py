"""Rows that no program of this version writes: by hand, by a later version, by half of a restored copy."""

import logging
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

Row = TypeVar("Row")
Made = TypeVar("Made")

logger = logging.getLogger(__name__)


def readable(make: Callable[[Row], Made], rows: Iterable[Row]) -> list[Made]:
    """Return what `make` makes of each row, without those it raises ValueError for: they stop no other.

    That some are left out is said in the log once for each kind.
    """
    made = []
    for row in rows:
        try:
            made.append(make(row))
        except ValueError:
            _say(make.__module__)
    return made


@cache  # said once in the life of a program
def _say(store: str) -> None:
    logger.error("%s: rows that this version cannot read are left out", store)
