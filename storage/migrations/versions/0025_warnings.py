"""What is wrong just now, of which operators are told once."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, UtcDateTime

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "warnings",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("detail", PeopleText, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("since", UtcDateTime, nullable=False),
    )
