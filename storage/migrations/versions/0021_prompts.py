"""What the bot has asked and waits for."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "prompts",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("presses", PeopleText, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("answered_by", sa.BigInteger),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("until", UtcDateTime, nullable=False),
    )
    op.create_index("ix_prompts_message", "prompts", ["chat_id", "message_id"])
    op.create_index("ix_prompts_user", "prompts", ["chat_id", "user_id"])
    op.create_index("ix_prompts_until", "prompts", ["until"])
