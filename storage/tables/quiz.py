"""每周一题 and 练一练."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, Text

from storage.engine.columns import PeopleText, UtcDateTime
from storage.tables.naming import metadata

# Items of 每周一题 that editors decided on, as they are asked. What a rule drafts is not stored before that.
quiz_items = Table(
    "quiz_items",
    metadata,
    Column("key", String(16), primary_key=True),  # core.quiz.QuizItem.key
    Column("kind", String(16), nullable=False),  # core.quiz.QuizKind
    Column("slug", String(64), nullable=False),
    Column("sentence", PeopleText, nullable=False),  # verbatim
    Column("answer", PeopleText, nullable=False),
    Column("question", PeopleText, nullable=False),
    Column("choices", PeopleText, nullable=False),  # JSON
    Column("right_place", Integer, nullable=False),  # of the right one among the choices, from 0
    Column("state", String(16), nullable=False),  # storage.states.QuoteState
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
)

quiz_weeks = Table(
    "quiz_weeks",
    metadata,
    Column("monday", Date, primary_key=True),
    Column("item_key", String(16), nullable=False),
)

# What came of a poll, once ten have answered: counts. Which chat it is in, and who answered what, is nowhere.
quiz_polls = Table(
    "quiz_polls",
    metadata,
    Column("poll_id", String(64), primary_key=True),
    Column("item_key", String(16), nullable=False),
    Column("monday", Date, nullable=False),  # of the week that asked it
    Column("answers", Integer, nullable=False),
    Column("right_answers", Integer, nullable=False),
    Index("ix_quiz_polls_item", "item_key"),
)

# 练一练: what a person has practised, and when it is due again.
practice = Table(
    "practice",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("item_key", String(16), primary_key=True),
    Column("card", Text, nullable=False),  # JSON of the library fsrs
    Column("due", UtcDateTime, nullable=False),
    Column("at", UtcDateTime, nullable=False),  # when it was practised last
    Index("ix_practice_at", "at"),
)
