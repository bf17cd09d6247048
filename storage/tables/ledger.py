"""The ledger (台账): months that ended, events entered by hand, and 节前清单."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, String, Table

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

# What the ledger keeps of a month that ended: counts and what they are about, without anybody's name or number.
ledger_months = Table(
    "ledger_months",
    metadata,
    Column("month", Date, primary_key=True),  # its first day
    Column("sheet", String(32), primary_key=True),
    Column("facts", PeopleText, nullable=False),  # JSON, see services/ledger/facts.py
    Column("kept_at", UtcDateTime, nullable=False),
    Column("is_final", Boolean, nullable=False),  # looked at again, when what was not known had settled
)

# Events that editors and operators entered by hand, for the ledger. Who did is in the log only.
ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("local_date", Date, nullable=False),
    Column("words", PeopleText, nullable=False),
    Column("role", String(16), nullable=False),  # what the ledger calls the role of who entered it
    Column("entered_at", UtcDateTime, nullable=False),
    Index("ix_ledger_entries_local_date", "local_date"),
)

# What editors approved for 节前提醒: a line for each holiday and topic, and quotes that fit a holiday.
checklist_lines = Table(
    "checklist_lines",
    metadata,
    Column("holiday", String(16), primary_key=True),
    Column("topic", String(16), primary_key=True),
    Column("text", PeopleText, nullable=False),
    Column("slug", String(64), nullable=False),  # the speech that says it; empty: the office's own words
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)

checklist_quotes = Table(
    "checklist_quotes",
    metadata,
    Column("holiday", String(16), primary_key=True),
    Column("quote_key", PeopleText, primary_key=True),
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)

# What it listed on a day, decided by the first reminder of that day.
checklist_days = Table(
    "checklist_days",
    metadata,
    Column("local_date", Date, primary_key=True),
    Column("lines", PeopleText, nullable=False),  # JSON of core.models.ChecklistLine
)
