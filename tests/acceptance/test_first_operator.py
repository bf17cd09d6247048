"""The bot as a process on Telegram for the first time: its console shows the code that makes an operator."""

import asyncio
import os
import re
import sys
from pathlib import Path

from command_line import HOLIDAYS, known_holidays

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.users import Person
from storage.database import FILE_NAME

PATIENCE = 300.0


async def test_the_code_on_the_console_makes_the_operator_and_is_nowhere_else(tmp_path: Path) -> None:
    world = Telegram(SystemClock())
    chen, li = world.add_person("陈"), world.add_person("李")
    server = LocalServer(bot_api(world))
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    where = {"BOT_TELEGRAM__API_URL": await server.start(), "BOT_STORAGE__FOLDER": str(tmp_path)}
    where |= {HOLIDAYS: known_holidays()}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        str(CHECKOUT / "bot.py"),
        env=inherited | where | {"BOT_TOKEN": world.token, "BOT_LOG__LEVEL": "debug"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert running.stdout is not None
        line = await asyncio.wait_for(running.stdout.readline(), PATIENCE)
        found = re.search(r"/claim (\S+)$", line.decode().strip())
        assert found, line
        assert "只供本单位" in await _answer(world, li, "三重一大是什么")
        assert "运维人员" in await _answer(world, chen, f"/claim {found[1]}")
        assert "现在是编辑" in await _answer(world, chen, f"/editor {li.id}")
    finally:
        running.terminate()
        _, log = await running.communicate()
        await server.stop()
    letters = found[1].replace("-", "").encode()
    for kept in (log, *(file.read_bytes() for file in tmp_path.glob(f"{FILE_NAME}*"))):
        assert found[1].encode() not in kept
        assert letters not in kept


async def _answer(world: Telegram, person: Person, text: str) -> str:
    """Say something to the bot in private; return what it says to it."""
    chat = world.private_chat(person)
    before = max((message.id for message in world.messages(chat)), default=0)
    world.say(person, chat, text)
    return (await world.next_message(chat, after=before, timeout=PATIENCE)).text
