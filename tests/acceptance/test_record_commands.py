"""bot.py records: what was asked, taught and changed, as files, beside the running bot."""

import asyncio
import csv
import io
import json
from pathlib import Path

import pytest
from command_line import bot, refusal_of
from office import Office

IN_VAIN = "食堂晚上供应夜宵吗"


async def record(what: str, folder: Path, *more: str) -> str:
    result = await asyncio.to_thread(bot, "records", what, *more, BOT_STORAGE__FOLDER=str(folder))
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture
async def taught(run_office: Office) -> Office:
    """Return an office in which an editor noted that the speeches do not say what somebody asked."""
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says(IN_VAIN)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("讲话里没有")
    return run_office


async def test_questions_and_changes_are_tables(taught: Office, office_folder: Path) -> None:
    _, question = csv.reader(io.StringIO((await record("questions", office_folder)).removeprefix("\ufeff")))
    assert question[1:3] == [IN_VAIN, "没有说到"]
    _, change = csv.reader(io.StringIO((await record("changes", office_folder)).removeprefix("\ufeff")))
    assert change[3:5] == ["标为讲话里没有", f"问题 1“{IN_VAIN}”"]
    assert change[2] == str(taught.colleague("吴").person.id)


async def test_what_editors_taught_is_a_test_set(taught: Office, office_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "learned.jsonl"
    assert await record("learned", office_folder, "-o", str(file)) == ""
    assert json.loads(file.read_text(encoding="utf-8")) == {"q": IN_VAIN, "gold": []}


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    said = refusal_of(bot("records", "questions", BOT_STORAGE__FOLDER=str(tmp_path / "none")))
    assert "先运行一次" in said
    assert not (tmp_path / "none").exists()
