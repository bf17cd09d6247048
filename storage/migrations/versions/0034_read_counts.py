"""已阅: how many have read a notice, by marks that nobody's name can be read from."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("notices", sa.Column("reads", sa.Integer))
    op.add_column("notices", sa.Column("read_key", sa.String(64)))
    op.create_table(
        "notice_reads",
        sa.Column("notice_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(32), primary_key=True),
    )
    op.create_table(
        "notice_numbers",
        sa.Column("notice_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
