"""The program loads SQLAlchemy without its ORM, and nobody who needs that misses it."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from storage.database import Database

ROOT = Path(__file__).resolve().parents[3]


def printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout.strip()


def test_the_program_loads_no_orm() -> None:
    assert printed("import sys, handlers.assembly; print('sqlalchemy.orm' in sys.modules)") == "False"


def test_whoever_asks_for_the_rest_of_the_package_gets_it() -> None:
    program = (
        "from storage.engine.engine import AsyncConnection\n"
        "import sqlalchemy.ext.asyncio as whole\n"
        "from sqlalchemy.ext.asyncio import AsyncSession\n"
        "print(whole.AsyncConnection is AsyncConnection, AsyncSession.__name__)"
    )
    assert printed(program) == "True AsyncSession"


def test_neither_what_is_for_postgresql_nor_strangers_certificates_are_loaded_for_sqlite() -> None:
    """SQLAlchemy's dialect takes 2 MB; aiohttp reads the system's certificates, twice, for itself."""
    program = (
        "import ssl, sys; from pathlib import Path\n"
        "import cli.main, handlers.assembly; from core.quick_http import aiohttp\n"
        "from storage.database import Database; Database.in_folder(Path('.'))\n"
        "made = aiohttp.connector._SSL_CONTEXT_VERIFIED, aiohttp.connector._SSL_CONTEXT_UNVERIFIED\n"
        "print('sqlalchemy.dialects.postgresql' in sys.modules, *(len(one.get_ca_certs()) for one in made))\n"
        "print('set_default_verify_paths' in vars(ssl.SSLContext))"
    )
    assert printed(program) == "False 0 0\nFalse"


async def test_an_index_of_a_part_of_a_table_is_so_on_both_engines(database: Database) -> None:
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'",
    }
    async with database.connection() as connection:
        found = set((await connection.execute(text(asked[database.dialect]))).scalars())
    partial = {
        "ix_updates_unhandled",
        "ix_updates_waiting",
        "ix_updates_unclaimed",
        "ix_chats_lost",
        "ix_deliveries_planned",
        "ix_deliveries_claimed",
    }
    assert partial <= found
