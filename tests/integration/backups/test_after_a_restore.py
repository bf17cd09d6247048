"""A database that takes the place of a newer one pushes nothing again, and answers nothing again."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from postgres import Server, fresh_name
from pushing import ALICE, BOB, MONDAY, ZONE, World, at

from core.settings import AccessSettings
from handlers.health.restored import said_of
from storage.database import FILE_NAME, Database
from storage.pushes.notices import NoticeStore
from storage.states import DeliveryState, NoticeState, RestorationKind
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore
from storage.upkeep.push_marks import Mark, PushMarks, marks_file, read_mark, write_mark
from storage.upkeep.restorations import RESTORED, Restoration, RestorationStore

THIRTY = range(2001, 2031)
BOT = 100000001
OPERATOR = 9001
# Puts what was copied in the place of the database; returns the URL of what is there now.
PutBack = Callable[[], str]


class Office:
    """A bot that pushed on a database, and a copy of the database from before."""

    def __init__(self, world: World, put_back: PutBack) -> None:
        self.world = world
        self._put_back = put_back

    async def goes_back(self, at_moment: datetime) -> None:
        """End the bot, put the copy in the place of the database, start the bot at this moment."""
        await self.world.end()
        await self.world.database.close()
        self.world.clock.move_to(at_moment)
        self.world.database = Database.from_url(self._put_back())
        await self.world.restart()

    @property
    def restorations(self) -> RestorationStore:
        return RestorationStore(self.world.database)


Opening = Callable[[Callable[[World], Awaitable[None]]], Awaitable[Office]]


class Place:
    """Where a database is, and how a copy of it is made and put in its place, with nobody at it."""

    def __init__(self, url: str, copy: Callable[[], Callable[[], str]]) -> None:
        self.url = url
        self.copy = copy


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return a migrated, empty database: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / FILE_NAME
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        url = f"sqlite:///{file}"

        def copy_file() -> Callable[[], str]:
            shutil.copyfile(file, tmp_path / "copy")

            def put_back() -> str:
                shutil.copyfile(tmp_path / "copy", file)
                return url

            return put_back

        yield Place(url, copy_file)
        return
    server: Server = request.getfixturevalue("postgres_server")
    names = [fresh_name("before"), fresh_name("copy")]

    def copy_database() -> Callable[[], str]:
        copied = server.create(names[1], template=names[0])
        return lambda: copied

    yield Place(server.create(names[0], template=request.getfixturevalue("postgres_template")), copy_database)
    for name in names:
        server.drop(name)


@pytest.fixture
async def office(place: Place) -> AsyncIterator[Opening]:
    """Return what opens an office: it copies the database when `before` has happened in it."""
    opened: list[Office] = []

    async def open_office(before: Callable[[World], Awaitable[None]]) -> Office:
        database = Database.from_url(place.url)
        world = await World.open(database, access=AccessSettings(mode="open", operators=frozenset({OPERATOR})))
        await before(world)
        await world.end()
        await database.close()
        opened.append(Office(world, place.copy()))
        await world.restart()
        return opened[-1]

    yield open_office
    for one in opened:
        await one.world.end()
        await one.world.database.close()


async def thirty_subscribe(world: World) -> None:
    for chat in THIRTY:
        await world.subscribe(chat)
    await world.subscribe(BOB, time(17, 30))
    # The bot has pushed before, as every bot has that backups are made of.
    await world.subscribe(ALICE, time(8, 5))
    await world.tick_at(at(8, 6))


async def test_a_copy_of_the_morning_put_back_after_the_push_doubles_none(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))
    assert len(here.world.telegram.delivered) == 31
    await here.goes_back(at(9))
    await here.world.tick_at(at(9, 1))
    assert len(here.world.telegram.delivered) == 31
    states = await here.world.states()
    assert [states[chat] for chat in THIRTY] == [DeliveryState.UNKNOWN.value] * 30
    assert {row.reason for row in await here.world.rows(chat_id=2001)} == {RESTORED}


async def test_what_is_due_later_on_the_day_goes_out(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))
    await here.goes_back(at(9))
    await here.world.tick_at(at(17, 31))
    assert here.world.telegram.chats[31:] == [BOB]


async def test_the_next_day_is_as_any_other(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))
    await here.goes_back(at(9))
    await here.world.tick_at(at(8, 31, day=MONDAY + timedelta(days=1)))
    assert len(here.world.telegram.delivered) == 31 + 31  # with Alice
    assert len(await here.restorations.untold()) == 1


async def test_unknown_pushes_can_be_sent_again_with_the_days_quote(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))
    await here.goes_back(at(9))
    rows = [row.id for row in await here.world.rows() if row.state is DeliveryState.UNKNOWN]
    assert await here.world.deliveries.send_again(rows, here.world.clock.now()) == 30
    await here.world.tick_at(at(9, 1))
    assert len(here.world.telegram.delivered) == 31 + 30


async def test_a_copy_made_in_the_middle_of_a_push_doubles_none(office: Opening) -> None:
    async def half(world: World) -> None:
        await thirty_subscribe(world)
        for chat in list(THIRTY)[15:]:  # Telegram does not take these yet
            await world.subscriptions.unsubscribe(chat)
        await world.tick_at(at(8, 31))
        await world.pushes.planner.plan()
        for chat in list(THIRTY)[15:]:
            await world.subscribe(chat, time(8, 32))

    here = await office(half)
    await here.world.tick_at(at(8, 32))
    assert len(here.world.telegram.delivered) == 31
    await here.goes_back(at(8, 33))
    await here.world.tick_at(at(8, 34))
    assert len(here.world.telegram.delivered) == 31


async def test_a_restart_after_a_crash_goes_on_as_ever(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 20))
    here.world.clock.move_to(at(8, 31))
    await here.world.restart()
    await here.world.pushes.tick()
    assert len(here.world.telegram.delivered) == 31
    assert await here.restorations.untold() == []


async def test_a_restore_settled_half_way_is_settled_at_the_next_start(
    office: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))

    async def dies(*_: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(RestorationStore, "settled", dies)
        with pytest.raises(RuntimeError):
            await here.goes_back(at(9))
    await here.world.restart()
    await here.world.tick_at(at(9, 1))
    assert len(here.world.telegram.delivered) == 31


async def test_two_programs_started_together_settle_it_once(office: Opening) -> None:
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31))
    await here.goes_back(at(9))
    await here.world.start(here.world.database, here.world.settings, sender=lambda _: here.world.telegram)
    assert [one.unknown for one in await here.restorations.untold()] == [30]


async def test_by_command_what_was_due_before_the_bot_stopped_is_unknown_and_the_rest_is_sent(
    office: Opening,
) -> None:
    async def two_hours(world: World) -> None:
        await thirty_subscribe(world)
        for chat in (3001, 3002):
            await world.subscribe(chat, time(8, 45))
        await RestorationStore(world.database).add(RestorationKind.COMMAND, at(8, 7), at(8, 40))

    here = await office(two_hours)
    await here.world.tick_at(at(8, 50))
    assert here.world.telegram.chats[1:] == [3001, 3002]


async def test_a_notice_in_hand_goes_to_nobody_again_and_a_draft_is_cancelled(office: Opening) -> None:
    async def writes(world: World) -> None:
        await thirty_subscribe(world)
        store = NoticeStore(world.database)
        for message in (1, 2):
            number = await store.ask(OPERATOR, world.clock.now())
            await store.write(number, "今天停水", message, world.clock.now())
            if message == 1:
                assert await store.start(number, MONDAY, 7, world.clock.now())
        await RestorationStore(world.database).add(RestorationKind.COMMAND, at(8, 7), at(8, 20))

    here = await office(writes)
    await here.world.program.services.notices.go_on()
    await here.world.tick_at(at(8, 20))
    assert "今天停水" not in {said for _, _, said in here.world.telegram.delivered}
    notices = NoticeStore(here.world.database)
    assert len(await notices.in_state(NoticeState.CANCELLED)) == 1
    assert not await notices.in_state(NoticeState.STARTED, NoticeState.DRAFT)
    rows = [row for row in await here.world.rows() if row.notice == "1" and row.kind == "notice"]
    assert {row.state for row in rows} == {DeliveryState.UNKNOWN}
    assert len(rows) == 32


async def test_messages_in_hand_at_the_backup_are_not_answered_again(office: Opening) -> None:
    async def asks(world: World) -> None:
        await thirty_subscribe(world)
        received = [RawUpdate(number, ALICE, "{}") for number in (1, 2)]
        await UpdateStore(world.database).store(BOT, received, world.clock.now(), Share("me"))
        await RestorationStore(world.database).add(RestorationKind.COMMAND, at(8, 7), at(8, 20))

    here = await office(asks)
    assert await UpdateStore(here.world.database).count_unhandled(BOT) == 0
    [told] = await here.restorations.untold()
    assert (told.dropped, told.made_at) == (2, at(8, 7))


async def test_pushes_of_a_day_that_is_over_are_unknown_too(office: Opening) -> None:
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    here = await office(thirty_subscribe)
    await here.world.tick_at(at(8, 31, day=tuesday))
    await here.goes_back(at(7, day=tuesday + timedelta(days=1)))
    await here.world.pushes.tick()
    assert set((await here.world.states(tuesday)).values()) == {"unknown"}
    await here.world.tick_at(at(8, 31, day=friday))
    assert set((await here.world.states(friday)).values()) >= {"sent"}


def test_a_mark_that_says_nothing_is_none(tmp_path: Path) -> None:
    file = marks_file(tmp_path / FILE_NAME)
    assert read_mark(file) is None
    write_mark(file, Mark("a" * 32, 12))
    write_mark(file, Mark("a" * 32, 345))
    assert read_mark(file) == Mark("a" * 32, 345)
    assert file.stat().st_mode & 0o777 == 0o600
    for content in ("", "nonsense", "abc x"):
        file.write_text(content, encoding="ascii")
        assert read_mark(file) is None


async def test_a_kill_before_the_first_push_is_in_the_file_is_no_restore(
    sqlite_template: Path, tmp_path: Path
) -> None:
    shutil.copyfile(sqlite_template, tmp_path / FILE_NAME)
    database = Database.in_folder(tmp_path)
    restorations = RestorationStore(database)
    assert await restorations.look(at(8)) == []
    async with database.transaction() as connection:
        await PushMarks(database).count(connection)  # and killed before it is noted
    assert await restorations.look(at(9)) == []
    assert marks_file(tmp_path / FILE_NAME).exists()
    await database.close()


async def test_without_its_mark_nobody_knows_what_was_pushed(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / FILE_NAME)
    world = await World.open(Database.in_folder(tmp_path))
    await thirty_subscribe(world)
    await world.end()
    marks_file(tmp_path / FILE_NAME).unlink()
    world.clock.move_to(at(9))
    await world.restart()
    await world.pushes.tick()
    assert len(world.telegram.delivered) == 1
    [told] = await RestorationStore(world.database).untold()
    assert (told.kind, told.unknown) == (RestorationKind.ELSEWHERE, 30)
    await world.end()
    await world.database.close()


@pytest.mark.parametrize(
    ("kind", "made", "unknown", "dropped", "said"),
    [
        ("command", True, 30, 3, ["3月2日 08:07", "3月2日 09:00以前", "30 个", "3 条", "/push", "Telegram"]),
        ("by_hand", True, 30, 0, ["换回", "3月2日 08:07", "30 个"]),
        ("by_hand", False, 0, 0, ["换回", "没有发现"]),
        ("elsewhere", None, 2, 0, ["搬来", "2 个"]),
    ],
)
def test_operators_are_told_what_is_known_and_what_is_not(
    kind: str, made: bool, unknown: int, dropped: int, said: list[str]
) -> None:
    one = Restoration(
        1, RestorationKind(kind), at(8, 7) if made else None, at(9), at(9), unknown, dropped, None
    )
    told = said_of(one, ZONE)
    assert all(part in told for part in said), told
