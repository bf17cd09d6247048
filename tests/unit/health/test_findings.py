"""What the doctor makes of what it is told, to the second, the megabyte and the day; and when room is short."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from clock import FakeClock

from core.health_settings import HealthSettings
from core.models import WarningKind
from core.settings import Settings, StorageSettings
from services.backups.folders import FORMAT, LIST
from services.checks import Finding, Level
from services.health import doctor
from services.health.doctor import check_backups, check_space, of_running, status_of
from services.health.space import LOOK_EVERY, MEGABYTE, SpaceWatch

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
GOOD, WARNING, BAD = Level.GOOD, Level.WARNING, Level.BAD


def said(findings: Sequence[Finding]) -> list[tuple[Level, str]]:
    return [(one.level, one.text) for one in findings]


def running(**answer: object) -> list[tuple[Level, str]]:
    return said(list(of_running(answer, SHANGHAI)))


NO_PUSH = (GOOD, "两周之内没有要推送的：还没有会话订阅，或都暂停着")


@pytest.mark.parametrize(
    ("seconds", "span"),
    [
        (0, "0 秒"),
        (119, "119 秒"),
        (120, "2 分钟"),
        (2 * 3600 - 1, "119 分钟"),
        (2 * 3600, "2 小时"),
        (2 * 86400 - 1, "47 小时"),
        (2 * 86400, "2 天"),
        (10.5 * 86400, "10 天"),
        (None, "不知多久"),
        ("long", "不知多久"),
    ],
)
def test_a_span_is_said_in_its_largest_unit_of_which_there_are_two(seconds: object, span: str) -> None:
    up = f"机器人在运行，已 {span}；收得到 Telegram 的消息，写得了数据库，推送在走"
    assert running(uptime_seconds=seconds) == [(GOOD, up), NO_PUSH]


def test_of_a_bot_that_is_not_ready_every_problem_is_said_and_not_that_it_runs() -> None:
    telegram, pushes, database = running(
        problems=["telegram", "of a later version", "pushes", "database"],
        last_heard_seconds=180,
        last_tick_seconds=7200,
        uptime_seconds=9,
    )
    assert telegram[0] is pushes[0] is database[0] is BAD
    assert telegram[1].startswith("机器人收不到 Telegram 的消息，最后一次是 3 分钟以前：")
    assert pushes[1] == "推送停住了，最后一次动静是 2 小时以前：请看日志，再重启机器人"
    assert database[1].startswith("机器人用不了数据库："), "and what is pushed next nobody knows"
    [starting, none] = running(problems=["starting"])
    assert starting[0] is WARNING
    assert none == NO_PUSH


def test_the_next_push_and_a_hundred_messages_that_wait_are_said() -> None:
    [_, push] = running(next_push="2026-11-30T00:30:00+00:00", backlog=99)
    assert push == (GOOD, "下一次推送：11月30日 08:30")
    [_, waits, _] = running(backlog=100)
    assert waits == (WARNING, "有 100 条消息还没有处理：忙不过来，或 Telegram 不收回答，请看日志")
    assert len(running(backlog=None)) == 2


@pytest.mark.parametrize(
    ("levels", "status"),
    [((), 0), ((GOOD, GOOD), 0), ((GOOD, WARNING), 1), ((WARNING, BAD, GOOD), 2), ((BAD,), 2)],
)
def test_the_worst_of_the_findings_is_the_status(levels: tuple[Level, ...], status: int) -> None:
    assert status_of([Finding(level, "") for level in levels]) == status


class Disk:
    """Stands for shutil: so much is free."""

    def __init__(self, free: int) -> None:
        self.free = free

    def disk_usage(self, _folder: Path) -> "Disk":
        return self


def settings(tmp_path: Path, least: int = 500, daily: time | None = time(3, 30)) -> Settings:
    storage = StorageSettings(folder=tmp_path, backup_folder=tmp_path / "backups", backup_time=daily)
    return Settings(storage=storage, health=HealthSettings(free_megabytes=least))


def test_room_is_short_below_the_line_and_not_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(free: int, least: int = 500) -> list[tuple[Level, str]]:
        monkeypatch.setattr(doctor, "shutil", Disk(free))
        return said(check_space(settings(tmp_path, least)))

    there = f"{tmp_path} 所在的磁盘"
    assert found(500 * MEGABYTE) == [(GOOD, f"{there}还有 500 MB")]
    assert found(500 * MEGABYTE - 1) == [(BAD, f"{there}只剩 499 MB（提醒线是 500 MB）：请腾出空间")]
    assert found(0, least=0) == [(GOOD, f"{there}还有 0 MB")]
    assert check_space(settings(tmp_path / "nowhere")) == []


def backup(folder: Path, made_at: datetime) -> None:
    folder.mkdir(parents=True)
    manifest = {"format": FORMAT, "made_at": made_at.isoformat(), "engine": "sqlite", "revision": "1"}
    (folder / LIST).write_text(json.dumps(manifest | {"rows": {}, "program": "1"}), encoding="utf-8")


def test_the_newest_backup_is_missed_after_two_days_where_one_a_day_is_made(tmp_path: Path) -> None:
    daily, by_hand = settings(tmp_path), settings(tmp_path, daily=None)
    folder = tmp_path / "backups"
    assert said(check_backups(daily, NOON)) == [(GOOD, f"还没有备份；机器人每天 03:30 做一份（{folder}）")]
    [none] = said(check_backups(by_hand, NOON))
    assert none == (
        GOOD,
        f"没有备份，机器人也不做（storage.backup_time 空着）；请用别的办法备份（{folder}）",
    )
    for number in (2, 3):
        backup(folder / f"qingfeng-2026-03-0{number}-120000", NOON - timedelta(days=5 - number))
    two = (GOOD, f"最近的备份是 2026年3月3日 12:00 的，共 2 份（{folder}）")
    assert said(check_backups(daily, NOON)) == [two]
    late = NOON + timedelta(seconds=1)
    assert said(check_backups(by_hand, late)) == [two]
    [stopped] = said(check_backups(daily, late))
    assert stopped[0] is WARNING
    assert stopped[1].startswith("最近的备份是 2026年3月3日 12:00 的，每日备份停了：")


# --- the watch


class Told:
    """Stands for the warnings: what has begun and not ended."""

    def __init__(self) -> None:
        self.now: dict[WarningKind, str] = {}

    async def begin(self, kind: WarningKind, detail: str) -> None:
        self.now.setdefault(kind, detail)

    async def end(self, kind: WarningKind) -> None:
        self.now.pop(kind, None)


class Place:
    """Stands for the database and its disk, and looks at them minute by minute; sizes are in megabytes."""

    def __init__(self, folder: Path, **limits: int) -> None:
        self.file: Path | None = folder / "qingfeng.db"
        self.bytes, self.free, self.looked_at = 0, 10**6 * MEGABYTE, list[Path]()
        self.clock, self.told = FakeClock(), Told()
        stands_for_it: Any = self
        warnings: Any = self.told
        settings = HealthSettings(**{"free_megabytes": 0, "database_megabytes": 0} | limits)
        self.watch = SpaceWatch(
            stands_for_it, warnings, self.clock, settings, folder / "nowhere", self._measured
        )

    async def size(self) -> int:
        return self.bytes

    def _measured(self, folder: Path) -> int:
        self.looked_at.append(folder)
        return self.free

    async def look(self, seconds: float = LOOK_EVERY) -> list[str]:
        self.clock.jump(seconds)
        await self.watch.look()
        return [f"{kind.value} {detail}" for kind, detail in self.told.now.items()]


async def test_the_disk_is_short_from_its_line_on_and_well_a_tenth_above_it(tmp_path: Path) -> None:
    place = Place(tmp_path, free_megabytes=500)
    line, tenth = 500 * MEGABYTE, 50 * MEGABYTE
    place.free = line
    assert await place.look() == []
    place.free = line - 1
    assert await place.look() == ["disk 只剩 499 MB"]
    place.free = line + tenth
    assert await place.look() == ["disk 只剩 499 MB"]
    place.free = line + tenth + 1
    assert await place.look() == []
    assert set(place.looked_at) == {tmp_path}, "where the database is"


async def test_the_database_is_large_from_nine_tenths_on_and_well_a_tenth_below(tmp_path: Path) -> None:
    place = Place(tmp_path, database_megabytes=100)
    line, tenth = 90 * MEGABYTE, 9 * MEGABYTE
    place.bytes = line
    assert await place.look() == []
    place.bytes = line + 1
    assert await place.look() == ["database 已有 90 MB"]
    place.bytes = line - tenth
    assert await place.look() == ["database 已有 90 MB"]
    place.bytes = line - tenth - 1
    assert await place.look() == []


async def test_it_looks_once_a_minute_and_where_no_limit_is_set_it_warns_of_nothing(tmp_path: Path) -> None:
    place, unbounded = Place(tmp_path, free_megabytes=500), Place(tmp_path)
    place.free = unbounded.free = 0
    unbounded.bytes = 10**15
    assert await unbounded.look() == []
    assert await place.look() == ["disk 只剩 0 MB"]
    place.told.now.clear()
    assert await place.look(LOOK_EVERY - 1) == []
    assert await place.look(1) == ["disk 只剩 0 MB"]


async def test_of_a_database_elsewhere_the_disk_is_not_known_and_not_looked_at(tmp_path: Path) -> None:
    place = Place(tmp_path, free_megabytes=500)
    assert (await place.watch.measure()).free == place.free
    place.file, place.free = None, 0
    stands_for_it: Any = place
    warnings: Any = place.told
    settings = HealthSettings(free_megabytes=500)
    place.watch = SpaceWatch(
        stands_for_it, warnings, place.clock, settings, tmp_path / "nowhere", place._measured
    )
    assert (await place.watch.measure()).free is None
    assert await place.look() == []
