"""Months that ended keep their counts, on both engines: caught up, settled a week later, whatever goes."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from clock import FakeClock
from sqlalchemy import delete, insert, update

from core.errors import OperatorError
from core.ledger_settings import LedgerSettings
from core.models import Quote, Role, SpeechText
from core.settings import Settings
from knowledge.search.library import Library
from knowledge.writing.paper import Sheet
from services.ledger.building import Ledger, build_ledger
from services.ledger.facts import Fact, Span
from services.ledger.sheets.duties import SHEET, recount
from services.ledger.sheets.pushes import PushSource
from storage.database import Database
from storage.duties.duties import DutyStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.ledger.months import KeptMonth, LedgerMonthStore, change_kept
from storage.tables.access import people
from storage.tables.duties import duty_turns
from storage.tables.ledger import ledger_months
from storage.tables.pushes import deliveries
from storage.tables.speeches import speech_versions

JANUARY, FEBRUARY = Span(date(2026, 1, 1), date(2026, 1, 31)), Span(date(2026, 2, 1), date(2026, 2, 28))
TEXT = "作风建设永远在路上。"
NAME = "欧阳清泉"


class Held:
    """A library that stays as it is."""

    library = Library.build([SpeechText("2022", "2022.txt", "讲话", "2022年3月", "", TEXT)])


def ledger(database: Database, clock: FakeClock, *sign_on: str) -> Ledger:
    settings = Settings(ledger=LedgerSettings(office="某某局", sign_on=frozenset(sign_on)))
    return build_ledger(settings, database, clock, Held())


async def pushed(database: Database, day: date, states: Sequence[str], kind: str = "quote") -> None:
    rows = [
        {
            "local_date": day,
            "chat_id": chat,
            "kind": kind,
            "notice": "",
            "content": TEXT,
            "due_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
            "state": state,
            "attempts": 1,
            "reason": "blocked" if state == "failed" else "",
        }
        for chat, state in enumerate(states, 1)
    ]
    async with database.transaction() as connection:
        await connection.execute(insert(deliveries), rows)


async def sheet(made: Ledger, span: Span, name: str) -> Sheet:
    pack = await made.pack.gather(span)
    return next(one for one in pack.paper.sheets if one.name == name)


async def counts(made: Ledger, span: Span) -> list[tuple[object, ...]]:
    [table] = (await sheet(made, span, "廉语推送")).tables
    return [row[4:] for row in table.rows]


async def test_what_a_month_had_stays_when_its_rows_go_and_what_was_unknown_settles(database: Database) -> None:
    clock = FakeClock()
    made = ledger(database, clock)
    clock.move_to(datetime(2026, 3, 1, 0, 5, tzinfo=UTC))
    await pushed(database, date(2026, 2, 3), ["sent", "unknown", "failed", "skipped"])
    await made.pack.keep_months()
    assert await counts(made, FEBRUARY) == [(4, 1, 2, 1, 0, "对方停用了机器人 1；没有记下原因 1")]
    async with database.transaction() as connection:
        await connection.execute(update(deliveries).where(deliveries.c.chat_id == 2).values(state="sent"))
    assert [row[:4] for row in await counts(made, FEBRUARY)] == [(4, 2, 2, 0)]
    clock.move_to(clock.now() + timedelta(days=8))
    await made.pack.keep_months()
    async with database.transaction() as connection:
        await connection.execute(delete(deliveries))
    assert [row[:4] for row in await counts(made, FEBRUARY)] == [(4, 2, 2, 0)]
    [overview] = (await sheet(made, FEBRUARY, "总览")).tables
    assert ("廉语推送", "送到", 2) in overview.rows


async def test_what_was_kept_while_the_clock_was_years_ahead_is_counted_anew(database: Database) -> None:
    clock = FakeClock()
    made = ledger(database, clock)
    await pushed(database, date(2026, 1, 3), ["sent"])
    clock.move_to(datetime(2028, 3, 1, 0, 5, tzinfo=UTC))
    await made.pack.keep_months()
    clock.move_to(datetime(2026, 2, 4, tzinfo=UTC))
    await pushed(database, date(2026, 2, 3), ["sent", "failed"])
    clock.move_to(datetime(2026, 3, 1, 0, 5, tzinfo=UTC))
    assert [row[:2] for row in await counts(made, FEBRUARY)] == [(2, 1)]
    for days in (0, 9):
        clock.move_to(clock.now() + timedelta(days=days))
        await made.pack.keep_months()
    async with database.transaction() as connection:
        await connection.execute(delete(deliveries))
    assert [row[:2] for row in await counts(made, FEBRUARY)] == [(2, 1)]
    assert [row[:2] for row in await counts(made, JANUARY)] == [(1, 1)]


async def test_months_that_were_missed_are_caught_up_and_the_pack_says_so(database: Database) -> None:
    clock = FakeClock()
    await pushed(database, date(2026, 1, 5), ["sent", "sent"])
    made = ledger(database, clock)  # in March
    await made.pack.keep_months()
    async with database.transaction() as connection:
        await connection.execute(delete(deliveries))
    year = Span(JANUARY.first, FEBRUARY.last)
    assert [row[:2] for row in await counts(made, year)] == [(2, 2)]
    remarks = (await sheet(made, year, "总览")).remarks
    assert any(remark.startswith("2026-01 的数是事后补存的") for remark in remarks)


async def test_what_comes_after_its_month_was_kept_for_good_is_not_counted(database: Database) -> None:
    clock = FakeClock(datetime(2026, 3, 20, tzinfo=UTC))
    made = ledger(database, clock)
    eve = date(2026, 2, 14)  # the last working day before 春节
    await pushed(database, date(2026, 2, 3), ["sent"])
    await made.pack.keep_months()
    async with database.connection() as connection:
        kept = {row.sheet for row in await connection.execute(ledger_months.select())}
    assert kept == {"廉语推送", "节前提醒", "通知", "每周一题", SHEET, "意见办理", "提问概况"}
    for kind in ("quote", "quiz", "notice"):
        await pushed(database, eve, ["sent"], kind)
    number = await DutyStore(database).draft("廉政谈话", "09:00", 1, clock.now())
    turn = Turn(number, 11, eve, eve, None, done_on=eve)
    async with database.transaction() as connection:
        await connection.execute(insert(duty_turns), [asdict(turn)])
    sheets = (await made.pack.gather(FEBRUARY)).paper.sheets[1:]
    rows = {one.name: sum(len(table.rows) for table in one.tables) for one in sheets}
    assert rows == dict.fromkeys(kept | {"讲话收录", "手工补记"}, 0) | {"廉语推送": 1, SHEET: 1, "提问概况": 1}


async def test_what_is_kept_has_no_names_and_no_numbers_of_people(database: Database) -> None:
    clock = FakeClock()
    async with database.transaction() as connection:
        await connection.execute(
            insert(people).values(
                user_id=900_000_001, name=NAME, role=1, application="", menu="", changed_at=clock.now()
            )
        )
        await connection.execute(
            insert(speech_versions).values(
                slug="x",
                number=1,
                file="x",
                title="x",
                date="",
                occasion="",
                original=b"",
                text="",
                sha256="0",
                added_at=datetime(2026, 2, 2, tzinfo=UTC),
            )
        )
    made = ledger(database, clock)
    await made.by_hand.enter(date(2026, 2, 3), f"请{NAME}主持", 900_000_001, Role.EDITOR)
    await made.pack.keep_months()
    async with database.connection() as connection:
        kept = [str(row) for row in await connection.execute(ledger_months.select())]
    assert kept
    assert not any(NAME in row or "900000001" in row for row in kept)
    [table] = (await sheet(made, FEBRUARY, "手工补记")).tables
    assert [row[1] for row in table.rows] == ["请某某主持"]


async def test_blank_columns_stand_where_the_settings_say(database: Database) -> None:
    made = ledger(database, FakeClock(), "手工补记")
    await made.by_hand.enter(date(2026, 2, 3), "组织观看警示教育片", None, Role.EDITOR)
    [table] = (await sheet(made, FEBRUARY, "手工补记")).tables
    assert [column.head for column in table.columns][-2:] == ["参加人员", "签字"]
    assert [row[-2:] for row in table.rows] == [("", "")]
    [other] = (await sheet(made, FEBRUARY, "通知")).tables
    assert "签字" not in [column.head for column in other.columns]


async def test_where_a_quote_stands_is_told_by_who_approved_it_or_looked_for(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    of_curators = Quote("别处的话。", "x", "别处", "", "", "x-1-01")

    def where(text: str, *, curated: bool) -> str:
        approved = {of_curators.text: of_curators}.get if curated else None
        made = build_ledger(Settings(), database, FakeClock(), Held(), approved)
        [pushes, *_] = made.pack._sources
        assert isinstance(pushes, PushSource)
        return pushes._words(text).get("source", "")

    assert [where(TEXT, curated=curated) for curated in (True, False)] == ["《讲话》（2022年3月）"] * 2
    assert [where(of_curators.text, curated=curated) for curated in (True, False)] == ["《别处》", ""]


async def test_how_far_it_is_is_told_and_days_to_come_are_left_out(database: Database) -> None:
    made, told = ledger(database, FakeClock()), list[tuple[int, int]]()

    async def tell(done: int, of: int) -> None:
        told.append((done, of))

    pack = await made.pack.gather(Span(date(2026, 1, 1), date(2026, 12, 31)), tell)
    assert told[-1][0] == told[-1][1] == len(told) > 0
    assert pack.span.last == date(2026, 3, 2)
    assert any(remark.startswith("截至 2026-03-02") for remark in pack.paper.sheets[0].remarks)


def test_a_sheet_that_nobody_can_sign_is_refused_by_name(tmp_path: Path) -> None:
    wrong = r"ledger\.sign_on：没有可签字的表“廉语”，可以写：通知、谈话与责任书、手工补记"
    with pytest.raises(OperatorError, match=wrong):
        ledger(Database.in_folder(tmp_path), FakeClock(), "廉语")


async def test_what_somebody_says_late_was_done_in_a_month_long_kept_is_counted_and_stays(
    database: Database,
) -> None:
    clock = FakeClock()
    made = ledger(database, clock)
    clock.move_to(datetime(2026, 3, 20, tzinfo=UTC))
    await pushed(database, date(2026, 2, 3), ["sent"])
    number = await DutyStore(database).draft("廉政谈话", "09:00", 1, clock.now())
    turn = {"duty_id": number, "due_on": date(2026, 2, 10), "until": date(2026, 2, 10)}
    async with database.transaction() as connection:
        await connection.execute(insert(duty_turns), [turn | {"user_id": person} for person in (11, 12)])
    for person, done in ((11, "2026-02-12（1）"), (12, "2026-02-12（2）")):
        await made.pack.keep_months()
        async with database.transaction() as connection:
            theirs = update(duty_turns).where(duty_turns.c.user_id == person)
            await connection.execute(theirs.values(done_on=date(2026, 2, 12)))
        clock.move_to(clock.now() + timedelta(days=1))
        [table] = (await sheet(made, FEBRUARY, "谈话与责任书")).tables
        assert [row[2] for row in table.rows] == [done]
    await made.pack.keep_months()
    async with database.transaction() as connection:
        await connection.execute(delete(duty_turns))
    [table] = (await sheet(made, FEBRUARY, "谈话与责任书")).tables
    assert table.rows == (("廉政谈话", "2026-02-10", "2026-02-12（2）", 2, 2),)


async def test_what_is_dated_anew_or_undone_after_its_month_was_kept_is_counted_in_one_month(
    database: Database,
) -> None:
    clock = FakeClock()
    made, turns = ledger(database, clock), DutyTurnStore(database)
    clock.move_to(datetime(2026, 3, 20, tzinfo=UTC))
    await pushed(database, date(2026, 1, 3), ["sent"])
    number = await DutyStore(database).draft("廉政谈话", "09:00", 1, clock.now())
    theirs = [Turn(number, person, date(2026, 1, 10), date(2026, 1, 10), None) for person in (11, 12, 13)]
    async with database.transaction() as connection:
        await connection.execute(insert(duty_turns), [asdict(turn) for turn in theirs])

    async def is_done(turn: Turn, day: date | None) -> Turn | None:
        return await turns.done(turn, day, SHEET, recount)

    async def said() -> list[tuple[object, ...]]:
        tables = [(await sheet(made, span, SHEET)).tables[0] for span in (JANUARY, FEBRUARY)]
        return [(row[2], row[4]) for table in tables for row in table.rows]

    old, new = date(2026, 1, 12), date(2026, 2, 2)
    for turn in theirs[:2]:
        await is_done(turn, old)
    await made.pack.keep_months()
    assert await said() == [("2026-01-12（2）", 2)]
    await is_done(theirs[0], new)
    assert await said() == [("2026-01-12（1）", 1), ("2026-02-02（1）", 1)]
    clock.move_to(clock.now() + timedelta(days=1))
    await made.pack.keep_months()
    await is_done(theirs[2], old)
    async with database.transaction() as connection:
        await connection.execute(delete(duty_turns).where(duty_turns.c.user_id == 12))
    assert await said() == [("2026-01-12（2）", 2), ("2026-02-02（1）", 1)], "who was forgotten counts"
    await is_done(theirs[0], None)
    await is_done(theirs[2], None)
    assert await said() == [("2026-01-12（1）", 1)]
    await is_done(theirs[0], old)
    assert await said() == [("2026-01-12（2）", 2)]
    assert await is_done(theirs[1], new) is None, "who was forgotten says nothing more"


async def test_what_is_kept_is_not_kept_anew_from_what_was_read_before_it_changed(database: Database) -> None:
    store, at = LedgerMonthStore(database), datetime(2026, 3, 20, tzinfo=UTC)
    fact = Fact(date(2026, 2, 12), "1", {"done": 2}).stored()
    first = KeptMonth(FEBRUARY.first, SHEET, [fact], at, is_final=False)
    await store.keep(first)
    async with database.transaction() as connection:
        await change_kept(connection, SHEET, FEBRUARY.first, lambda _: [])
    await store.keep(replace(first, is_final=True), first)
    assert [one.facts for one in await store.kept(FEBRUARY.first, FEBRUARY.first)] == [[]]


async def test_an_event_entered_by_hand_for_a_kept_month_and_moved_to_another_is_counted_once(
    database: Database,
) -> None:
    clock = FakeClock()
    made = ledger(database, clock)
    entry = await made.by_hand.enter(date(2026, 1, 31), "组织观看警示教育片", None, Role.EDITOR)
    await made.pack.keep_months()
    await made.by_hand.take_out(entry, None)
    await made.by_hand.enter(date(2026, 2, 1), "组织观看警示教育片", None, Role.EDITOR)
    [table] = (await sheet(made, Span(JANUARY.first, FEBRUARY.last), "手工补记")).tables
    assert [row[0] for row in table.rows] == ["2026-02-01"]
