"""The chats, and what each subscribed to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

chats = Table(
    "chats",
    metadata,
    Column("chat_id", RowNumber, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("title", PeopleText, nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_reason", PeopleText, nullable=False, default=""),
    Column("migrated_to", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)

# Literal, so that an engine sees at once that the index is of use.
is_lost = text("chats.state IN ('left', 'gone')")

_lost = text("state IN ('left', 'gone')")

Index("ix_chats_lost", chats.c.changed_at, sqlite_where=_lost)

Index("ix_chats_people", chats.c.title, sqlite_where=chats.c.kind == text("'private'"))

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", RowNumber, ForeignKey("chats.chat_id"), primary_key=True, autoincrement=False),
    Column("active", Boolean, nullable=False),
    Column("time", String(5), nullable=False),  # HH:MM in the zone of the pushes
    Column("thread_id", BigInteger),
    Column("days", String(32), nullable=False, default="every"),  # core.days: every, 135, workdays:1245
    Column("muted", Boolean, nullable=False, default=False),
    Column("starts_on", Date),  # the first local date to push on; null: from the start
    Column("before_holidays", Boolean, nullable=False, default=False, server_default=false()),
    Column("resumes_on", Date),  # paused: the first local date to push on again
    Column("skips", Text, nullable=False, default="", server_default=""),  # dates to come without a push
    Column("look", String(8), nullable=False, default="text", server_default="text"),  # core.models.Look
    Column("subscribed_by", BigInteger),  # the person who last did; null: nobody knows
    # 每周一题, wanted beside the daily quote or without it: on which day of the week (1 is Monday; null: not at
    # all), when, and the first local date for it.
    Column("quiz_day", Integer),
    Column("quiz_time", String(5), nullable=False, default="", server_default=""),
    Column("quiz_from", Date),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

Index(
    "ix_subscriptions_by",
    subscriptions.c.subscribed_by,
    sqlite_where=subscriptions.c.subscribed_by.is_not(None),
)

Index("ix_subscriptions_due", subscriptions.c.time, subscriptions.c.chat_id)

Index("ix_subscriptions_quiz", subscriptions.c.quiz_day, subscriptions.c.quiz_time, subscriptions.c.chat_id)
