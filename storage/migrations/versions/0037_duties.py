"""Duties: what an operator set up, whom it concerns, and what became of each turn."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import UtcDateTime

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "duties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("recurs", sa.String(32), nullable=False),
        sa.Column("hour", sa.String(5), nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
        sa.Column("form", sa.LargeBinary),
        sa.Column("form_name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("starts_on", sa.Date),
        sa.Column("told_nobody", sa.Boolean, nullable=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "duty_people",
        sa.Column("duty_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("asked_on", sa.Date),
        sa.Column("agreed_on", sa.Date),
    )
    op.create_index("ix_duty_people_user", "duty_people", ["user_id"])
    op.create_table(
        "duty_turns",
        sa.Column("duty_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("due_on", sa.Date, primary_key=True),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("tell_on", sa.Date),
        sa.Column("done_on", sa.Date),
    )
    op.create_index("ix_duty_turns_user", "duty_turns", ["user_id"])
    op.create_index("ix_duty_turns_due", "duty_turns", ["due_on"])
    op.create_index("ix_duty_turns_tell", "duty_turns", ["tell_on"])
