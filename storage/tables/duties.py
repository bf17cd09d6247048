"""Duties (廉政事项), whom they concern, and each time that they fall due."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, LargeBinary, String, Table, Text

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

# Duties (廉政事项) that an operator set up. Whom they concern, and what became of them, stands in the next two.
duties = Table(
    "duties",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("name", PeopleText, nullable=False),
    Column("recurs", String(32), nullable=False),  # as core.duties.Recurs writes it; "" until it is chosen
    Column("hour", String(5), nullable=False),
    Column("passages", Text, nullable=False),  # their numbers, with blanks between
    Column("form", LargeBinary),  # the office's own .docx
    Column("form_name", PeopleText, nullable=False),
    Column("state", String(16), nullable=False),  # storage.states.DutyState
    Column("starts_on", Date),  # since when it recurs as it does now
    Column("told_nobody", Boolean, nullable=False),  # operators know that nobody has it
    Column("user_id", BigInteger),  # who set it up
    Column("changed_at", UtcDateTime, nullable=False),
)

duty_people = Table(
    "duty_people",
    metadata,
    Column("duty_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("asked_on", Date),  # null: nobody has asked them yet
    Column("agreed_on", Date),  # null: they have not agreed
    Index("ix_duty_people_user", "user_id"),
)

# Who left a duty because they could not be reached: they have it again when they can.
duty_leavers = Table(
    "duty_leavers",
    metadata,
    Column("duty_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_on", Date, nullable=False),
    Column("told", Boolean, nullable=False),  # operators know that the duty has fewer people
    Index("ix_duty_leavers_user", "user_id"),
)

# Each time that a duty falls due for a person. What was talked about is nowhere.
duty_turns = Table(
    "duty_turns",
    metadata,
    Column("duty_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("due_on", Date, primary_key=True),
    Column("until", Date, nullable=False),  # the last day on which it is not overdue: later when put off
    Column("tell_on", Date),  # when the person is told next; null: not any more
    Column("done_on", Date),
    Index("ix_duty_turns_user", "user_id"),
    Index("ix_duty_turns_due", "due_on"),
    Index("ix_duty_turns_tell", "tell_on"),
)
