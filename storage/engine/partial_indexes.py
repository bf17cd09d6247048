"""The indexes that are of a part of their table only, for PostgreSQL.

storage/tables says so for SQLite only: where PostgreSQL is so much as named, SQLAlchemy loads its dialect.
That is 2 MB and 0.06 s of each start, and most offices have SQLite.
"""

from storage.tables.every import metadata


def know_postgresql() -> None:
    """Tell PostgreSQL what the tables tell SQLite. Doing it again changes nothing."""
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
