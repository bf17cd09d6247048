"""练一练 and the shares of right answers: what is due when, how much is new a day, which sums are kept."""

from dataclasses import replace
from datetime import date, timedelta

from office import Office

from services.quiz.practice import KEPT, NEW_A_DAY, Due
from services.quiz.results import FEWEST, ItemResult
from services.quiz.weeks import monday_of
from services.speeches.curation import Stand
from storage.quiz.items import DecidedItem, QuizItemStore
from storage.states import QuoteState

CHEN, LI = 7001, 7002


async def items(office: Office, number: int) -> list[DecidedItem]:
    """Approve so many items, each with a question of its own."""
    drafts = [one.item for one in await office.services.quiz_items.entries(Stand.PROPOSED)]
    now = office.clock.now()
    decided = [
        DecidedItem(
            replace(drafts[n % len(drafts)], question=f"第{n}题"), QuoteState.APPROVED, None, now, f"k{n:02}"
        )
        for n in range(number)
    ]
    await QuizItemStore(office.database).decide(decided)
    return decided


async def next_key(office: Office, user: int, skipped: str = "") -> str:
    due = await office.services.practice.next_for(user, skipped)
    assert due.entry is not None
    return due.entry.key


async def answers(office: Office, user: int, *, right: bool = True) -> str:
    """Answer what is asked now; return its key."""
    due = await office.services.practice.next_for(user)
    assert due.entry is not None
    choice = due.entry.item.right
    await office.services.practice.answer(user, due.entry, choice if right else choice + 1)
    return due.entry.key


async def test_so_many_are_new_in_24_hours_and_no_more(office: Office) -> None:
    decided = await items(office, NEW_A_DAY + 2)
    began = office.clock.now()
    seen = []
    for _ in range(NEW_A_DAY):
        seen.append(await answers(office, CHEN))
        await office.clock.advance(1)
    assert len(set(seen)) == NEW_A_DAY
    nothing = await office.services.practice.next_for(CHEN)
    assert nothing.entry is None
    assert nothing.next_at is not None
    assert began < nothing.next_at <= began + timedelta(minutes=11), "the first is due again"
    await office.clock.advance(700)
    assert {await answers(office, CHEN) for _ in seen} == set(seen), "what is due comes without end"
    office.clock.move_to(began + timedelta(hours=24))
    left = {one.key for one in decided} - set(seen)
    while (due := await office.services.practice.next_for(CHEN)).left:
        assert due.entry is not None
        assert due.entry.key in seen, "what is due comes first"
        await office.services.practice.answer(CHEN, due.entry, due.entry.item.right)
    assert due.entry is None, "the first of them began 24 hours ago, and not more"
    office.clock.move_to(began + timedelta(hours=24, seconds=1))
    due = await office.services.practice.next_for(CHEN)
    assert due.entry is not None
    assert due.entry.key in left


async def test_each_person_has_an_order_and_skipping_goes_round_in_it(office: Office) -> None:
    await items(office, 6)
    orders = {}
    for user in (CHEN, LI):
        orders[user] = [await next_key(office, user)]
        while (key := await next_key(office, user, skipped=orders[user][-1])) not in orders[user]:
            orders[user].append(key)
        assert key == orders[user][0], "behind the last comes the first"
        assert len(orders[user]) == 6
    assert orders[CHEN] != orders[LI]
    assert await next_key(office, CHEN, skipped="gone") == orders[CHEN][0]


async def test_the_only_one_that_is_skipped_comes_again_and_says_so(office: Office) -> None:
    assert await office.services.practice.next_for(CHEN) == Due(None)
    (only,) = await items(office, 1)
    first = await office.services.practice.next_for(CHEN)
    assert (first.left, first.alone) == (0, False)
    again = await office.services.practice.next_for(CHEN, only.key)
    assert again == replace(first, alone=True)
    await answers(office, CHEN, right=False)
    later = await office.services.practice.next_for(CHEN)
    assert later.next_at == office.clock.now() + timedelta(minutes=1)
    office.clock.move_to(later.next_at)
    due = await office.services.practice.next_for(CHEN)
    assert (due.entry, due.left) == (first.entry, 1), "due at that very moment"


async def test_what_was_not_practised_for_a_year_is_forgotten(office: Office) -> None:
    await items(office, 1)
    await answers(office, CHEN)
    began = office.clock.now()
    office.clock.move_to(began + KEPT)
    assert await office.services.practice.prune() == 0
    office.clock.move_to(began + KEPT + timedelta(seconds=1))
    assert await office.services.practice.prune() == 1
    assert (await office.services.practice.next_for(CHEN)).left == 0


async def test_a_sum_of_fewer_than_ten_or_of_other_choices_is_not_counted(office: Office) -> None:
    (one,) = await items(office, 1)
    rest = [0] * (len(one.item.choices) - 1)
    for votes in ([FEWEST - 1, *rest], [FEWEST, *rest[1:]], [FEWEST, *rest, 0]):
        assert not await office.services.quiz_results.note("p", one.item.question, one.item.choices, votes)
    assert await office.services.quiz_results.of_items() == []
    votes = [FEWEST, *rest]
    assert await office.services.quiz_results.note("p", one.item.question, one.item.choices, votes)


async def test_sums_are_of_the_week_that_asked_and_added_up_the_hardest_first(office: Office) -> None:
    easy, hard = await items(office, 2)
    store, results = QuizItemStore(office.database), office.services.quiz_results
    monday = monday_of(office.services.subscriptions.today())
    week = timedelta(days=7)
    for ago, one in ((2, easy), (1, hard), (0, hard), (-1, easy)):
        await store.fix(monday - ago * week, one.key)

    def votes(one: DecidedItem, right: int, wrong: int) -> list[int]:
        given = [0] * len(one.item.choices)
        given[one.item.right], given[one.item.right - 1] = right, wrong
        return given

    async def note(poll: str, one: DecidedItem, right: int, wrong: int) -> bool:
        return await results.note(poll, one.item.question, one.item.choices, votes(one, right, wrong))

    assert await note("first", easy, 9, 1)
    assert await note("second", easy, 10, 10)
    assert await note("third", hard, 2, 8)
    assert await note("third", hard, 3, 9), "what a poll says later takes the place of what it said"
    assert not await results.note("fourth", "别的题", easy.item.choices, votes(easy, 10, 0))
    assert not await results.note("fourth", easy.item.question, easy.item.choices[::-1], votes(easy, 10, 0))

    def result(one: DecidedItem, day: date, groups: int, given: int, right: int) -> ItemResult:
        return ItemResult(one.key, one, day, groups, given, right)

    of_easy = result(easy, monday - 2 * week, 2, 30, 19)
    of_hard = result(hard, monday, 1, 12, 3)
    assert await results.of_items() == [of_hard, of_easy]
    assert [one.share for one in (of_hard, of_easy)] == [0.25, 19 / 30]
    assert await results.of_weeks(monday - week, monday) == [of_hard]
    assert await results.of_weeks(monday - 2 * week, monday - 2 * week) == [of_easy]
    assert await results.of_weeks(monday + week, monday + week) == []
