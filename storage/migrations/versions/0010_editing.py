"""Drafts of speeches, what was done to speeches, and what editors decided on quotes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

Moment = sa.DateTime(timezone=True)
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "speech_drafts",
        sa.Column("id", Number, primary_key=True),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("original", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("base_version", sa.BigInteger),
        sa.Column("added_at", Moment, nullable=False),
    )
    op.create_table(
        "speech_changes",
        sa.Column("id", Number, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("was_version", sa.BigInteger),
        sa.Column("was_withdrawn_at", Moment),
        sa.Column("now_version", sa.BigInteger, nullable=False),
        sa.Column("now_withdrawn_at", Moment),
        sa.Column("undone_at", Moment),
    )
    op.create_table(
        "quotes",
        sa.Column("text", sa.Text, primary_key=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("changed_at", Moment, nullable=False),
    )
