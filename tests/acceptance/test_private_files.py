"""Whatever a day's use leaves on the disk is for its owner's eyes only, under the umask that machines have."""

import asyncio
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import bot
from documents import word
from forking import Forked, forked
from office import KNOWLEDGE, Office
from speech_samples import NEW

from cli.first_run import _bring
from core.settings import AccessSettings
from storage.database import FILE_NAME, Database
from storage.upkeep import schema

__all__ = ["forked"]

COMMANDS = (
    ["check"],
    ["records", "questions", "-o", "FOLDER/questions.csv"],
    ["records", "changes", "-o", "FOLDER/changes.csv"],
    ["records", "learned", "-o", "FOLDER/learned.jsonl"],
    ["records", "aside", "-o", "FOLDER/aside.jsonl"],
    ["subscriptions", "export", "-o", "FOLDER/subscriptions.csv"],
    ["subscriptions", "export", "-o", "FOLDER/subscriptions.json"],
    ["subscriptions", "import", "FOLDER/subscriptions.csv"],
    ["speeches", "import"],
    ["speeches", "list"],
)


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Return what somebody else on the machine may read, write or look into, below `folder` and itself."""
    found = [folder, *folder.rglob("*")]
    return [
        str(one.relative_to(folder)) for one in found if one.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]


async def a_day(office: Office) -> None:
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    await chen.says("/subscribe 9:00")
    await chen.says("三重一大是什么")
    await chen.says("食堂几点开门")
    await chen.says("/suggest 食堂太贵")
    await wu.sends("document", content=word(NEW), name="2024.docx")
    await wu.taps("确认收录")
    await wu.says("/export")
    await wu.says("/audit")
    await wu.says("/stats")
    await office.comes(1, 9)
    assert len(chen.pushes()) == 1


@pytest.mark.usefixtures("usual_umask")
async def test_a_day_leaves_nothing_that_others_may_read(
    tmp_path: Path, forked: Forked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    folder, temporary = tmp_path / "office" / "data", tmp_path / "temporary"
    temporary.mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    database = Database.in_folder(folder)
    await database.migrate()
    office = await Office.open(database, access=AccessSettings(mode="open"), operator="吴")
    await a_day(office)
    for command in COMMANDS:
        arguments = [one.replace("FOLDER", str(folder)) for one in command]
        variables = {"BOT_STORAGE__FOLDER": str(folder), "BOT_KNOWLEDGE__FOLDER": str(KNOWLEDGE)}
        ended = await asyncio.to_thread(forked.bot, arguments, variables)
        assert ended.returncode in {0, 1}, ended.stderr  # 1: check has something to say
    schema.copy_file(folder / FILE_NAME, "0001")
    assert {FILE_NAME, f"{FILE_NAME}-wal", "questions.csv", "subscriptions.json", "qingfeng.0001.db"} <= {
        one.name for one in folder.iterdir()
    }
    assert open_to_others(tmp_path / "office") == []
    assert open_to_others(temporary) == []
    await office.end()
    await database.close()
    assert open_to_others(tmp_path / "office") == []


@pytest.mark.usefixtures("usual_umask")
def test_what_a_first_run_puts_into_the_users_folder_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr("cli.first_run.HOME", home)
    _bring([(KNOWLEDGE / "quotes.toml", Path("knowledge/a/quotes.toml"))], home / "knowledge")
    assert (home / "knowledge" / "a" / "quotes.toml").exists()
    assert open_to_others(home) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_root_does_in_a_service_s_folder_is_the_service_s(tmp_path: Path) -> None:
    service, data = 12345, tmp_path / "data"
    data.mkdir()
    os.chown(data, service, service)
    where = {"BOT_STORAGE__FOLDER": str(data)}
    assert bot("speeches", "import", **where).returncode == 0
    assert bot("storage", "backup", **where).returncode == 0
    for file in data.glob("qingfeng.*"):
        file.unlink()
    (made,) = (data / "backups").glob("qingfeng-*")
    assert bot("storage", "restore", made.name, "--ran-until", "now", **where).returncode == 0
    assert (data / "qingfeng.db").exists()
    assert {one.stat().st_uid for one in data.rglob("*")} == {service}
