"""Who subscribed a chat, to be told when its topic is gone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("subscribed_by", sa.BigInteger))
