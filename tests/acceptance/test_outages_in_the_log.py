"""An outage is a line at its beginning and one at its end, whatever it meets: never a traceback a push."""

import pytest
from office import Office
from sqlalchemy.exc import OperationalError

from emulator.faults import Fault
from handlers.schedule import schedule_tick
from storage.database import FILE_NAME

MANY = 8
MOST = 4000  # characters of log for an outage of a quarter of an hour


async def subscribed(office: Office) -> list[str]:
    names = [f"同事{number}" for number in range(MANY)]
    for name in names:
        await office.colleague(name).says("/subscribe 9:00")
    await office.comes(1, 8)
    return names


def everybody_has_it(office: Office, names: list[str]) -> bool:
    return all(len(office.colleague(name).pushes()) == 1 for name in names)


async def a_quarter_of_an_hour(office: Office) -> None:
    for _ in range(5):
        await office.passes(minutes=3)


async def test_telegram_out_of_reach(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    names = await subscribed(office)
    caplog.clear()
    office.world.faults.add(Fault(method="sendMessage", kind="retry_after", retry_after=1, times=3))
    office.world.faults.add(Fault(code=401, description="Unauthorized", times=100_000))
    await office.comes(0, 9)
    await a_quarter_of_an_hour(office)
    office.world.faults.clear()
    await a_quarter_of_an_hour(office)
    assert everybody_has_it(office, names)
    assert "Traceback" not in caplog.text
    assert caplog.text.count("pushes pause") == 1
    assert caplog.text.count("takes pushes again") == 1
    assert len(caplog.text) < MOST


async def test_the_database_out_of_reach_in_the_middle_of_a_push(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = await subscribed(office)
    caplog.clear()
    store = type(office.services.pushes._deliveries)
    begin = store.begin

    async def fails(*_: object, **__: object) -> bool:
        raise OperationalError("SELECT", {}, Exception("the connection is gone"))

    monkeypatch.setattr(store, "begin", fails)
    await office.comes(0, 9)
    await a_quarter_of_an_hour(office)
    monkeypatch.setattr(store, "begin", begin)
    await a_quarter_of_an_hour(office)
    assert everybody_has_it(office, names)
    assert "Traceback" not in caplog.text
    assert len(caplog.text) < MOST


async def test_a_defect_that_every_push_meets(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = await subscribed(office)
    caplog.clear()
    store = type(office.services.pushes._deliveries)
    begin = store.begin

    async def fails(*_: object, **__: object) -> bool:
        raise ValueError("一句私密的话")

    monkeypatch.setattr(store, "begin", fails)
    await office.comes(0, 9)
    await a_quarter_of_an_hour(office)
    monkeypatch.setattr(store, "begin", begin)
    await a_quarter_of_an_hour(office)
    assert everybody_has_it(office, names)
    assert caplog.text.count("a push failed: ValueError") == 1
    assert caplog.text.count("a push works again") == 1
    assert "私密" not in caplog.text
    assert "Traceback" not in caplog.text
    assert len(caplog.text) < MOST


async def test_operators_are_told_in_chat_that_the_database_is_damaged(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    file = run_office.database.file
    assert file is not None
    assert file.name == FILE_NAME
    await run_office.database.settle()
    content = file.read_bytes()
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (len(content) - 4096))
    await run_office.database.close()  # what it holds in memory would still be whole
    knocks = schedule_tick(run_office.app, 5.0)
    for _ in range(3):
        with pytest.raises(Exception, match=r"malformed|not a database"):
            await run_office.services.subscriptions.of(wu.person.id)
        await run_office.clock.until(knocks.now("settle"))
    told = [one.text for one in wu.answers() if "损坏" in one.text]
    assert len(told) == 1, told
    assert "数据库" in told[0]
    await run_office.database.close()
    file.write_bytes(content)
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
