"""The speeches and their versions, and those that are still being taken in."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

speeches = Table(
    "speeches",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("current_version", BigInteger, nullable=False),  # speech_versions.id
    Column("folder_version", BigInteger),  # what the operator's folder last held; null: it came otherwise
    Column("position", Integer, nullable=False),  # the order in which people see them
    Column("withdrawn_at", UtcDateTime),
)

speech_versions = Table(
    "speech_versions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("slug", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, … within the slug
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the original bytes
    Column("added_at", UtcDateTime, nullable=False),
    Column("recognised", Text),  # JSON, of a scan: which lines a person confirmed or corrected
    UniqueConstraint("slug", "number"),
    UniqueConstraint("slug", "sha256", "file", "title", "date", "occasion"),
)

# A document that an editor sent, read and not yet confirmed. The row goes when it is, or when it is not wanted.
speech_drafts = Table(
    "speech_drafts",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger),  # null: the command line
    Column("file", PeopleText, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("text", PeopleText, nullable=False),
    Column("title", PeopleText, nullable=False),
    Column("date", PeopleText, nullable=False),
    Column("occasion", PeopleText, nullable=False),
    Column("account", PeopleText, nullable=False),  # JSON: what was left out and why, and notes
    Column("slug", String(64), nullable=False),  # what it will be called
    Column("base_version", BigInteger),  # the version it was compared with; null: the slug is new
    Column("base_withdrawn_at", UtcDateTime),  # since when that speech was out of use then
    Column("added_at", UtcDateTime, nullable=False),
)

# Scans that are being recognised.
recognitions = Table(
    "recognitions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("file", PeopleText, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("message_id", BigInteger, nullable=False),  # the message that shows how far it is
    Column("pages", Integer, nullable=False),  # 0: not known yet
    Column("done", Integer, nullable=False),
    Column("lines", PeopleText, nullable=False),  # JSON: what was seen where, what a person confirmed
    Column("added_at", UtcDateTime, nullable=False),
)

# Changes of the speeches, except those by the folder, so that they can be undone, the last first.
speech_changes = Table(
    "speech_changes",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("user_id", BigInteger),
    Column("kind", String(16), nullable=False),  # storage.states.SpeechChangeKind
    Column("slug", String(64), nullable=False),
    Column("was_version", BigInteger),  # null: there was no such speech
    Column("was_withdrawn_at", UtcDateTime),
    Column("now_version", BigInteger, nullable=False),
    Column("now_withdrawn_at", UtcDateTime),
    Column("undone_at", UtcDateTime),
)
