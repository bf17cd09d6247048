"""Two persons and the command line: it asks, people confirm in chat; `check` and the start refuse one alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from command_line import bot
from office import Office
from speech_samples import ANSWERED, NEW

from core.settings import AccessSettings
from emulator.world import FIRST_PERSON_ID
from handlers.context import Context
from handlers.second_person import go_on
from storage.database import Database
from storage.people.audit import AuditStore

pytestmark = pytest.mark.timeout(1800)  # each command is a program of its own

ZHOU, ZHENG = FIRST_PERSON_ID, FIRST_PERSON_ID + 1
ACCESS = AccessSettings(mode="open", operators=frozenset({ZHOU}), editors=frozenset({ZHENG}), two_persons=True)


@pytest.fixture
async def office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    opened = await Office.open(database, access=ACCESS)
    for name in ("周", "郑"):
        await opened.colleague(name).says("/start")
    yield opened
    await opened.end()
    await database.close()


def command(folder: Path, *arguments: str, stdin: str = "") -> str:
    where = {
        "BOT_STORAGE__FOLDER": str(folder),
        "BOT_ACCESS__TWO_PERSONS": "true",
        "BOT_ACCESS__OPERATORS": str(ZHOU),
        "BOT_ACCESS__EDITORS": str(ZHENG),
    }
    result = bot(*arguments, stdin=stdin, **where)
    assert result.returncode == 0, result.stderr
    return result.stdout


async def looked(office: Office) -> None:
    await office.clock.until(go_on(Context(office.app)))


async def finds_it(office: Office) -> bool:
    chen = office.colleague("陈")
    await chen.says(ANSWERED)
    return "2024-2-0" in chen.sees()


async def test_what_a_command_asks_is_done_when_somebody_confirms_it_in_chat(
    office: Office, office_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "2024.txt"
    file.write_text(NEW, encoding="utf-8")
    zheng = office.colleague("郑")

    said = command(office_folder, "speeches", "import", str(file))
    assert "两人确认打开着：已请编辑和运维人员在聊天里确认收录讲话 2024" in said
    assert not await finds_it(office)
    await looked(office)
    assert zheng.sees().startswith("管服务器的同事（命令行）提请，请您确认：收录上面这份文件“2024.txt”为")
    assert office.colleague("周").last().buttons == ["确认", "拒绝"]
    await zheng.taps("确认")
    assert await finds_it(office)
    assert (None, "speech.add") in {
        (one.user_id, one.action) for one in await AuditStore(office.database).newest(9)
    }

    assert "确认下架讲话 2024" in command(office_folder, "speeches", "withdraw", "2024")
    await looked(office)
    assert await finds_it(office)
    await zheng.taps("确认")
    assert not await finds_it(office)

    assert "确认恢复讲话 2024" in command(office_folder, "speeches", "restore", "2024")
    await looked(office)
    await zheng.taps("拒绝")
    assert not await finds_it(office)

    assert "2024" in command(office_folder, "speeches", "rollback", "--yes")
    await looked(office)
    await office.colleague("周").taps("确认")
    assert await finds_it(office)


def test_one_alone_is_named_by_check_and_does_not_start(tmp_path: Path) -> None:
    alone = {
        "BOT_STORAGE__FOLDER": str(tmp_path),
        "BOT_ACCESS__TWO_PERSONS": "true",
        "BOT_ACCESS__OPERATORS": "7",
    }
    checked = bot("check", **alone)
    assert checked.returncode == 2
    assert "✗ access.two_persons 打开着，但编辑和运维人员一共只有 1 位" in checked.stdout
    address = {"BOT_TELEGRAM__API_URL": "http://127.0.0.1:9", "BOT_TOKEN": f"123456789:{'A' * 35}"}
    started = bot("run", **alone, **address)
    assert started.returncode == 2
    assert "access.two_persons" in started.stderr
    assert "Traceback" not in started.stderr
    two = bot("check", **alone, BOT_ACCESS__EDITORS="8")
    assert "✓ access.two_persons 打开着，编辑和运维人员一共 2 位" in two.stdout
