"""Numbers of any size, wherever one comes in: no command and no button fails, each is answered in words."""

import pytest
from office import Colleague, Office
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.commands import COMMANDS
from handlers.errors import APOLOGY

NUMBERS = ("0", "9" * 16, "9" * 18, "9" * 19, "9" * 40, "-" + "9" * 20, "٣" * 25, "９" * 20, "²", "9" * 400)
LONGEST_DATA = 64  # bytes
BUTTONS = (
    "in:open:{n}",
    "in:case:{n}",
    "sg:answer:{n}",
    "sg:drop:{n}",
    "dr:ok:{n}",
    "dr:of:{n}:a",
    "au:{n}",
    "push:page:20260302:{n}",
    "push:one:20260302:{n}",
    "push:all:20260302n{n}",
    "push:sure:20260302n1:{n}",
    "notice:sure:{n}:00000000",
    "access:admit:{n}",
    "access:refuse:{n}",
    "access:approve:-{n}",
    "access:leave:-{n}",
    "access:withdraw:{n}",
    "sp:out:{n}",
    "sp:undo:{n}",
    "qt:page:{n}",
    "qt:days:{n}",
    "qt:day:{n}:{n}",
    "set:pause:{n}",
    "set:time:{n}",
)


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: with an operator."""
    return {"operator": "吴"}


async def test_every_command_takes_any_number(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    wu = office.colleague("吴")
    await wu.says("/start")
    for command in COMMANDS:
        for number in NUMBERS:
            before = len(wu.answers())
            await wu.says(f"/{command.name} {number}")
            said = [one.text for one in wu.answers()[before:]]
            assert said, (command.name, number)
            assert APOLOGY not in said, (command.name, number)
        office.services.throttle._asking.people._uses.clear()
    assert "a handler failed" not in caplog.text


@pytest.mark.parametrize("template", BUTTONS)
async def test_every_button_takes_any_number(
    office: Office, template: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An app can send any data from under any message of ours."""
    wu = office.colleague("吴")
    await wu.says("/start")
    for number in ("9" * 16, "9" * 18, "9" * 19, "9" * 40, "²", "abc"):
        data = template.format(n=number)
        if len(data.encode()) <= LONGEST_DATA:
            await pressed(office, wu, data)
            assert "a handler failed" not in caplog.text, data
            assert APOLOGY not in wu.sees(), data


async def pressed(office: Office, wu: Colleague, data: str) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("按钮", callback_data=data)]])
    sent = await office.app.bot.send_message(wu.private.id, "一条旧消息", reply_markup=keyboard)
    message = office.world.message(wu.private, sent.message_id)
    assert message is not None
    await office.clock.advance(5)
    office.services.throttle._asking.people._uses.clear()
    office.world.start_tap(wu.person, message, 0)
    await office.settle()
