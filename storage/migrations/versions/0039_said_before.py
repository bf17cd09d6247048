"""What a message said, as a small number: an edit after a restart is told from none; and what is somebody's."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

ELSEWHERE = "user_id != chat_id"
INDEXES = (
    ("ix_replies_user", "replies", "user_id", ELSEWHERE),
    ("ix_shown_user", "shown", "user_id", ELSEWHERE),
    ("ix_questions_user", "questions", "user_id", ELSEWHERE),
    ("ix_prompts_elsewhere", "prompts", "user_id", ELSEWHERE),
    ("ix_suggestions_chat", "suggestions", "chat_id", ""),
    ("ix_suggestions_state", "suggestions", "state", ""),
    ("ix_chats_people", "chats", "title", "kind = 'private'"),
    ("ix_subscriptions_by", "subscriptions", "subscribed_by", "subscribed_by IS NOT NULL"),
    ("ix_people_name", "people", "name", ""),
    ("ix_confirmation_cards_user", "confirmation_cards", "user_id", ""),
    ("ix_notice_numbers_chat", "notice_numbers", "chat_id", ""),
    ("ix_deliveries_unknown", "deliveries", "kind", "state = 'unknown'"),
)


def upgrade() -> None:
    op.add_column("updates", sa.Column("message_id", sa.BigInteger))
    op.add_column("updates", sa.Column("said", sa.Integer))
    for name, table, column, where in INDEXES:
        only = sa.text(where) if where else None
        op.create_index(name, table, [column], sqlite_where=only, postgresql_where=only)
