"""`bot.py speeches …` as an operator calls it, on both databases."""

import re
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from command_line import bot, refusal_of
from documents import word
from speech_samples import NEW, changed
from surroundings import SMALL_KNOWLEDGE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "2024.docx"
    written.write_bytes(word(NEW))
    return written


def test_a_file_is_tried_taken_in_replaced_and_rolled_back(database_url: str, file: Path) -> None:
    def speeches(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        result = bot("speeches", *arguments, stdin=stdin, BOT_STORAGE__URL=database_url)
        assert result.returncode == 0, result.stderr
        return result

    trial = speeches("import", "--dry-run", str(file)).stdout
    assert "新讲话 2024" in trial
    assert "什么都没有写" in trial
    assert "还没有收录讲话" in speeches("list").stdout
    assert "已收录 2024" in speeches("import", str(file)).stdout
    assert speeches("list").stdout.startswith("2024  在用  第 1 版")
    assert "没有改动" in speeches("import", str(file)).stdout

    file.write_bytes(word(changed()))
    report = speeches("import", "--title", "作风讲话", str(file)).stdout
    assert "改 1 句，增 1 句，删 0 句" in report
    assert "题目改为《作风讲话》（原来是《在2024年机关作风建设会议上的讲话》）" in report
    assert "《作风讲话》" in speeches("list").stdout
    refused = speeches("rollback", stdin="n\n").stdout
    assert "2024 回到第 1 版" in refused
    assert "UTC" not in refused
    said = re.search(r"上一次改动：(\d{4}-\d\d-\d\d \d\d:\d\d)，", refused)
    assert said is not None
    local = datetime.strptime(said[1], "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    assert abs((datetime.now(UTC) - local).total_seconds()) < 3600, "it is the office's time, not UTC's"
    assert "《作风讲话》" in speeches("list").stdout
    assert "已撤回" in speeches("rollback", "--yes").stdout
    assert "《作风讲话》" not in speeches("list").stdout

    speeches("withdraw", "2024")
    assert "2024  已下架" in speeches("list").stdout
    speeches("restore", "2024")
    assert "2024  在用" in speeches("list").stdout


def test_what_is_wrong_is_one_sentence(tmp_path: Path, file: Path) -> None:
    where = {"BOT_STORAGE__FOLDER": str(tmp_path / "data")}
    bad = tmp_path / "坏.doc"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600)
    for arguments, words in (
        (["withdraw", "1999"], "没有编号是“1999”的讲话"),
        (["restore", "1999"], "没有编号是“1999”的讲话"),
        (["import", str(bad)], "另存为 .docx"),
        (["import", str(tmp_path / "nothing.txt")], "nothing.txt"),
        (["import", "--title", "题目"], "一个文件"),
        (["import", "--slug", "a-b", str(file)], "编号"),
    ):
        assert words in refusal_of(bot("speeches", *arguments, **where)), arguments


def test_ask_does_not_answer_from_the_files_where_the_database_is_of_another_version(tmp_path: Path) -> None:
    for revision, words in (("9999", "请升级程序"), ("0001", "旧版本")):
        with closing(sqlite3.connect(tmp_path / "qingfeng.db")) as database:
            database.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
            database.execute("DELETE FROM alembic_version")
            database.execute("INSERT INTO alembic_version VALUES (?)", [revision])
            database.commit()
        where = {"BOT_STORAGE__FOLDER": str(tmp_path), "BOT_KNOWLEDGE__FOLDER": str(SMALL_KNOWLEDGE)}
        refusal = refusal_of(bot("ask", "纪律规矩", **where))
        assert words in refusal
        assert "--speeches" in refusal
