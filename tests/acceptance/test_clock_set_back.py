"""The machine's clock is set back: what was to go out at once does not wait until the old time comes again."""

from datetime import timedelta

import pytest
from office import Colleague, Office

from core.models import WarningKind
from emulator.faults import Fault

WORDS = "明天停电，请保存文件。"


def set_back(office: Office, hours: float = 1) -> None:
    office.clock.move_to(office.clock.now() - timedelta(hours=hours))


def heard(who: Colleague, words: str) -> int:
    return sum(words in message.text for message in who.answers())


async def confirmed(office: Office) -> Colleague:
    """Confirm a notice that Telegram does not take yet; return who is to get it."""
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    await chen.says("/subscribe 10:00")
    await wu.says("/notice")
    await wu.says(WORDS)
    await wu.taps("发送")
    office.world.faults.add(Fault("sendMessage", "retry_after", chat_id=chen.person.id, retry_after=30))
    await wu.taps("确定发送")
    return chen


@pytest.mark.parametrize("hours", [1, 26])
async def test_a_notice_is_not_held_up(run_office: Office, hours: int) -> None:
    chen = await confirmed(run_office)
    set_back(run_office, hours)
    await run_office.passes(minutes=1)
    await run_office.passes(minutes=1)
    assert heard(chen, WORDS) == 1


async def test_a_notice_that_telegram_had_wait_is_not_held_up(run_office: Office) -> None:
    chen = await confirmed(run_office)
    await run_office.push()
    assert heard(chen, WORDS) == 0
    set_back(run_office)
    await run_office.passes(minutes=1)
    await run_office.passes(minutes=1)
    assert heard(chen, WORDS) == 1


async def test_a_notice_is_not_held_up_after_a_restart_either(run_office: Office) -> None:
    chen = await confirmed(run_office)
    set_back(run_office)
    again = await Office.open(
        run_office.database,
        clock=run_office.clock,
        world=run_office.world,
        access=run_office.services.settings.access,
    )
    await again.passes(minutes=1)
    await again.passes(minutes=1)
    await again.end()
    assert heard(chen, WORDS) == 1


async def test_a_warning_is_not_held_up(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    await run_office.push()
    await run_office.services.warnings.begin(WarningKind.BACKUP)
    await run_office.services.warnings.look()
    set_back(run_office)
    await run_office.push()
    assert heard(wu, "备份没有做成") == 1


async def test_what_is_set_aside_is_told_within_the_hour(run_office: Office) -> None:
    intake, bot = run_office.services.intake, run_office.app.bot.id
    await intake.set_aside_unread(bot, 1, b"{", "cannot be read")
    await intake.told()
    set_back(run_office, 30)
    await intake.set_aside_unread(bot, 2, b"[", "cannot be read")
    assert await intake.to_tell() == 1


async def test_the_daily_quote_is_not_sent_twice_for_it(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 9:00")
    await run_office.comes(0, 9)
    assert len(chen.pushes()) == 1
    set_back(run_office)
    await run_office.passes(hours=2)
    assert len(chen.pushes()) == 1
