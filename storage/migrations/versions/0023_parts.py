"""Several questions in one message, each with an answer and a row of its own; questions that people send on."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("part", sa.Integer, nullable=False, server_default=sa.text("0")))
        table.add_column(sa.Column("on_purpose", sa.Boolean, nullable=False, server_default=sa.false()))
        table.drop_constraint("uq_questions_chat_id_message_id", type_="unique")
        table.create_unique_constraint(
            "uq_questions_chat_id_message_id_part", ["chat_id", "message_id", "part"]
        )
    with op.batch_alter_table("replies") as table:
        table.add_column(sa.Column("part", sa.Integer, nullable=False, server_default=sa.text("0")))
        table.drop_constraint("pk_replies", type_="primary")
        table.create_primary_key("pk_replies", ["chat_id", "question_message_id", "part"])
