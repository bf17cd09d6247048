"""What waits for a second person's confirmation, and the cards that ask for it."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "confirmations",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("subject", PeopleText, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", UtcDateTime),
    )
    op.create_index("ix_confirmations_state", "confirmations", ["state"])
    op.create_table(
        "confirmation_cards",
        sa.Column("confirmation_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger),
    )
