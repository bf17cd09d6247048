"""Rows counted by the local days on which something happened: the database counts, not Python."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, case

DAY = "day"  # to group by: an expression with moments in it would be another one there


def number_of(column: Column[datetime], days: Sequence[datetime]) -> ColumnElement[int]:
    """Return, under the name `DAY`, which of `days` a moment in `column` is on, 0 for the first.

    `days` are when each of them begins.
    """
    earlier = {column < ends: number for number, ends in enumerate(days[1:])}
    return case(*earlier.items(), else_=len(days) - 1).label(DAY)
