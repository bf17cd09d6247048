"""The questions that were asked, and the known ways of asking that editors added in chat."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

Moment = sa.DateTime(timezone=True)
RowNumber = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("words", sa.Text),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("passage_id", sa.Text),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("case_id", sa.BigInteger),
        sa.Column("asked_at", Moment, nullable=False),
        sa.UniqueConstraint("chat_id", "message_id"),
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_index("ix_questions_state", "questions", ["state"])
    op.create_table(
        "known_questions",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("added_by", sa.BigInteger),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("removed_at", Moment),
    )
    op.create_table(
        "occasions",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("at", Moment, nullable=False),
    )
