"""Whether the operators were shown a card about an application, so that nobody who asks is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    # Empty: who waits now gets a card once more, as nobody wrote down who had none.
    for table in ("people", "approvals"):
        op.add_column(table, sa.Column("carded_at", sa.DateTime(timezone=True)))
    op.drop_index("ix_approvals_application", "approvals")
    op.create_index("ix_approvals_application", "approvals", ["application", "changed_at"])
