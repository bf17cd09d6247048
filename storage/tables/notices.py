"""Notices, and 已阅."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

notices = Table(
    "notices",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger, nullable=False),  # the operator who writes it, in their private chat
    Column("state", String(16), nullable=False),  # storage.states.NoticeState
    Column("text", PeopleText, nullable=False),
    Column("links", PeopleText, nullable=False, server_default=""),  # JSON, see storage.asking.links
    Column("source_message_id", BigInteger),  # the operator's message that the text came from
    Column("report_message_id", BigInteger),  # ours, that tells how far it has come
    Column("local_date", Date),  # of its deliveries, once it is sent
    Column("changed_at", UtcDateTime, nullable=False),
    Column("reads", Integer),  # how many have pressed 已阅; null: it has no such button
    Column("read_key", String(64)),  # makes the marks below; it goes with the notice
)

# Who has pressed 已阅: marks that tell a second press, and nobody's number or name.
# See storage/pushes/reads.py.
notice_reads = Table(
    "notice_reads",
    metadata,
    Column("notice_id", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", String(32), primary_key=True),
)

# The number that a chat's button shows, once it shows one.
notice_numbers = Table(
    "notice_numbers",
    metadata,
    Column("notice_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Index("ix_notice_numbers_chat", "chat_id"),
)
