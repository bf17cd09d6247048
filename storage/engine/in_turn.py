"""Rows of many senders under a limit: each sender's newest one comes before anybody's second."""

from sqlalchemy import ColumnElement, Table, func, select


def in_turn(
    table: Table, sender: ColumnElement[int], wanted: ColumnElement[bool], most: int
) -> ColumnElement[bool]:
    """Return the condition that a row is one of the `most` newest that are `wanted`, the senders taking turns.

    So a sender who fills such a list takes the others' places only when theirs are all in it.
    """
    (number,) = table.primary_key.columns
    turn = func.row_number().over(partition_by=sender, order_by=number.desc()).label("turn")
    ranked = select(number, turn).where(wanted).subquery()
    chosen = select(ranked.c[number.name]).order_by(ranked.c.turn, ranked.c[number.name].desc()).limit(most)
    return number.in_(chosen)
