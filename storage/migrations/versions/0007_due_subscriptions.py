"""An index for the question of every minute: whose hour has come."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_subscriptions_due", "subscriptions", ["time", "chat_id"])
