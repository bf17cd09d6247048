"""Reaching Telegram for the first time, and the end of a program that meets a defect."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from clock import FakeClock
from polling import PollingBot

from emulator.faults import Fault
from emulator.telegram import Telegram
from handlers.context import App
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
    reaching = asyncio.ensure_future(reach_telegram(doing, clock))
    for _ in range(200):
        await clock.advance(1)
        await asyncio.sleep(0.002)
        if reaching.done():
            break
    return await reaching


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
    clock = FakeClock()
    world = Telegram(clock)
    world.updates.webhook_url = "https://example.org/hook"
    bot = PollingBot(database := Database.in_folder(office_folder), world, clock)
    world.faults.add(
        Fault(fault.method, fault.kind, fault.times, None, fault.retry_after, fault.code, fault.description)
    )
    assert await reached(clock, lambda: connect(cast("App", bot.app)))
    assert world.updates.webhook_url == ""
    assert not world.faults.waiting
    await bot.app.shutdown()
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
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert "<secret>" in done.stderr
    assert "AAAA" not in done.stdout + done.stderr
