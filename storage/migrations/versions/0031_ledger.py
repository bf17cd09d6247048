"""What the ledger keeps of the months that ended, and what was entered into it by hand."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "ledger_months",
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("sheet", sa.String(32), primary_key=True),
        sa.Column("facts", PeopleText, nullable=False),
        sa.Column("kept_at", UtcDateTime, nullable=False),
        sa.Column("is_final", sa.Boolean, nullable=False),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("words", PeopleText, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("entered_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_ledger_entries_local_date", "ledger_entries", ["local_date"])
