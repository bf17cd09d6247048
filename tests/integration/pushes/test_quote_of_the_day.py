import asyncio
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from clock import FakeClock

from core.models import Quote
from services.pushes.quotes import APART, QuoteService, draw
from storage.database import Database
from storage.pushes.quote_days import QuoteDay, QuoteDayStore

FIRST = date(2026, 3, 2)


def quotes(count: int, name: str = "句") -> list[Quote]:
    return [
        Quote(f"{name}{number}", "2023", "讲话", "2023年", "", f"2023-1-{number:02}") for number in range(count)
    ]


def service(database: Database, approved: list[Quote]) -> QuoteService:
    return QuoteService(QuoteDayStore(database), approved, FakeClock(), ZoneInfo("Asia/Shanghai"))


async def shown(quotes_of_days: QuoteService, first: date, days: int) -> list[str]:
    found = [await quotes_of_days.quote_of(first + timedelta(days=number)) for number in range(days)]
    return [quote.text for quote in found if quote]


async def test_no_quote_comes_twice_before_all_were_shown(database: Database) -> None:
    texts = await shown(service(database, quotes(9)), FIRST, 27)
    for start in (0, 9, 18):
        assert len(set(texts[start : start + 9])) == 9


async def test_the_next_round_is_in_another_order(database: Database) -> None:
    texts = await shown(service(database, quotes(9)), FIRST, 18)
    assert texts[:9] != texts[9:]


async def test_a_day_keeps_its_quote(database: Database) -> None:
    daily = service(database, quotes(5))
    once = await daily.quote_of(FIRST)
    assert [await daily.quote_of(FIRST) for _ in range(3)] == [once] * 3


async def test_two_processes_that_ask_at_once_agree(database: Database) -> None:
    ours, theirs = service(database, quotes(7)), service(database, quotes(7)[::-1])
    for number in range(5):
        day = FIRST + timedelta(days=number)
        assert len(set(await asyncio.gather(ours.quote_of(day), theirs.quote_of(day)))) == 1


async def test_the_first_to_fix_a_day_wins(database: Database) -> None:
    days = QuoteDayStore(database)
    await days.fix(FIRST, "句3")
    drawn = await service(database, quotes(5)).quote_of(FIRST)
    assert drawn is not None
    assert drawn.text == "句3"


async def test_a_new_quote_is_shown_in_this_round(database: Database) -> None:
    daily = service(database, quotes(4))
    before = await shown(daily, FIRST, 3)
    daily.use([*quotes(4), *quotes(1, "新")])
    after = await shown(daily, FIRST + timedelta(days=3), 2)
    assert sorted(before + after) == ["句0", "句1", "句2", "句3", "新0"]


async def test_a_removed_quote_is_not_shown_again(database: Database) -> None:
    daily = service(database, quotes(6))
    await shown(daily, FIRST, 3)
    daily.use(quotes(3))
    texts = await shown(daily, FIRST + timedelta(days=3), 12)
    assert set(texts) == {"句0", "句1", "句2"}


async def test_a_day_whose_quote_was_removed_gets_another(database: Database) -> None:
    daily = service(database, quotes(2))
    gone = await daily.quote_of(FIRST)
    daily.use([quote for quote in quotes(2) if quote != gone])
    other = await daily.quote_of(FIRST)
    assert other is not None
    assert other != gone


async def test_an_editors_choice_stands_and_does_not_come_again_at_once(database: Database) -> None:
    days = QuoteDayStore(database)
    daily = service(database, quotes(8))
    await days.replace(FIRST + timedelta(days=2), "句5")
    texts = await shown(daily, FIRST, 8)
    assert texts[2] == "句5"
    assert texts.count("句5") == 1


async def test_an_editors_repeat_does_not_begin_a_new_round(database: Database) -> None:
    days = QuoteDayStore(database)
    daily = service(database, quotes(8))
    first = await shown(daily, FIRST, 4)
    await days.replace(FIRST + timedelta(days=4), first[0])
    rest = await shown(daily, FIRST + timedelta(days=5), 4)
    assert not set(first) & set(rest)


async def test_the_last_quotes_of_a_round_do_not_begin_the_next(database: Database) -> None:
    texts = await shown(service(database, quotes(20)), FIRST, 100)
    for start in range(len(texts) - 1):
        assert texts[start + 1] not in texts[max(0, start + 1 - APART) : start + 1]


async def test_without_quotes_there_is_none(database: Database) -> None:
    assert await service(database, []).quote_of(FIRST) is None


async def test_a_single_quote_comes_every_day(database: Database) -> None:
    assert await shown(service(database, quotes(1)), FIRST, 3) == ["句0"] * 3


async def test_asking_for_a_later_day_first_changes_nothing_for_repeats(database: Database) -> None:
    daily = service(database, quotes(5))
    tomorrow = await daily.quote_of(FIRST + timedelta(days=1))
    today = await daily.quote_of(FIRST)
    assert today != tomorrow


@pytest.mark.parametrize("known", [0, 1, 4])
def test_drawing_takes_only_what_is_approved(known: int) -> None:
    history = [
        QuoteDay(FIRST - timedelta(days=9 - number), f"句{number}", fixed=False) for number in range(known)
    ]
    assert draw(FIRST, ["句0", "新"], history) in {"句0", "新"}


async def test_a_quote_that_is_no_longer_approved_is_drawn_anew_not_fixed(database: Database) -> None:
    days, approved = QuoteDayStore(database), quotes(6)
    daily = service(database, approved)
    first = await daily.quote_of(FIRST)
    daily.use([quote for quote in approved if quote != first])
    second = await daily.quote_of(FIRST)
    assert second is not None
    assert second != first
    assert await days.of(FIRST) == QuoteDay(FIRST, second.key, fixed=False)
    assert await days.redraw(FIRST, "somebody else's", approved[0].key) == second.key


@pytest.mark.parametrize(("number", "apart"), [(20, 7), (7, 3), (5, 2)])
async def test_other_quotes_of_a_day_go_round_all_but_the_last_of_the_round_before(
    database: Database, number: int, apart: int
) -> None:
    daily, day = service(database, quotes(number)), FIRST + timedelta(days=number)
    before = await shown(daily, FIRST, number)
    given = await shown(daily, day, 1)
    for _ in range(number - apart):
        other = await daily.another(day, given[-1])
        assert other is not None
        given.append(other.text)
    assert set(given) == set(before[:-apart])
    assert given[-1] == given[0], "none came twice before each had come"
    assert len(set(given)) == len(given) - 1


async def test_another_quote_is_rather_none_that_a_later_day_has(database: Database) -> None:
    days, daily = QuoteDayStore(database), service(database, quotes(4))
    await days.replace(FIRST + timedelta(days=1), "句1")
    await days.replace(FIRST + timedelta(days=2), "句2")
    today = await shown(daily, FIRST, 1)
    other = await daily.another(FIRST, today[0])
    assert {today[0], other and other.text} == {"句0", "句3"}


async def test_only_what_a_day_has_is_replaced_and_only_where_there_is_another(database: Database) -> None:
    daily = service(database, quotes(2))
    assert await daily.another(FIRST, "句0") is None, "it has none yet"
    [todays] = await shown(daily, FIRST, 1)
    [other] = {"句0", "句1"} - {todays}
    assert await daily.another(FIRST, other) is None, "it has not that one"
    daily.use([quote for quote in quotes(2) if quote.text == todays])
    assert await daily.another(FIRST, todays) is None, "there is no other"
    assert await shown(daily, FIRST, 1) == [todays]


async def test_the_day_before_is_the_last_whose_quote_can_still_be_shown(database: Database) -> None:
    daily = service(database, quotes(9))
    texts = await shown(daily, FIRST, 4)
    days = [FIRST + timedelta(days=number) for number in range(7)]
    before = [await daily.day_before(day) for day in days]
    assert before == [None, days[0], days[1], days[2], days[3], days[3], days[3]]
    daily.use([quote for quote in quotes(9) if quote.text not in texts[2:]])
    assert [await daily.day_before(day) for day in days[2:]] == [days[1]] * 5
    daily.use([])
    assert await daily.day_before(days[6]) is None
