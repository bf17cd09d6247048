"""What was asked and answered, read, begun, and suggested."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.engine.columns import PeopleText, RowNumber, UtcDateTime
from storage.tables.naming import metadata

replies = Table(
    "replies",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer_message_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger),
    Column("kind", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # Of several questions in one message: which one it answers.
    Column("part", Integer, primary_key=True, autoincrement=False, default=0, server_default=text("0")),
)

Index("ix_replies_chat_at", replies.c.chat_id, replies.c.at)

Index("ix_replies_at", replies.c.at)

# In private a person's number is the chat's. So few rows are in this index, and in those like it, that a
# question pays nothing for it: it finds what somebody asked in groups, when they want to be forgotten.
Index("ix_replies_user", replies.c.user_id, sqlite_where=replies.c.user_id != replies.c.chat_id)

# Which passage a message shows, and to whom. What it showed before a button changed it stays, with its time.
shown = Table(
    "shown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),  # 0: nobody knows whether it came
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everybody in the chat
    Column("passage_id", String(64), primary_key=True),
    Column("around", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("thread_id", BigInteger),
    Column("lasting", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

Index("ix_shown_chat_at", shown.c.chat_id, shown.c.at)

Index("ix_shown_at", shown.c.at)

Index("ix_shown_user", shown.c.user_id, sqlite_where=shown.c.user_id != shown.c.chat_id)

# How far a person has read in a speech. The words are the speech's: they find the place in a new version.
reading_places = Table(
    "reading_places",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("slug", String(64), primary_key=True),
    Column("passage_id", String(64), nullable=False),
    Column("opening", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

Index("ix_reading_places_at", reading_places.c.at)

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
    Column("part", Integer, nullable=False, default=0, server_default=text("0")),  # as in replies
    Column("on_purpose", Boolean, nullable=False, default=False, server_default=false()),  # by 问同事
    UniqueConstraint("chat_id", "message_id", "part"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_state", "state"),
)

Index("ix_questions_user", questions.c.user_id, sqlite_where=questions.c.user_id != questions.c.chat_id)

# What the bot has asked of a person in a chat; where an answer is wanted until when.
prompts = Table(
    "prompts",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),  # who was asked: a person, or a chat that speaks as one
    Column("message_id", BigInteger, nullable=False),  # ours, that asks; newer rows take its older ones' place
    Column("kind", String(16), nullable=False),  # what it is about, see handlers/words/prompts.py
    Column("number", BigInteger, nullable=False),  # of which draft, case, line …; 0: there is only one
    Column(
        "presses", PeopleText, nullable=False
    ),  # JSON: which words are which button; empty: words are wanted
    # What a preview shows and a yes sends, while that is waited for; empty for all others.
    Column("words", PeopleText, nullable=False, default="", server_default=""),
    Column("state", String(8), nullable=False),  # storage.states.PromptState
    Column("passed", Boolean, nullable=False),  # the person has asked something else since
    Column("answered_by", BigInteger),  # the person's message that was taken as the answer
    Column("asked_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Index("ix_prompts_message", "chat_id", "message_id"),
    Index("ix_prompts_user", "chat_id", "user_id"),
    Index("ix_prompts_until", "until"),
)

Index("ix_prompts_elsewhere", prompts.c.user_id, sqlite_where=prompts.c.user_id != prompts.c.chat_id)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("chat_id", BigInteger),  # where an answer goes; null once it is forgotten
    Column("words", PeopleText, nullable=False),
    Column("links", PeopleText, nullable=False, server_default=""),  # JSON, see storage.asking.links
    Column("author", PeopleText, nullable=False),  # empty: the sender gives no name
    Column("state", String(8), nullable=False),  # storage.states.SuggestionState
    Column("written_at", UtcDateTime, nullable=False),
    Index("ix_suggestions_chat", "chat_id"),
    Index("ix_suggestions_state", "state"),
)
