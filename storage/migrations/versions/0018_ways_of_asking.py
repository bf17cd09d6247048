"""Ways of asking in batches, by their writers; and which sources are out of use."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "way_batches",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("writer", PeopleText, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("fault", PeopleText, nullable=False),
        sa.Column("gain", PeopleText, nullable=False),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("held_until", UtcDateTime),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_way_batches_state", "way_batches", ["state"])
    op.create_table(
        "way_tasks",
        sa.Column("batch_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("task", sa.String(96), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_table(
        "ways",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("asker", PeopleText, nullable=False),
        sa.Column("question", PeopleText, nullable=False),
        sa.Column("text", PeopleText, nullable=False),
        sa.Column("about", PeopleText, nullable=False),
        sa.Column("refused", PeopleText, nullable=False),
        sa.Column("bad", sa.Boolean, nullable=False),
    )
    op.create_index("ix_ways_batch", "ways", ["batch_id"])
    op.create_table(
        "withdrawn_ways",
        sa.Column("source", sa.String(128), primary_key=True),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("at", UtcDateTime, nullable=False),
    )
