"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Moment = sa.DateTime(timezone=True)
RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_intake()
    _make_subscriptions()
    _make_deliveries()
    _make_speeches()
    _make_replies()


def _make_intake() -> None:
    op.create_table(
        "updates",
        sa.Column("bot_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("payload", sa.Text),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("handled_at", Moment),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    _partial_index("ix_updates_unhandled", "updates", ["bot_id", "update_id"], "handled_at IS NULL")


def _make_subscriptions() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", RowNumber, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("state_reason", sa.Text, nullable=False),
        sa.Column("migrated_to", sa.BigInteger),
        sa.Column("changed_at", Moment, nullable=False),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", RowNumber, sa.ForeignKey("chats.chat_id"), primary_key=True, autoincrement=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("time", sa.String(5), nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("days", sa.String(32), nullable=False),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("starts_on", sa.Date),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
    )


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("notice", sa.String(64), nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", Moment),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("lease_until", Moment),
        sa.Column("finished_at", Moment),
        sa.UniqueConstraint("local_date", "chat_id", "kind", "notice"),
    )
    _partial_index("ix_deliveries_planned", "deliveries", ["due_at", "id"], "state = 'planned'")
    _partial_index("ix_deliveries_leased", "deliveries", ["lease_until"], "lease_until IS NOT NULL")
    op.create_index("ix_deliveries_chat", "deliveries", ["chat_id"])
    op.create_table(
        "quote_days",
        sa.Column("local_date", sa.Date, primary_key=True),
        sa.Column("quote_key", sa.Text, nullable=False),
        sa.Column("fixed", sa.Boolean, nullable=False),
    )


def _make_speeches() -> None:
    op.create_table(
        "speeches",
        sa.Column("slug", sa.String(64), primary_key=True),
        sa.Column("current_version", sa.BigInteger, nullable=False),
        sa.Column("folder_version", sa.BigInteger),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("withdrawn_at", Moment),
    )
    op.create_table(
        "speech_versions",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("original", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.UniqueConstraint("slug", "number"),
        sa.UniqueConstraint("slug", "sha256", "file", "title", "date", "occasion"),
    )


def _make_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question_message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("answer_message_id", sa.BigInteger, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("passage_id", sa.Text),
        sa.Column("passage_digest", sa.String(64)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_index("ix_replies_chat_at", "replies", ["chat_id", "at"])
    op.create_index("ix_replies_at", "replies", ["at"])


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
