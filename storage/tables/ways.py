"""Ways of asking for passages: editors' bindings, and those that were written together."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

known_questions = Table(
    "known_questions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("question", PeopleText, nullable=False),
    Column("slug", Text, nullable=False),
    Column("text", PeopleText, nullable=False),  # empty: the speeches do not say
    Column("about", PeopleText, nullable=False),
    Column("added_by", BigInteger),
    Column("added_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
)

# Ways of asking that were written together, by a model, from a file or by people: taken and withdrawn as one.
way_batches = Table(
    "way_batches",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("slug", String(64), nullable=False),
    Column("kind", String(16), nullable=False),  # storage.states.WriterKind
    Column("writer", PeopleText, nullable=False),  # the model's name, or the file's
    Column("state", String(16), nullable=False),  # storage.states.BatchState
    Column("user_id", BigInteger),  # null: the command line
    Column("message_id", BigInteger),  # ours, in that person's chat, that shows how far it is
    Column("fault", PeopleText, nullable=False),  # why it stands still
    Column("gain", PeopleText, nullable=False),  # JSON: what was measured
    Column("holder", String(64), nullable=False),  # the process that fills it, until `held_until`
    Column("held_until", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_way_batches_state", "state"),
)

way_tasks = Table(
    "way_tasks",
    metadata,
    Column("batch_id", BigInteger, primary_key=True, autoincrement=False),
    Column("task", String(96), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
)

ways = Table(
    "ways",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("batch_id", BigInteger, nullable=False),
    Column("asker", PeopleText, nullable=False),
    Column("question", PeopleText, nullable=False),
    Column("text", PeopleText, nullable=False),  # empty: the speech does not say
    Column("about", PeopleText, nullable=False),
    Column("refused", PeopleText, nullable=False),  # why it cannot be used; empty: it can
    Column("bad", Boolean, nullable=False),  # an editor said so
    Index("ix_ways_batch", "batch_id"),
)

# Files of ways, and editors' bindings for a speech, that somebody took out of use.
withdrawn_ways = Table(
    "withdrawn_ways",
    metadata,
    Column("source", String(128), primary_key=True),
    Column("user_id", BigInteger),
    Column("at", UtcDateTime, nullable=False),
)
