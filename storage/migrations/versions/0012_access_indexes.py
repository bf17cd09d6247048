"""Who may do what is found without looking at everybody; memberships that were only guessed are forgotten."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Somebody who wrote in a group was taken for one of its people, which commenters are not. Telegram is asked
    # anew, when they come in private.
    op.execute("DELETE FROM memberships")
    op.create_index("ix_people_role", "people", ["role"])
    op.create_index("ix_people_application", "people", ["application", "changed_at"])
    op.create_index("ix_approvals_application", "approvals", ["application"])
