"""Rows for every table of a database, whatever its columns: with signs and numbers that are easily lost."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    TypeDecorator,
    UniqueConstraint,
    insert,
    text,
)

ROWS = 3
AT = datetime(2026, 3, 2, 0, 30, 5, 123456, tzinfo=UTC)
WORDS = ("清风“正”气", "a'b\"c\\d", "两\n行\t字", "𠮷 🌬️ \u200d", "", "%s :name ;--")
# What our columns hold that have few values: else no later version could read the row.
KNOWN: dict[str, tuple[Any, ...]] = {
    "state": ("active", "sent", "open", "draft", "approved"),
    "time": ("08:30", "17:05", "00:00"),
    "quiz_time": ("", "15:00", "09:30"),
    "quiz_day": (None, 3, 5),
    "choices": ('["甲", "乙"]',),
    "right_place": (0, 1),
    "days": ("every", "135", "workdays"),
    "skips": ("", "2026-05-01"),
    "look": ("text",),
    "role": (1, 2, 3),
    "mode": ("members",),
    "links": ("",),
    "application": ("", "asked", "approved"),
}
OF_TABLE: dict[tuple[str, str], tuple[Any, ...]] = {
    ("restorations", "kind"): ("command",),
    ("duties", "recurs"): ("year 0 12 31 0", "", "holiday 0 0 3 0"),
    ("duties", "hour"): ("09:00", "17:30", "08:00"),
    ("duties", "state"): ("active", "draft", "ended"),
    ("chats", "kind"): ("private", "group", "channel"),
    ("chats", "state"): ("active",),
    ("deliveries", "kind"): ("quote", "notice", "quote"),
    ("deliveries", "state"): ("sent", "unknown", "planned"),
    ("checklist_days", "lines"): ("[]",),
    ("notices", "state"): ("draft", "planned", "cancelled"),
    ("questions", "state"): ("open", "closed", "bound"),
    ("suggestions", "state"): ("draft", "sent", "answered"),
    ("quiz_items", "kind"): ("term", "list", "number"),
    ("quiz_items", "state"): ("approved", "hidden", "approved"),
    ("quotes", "state"): ("approved", "hidden", "approved"),
}


def fill(connection: Connection, metadata: MetaData) -> dict[str, int]:
    """Write some rows into each table; return how many each has. Text keys differ from row to row."""
    dice = random.Random(14)  # noqa: S311 - the same rows each time
    rows = {}
    for table in metadata.sorted_tables:
        if table.name != "alembic_version":
            number = 1 if table.name in {"access_modes", "push_marks"} else ROWS
            connection.execute(insert(table), [_row(table, index, dice) for index in range(number)])
            rows[table.name] = number
            if connection.dialect.name == "postgresql" and "id" in table.columns:
                connection.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :number)"),
                    {"table": table.name, "number": number},
                )
    return rows


def _row(table: Table, index: int, dice: random.Random) -> dict[str, Any]:
    unique = {
        column.name
        for one in table.constraints
        if isinstance(one, UniqueConstraint | PrimaryKeyConstraint)
        for column in one.columns
    }
    row = {}
    for column in table.columns:
        known = OF_TABLE.get((table.name, column.name)) or KNOWN.get(column.name)
        if known and not column.primary_key:
            row[column.name] = known[index % len(known)]
        elif column.nullable and index == 1 and column.name not in unique:
            row[column.name] = None
        else:
            row[column.name] = _value(column, index, dice, unique=column.name in unique)
    return row


def _value(column: Column[Any], index: int, dice: random.Random, *, unique: bool) -> Any:  # noqa: ANN401 - of whatever type
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    for one, value in (
        (Boolean, index % 2 == 0),
        (LargeBinary, bytes(range(256)) + dice.randbytes(8)),
        (Date, date(2026, 3, 2) + timedelta(days=index)),
        (DateTime, AT + timedelta(days=index, microseconds=index)),
        (Integer, _number(column.name, index)),
    ):
        if isinstance(kind, one):
            return value
    length = getattr(kind, "length", None)
    words = f"{column.name[:4]}{index}" if unique or length is not None else WORDS[index % len(WORDS)]
    return words[:length] if length else words


def _number(name: str, index: int) -> int:
    """Return a number: of a chat, of a person, of a row, or a small one that every integer column holds."""
    if name == "chat_id":
        return -(2**51) + index
    return 2**51 - index if name == "user_id" else 1 + index
