"""Reaching Telegram for the first time, and the end of a program that meets a defect."""

import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from clock import FakeClock
from surroundings import SMALL_KNOWLEDGE, Surroundings

from core.settings import KnowledgeSettings, Settings
from emulator.faults import Fault
from handlers.updates.polling import connect, reach_telegram
from storage.database import Database

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "123456789:" + "A" * 35

# A defect whose text quotes the address of a request, as a proxy's page does.
DEFECT = """
import sys
from cli import main
def fail(*_, **__):
    try:
        raise OSError("GET http://127.0.0.1/bot{token}/getMe")
    except OSError as error:
        raise RuntimeError("{token} was refused") from error
main.read_settings = fail
sys.argv = ["bot.py", "check"]
main.start()
"""


async def reached(clock: FakeClock, doing: Callable[[], Awaitable[None]]) -> bool:
    return await clock.until(reach_telegram(doing, clock))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="deleteWebhook", kind="html", times=2),
        Fault(method="deleteWebhook", code=502, times=2),
        Fault(method="deleteWebhook", code=401, description="Unauthorized", times=2),
        Fault(method="deleteWebhook", kind="retry_after", retry_after=2),
        Fault(method="deleteWebhook", kind="drop_before"),
        Fault(method="getMe", kind="html"),
    ],
    ids=lambda fault: f"{fault.method}-{fault.kind}-{fault.code}",
)
async def test_whatever_the_first_requests_meet_is_tried_again(
    office_folder: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    around = Surroundings()
    world = around.world
    world.updates.webhook_url = "https://example.org/hook"
    database, settings = Database.in_folder(office_folder), KnowledgeSettings(folder=SMALL_KNOWLEDGE)
    program = await around.start(database, Settings(knowledge=settings))
    world.faults.add(
        Fault(fault.method, fault.kind, fault.times, None, fault.retry_after, fault.code, fault.description)
    )
    assert await reached(around.clock, lambda: connect(program.app))
    assert world.updates.webhook_url == ""
    assert not world.faults.waiting
    await around.close()
    await database.close()


async def test_an_answer_to_getme_that_is_none_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    answers = iter([TypeError("User.__init__() missing 3 required arguments"), None])

    async def initialize() -> None:
        if (error := next(answers)) is not None:
            raise error

    assert await reached(FakeClock(), initialize)
    assert "no Bot API answer to getMe (TypeError)" in caplog.text


def test_a_defect_ends_the_program_without_showing_a_token() -> None:
    program = DEFECT.format(token=TOKEN)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert "<secret>" in done.stderr
    assert "AAAA" not in done.stdout + done.stderr
