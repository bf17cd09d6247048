"""How many pushes were begun, and when this database took the place of a newer one."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import RowNumber, UtcDateTime

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "push_marks",
        sa.Column("id", RowNumber, primary_key=True, autoincrement=False),
        sa.Column("origin", sa.String(80), nullable=False),
        sa.Column("begun", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "restorations",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("made_at", UtcDateTime),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("settled_at", UtcDateTime),
        sa.Column("unknown", sa.Integer, nullable=False),
        sa.Column("dropped", sa.Integer, nullable=False),
        sa.Column("told_at", UtcDateTime),
    )
