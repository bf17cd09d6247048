"""节前提醒 with content: lines and quotes that editors approved for holidays, and what each day listed."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, UtcDateTime

revision = "0036"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "checklist_lines",
        sa.Column("holiday", sa.String(16), primary_key=True),
        sa.Column("topic", sa.String(16), primary_key=True),
        sa.Column("text", PeopleText, nullable=False),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "checklist_quotes",
        sa.Column("holiday", sa.String(16), primary_key=True),
        sa.Column("quote_key", PeopleText, primary_key=True),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "checklist_days",
        sa.Column("local_date", sa.Date, primary_key=True),
        sa.Column("lines", PeopleText, nullable=False),
    )
