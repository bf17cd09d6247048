"""What is sent for a row when its time has come: each reason why nothing is, and the message whole, by kind."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from clock import FakeClock
from ledger_rows import MONDAY, SENTENCE, ZONE

from core.days import Days
from core.models import ChecklistLine, DailyQuote, Look, Picture, Place, Quote, TopicLost
from core.settings import ReminderSettings
from services.pushes.contents import Push, QuizContents, QuoteContents, TopicLostContents, Unwanted
from services.pushes.planning import PushPlanner
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.subscriptions import Subscription
from storage.states import DeliveryKind, DeliveryState

DUE = datetime(2026, 3, 2, 8, 30, tzinfo=ZONE)
HOURS = timedelta(hours=4)  # of the catch-up
ALICE, GROUP, TOPIC = 1001, -5001, 7
WISH = Subscription(
    ALICE, True, "08:30", TOPIC, Days.EVERY, False, None, DUE, DUE, before_holidays=True, quiz_day=1
)
QUOTE = Quote(SENTENCE, "2022", "讲话", "2022年3月", "一、作风", "2022-1-02")
OTHER = replace(QUOTE, text="另一条")
LISTED = (ChecklistLine("礼品", "不收礼品"),)


def row(kind: DeliveryKind = DeliveryKind.QUOTE, chat: int = ALICE, content: str = SENTENCE) -> Delivery:
    notice = f"{GROUP}:{TOPIC}" if kind is DeliveryKind.TOPIC_LOST else ""
    planned = DeliveryState.PLANNED
    return Delivery(1, MONDAY, chat, kind, notice, None, content, DUE, planned, 0, None, "", None, None, None)


class Desk:
    """Stands for all that is asked: the chat's wish, the quotes, the item of the week, the cards."""

    def __init__(self, wish: Subscription | None) -> None:
        self.wish = wish
        self.known: dict[str, Quote] = {SENTENCE: QUOTE}
        self.drawn: Quote | None = OTHER
        self.asked: Any = "the week's item"
        self.lists: tuple[ChecklistLine, ...] = ()
        self.planned: list[NewDelivery] = []

    async def of(self, chat_id: int) -> Subscription | None:
        assert chat_id in {ALICE, GROUP}
        return self.wish

    def holiday_reminder(self, wish: Subscription, day: date) -> str | None:
        return "清明节" if wish.before_holidays and day == MONDAY else None

    def by_key(self, key: str) -> Quote | None:
        return self.known.get(key)

    async def quote_of(self, day: date) -> Quote | None:
        assert day == MONDAY
        return self.drawn

    async def day_before(self, day: date) -> date:
        return day - timedelta(days=3)

    async def of_day(self, day: date, holiday: str | None) -> tuple[ChecklistLine, ...]:
        assert (day, holiday) in {(MONDAY, "清明节"), (MONDAY, None)}
        return self.lists if holiday else ()

    async def of_quote(self, quote: Quote, day: date) -> Any:  # noqa: ANN401 - a picture
        return (quote.text, day)

    async def quiz(self, key: str, day: date) -> Any:  # noqa: ANN401 - what is asked
        return self.asked if (key, day) == (SENTENCE, MONDAY) else None

    async def plan(self, rows: list[NewDelivery]) -> None:
        self.planned += rows


def sources(desk: Desk, now: datetime = DUE, *, shared: bool = False, drawn: bool = True) -> dict[Any, Any]:
    clock, every, nothing = FakeClock(now), desk, None
    anything: Any = every
    stores: Any = nothing
    planner = PushPlanner(stores, stores, stores, {}, clock, ReminderSettings(catch_up=HOURS), stores)
    quotes = QuoteContents(
        anything,
        anything,
        planner,
        clock,
        shared=shared,
        cards=anything if drawn else None,
        checklists=anything,
    )
    return {
        DeliveryKind.QUOTE: quotes,
        DeliveryKind.QUIZ: QuizContents(anything, anything, planner, clock),
        DeliveryKind.TOPIC_LOST: TopicLostContents(anything, anything, clock),
    }


ENDED = replace(WISH, active=False)
TOMORROW = MONDAY + timedelta(days=1)
BOTH = (DeliveryKind.QUOTE, DeliveryKind.QUIZ)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(
    ("wish", "late", "why"),
    [
        (None, timedelta(0), "unsubscribed"),
        (replace(WISH, resumes_on=TOMORROW), timedelta(0), "paused"),
        (replace(WISH, skips=frozenset({MONDAY})), timedelta(0), "paused"),
        (replace(WISH, resumes_on=MONDAY, skips=frozenset({TOMORROW})), timedelta(0), ""),
        (WISH, HOURS - timedelta(seconds=1), ""),
        (WISH, HOURS, "overdue"),
    ],
)
async def test_a_row_is_sent_while_it_is_wanted_and_not_too_late(
    kind: DeliveryKind, wish: Subscription | None, late: timedelta, why: str
) -> None:
    pushed = await sources(Desk(wish), DUE + late)[kind].of(row(kind))
    assert pushed == Unwanted(why) if why else isinstance(pushed, Push)


@pytest.mark.parametrize(
    ("kind", "wish", "wanted"),
    [
        (DeliveryKind.QUOTE, ENDED, False),
        (DeliveryKind.QUIZ, ENDED, True),
        (DeliveryKind.QUOTE, replace(WISH, quiz_day=None), True),
        (DeliveryKind.QUIZ, replace(WISH, quiz_day=None), False),
    ],
)
async def test_the_quote_and_the_weekly_item_are_wanted_apart(
    kind: DeliveryKind, wish: Subscription, *, wanted: bool
) -> None:
    pushed = await sources(Desk(wish))[kind].of(row(kind))
    assert isinstance(pushed, Push) if wanted else pushed == Unwanted("unsubscribed")


@pytest.mark.parametrize("muted", [True, False])
async def test_what_is_asked_goes_to_the_chats_topic_with_or_without_a_sound(*, muted: bool) -> None:
    desk = Desk(replace(WISH, muted=muted))
    quiz = sources(desk)[DeliveryKind.QUIZ]
    assert await quiz.of(row(DeliveryKind.QUIZ)) == Push(Place(ALICE, TOPIC), desk.asked, muted)
    desk.asked = None
    assert await quiz.of(row(DeliveryKind.QUIZ)) == Unwanted("no quiz", DeliveryState.FAILED)


@pytest.mark.parametrize("muted", [True, False])
async def test_the_quote_is_the_planned_one_else_the_days_with_all_that_belongs_to_it(*, muted: bool) -> None:
    desk = Desk(replace(WISH, muted=muted))
    before = MONDAY - timedelta(days=3)
    plain = DailyQuote(QUOTE, MONDAY, "清明节", before, shared=True)
    source = sources(desk, shared=True)[DeliveryKind.QUOTE]
    assert await source.of(row()) == Push(Place(ALICE, TOPIC), plain, muted)
    assert await source.of(row(content="gone")) == Push(Place(ALICE, TOPIC), replace(plain, quote=OTHER), muted)
    desk.drawn = None
    assert await source.of(row(content="gone")) == Unwanted("no quote", DeliveryState.FAILED)


CARD: Any = (SENTENCE, MONDAY)


@pytest.mark.parametrize(
    ("look", "drawn", "lists", "card", "in_words"),
    [
        (Look.TEXT, True, (), None, True),
        (Look.CARD, True, (), CARD, False),
        (Look.BOTH, True, (), CARD, True),
        (Look.CARD, False, (), None, True),
        (Look.BOTH, False, (), None, True),
        (Look.CARD, True, LISTED, None, True),
        (Look.BOTH, True, LISTED, None, True),
    ],
)
async def test_a_card_is_drawn_where_one_is_wanted_and_there_is_room(
    look: Look, lists: tuple[ChecklistLine, ...], card: Picture | None, *, drawn: bool, in_words: bool
) -> None:
    desk = Desk(replace(WISH, look=look))
    desk.lists = lists
    pushed = await sources(desk, drawn=drawn)[DeliveryKind.QUOTE].of(row())
    said = pushed.content
    assert (said.card, said.in_words, said.checklist) == (card, in_words, lists)


GENERAL = replace(WISH, chat_id=GROUP, thread_id=None)


@pytest.mark.parametrize(
    ("wish", "chat", "told"),
    [
        (None, ALICE, Unwanted("unsubscribed")),
        (replace(GENERAL, active=False), ALICE, Unwanted("unsubscribed")),
        (replace(GENERAL, thread_id=8), ALICE, Unwanted("moved")),
        (GENERAL, ALICE, Push(Place(ALICE), TopicLost("机关群"), silent=False)),
        (GENERAL, GROUP, Push(Place(GROUP), TopicLost(), silent=False)),
        (replace(GENERAL, muted=True), GROUP, Push(Place(GROUP), TopicLost(), silent=True)),
    ],
)
async def test_a_lost_topic_is_told_while_the_quote_goes_to_general(
    wish: Subscription | None, chat: int, told: Push | Unwanted
) -> None:
    source = sources(Desk(wish))[DeliveryKind.TOPIC_LOST]
    assert await source.of(row(DeliveryKind.TOPIC_LOST, chat, "机关群")) == told


async def test_the_group_is_told_of_its_topic_instead_of_who_cannot_be_told_and_nobody_instead_of_it() -> None:
    desk = Desk(GENERAL)
    lost, kind = sources(desk)[DeliveryKind.TOPIC_LOST], DeliveryKind.TOPIC_LOST
    await lost.plan_instead(row(kind, GROUP, "机关群"))
    assert desk.planned == []
    await lost.plan_instead(row(kind, ALICE, "机关群"))
    assert desk.planned == [NewDelivery(MONDAY, GROUP, "机关群", DUE, kind=kind, notice=f"{GROUP}:{TOPIC}")]
