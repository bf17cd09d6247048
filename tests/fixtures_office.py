"""The fixture `office`: the real bot, its own database, and colleagues to talk to it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from office import Office

from storage.database import FILE_NAME, Database


@pytest.fixture
def office_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """Return a folder with a migrated, empty database."""
    shutil.copyfile(sqlite_template, tmp_path / FILE_NAME)
    return tmp_path


@pytest_asyncio.fixture
async def office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Open the office."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # PTB's next way of saying retry_after, without a warning
    database = Database.in_folder(office_folder)
    opened = await Office.open(database)
    yield opened
    await opened.close()
    await database.close()


@pytest_asyncio.fixture
async def run_office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Open an office with an operator, 吴, who is an editor too."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    opened = await Office.open(database, operator="吴")
    yield opened
    await opened.close()
    await database.close()
