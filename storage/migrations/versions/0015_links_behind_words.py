"""Notices and suggestions keep the links behind their words."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for table in ("notices", "suggestions"):
        op.add_column(table, sa.Column("links", sa.Text(), nullable=False, server_default=""))
