"""What could not be read, stored or handled; how often an update came as far as Telegram before a crash."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in ("spoke", "alone"):
        op.add_column("updates", sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0")))
    op.create_table(
        "set_aside",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("update_id", sa.BigInteger),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("told_at", Moment),
        sa.UniqueConstraint("bot_id", "digest", name="uq_set_aside_bot_id_digest"),
    )
    op.create_index("ix_set_aside_at", "set_aside", ["at"])
