"""`bot.py subscriptions export` and `import` as an operator calls them: both databases, beside the bot."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from command_line import bot, refusal_of

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.server import LocalServer
from emulator.telegram import Telegram

PATIENCE = 300.0  # seconds for a program to start and answer on a busy machine
BY_HAND = """version,chat_id,kind,title,time,muted
1,1001,private,陈,8:30,
1,-1001234567890,supergroup,"机关党委，学习",17:30,TRUE
"""


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    file = tmp_path / "名单.csv"
    file.write_text(BY_HAND, encoding="utf-8")
    return file


def test_a_list_by_hand_goes_in_once_and_comes_out_whole(
    database_url: str, by_hand: Path, tmp_path: Path
) -> None:
    where = {"BOT_STORAGE__URL": database_url}
    trial = bot("subscriptions", "import", "--dry-run", str(by_hand), **where)
    assert trial.stdout.splitlines()[-1] == "试运行，什么都没有写入。导入会：新增 2 个，更新 0 个，不变 0 个。"
    assert bot("subscriptions", "export", **where).stdout.count("\n") == 1
    for said in ("新增 2 个，更新 0 个，不变 0 个", "新增 0 个，更新 0 个，不变 2 个"):
        done = bot("subscriptions", "import", str(by_hand), **where)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"已导入：{said}。\n", "")
    out = tmp_path / "out.json"
    exported = bot("subscriptions", "export", "--output", str(out), **where)
    assert (exported.returncode, exported.stdout) == (0, "")
    assert exported.stderr == f"已导出 2 个订阅到 {out}\n"
    group, chen = json.loads(out.read_bytes())["subscriptions"]
    assert (group["title"], group["time"], group["muted"]) == ("机关党委，学习", "17:30", True)
    assert (chen["chat_id"], chen["time"], chen["days"]) == (1001, "08:30", "every")
    again = bot("subscriptions", "import", str(out), **where)
    assert again.stdout == "已导入：新增 0 个，更新 0 个，不变 2 个。\n"


def test_the_standard_output_is_the_file_and_nothing_else(by_hand: Path, tmp_path: Path) -> None:
    where = {"BOT_STORAGE__FOLDER": str(tmp_path / "data")}
    bot("subscriptions", "import", str(by_hand), **where)
    table = bot("subscriptions", "export", **where).stdout
    assert table.startswith("\ufeffversion,chat_id,")
    assert len(table.splitlines()) == 3
    assert json.loads(bot("subscriptions", "export", "--format", "json", **where).stdout)["version"] == 1


def test_bad_rows_are_all_named_and_nothing_is_written(by_hand: Path, tmp_path: Path) -> None:
    where = {"BOT_STORAGE__FOLDER": str(tmp_path / "data")}
    by_hand.write_text(BY_HAND + "1,1001,private,陈,9:00,\n1,1002,privat,李,8:75,\n", encoding="utf-8")
    for options in ([], ["--dry-run"]):
        result = bot("subscriptions", "import", *options, str(by_hand), **where)
        assert result.returncode == 2
        assert result.stdout == ""
        first, *problems = result.stderr.splitlines()
        assert first == "清风：文件里有 2 处不对，什么都没有导入："
        assert problems[0] == "第 4 行：chat_id 1001 与第 2 行重复"
        assert problems[1].startswith("第 5 行：kind：“privat”应是 private")
        assert problems[1].endswith("time：“8:75”不是时间：应形如 08:30")
    assert not (tmp_path / "data").exists()


def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path: Path) -> None:
    where = {"BOT_STORAGE__FOLDER": str(tmp_path / "data")}
    assert "nowhere.csv" in refusal_of(bot("subscriptions", "import", str(tmp_path / "nowhere.csv"), **where))
    assert "还没有数据库" in refusal_of(bot("subscriptions", "export", **where))
    newer = tmp_path / "newer.json"
    newer.write_text('{"format": "qingfeng-subscriptions", "version": 2, "people": {}}', encoding="utf-8")
    assert "请先升级程序" in refusal_of(bot("subscriptions", "import", str(newer), **where))


async def test_a_running_bot_goes_on_and_knows_at_once(database_url: str, tmp_path: Path) -> None:
    world = Telegram(SystemClock())
    chen, li = world.add_person("陈"), world.add_person("李")
    file = tmp_path / "list.csv"
    file.write_text(f"version,chat_id,kind,time\n1,{chen.id},private,07:45\n", encoding="utf-8")
    server = LocalServer(bot_api(world))
    where = {"BOT_STORAGE__URL": database_url}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    address = await server.start()
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        str(CHECKOUT / "bot.py"),
        env=inherited
        | where
        | {"BOT_TOKEN": world.token, "BOT_TELEGRAM__API_URL": address, "BOT_ACCESS__MODE": "open"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        world.say(li, world.private_chat(li), "/subscribe 17:30")
        await _until_said(world, li.id, "每天 17:30 推送")
        imported = await asyncio.to_thread(lambda: bot("subscriptions", "import", str(file), **where))
        assert imported.stdout == "已导入：新增 1 个，更新 0 个，不变 0 个。\n", imported.stderr
        world.say(chen, world.private_chat(chen), "/settings")
        await _until_said(world, chen.id, "07:45")
        exported = await asyncio.to_thread(lambda: bot("subscriptions", "export", **where))
        assert {line.split(",")[1] for line in exported.stdout.splitlines()[1:]} == {str(chen.id), str(li.id)}
        assert running.returncode is None
    finally:
        running.terminate()
        await running.wait()
        await server.stop()


async def _until_said(world: Telegram, person: int, words: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not any(
            words in message.text
            for chat in world.chats.values()
            if chat.id == person
            for message in world.messages(chat)
            if message.is_from_bot
        ):
            await world.changed_since(world.revision, 0.2)
