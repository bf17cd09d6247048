"""What is in hand belongs to an owner: a process that lives, or lived."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "owners",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("beat", sa.BigInteger, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("id", name="uq_owners_id"),
    )
    _share_updates()
    _share_deliveries()


def _share_updates() -> None:
    op.add_column("updates", sa.Column("owner", sa.String(32)))
    op.add_column("updates", sa.Column("orphaned", sa.Boolean, nullable=False, server_default=sa.false()))
    # What waits now was left by a program of an older version.
    op.execute("UPDATE updates SET orphaned = (1 = 1) WHERE handled_at IS NULL")
    op.drop_index("ix_updates_waiting", "updates")
    _partial_index(
        "ix_updates_waiting", "updates", ["bot_id", "chat_id", "owner", "update_id"], "handled_at IS NULL"
    )
    _partial_index(
        "ix_updates_unclaimed", "updates", ["bot_id", "update_id"], "handled_at IS NULL AND owner IS NULL"
    )


def _share_deliveries() -> None:
    op.drop_index("ix_deliveries_leased", "deliveries")
    op.drop_column("deliveries", "lease_until")
    _partial_index("ix_deliveries_claimed", "deliveries", ["claimed_by"], "claimed_by IS NOT NULL")


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
