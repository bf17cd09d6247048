"""How far each person has read in each speech."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import UtcDateTime

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "reading_places",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("slug", sa.String(64), primary_key=True),
        sa.Column("passage_id", sa.String(64), nullable=False),
        sa.Column("opening", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_reading_places_at", "reading_places", ["at"])
