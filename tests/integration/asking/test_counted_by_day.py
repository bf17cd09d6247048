"""Questions counted by the office's days, in the database, on both engines."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from storage.asking.stats import AskedOn, StatsStore
from storage.database import Database
from storage.ledger.counts import Asked, InVain, LedgerStore
from storage.states import QuestionState
from storage.tables.asking import questions

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 3, 1, tzinfo=ZONE)
DAYS = [FIRST + timedelta(days=number) for number in range(31)]
LAST = DAYS[30] + timedelta(hours=23, minutes=59)
A_SECOND = timedelta(seconds=1)


async def ask(database: Database, rows: list[tuple[datetime, str, str | None, str | None, int | None]]) -> None:
    """Write down questions: when, the kind of reply, the passage, the words, and who asked."""
    asked = [
        {
            "asked_at": at.astimezone(UTC), "kind": kind, "passage_id": passage, "words": words, "user_id": by,
            "chat_id": by or -5, "message_id": number, "verdict": "useful" if passage else "",
            "state": QuestionState.CLOSED.value,
        }
        for number, (at, kind, passage, words, by) in enumerate(rows)
    ]  # fmt: skip
    async with database.transaction() as connection:
        await connection.execute(insert(questions), asked)


async def test_a_question_counts_for_the_day_that_it_was_asked_on(database: Database) -> None:
    await ask(
        database,
        [
            (FIRST - A_SECOND, "confident", "2022-1-01", None, 1),
            (FIRST, "confident", "2022-1-01", None, 1),
            (DAYS[1] - A_SECOND, "confident", "2022-1-01", None, 2),
            (DAYS[1], "confident", "2022-1-02", None, 1),
            (DAYS[1] + A_SECOND, "unsure", None, None, None),
            (LAST, "nothing", None, "食堂", 1),
        ],
    )
    stats, ledger = StatsStore(database), LedgerStore(database)
    assert set(await stats.asked(DAYS, None)) == {
        AskedOn(0, "confident", "useful", 2),
        AskedOn(1, "confident", "useful", 1),
        AskedOn(1, "unsure", "", 1),
        AskedOn(30, "nothing", "", 1),
    }
    assert set(await stats.asked(DAYS, 2)) == {AskedOn(0, "confident", "useful", 1)}
    assert set(await ledger.asked(DAYS, LAST)) == {
        Asked(0, "confident", "2022-1-01", 2),
        Asked(1, "confident", "2022-1-02", 1),
        Asked(1, "unsure", None, 1),
    }


async def test_what_was_asked_in_vain_is_told_by_its_words(database: Database) -> None:
    await ask(
        database,
        [
            (FIRST, "nothing", None, "食堂几点开门", 1),
            (DAYS[2], "nothing", None, "班车", 1),
            (DAYS[3], "nothing", None, "食堂几点开门", 2),
            (DAYS[4], "nothing", None, "食堂几点开门", 2),
            (DAYS[4], "nothing", None, "班车", None),
            (DAYS[4], "nothing", None, None, 3),
            (DAYS[4], "unsure", None, "作风", 3),
            (LAST, "nothing", None, "班车", 4),
        ],
    )
    assert list(await LedgerStore(database).in_vain("nothing", FIRST, LAST)) == [
        InVain("食堂几点开门", 3, DAYS[4].astimezone(UTC), frozenset({1, 2})),
        InVain("班车", 2, DAYS[4].astimezone(UTC), frozenset({1})),
    ]
