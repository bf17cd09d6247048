"""bot.py storage as an operator types it: backup, restore, copy; what it says, and its exit status."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import bot, refusal_of
from filled import fill
from sqlalchemy import create_engine

from storage.database import FILE_NAME
from storage.tables.every import metadata


@pytest.fixture
def data(sqlite_template: Path, tmp_path: Path) -> Path:
    """Return the folder of a filled database."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / FILE_NAME)
    engine = create_engine(f"sqlite:///{folder / FILE_NAME}")
    with engine.begin() as connection:
        fill(connection, metadata)
    engine.dispose()
    return folder


def test_a_backup_is_made_and_put_back_by_its_name(data: Path) -> None:
    here = {"BOT_STORAGE__FOLDER": str(data)}
    made = bot("storage", "backup", **here)
    assert made.returncode == 0, made.stderr
    [backup] = (data / "backups").glob("qingfeng-*")
    assert str(backup) in made.stdout
    assert "令牌" in made.stdout
    assert "请先停下机器人" in refusal_of(bot("storage", "restore", backup.name, "--ran-until", "now", **here))
    (data / FILE_NAME).rename(data.parent / "old.db")
    for when, said in (("2999-01-01", "现在之前"), ("yesterday", "应是 now")):
        assert said in refusal_of(bot("storage", "restore", backup.name, "--ran-until", when, **here))
    asked = bot("storage", "restore", backup.name, stdin="n\n", **here)
    assert asked.returncode == 0, asked.stderr
    assert "到点的推送照常发" in asked.stdout
    (data / FILE_NAME).unlink()
    told = bot("storage", "restore", str(backup), "--ran-until", "now", **here)
    assert "不会自动再发" in told.stdout
    assert "Telegram 也不会再送来" in told.stdout
    with closing(sqlite3.connect(data / FILE_NAME)) as restored:
        assert restored.execute("SELECT count(*) FROM people").fetchone() == (3,)


def test_a_database_is_copied_table_by_table(data: Path, tmp_path: Path) -> None:
    new = {"BOT_STORAGE__FOLDER": str(tmp_path / "new")}
    done = bot("storage", "copy", str(data / FILE_NAME), **new)
    assert done.returncode == 0, done.stderr
    assert "people：3 行" in done.stdout
    assert "核对无误" in done.stdout
    assert "只能搬进空的数据库" in refusal_of(bot("storage", "copy", str(data / FILE_NAME), **new))
    same = bot("storage", "copy", str(data / FILE_NAME), BOT_STORAGE__FOLDER=str(data))
    assert "SOURCE 就是设置里的数据库" in refusal_of(same)
    assert "找不到数据库" in refusal_of(bot("storage", "copy", str(tmp_path / "nothing.db"), **new))
