"""Subscriptions: dates to come without a push."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("skips", sa.Text, nullable=False, server_default=""))
