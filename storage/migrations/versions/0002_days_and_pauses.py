"""Subscriptions: the reminder before holidays, and pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Columns that older rows can take as they are: SQLite need not make the table anew.
    op.add_column(
        "subscriptions",
        sa.Column("before_holidays", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column("subscriptions", sa.Column("resumes_on", sa.Date))
