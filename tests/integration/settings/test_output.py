"""Output that cannot be written: another encoding, a closed or full standard output, a reader who left."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from command_line import bot
from forking import Ended, Forked, Stdout, forked

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.server import LocalServer
from emulator.telegram import Telegram

__all__ = ["forked"]

PATIENCE = 300.0  # seconds for a program to start on a busy machine
COMMANDS = (
    ["--help"],
    ["check"],
    ["ask", "银杏落叶谁来清扫"],
    ["ask", "--json", "银杏落叶谁来清扫"],
    ["records", "questions"],
    ["records", "changes"],
    ["records", "learned"],
    ["speeches", "list"],
    ["speeches", "import"],
    ["speeches", "import", "--dry-run", "GARDEN"],
    ["speeches", "withdraw", "garden"],
    ["speeches", "restore", "garden"],
    ["speeches", "rollback", "--yes"],
    ["subscriptions", "export"],
    ["subscriptions", "import", "--dry-run", "TABLE"],
)
# The others have nothing to say in this office, or are refused.
SURE_TO_SPEAK = [one for one in COMMANDS if one[1:2] not in (["learned"], ["withdraw"], ["restore"])]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the variables of an office with one speech, whose title no GBK can say, and a database."""
    folder = tmp_path_factory.mktemp("office")
    speeches = folder / "speeches"
    speeches.mkdir()
    (speeches / "garden.txt").write_text(
        "在🌳园的讲话\n院里的银杏每年十一月落叶，由后勤科清扫✓。\n", encoding="utf-8"
    )
    variables = {
        "BOT_STORAGE__FOLDER": str(folder / "data"),
        "BOT_KNOWLEDGE__FOLDER": str(speeches),
        "BOT_LOCAL_CHAT__PORT": "0",
    }
    done = bot("speeches", "import", **variables)
    assert done.returncode == 0, done.stderr
    done = bot("subscriptions", "export", "-o", str(folder / "table.csv"), **variables)
    assert done.returncode == 0, done.stderr
    return variables


def called(
    forked: Forked,
    office: Mapping[str, str],
    command: list[str],
    encoding: str = "utf-8",
    stdout: Stdout = "kept",
) -> Ended:
    folder = Path(office["BOT_KNOWLEDGE__FOLDER"])
    places = {"GARDEN": str(folder / "garden.txt"), "TABLE": str(folder.parent / "table.csv")}
    arguments = [places.get(one, one) for one in command]
    return forked.bot(arguments, office, encoding=encoding, stdout=stdout)


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_speaks_in_every_encoding(
    forked: Forked, office: Mapping[str, str], command: list[str], encoding: str
) -> None:
    ended = called(forked, office, command, encoding)
    assert "Traceback" not in ended.stdout + ended.stderr
    assert ended.returncode in {0, 2}, ended.stderr
    if encoding == "gbk" and command[0] not in {"records", "subscriptions"} and "--json" not in command:
        assert "\\x" not in ended.stdout  # what is said there is GBK
        assert any("一" <= sign <= "龥" for sign in ended.stdout + ended.stderr)


def test_what_gbk_lacks_is_replaced_by_the_nearest_sign(forked: Forked, office: Mapping[str, str]) -> None:
    ended = called(forked, office, ["check"], "gbk")
    assert ended.stdout.startswith("√ ")
    assert ended.returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ["speeches", "import", "NAME"],
        ["subscriptions", "import", "NAME"],
        ["ways", "import", "NAME"],
        ["ways", "refused", "NAME"],
        ["--config", "NAME", "check"],
        ["storage", "restore", "NAME"],
        ["speeches", "withdraw", "NAME"],
        ["ledger", "NAME"],
    ],
    ids=" ".join,
)
def test_no_name_moves_the_terminal_or_turns_a_line(
    forked: Forked, office: Mapping[str, str], command: list[str]
) -> None:
    name = "a\x1b[31m\u202eb\r\x07.txt"
    ended = called(forked, office, [name if one == "NAME" else one for one in command])
    said = ended.stdout + ended.stderr
    assert ended.returncode == 2, said
    assert not set("\x1b\u202e\r\x07") & set(said), ascii(said)


@pytest.mark.parametrize("command", SURE_TO_SPEAK, ids=" ".join)
def test_a_full_disk_under_standard_output_is_one_sentence(
    forked: Forked, office: Mapping[str, str], command: list[str]
) -> None:
    ended = called(forked, office, command, stdout="full")
    assert ended.returncode == 2, ended.stderr
    lines = [line for line in ended.stderr.splitlines() if not line.startswith("已导出")]
    assert len(lines) == 1
    assert lines[0].startswith("清风：写不出")


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_a_closed_standard_output_is_one_sentence_and_nothing_is_done(
    forked: Forked, office: Mapping[str, str], command: list[str]
) -> None:
    ended = called(forked, office, command, stdout="closed")
    assert ended.stderr == "清风：写不出结果：标准输出是关着的\n"
    assert ended.returncode == 2


@pytest.mark.parametrize("command", SURE_TO_SPEAK, ids=" ".join)
def test_a_reader_who_left_ends_the_command_quietly(
    forked: Forked, office: Mapping[str, str], command: list[str]
) -> None:
    ended = called(forked, office, command, stdout="left")
    assert "Traceback" not in ended.stderr
    assert not [line for line in ended.stderr.splitlines() if not line.startswith("已导出")], ended.stderr
    assert ended.returncode == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"LANG": "zh_CN.GBK", "LC_ALL": "zh_CN.GBK"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_a_real_process_speaks_under_the_locales_of_offices(
    office: Mapping[str, str], environment: dict[str, str]
) -> None:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "LC_", "LANG"))
    }
    for command in (["check"], ["ask", "银杏落叶谁来清扫"], ["check", "--config"]):
        ended = subprocess.run(
            [sys.executable, str(CHECKOUT / "bot.py"), *command],
            env=inherited | dict(office) | environment,
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert b"Traceback" not in ended.stderr, ended.stderr.decode(errors="replace")
        assert ended.returncode == (2 if "--config" in command else 0)


@asynccontextmanager
async def running(outside: str, variables: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot with these redirections; at the end of the block tell it to stop, and see that it does."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    bot = await asyncio.create_subprocess_exec(
        "bash",
        "-c",
        f"exec {sys.executable} {CHECKOUT / 'bot.py'} {outside}",
        env=inherited | dict(variables),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield bot
    finally:
        bot.terminate()
        _, said = await bot.communicate()
    assert (bot.returncode, b"Traceback" in said) == (0, False), said.decode(errors="replace")


@pytest.mark.parametrize("outside", ["<&- >&- 2>&-", ">/dev/full 2>/dev/full", ">&-", ">/dev/full"])
async def test_the_bot_itself_starts_without_a_standard_output(
    office: Mapping[str, str], outside: str, tmp_path: Path
) -> None:
    """It goes on until it is told to stop: a code for /claim that nobody can read is no reason to end."""
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    telegram = {"BOT_TELEGRAM__API_URL": await server.start(), "BOT_TOKEN": world.token}
    async with running(outside, dict(office) | telegram | {"BOT_STORAGE__FOLDER": str(tmp_path)}):
        await asyncio.wait_for(world.updates.polled(), PATIENCE)
    await server.stop()


@pytest.mark.parametrize("outside", [">&-", ">/dev/full"])
async def test_the_local_chat_starts_without_a_standard_output(office: Mapping[str, str], outside: str) -> None:
    async with running(outside, office) as bot:
        assert bot.stderr is not None
        log = await asyncio.wait_for(bot.stderr.readline(), PATIENCE)
        assert b"nobody sees the address of the local chat" in log
