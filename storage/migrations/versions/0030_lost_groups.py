"""Groups that were lost lately are found without reading every subscription."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    lost = sa.text("state IN ('left', 'gone')")
    op.create_index("ix_chats_lost", "chats", ["changed_at"], sqlite_where=lost, postgresql_where=lost)
