"""每周一题: items that editors decided on, what each week asked, what groups answered; 练一练."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import UtcDateTime

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "quiz_items",
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("right_place", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "quiz_weeks",
        sa.Column("monday", sa.Date, primary_key=True),
        sa.Column("item_key", sa.String(16), nullable=False),
    )
    op.create_table(
        "quiz_polls",
        sa.Column("poll_id", sa.String(64), primary_key=True),
        sa.Column("item_key", sa.String(16), nullable=False),
        sa.Column("monday", sa.Date, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("right_answers", sa.Integer, nullable=False),
    )
    op.create_index("ix_quiz_polls_item", "quiz_polls", ["item_key"])
    op.create_table(
        "practice",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("item_key", sa.String(16), primary_key=True),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("due", UtcDateTime, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_practice_at", "practice", ["at"])
    op.add_column("subscriptions", sa.Column("quiz_day", sa.Integer))
    op.add_column("subscriptions", sa.Column("quiz_time", sa.String(5), nullable=False, server_default=""))
    op.add_column("subscriptions", sa.Column("quiz_from", sa.Date))
    op.create_index("ix_subscriptions_quiz", "subscriptions", ["quiz_day", "quiz_time", "chat_id"])
