"""What is pushed when, what became of it, and on which days nothing is."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("local_date", Date, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("notice", String(64), nullable=False, default=""),
    Column("thread_id", BigInteger),
    Column("content", PeopleText, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("reason", PeopleText, nullable=False, default=""),
    Column("message_id", BigInteger),
    Column("claimed_by", String(64)),  # the owner that sees to it
    Column("finished_at", UtcDateTime),
    # The lock behind "once a day": a push that is planned twice is planned once.
    UniqueConstraint("local_date", "chat_id", "kind", "notice"),
)

_planned = deliveries.c.state == text("'planned'")

_claimed = deliveries.c.claimed_by.is_not(None)

Index(
    "ix_deliveries_planned",
    deliveries.c.due_at,
    deliveries.c.id,
    sqlite_where=_planned,
)

Index(
    "ix_deliveries_claimed",
    deliveries.c.claimed_by,
    sqlite_where=_claimed,
)

Index("ix_deliveries_chat", deliveries.c.chat_id)

_unknown = deliveries.c.state == text("'unknown'")

Index("ix_deliveries_unknown", deliveries.c.kind, sqlite_where=_unknown)

# One row: how many requests of pushes were begun on this database, to be compared with what is noted outside of
# it (storage/upkeep/push_marks.py). A database that knows of fewer is a copy from before.
push_marks = Table(
    "push_marks",
    metadata,
    Column("id", RowNumber, primary_key=True, autoincrement=False),
    Column("origin", String(80), nullable=False),  # which database this is, so that another one is told apart
    Column("begun", BigInteger, nullable=False),
)

# Each time this database took the place of a newer one.
restorations = Table(
    "restorations",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("kind", String(16), nullable=False),  # storage.states.RestorationKind
    Column("made_at", UtcDateTime),  # when the backup was made; null: nobody knows
    Column("until", UtcDateTime, nullable=False),  # up to then a bot may have pushed on what was lost
    Column("settled_at", UtcDateTime),
    Column("unknown", Integer, nullable=False),  # pushes of which nobody knows whether they went out
    Column("dropped", Integer, nullable=False),  # messages that were in hand then, and are not answered again
    Column("told_at", UtcDateTime),
)

quote_days = Table(
    "quote_days",
    metadata,
    Column("local_date", Date, primary_key=True),
    Column("quote_key", Text, nullable=False),
    Column("fixed", Boolean, nullable=False),  # an editor chose it
)

occasions = Table(
    "occasions",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

held_days = Table(
    "held_days",
    metadata,
    Column("local_date", Date, primary_key=True),
    Column("user_id", BigInteger),  # the operator who held its quote back
    Column("at", UtcDateTime, nullable=False),
)

# What editors decided on quotes, beside quotes.toml, whose quotes are approved by standing there.
quotes = Table(
    "quotes",
    metadata,
    Column("text", PeopleText, primary_key=True),  # verbatim
    Column("slug", String(64), nullable=False),
    Column("state", String(16), nullable=False),  # storage.states.QuoteState
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)
