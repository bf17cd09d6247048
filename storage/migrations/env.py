"""Alembic's entry: runs the versions on the connection that storage/upkeep/schema.py hands over.

There is no alembic.ini and no connection of its own: `Database.migrate` is the only caller. A new revision
is a file versions/NNNN_what_it_does.py, written by hand, with `revision = "NNNN"`. It must bring an older
database to what storage/tables says: a new database is made from there.
tests/integration/storage/test_migrations.py compares the two.
"""

from alembic import context

from storage.tables.every import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
