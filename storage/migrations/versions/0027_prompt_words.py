"""Prompts: the words that a preview shows, so that a restart between preview and sending loses nothing."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import PeopleText

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("prompts", sa.Column("words", PeopleText, nullable=False, server_default=""))
