"""Subscriptions: the quote as text, as a card, or both."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("look", sa.String(8), nullable=False, server_default="text"))
