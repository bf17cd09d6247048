"""Scans that are being recognised, and with a version the record of which lines a person confirmed."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "recognitions",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("file", PeopleText, nullable=False),
        sa.Column("original", sa.LargeBinary, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("lines", PeopleText, nullable=False),
        sa.Column("added_at", UtcDateTime, nullable=False),
    )
    op.add_column("speech_versions", sa.Column("recognised", sa.Text))
