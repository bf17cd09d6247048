"""What came from Telegram and is to be handled, by which process, and what is wrong just now."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    and_,
    false,
    text,
)

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

# The processes that live: one row for each, which it renews; a process without a row is dead.
# See storage/updates/owners.py.
owners = Table(
    "owners",
    metadata,
    Column("number", RowNumber, primary_key=True),  # in the order in which they joined
    Column("id", String(32), nullable=False, unique=True),
    Column("beat", BigInteger, nullable=False),  # grows with each renewal
    Column("locked", Boolean, nullable=False),  # its session holds its lock: free again, it is gone
    Column("joined_at", UtcDateTime, nullable=False),  # for people who look
)

updates = Table(
    "updates",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("payload", PeopleText),  # JSON; emptied once handled, as it holds people's words
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    # How often its handling was begun again after a crash; how often it then came to a request to Telegram; how
    # often it was tried alone.
    Column("attempts", Integer, nullable=False, default=0),
    Column("spoke", Integer, nullable=False, default=0, server_default=text("0")),
    Column("alone", Integer, nullable=False, default=0, server_default=text("0")),
    Column("owner", String(32)),  # who has it in hand; null: nobody yet
    Column("orphaned", Boolean, nullable=False, default=False, server_default=false()),  # an owner died with it
    # Its message, and a number of two bytes that changes when that one's words or files do: tells an edit.
    Column("message_id", BigInteger),
    Column("said", Integer),
)

_unhandled = updates.c.handled_at.is_(None)  # PostgreSQL learns of it in storage/engine/partial_indexes.py

Index(
    "ix_updates_unhandled",
    updates.c.bot_id,
    updates.c.update_id,
    sqlite_where=_unhandled,
)

Index(
    "ix_updates_waiting",
    updates.c.bot_id,
    updates.c.chat_id,
    updates.c.owner,
    updates.c.update_id,
    sqlite_where=_unhandled,
)

_unclaimed = and_(_unhandled, updates.c.owner.is_(None))

Index(
    "ix_updates_unclaimed",
    updates.c.bot_id,
    updates.c.update_id,
    sqlite_where=_unclaimed,
)

# What could not be read, stored or handled: a part of its bytes, for some days, to find the fault.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger),  # null: not to be seen
    Column("chat_id", BigInteger),
    Column("user_id", BigInteger),
    Column("reason", PeopleText, nullable=False),
    Column("content", LargeBinary),  # null: not kept
    Column("size", BigInteger, nullable=False),  # of the whole, in bytes
    Column("digest", String(64), nullable=False),  # so that the same content is stored once
    Column("at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),  # when the operators were told
    UniqueConstraint("bot_id", "digest"),
    Index("ix_set_aside_at", "at"),
)

# What is wrong just now, as long as it is: operators are told once of each row.
warnings = Table(
    "warnings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("detail", PeopleText, nullable=False),
    Column("told", Boolean, nullable=False),  # operators know it from elsewhere
    Column("since", UtcDateTime, nullable=False),
)
