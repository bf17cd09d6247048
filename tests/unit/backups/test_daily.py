"""When the bot makes its daily backup, to the second: once after each hour that came, again after a failure."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from clock import FakeClock
from pushing import MONDAY, at

from core.errors import OperatorError
from core.models import WarningKind
from core.settings import Settings, StorageSettings
from services.backups import daily as module
from services.backups.daily import AGAIN, DailyBackup
from storage.engine.postgres_tools import MissingToolError
from storage.upkeep.snapshots import InterruptedCopyError

SECOND, ONE_DAY = timedelta(seconds=1), timedelta(days=1)
DUE = at(3, 30)


class Backups:
    """Stands for the service that makes backups: `fails` says what happens instead; `made` are the moments."""

    folder = Path("backups")

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.made: list[datetime] = []
        self.fails: Exception | None = None
        self.tried = 0
        self.has_tools = self.goes_on = True

    def refuse_missing_tools(self) -> None:
        if not self.has_tools:
            raise MissingToolError("找不到 pg_dump")

    async def make(self) -> SimpleNamespace:
        self.tried += 1
        if self.fails:
            raise self.fails
        self.made.append(self.clock.now())
        return SimpleNamespace(folder=Path("made"), manifest=SimpleNamespace(rows={}))

    def stop(self) -> None:
        self.goes_on = False


class Told:
    """Stands for the warnings: what is wrong."""

    def __init__(self) -> None:
        self.wrong: list[tuple[WarningKind, str]] = []

    async def begin(self, kind: WarningKind, detail: str) -> None:
        self.wrong.append((kind, detail))

    async def end(self, kind: WarningKind) -> None:
        self.wrong = [one for one in self.wrong if one[0] is not kind]


class Bot:
    """What looks every minute, and all that is around it. Backups are there as soon as they are made."""

    def __init__(self, *, hour: time | None = time(3, 30)) -> None:
        self.clock = FakeClock(DUE)
        self.backups, self.told = Backups(self.clock), Told()
        self.settings = Settings(storage=StorageSettings(backup_time=hour))
        self.backups.made = [DUE - ONE_DAY]
        self.start()

    def start(self) -> None:
        backups: Any = self.backups
        warnings: Any = self.told
        self.daily = DailyBackup(backups, warnings, self.settings, self.clock)

    async def looks_at(self, moment: datetime) -> int:
        """Look at that moment; return how often a backup was tried by now."""
        self.clock.move_to(moment)
        await self.daily.look()
        return self.backups.tried


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Bot:
    """Return a bot whose backups are found, the newest first."""
    made = Bot()

    def found(_folder: Path) -> list[SimpleNamespace]:
        moments = sorted(made.backups.made, reverse=True)
        return [SimpleNamespace(manifest=SimpleNamespace(made_at=moment)) for moment in moments]

    monkeypatch.setattr(module, "backups_in", found)
    return made


async def test_it_is_made_at_its_hour_once_a_day(bot: Bot) -> None:
    tomorrow = at(3, 30, day=MONDAY + timedelta(days=1))
    moments = (DUE - SECOND, DUE, DUE + SECOND, at(23, 59), tomorrow - SECOND, tomorrow)
    assert [await bot.looks_at(moment) for moment in moments] == [0, 1, 1, 1, 1, 2]
    assert bot.backups.made == [DUE - ONE_DAY, DUE, tomorrow]


def days(hour: int, number: int = 5) -> list[datetime]:
    """Return that hour on so many days."""
    return [at(hour, day=MONDAY + one * ONE_DAY) for one in range(number)]


@pytest.mark.parametrize(
    ("kept_at", "on", "made"),
    [
        pytest.param(time(3, 30), days(9), 5, id="off at night: made in the morning"),
        pytest.param(time(22), days(9), 5, id="off at night: yesterday's, in the morning"),
        pytest.param(time(12, 30), days(9) + days(17), 6, id="off at noon on the first day's morning too"),
        pytest.param(time(0), days(9), 5, id="midnight"),
        pytest.param(time(23, 59), days(0), 5, id="the minute after"),
        pytest.param(time(22), [*days(9, 1), *days(9)[3:]], 3, id="off for days: one, no three"),
        pytest.param(time(22), days(23) + days(9)[1:], 5, id="made at its hour: no second one in the morning"),
    ],
)
async def test_an_hour_at_which_the_machine_is_off_is_caught_up_at_the_next_start(
    bot: Bot, kept_at: time, on: list[datetime], made: int
) -> None:
    bot.settings = Settings(storage=StorageSettings(backup_time=kept_at))
    bot.backups.made = []
    for moment in sorted(on):
        bot.start()
        await bot.looks_at(moment)
        await bot.looks_at(moment + timedelta(minutes=1))
    assert len(bot.backups.made) == made


async def test_one_made_while_the_clock_was_ahead_does_not_count_until_its_time_comes(bot: Bot) -> None:
    assert await bot.looks_at(at(4, day=date(2031, 1, 1))) == 1
    for number, moment in enumerate((DUE, DUE + SECOND, DUE + ONE_DAY), start=2):
        bot.start()
        assert await bot.looks_at(moment) == min(number, 2 + (moment > DUE + SECOND))
    assert bot.backups.made[-2:] == [DUE, DUE + ONE_DAY]


async def test_a_year_s_end_and_a_clock_set_back_over_it_make_one_each(bot: Bot) -> None:
    eve, new_year = at(23, 59, day=date(2026, 12, 31)), at(3, 30, day=date(2027, 1, 1))
    moments = (eve, new_year - SECOND, new_year, eve, new_year)
    assert [await bot.looks_at(one) for one in moments] == [1, 1, 2, 2, 2]


async def test_none_is_made_where_no_hour_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    bot = Bot(hour=None)
    assert await bot.looks_at(at(23)) == 0


async def test_one_made_since_the_hour_by_whomever_is_enough_and_one_before_is_not(bot: Bot) -> None:
    bot.backups.made = [DUE - SECOND]
    assert await bot.looks_at(at(4)) == 1
    bot.start()
    assert await bot.looks_at(at(5)) == 1, "another start on the same day"
    bot.backups.made = [DUE]
    bot.start()
    assert await bot.looks_at(at(5)) == 1
    bot.backups.made = []
    assert await bot.looks_at(at(6)) == 1, "the day was seen to"


async def test_after_a_failure_it_is_tried_again_in_an_hour_and_told_until_it_goes_well(bot: Bot) -> None:
    bot.backups.fails = OperatorError("磁盘满了")
    assert await bot.looks_at(DUE) == 1
    assert bot.told.wrong == [(WarningKind.BACKUP, "磁盘满了")]
    assert await bot.looks_at(DUE + AGAIN - SECOND) == 1
    assert await bot.looks_at(DUE + AGAIN) == 2
    bot.backups.fails = None
    assert await bot.looks_at(DUE + 2 * AGAIN) == 3
    assert bot.told.wrong == []
    assert await bot.looks_at(DUE + 4 * AGAIN) == 3


async def test_a_clock_that_is_set_back_puts_nothing_off(bot: Bot) -> None:
    bot.backups.fails = OperatorError("磁盘满了")
    assert await bot.looks_at(at(9)) == 1
    assert await bot.looks_at(at(9) - SECOND) == 2


async def test_one_that_is_stopped_is_no_failure_and_is_made_at_the_next_look(bot: Bot) -> None:
    bot.backups.fails = InterruptedCopyError()
    assert await bot.looks_at(DUE) == 1
    assert bot.told.wrong == []
    bot.backups.fails = None
    assert await bot.looks_at(DUE + SECOND) == 2
    await bot.daily.close()
    assert not bot.backups.goes_on


async def test_without_postgresql_s_programs_none_is_tried_and_the_log_says_so_once_a_day(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.backups.has_tools = False
    assert [await bot.looks_at(DUE + number * SECOND) for number in range(3)] == [0, 0, 0]
    assert caplog.messages == ["no daily backup: 找不到 pg_dump"]
    assert bot.told.wrong == []
    await bot.looks_at(DUE + timedelta(days=1))
    assert len(caplog.messages) == 2
