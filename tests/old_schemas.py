"""Writes databases as earlier versions of the program made them: `python tests/old_schemas.py COMMIT …`.

Each commit's own code makes an empty database on SQLite and on PostgreSQL; every table gets some rows
(filled.py); what comes out is SQL, in tests/old_databases/REVISION-COMMIT.ENGINE.sql. Run it for the last
commit before a migration is added.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from filled import fill
from postgres import Server, find_programs, fresh_name, running_server
from sqlalchemy import MetaData, create_engine, text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).resolve().parent / "old_databases"
MIGRATE = """
import asyncio, sys
from storage.database import Database

async def go():
    database = Database.from_url(sys.argv[1])
    await database.migrate()
    await database.close()

asyncio.run(go())
"""
# What a dump says of the server it came from, which another server need not understand.
OF_SERVER = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*|)\n", re.MULTILINE)


def write(commit: str, server: Server) -> None:
    """Write the two files of a commit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = subprocess.run(
            ["git", "archive", commit, "storage", "core"], cwd=ROOT, capture_output=True, check=True
        )
        subprocess.run(["tar", "x", "-C", name], input=archive.stdout, check=True)
        file = folder / "old.db"
        _make(folder, f"sqlite:///{file}")
        with closing(sqlite3.connect(file)) as made:
            (revision,) = made.execute("SELECT version_num FROM alembic_version").fetchone()
            lines = "".join(f"{line}\n" for line in made.iterdump())
        named = FOLDER / f"{revision}-{commit}"
        named.with_suffix(".sqlite.sql").write_text(lines, encoding="utf-8")
        database = fresh_name("old")
        url = server.create(database)
        _make(folder, url)
        dumped = subprocess.run(
            [find_programs() / "pg_dump", "--inserts", "--no-owner", "--no-privileges", url],
            capture_output=True,
            check=True,
        )
        server.drop(database)
        plain = OF_SERVER.sub("", dumped.stdout.decode())
        named.with_suffix(".postgresql.sql").write_text(plain, encoding="utf-8")


def _make(folder: Path, url: str) -> None:
    subprocess.run([sys.executable, "-c", MIGRATE, url], cwd=folder, check=True)
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    metadata = MetaData()
    with engine.begin() as connection:
        metadata.reflect(connection)
        fill(connection, metadata)
        connection.execute(text("SELECT 1"))
    engine.dispose()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with running_server() as running:
        for given in sys.argv[1:]:
            write(given, running)
