"""Days whose quote an operator holds back, and operators' notices to all subscribed chats."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "held_days",
        sa.Column("local_date", sa.Date, primary_key=True),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source_message_id", sa.BigInteger),
        sa.Column("report_message_id", sa.BigInteger),
        sa.Column("local_date", sa.Date),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
