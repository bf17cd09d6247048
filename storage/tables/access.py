"""Who may use the bot, who let them, what was done, and what a second person is to confirm."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

audit = Table(
    "audit",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("user_id", BigInteger),  # null: from the command line
    Column("action", String(64), nullable=False),
    Column("subject", PeopleText, nullable=False),
    Column("was", PeopleText, nullable=False),
    Column("now", PeopleText, nullable=False),
    Index("ix_audit_at", "at"),
)

# Who may use the bot. What is said once (that somebody has no access) is remembered in `told_at`; `menu` is
# a digest of the commands that Telegram was told to show in the chat.
people = Table(
    "people",
    metadata,
    Column("user_id", RowNumber, primary_key=True, autoincrement=False),
    Column("name", PeopleText, nullable=False),
    Column("role", Integer, nullable=False),  # core.models.Role, as a person granted it
    Column("application", String(16), nullable=False),  # storage.states.Application
    Column("carded_at", UtcDateTime),  # when the operators were shown a card about the application
    Column("told_at", UtcDateTime),
    Column("menu", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_people_role", "role"),
    Index("ix_people_name", "name"),
    Index("ix_people_application", "application", "changed_at"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("present", Boolean, nullable=False),
    Column("checked_at", UtcDateTime, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("chat_id", RowNumber, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("title", PeopleText, nullable=False),
    Column("application", String(16), nullable=False),
    Column("carded_at", UtcDateTime),
    Column("told_at", UtcDateTime),
    Column("menu", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_approvals_application", "application", "changed_at"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),  # the code itself is nowhere
    Column("role", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("made_by", BigInteger),  # null: the program, for the person at its console
    Column("made_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
)

# Who used which invitation: nobody can use the same one twice.
invitation_uses = Table(
    "invitation_uses",
    metadata,
    Column("invitation_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)

# One row: the mode of the last run, so that a change of it is noticed.
access_modes = Table(
    "access_modes",
    metadata,
    Column("id", RowNumber, primary_key=True, autoincrement=False),
    Column("mode", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

# What one person asked and a second one is to confirm, where the setting says so.
confirmations = Table(
    "confirmations",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("kind", String(16), nullable=False),  # storage.states.ConfirmationKind
    Column("number", BigInteger, nullable=False),  # of which notice, draft, change or person; 0: see `subject`
    Column("subject", PeopleText, nullable=False),  # the speech's short name, or the person's name
    Column("digest", String(64), nullable=False),  # of what was asked: if it changes, nothing is confirmed
    Column("user_id", BigInteger),  # who asked; null: the command line
    Column("message_id", BigInteger),  # ours, in that person's chat, that says that it waits
    Column("state", String(16), nullable=False),  # storage.states.ConfirmationState
    Column("asked_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcDateTime),
    Index("ix_confirmations_state", "state"),
)

confirmation_cards = Table(
    "confirmation_cards",
    metadata,
    Column("confirmation_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),  # who was asked to confirm
    Column("message_id", BigInteger),  # null: this person cannot be written to
    Index("ix_confirmation_cards_user", "user_id"),
)
