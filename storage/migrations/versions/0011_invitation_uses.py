"""Who used which invitation, and whether a speech was out of use when its draft was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "invitation_uses",
        sa.Column("invitation_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.add_column("speech_drafts", sa.Column("base_withdrawn_at", Moment))
