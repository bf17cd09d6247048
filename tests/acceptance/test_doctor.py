"""bot.py doctor: what it says of a bot that runs, of one that does not, and of what is around it."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import HOLIDAYS, bot, known_holidays

from core.models import WarningKind
from emulator.server import LocalServer
from storage.database import Database
from storage.warnings import Warned, WarningStore

WELL: dict[str, Any] = {
    "ready": True,
    "problems": [],
    "warnings": [],
    "uptime_seconds": 90_000.0,
    "last_heard_seconds": 1.0,
    "last_tick_seconds": 1.0,
    "next_push": "2026-11-30T00:30:00+00:00",
    "backlog": 0,
}


class Answering:
    """Answers as a running bot does."""

    def __init__(self) -> None:
        self.body = json.dumps(WELL).encode()
        self.status = 200

    def says(self, **changed: object) -> None:
        self.body, self.status = json.dumps(WELL | changed).encode(), 503

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's own
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": self.body})


@pytest.fixture
def running() -> Answering:
    return Answering()


@pytest.fixture
async def port(running: Answering) -> AsyncIterator[str]:
    server = LocalServer(running)
    yield (await server.start()).rpartition(":")[2]
    await server.stop()


async def doctor(folder: Path, **variables: str) -> tuple[int, str]:
    here = {"BOT_STORAGE__FOLDER": str(folder), HOLIDAYS: known_holidays()}
    result = await asyncio.to_thread(bot, "doctor", **here, **variables)
    assert not result.stderr, result.stderr
    return result.returncode, result.stdout


async def test_a_bot_that_is_well_is_said_to_be(port: str, tmp_path: Path) -> None:
    status, said = await doctor(tmp_path, BOT_HEALTH__LISTEN=port)
    assert status == 0, said
    assert "✓ 机器人在运行，已 25 小时" in said
    assert "下一次推送：11月30日 08:30" in said
    assert "✗" not in said


@pytest.mark.parametrize("folder", ["", "other"])
async def test_a_bot_with_another_database_is_noticed(
    running: Answering, port: str, tmp_path: Path, folder: str
) -> None:
    running.says(database=Database.in_folder(tmp_path / folder).mark)
    status, said = await doctor(tmp_path, BOT_HEALTH__LISTEN=port)
    assert status == (1 if folder else 0), said
    assert ("⚠ 正在运行的机器人用的不是 " in said) == bool(folder)


async def test_without_a_port_it_says_that_it_did_not_ask(tmp_path: Path) -> None:
    status, said = await doctor(tmp_path)
    assert status == 0, said
    assert "health.listen 空着" in said


async def test_a_bot_that_does_not_run_is_said_and_what_to_do(tmp_path: Path) -> None:
    status, said = await doctor(tmp_path, BOT_HEALTH__LISTEN="1")
    assert status == 2
    assert "✗ 机器人没有在运行，或端口不对（health.listen 是 127.0.0.1:1）：连接被拒绝" in said


@pytest.mark.parametrize(
    ("problem", "words", "status"),
    [
        ("starting", "正在启动", 1),
        ("telegram", "收不到 Telegram 的消息，最后一次是 15 分钟以前", 2),
        ("pushes", "推送停住了，最后一次动静是 15 分钟以前", 2),
        ("database", "用不了数据库", 2),
    ],
)
async def test_each_problem_has_a_sentence_and_a_status(
    running: Answering, port: str, tmp_path: Path, problem: str, words: str, status: int
) -> None:
    running.says(problems=[problem], last_heard_seconds=900.0, last_tick_seconds=900.0)
    found, said = await doctor(tmp_path, BOT_HEALTH__LISTEN=port)
    assert words in said
    assert found == status


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b'"x"', b"\xff\xfe"])
async def test_who_answers_and_is_no_bot_is_told(
    running: Answering, port: str, tmp_path: Path, body: bytes
) -> None:
    running.body = body
    status, said = await doctor(tmp_path, BOT_HEALTH__LISTEN=port)
    assert status == 2
    assert "没有在运行，或端口不对" in said


async def test_what_operators_were_warned_of_is_repeated(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    await database.migrate()
    store = WarningStore(database)
    for name in (WarningKind.BACKUP.value, f"{WarningKind.GROUP.value}:-1001", "of_tomorrow"):
        await store.begin(Warned(name, "", datetime.now(UTC)))
    await database.close()
    status, said = await doctor(tmp_path)
    assert status == 1
    assert "⚠ 备份没有做成" in said
    assert "⚠ 有群收不到机器人的消息了" in said


async def test_a_full_disk_is_bad(tmp_path: Path) -> None:
    status, said = await doctor(tmp_path, BOT_HEALTH__FREE_MEGABYTES="99999999")
    assert status == 2
    assert "✗" in said
    assert "请腾出空间" in said


async def test_a_damaged_database_is_bad(tmp_path: Path) -> None:
    (tmp_path / "qingfeng.db").write_bytes(b"no database at all" * 100)
    status, said = await doctor(tmp_path)
    assert status == 2
    assert "不是数据库文件" in said


async def test_the_newest_backup_is_named_and_missed_when_none_came_for_days(tmp_path: Path) -> None:
    assert "还没有备份；机器人每天 03:30 做一份" in (await doctor(tmp_path))[1]
    assert "机器人也不做" in (await doctor(tmp_path, BOT_STORAGE__BACKUP_TIME=""))[1]
    database = Database.in_folder(tmp_path)
    await database.migrate()
    await database.close()
    made = await asyncio.to_thread(bot, "storage", "backup", BOT_STORAGE__FOLDER=str(tmp_path))
    assert made.returncode == 0, made.stderr
    status, said = await doctor(tmp_path)
    assert status == 0, said
    assert "✓ 最近的备份是" in said

    [manifest] = (tmp_path / "backups").glob("*/backup.json")
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    earlier = datetime.fromisoformat(listed["made_at"]) - timedelta(days=3)
    manifest.write_text(json.dumps(listed | {"made_at": earlier.isoformat()}), encoding="utf-8")
    status, said = await doctor(tmp_path)
    assert status == 1
    assert "⚠ 最近的备份是" in said
    assert "每日备份停了" in said
    status, said = await doctor(tmp_path, BOT_STORAGE__BACKUP_TIME="")
    assert status == 0, "who makes them by other means is not warned"
