"""Every table, for both engines.

What people write is kept as short as it can be: a question's text lives in `updates.payload` until the
update is handled, and in `questions.words` as long as the section [questions] of the settings says.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import PeopleText, RowNumber, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

updates = Table(
    "updates",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("payload", PeopleText),  # JSON; emptied once handled, as it holds people's words
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    # How often its handling was begun anew after a crash; how often of those it came as far as Telegram; how
    # often it was then tried with nothing beside it.
    Column("attempts", Integer, nullable=False, default=0),
    Column("spoke", Integer, nullable=False, default=0, server_default=text("0")),
    Column("alone", Integer, nullable=False, default=0, server_default=text("0")),
)
_unhandled = updates.c.handled_at.is_(None)
Index(
    "ix_updates_unhandled",
    updates.c.bot_id,
    updates.c.update_id,
    sqlite_where=_unhandled,
    postgresql_where=_unhandled,
)

# What could not be read, stored or handled, for whoever mends the program: a part of its bytes, for some days.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger),  # null: not to be seen
    Column("chat_id", BigInteger),
    Column("user_id", BigInteger),
    Column("reason", PeopleText, nullable=False),
    Column("content", LargeBinary),  # null: not kept
    Column("size", BigInteger, nullable=False),  # of the whole, in bytes
    Column("digest", String(64), nullable=False),  # so that the same is there once
    Column("at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),  # when the operators were told
    UniqueConstraint("bot_id", "digest"),
    Index("ix_set_aside_at", "at"),
)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", RowNumber, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("title", PeopleText, nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_reason", PeopleText, nullable=False, default=""),
    Column("migrated_to", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", RowNumber, ForeignKey("chats.chat_id"), primary_key=True, autoincrement=False),
    Column("active", Boolean, nullable=False),
    Column("time", String(5), nullable=False),  # HH:MM in the zone of the pushes
    Column("thread_id", BigInteger),
    Column("days", String(32), nullable=False, default="every"),  # storage.states.Days
    Column("muted", Boolean, nullable=False, default=False),
    Column("starts_on", Date),  # the first local date to push on; null: from the start
    Column("before_holidays", Boolean, nullable=False, default=False, server_default=false()),
    Column("resumes_on", Date),  # paused: the first local date to push on again
    Column("subscribed_by", BigInteger),  # the person who last did; null: nobody knows
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
Index("ix_subscriptions_due", subscriptions.c.time, subscriptions.c.chat_id)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("local_date", Date, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("notice", String(64), nullable=False, default=""),
    Column("thread_id", BigInteger),
    Column("content", PeopleText, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("reason", PeopleText, nullable=False, default=""),
    Column("message_id", BigInteger),
    Column("claimed_by", String(64)),
    Column("lease_until", UtcDateTime),
    Column("finished_at", UtcDateTime),
    # The lock behind "once a day": a push that is planned twice is planned once.
    UniqueConstraint("local_date", "chat_id", "kind", "notice"),
)
_planned = deliveries.c.state == text("'planned'")
_leased = deliveries.c.lease_until.is_not(None)
Index(
    "ix_deliveries_planned",
    deliveries.c.due_at,
    deliveries.c.id,
    sqlite_where=_planned,
    postgresql_where=_planned,
)
Index(
    "ix_deliveries_leased",
    deliveries.c.lease_until,
    sqlite_where=_leased,
    postgresql_where=_leased,
)
Index("ix_deliveries_chat", deliveries.c.chat_id)

quote_days = Table(
    "quote_days",
    metadata,
    Column("local_date", Date, primary_key=True),
    Column("quote_key", Text, nullable=False),
    Column("fixed", Boolean, nullable=False),  # an editor chose it
)

speeches = Table(
    "speeches",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("current_version", BigInteger, nullable=False),  # speech_versions.id
    Column("folder_version", BigInteger),  # what the operator's folder last held; null: it came otherwise
    Column("position", Integer, nullable=False),  # the order people see
    Column("withdrawn_at", UtcDateTime),
)

speech_versions = Table(
    "speech_versions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("slug", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, … within the slug
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the original bytes
    Column("added_at", UtcDateTime, nullable=False),
    Column("recognised", Text),  # JSON, of a scan: which lines a person confirmed or corrected
    UniqueConstraint("slug", "number"),
    UniqueConstraint("slug", "sha256", "file", "title", "date", "occasion"),
)

replies = Table(
    "replies",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer_message_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger),
    Column("passage_id", Text),
    Column("passage_digest", String(64)),
    Column("kind", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
Index("ix_replies_chat_at", replies.c.chat_id, replies.c.at)
Index("ix_replies_at", replies.c.at)

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
# Who used which invitation: nobody comes back by the one they came by.
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

questions = Table(
    "questions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger),
    Column("words", PeopleText),  # null: not kept, or no longer
    Column("kind", String(16), nullable=False),
    Column("passage_id", Text),
    Column("verdict", String(8), nullable=False),  # storage.states.Verdict
    Column("state", String(8), nullable=False),  # storage.states.QuestionState
    Column("case_id", BigInteger),  # settled together with others: the number of the first of them
    Column("asked_at", UtcDateTime, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_state", "state"),
)

known_questions = Table(
    "known_questions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("question", PeopleText, nullable=False),
    Column("slug", Text, nullable=False),
    Column("text", PeopleText, nullable=False),  # empty: the speeches do not say
    Column("about", PeopleText, nullable=False),
    Column("added_by", BigInteger),
    Column("added_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
)

occasions = Table(
    "occasions",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

held_days = Table(
    "held_days",
    metadata,
    Column("local_date", Date, primary_key=True),
    Column("user_id", BigInteger),  # the operator who held its quote back
    Column("at", UtcDateTime, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger, nullable=False),  # the operator who writes it, in their private chat
    Column("state", String(16), nullable=False),  # storage.states.NoticeState
    Column("text", PeopleText, nullable=False),
    Column("links", PeopleText, nullable=False, server_default=""),  # JSON, see storage.links
    Column("source_message_id", BigInteger),  # the operator's message that the text came from
    Column("report_message_id", BigInteger),  # ours, that tells how far it has come
    Column("local_date", Date),  # of its deliveries, once it is sent
    Column("changed_at", UtcDateTime, nullable=False),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("chat_id", BigInteger),  # where an answer goes; null once it is forgotten
    Column("words", PeopleText, nullable=False),
    Column("links", PeopleText, nullable=False, server_default=""),  # JSON, see storage.links
    Column("author", PeopleText, nullable=False),  # empty: the sender gives no name
    Column("state", String(8), nullable=False),  # storage.states.SuggestionState
    Column("written_at", UtcDateTime, nullable=False),
)

# A document that an editor sent, read and not yet confirmed. The row goes when it is, or when it is not wanted.
speech_drafts = Table(
    "speech_drafts",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger),  # null: the command line
    Column("file", PeopleText, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("text", PeopleText, nullable=False),
    Column("title", PeopleText, nullable=False),
    Column("date", PeopleText, nullable=False),
    Column("occasion", PeopleText, nullable=False),
    Column("account", PeopleText, nullable=False),  # JSON: what was left out and why, and notes
    Column("slug", String(64), nullable=False),  # what it will be called
    Column("base_version", BigInteger),  # the version it was compared with; null: the slug is new
    Column("base_withdrawn_at", UtcDateTime),  # since when that speech was out of use then
    Column("added_at", UtcDateTime, nullable=False),
)
# Scans that are being recognised.
recognitions = Table(
    "recognitions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("file", PeopleText, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("message_id", BigInteger, nullable=False),  # the message that shows how far it is
    Column("pages", Integer, nullable=False),  # 0: not known yet
    Column("done", Integer, nullable=False),
    Column("lines", PeopleText, nullable=False),  # JSON: what was seen where, what a person confirmed
    Column("added_at", UtcDateTime, nullable=False),
)
# What was done to the speeches other than by the folder, so that it can be undone, the last first.
speech_changes = Table(
    "speech_changes",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("user_id", BigInteger),
    Column("kind", String(16), nullable=False),  # storage.states.SpeechChangeKind
    Column("slug", String(64), nullable=False),
    Column("was_version", BigInteger),  # null: there was no such speech
    Column("was_withdrawn_at", UtcDateTime),
    Column("now_version", BigInteger, nullable=False),
    Column("now_withdrawn_at", UtcDateTime),
    Column("undone_at", UtcDateTime),
)

# What editors decided on quotes, beside quotes.toml, whose quotes are approved by standing there.
quotes = Table(
    "quotes",
    metadata,
    Column("text", PeopleText, primary_key=True),  # verbatim
    Column("slug", String(64), nullable=False),
    Column("state", String(16), nullable=False),  # storage.states.QuoteState
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)
