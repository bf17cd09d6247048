"""What waits in a chat is found without looking at what waits in the others."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    unhandled = sa.text("handled_at IS NULL")
    op.create_index(
        "ix_updates_waiting",
        "updates",
        ["bot_id", "chat_id", "update_id"],
        sqlite_where=unhandled,
        postgresql_where=unhandled,
    )
