"""What a message shows is kept by message, whatever it is: an answer, a push, a quote."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import UtcDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "shown",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("passage_id", sa.String(64), primary_key=True),
        sa.Column("around", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("lasting", sa.Boolean, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_shown_chat_at", "shown", ["chat_id", "at"])
    op.create_index("ix_shown_at", "shown", ["at"])
    op.execute(
        "INSERT INTO shown (chat_id, message_id, user_id, passage_id, around, digest, thread_id, lasting, at)"
        " SELECT chat_id, answer_message_id, COALESCE(user_id, 0), passage_id, '', MAX(passage_digest),"
        " MAX(thread_id), FALSE, MAX(at) FROM replies"
        " WHERE passage_id IS NOT NULL AND passage_digest IS NOT NULL"
        " GROUP BY chat_id, answer_message_id, COALESCE(user_id, 0), passage_id"
    )
    op.drop_column("replies", "passage_id")
    op.drop_column("replies", "passage_digest")
