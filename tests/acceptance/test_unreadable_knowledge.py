"""The bot starts with what the database has, and tells the operators what it has to do without."""

import asyncio
import shutil
from pathlib import Path

import pytest
from command_line import bot
from office import KNOWLEDGE, Colleague, Office

from core.settings import AccessSettings
from handlers.speeches.problems import tell_of_problems
from storage.database import Database

PARTS = ("speeches", "questions", "thesaurus.toml", "quotes.toml")


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for part in PARTS:
        if (KNOWLEDGE / part).is_dir():
            shutil.copytree(KNOWLEDGE / part, folder / part)
        elif (KNOWLEDGE / part).is_file():
            shutil.copyfile(KNOWLEDGE / part, folder / part)
    return folder


async def test_operators_are_told_once_what_cannot_be_read(
    office_folder: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    first = await Office.open(database, knowledge=knowledge, operator="吴")
    await first.colleague("吴").says("/start")
    await asyncio.gather(tell_of_problems(first.app))
    assert "用不了" not in first.colleague("吴").sees()
    await first.close()

    (knowledge / "speeches" / "2023.txt").write_bytes(b"PK\x03\x04 nothing")
    (knowledge / "quotes.toml").write_text("[[quote", encoding="utf-8")
    person = first.colleague("吴").person
    access = AccessSettings(mode="open", operators=frozenset({person.id}))
    again = await Office.open(
        database, world=first.world, clock=first.clock, knowledge=knowledge, access=access
    )
    telling = asyncio.create_task(tell_of_problems(again.app))
    while not telling.done():
        await again.clock.advance(0.2)
        await asyncio.sleep(0)
    wu = Colleague(again, person)
    assert "有 2 个讲话或问法的文件用不了" in wu.sees()
    assert "2023.txt" in wu.sees()
    assert "quotes.toml" in wu.sees()
    await wu.says("/speeches")
    assert "2023年" in wu.sees()
    await again.close()
    await database.close()


def test_check_names_what_nobody_reads_and_what_is_not_in_a_text(knowledge: Path, tmp_path: Path) -> None:
    speeches = knowledge / "speeches"
    (speeches / "2021").mkdir()
    (speeches / "旧稿.doc").write_bytes(b"x")
    (speeches / "garden.txt").write_bytes("各位同志：\n院里的银杏由后勤科清扫。".encode("gbk"))
    said = bot("check", BOT_KNOWLEDGE__FOLDER=str(knowledge), BOT_STORAGE__FOLDER=str(tmp_path / "data")).stdout
    assert "⚠ 讲话文件夹里的子文件夹“2021”没有读" in said
    assert "⚠ 讲话文件夹里的“旧稿.doc”没有读" in said
    assert "✓ garden.txt：文字编码：GB18030（GBK）" in said
