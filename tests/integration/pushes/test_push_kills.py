"""Never lost, never doubled: a process killed (SIGKILL) at every await of the push path, and started again.

A first life in peace tells which awaits the path has (tests/kill_points.py); then each gets a process that
dies there, suspended in it where it ever is, and another that goes on. Telegram counts. `bench/push_kills.py`
kills at moments that chance chooses.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from signal import SIGKILL

import pytest
from kill_points import Point, function_of
from killing import TRIES, easier, kill_at_each, missed, one_each, staged
from killing import urls as urls  # noqa: PLC0414 -- a fixture
from lives import Life, Nursery
from push_scene import DAY, Rows, Scene, Worlds, furnish, restore, snapshot, withdraw_quote
from pushing import at

from storage.database import Database
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery
from storage.states import DeliveryKind, DeliveryState

# The last one is for those whom Telegram puts off when it has refused the token three times, one tick each.
FIRST_LIFE = [at(8, 30), at(8, 31, second=20), at(8, 33), at(8, 34, second=30), at(8, 35, second=20)]
SECOND_LIFE = [at(8, 36), at(8, 37, second=20), at(8, 39), at(8, 40, second=30), at(8, 41, second=20)]

# Where a process must really have been killed, whatever chance makes of the rest.
LANDMARKS = {
    *(
        f"services/pushes/sending.py PushService.{one}"
        for one in ("_next", "_deliver", "_send", "_record", "_finish", "_postpone")
    ),
    *(f"handlers/sending/sender.py TelegramSender.{one}" for one in ("send", "_say", "_ask")),
    *(f"storage/pushes/deliveries.py DeliveryStore.{one}" for one in ("claim", "begin", "finish", "postpone")),
}
# Every function of these is on the path, but for those named below.
PATH = (
    "services/pushes/planning.py",
    "services/pushes/sending.py",
    "services/pushes/contents.py",
    "storage/pushes/planning.py",
    "handlers/sending/sender.py",
    "handlers/sending/limiter.py",
)
NOT_ON_THE_PATH = {
    "services/pushes/sending.py PushService.prune": "housekeeping: it deletes what ended a year ago",
    "services/pushes/planning.py PushPlanner.hours": "reads, for the notice before the hour",
    "storage/pushes/planning.py PlanStore.hours": "the same",
    "services/pushes/sending.py PushService.unknown": "reads, for the command that shows it",
    "handlers/sending/sender.py TelegramSender.edit": "changes the operator's own report, never a push",
    "services/pushes/sending.py PushService.edit": "the same",
    "services/pushes/sending.py PushService.due": "reads, for the measures of its health",
    "services/pushes/sending.py PushService.counts": "the same",
    "services/pushes/planning.py PushPlanner.give_up": "after a backup was put back; plans what is not sent",
    "handlers/sending/sender.py TelegramSender._remove": "takes a notice back, which may be repeated",
    "services/pushes/planning.py PushPlanner._give_up": "the same",
    "services/pushes/contents.py TopicLostContents.of": "a line to a group's subscriber, not the quote",
    "services/pushes/contents.py TopicLostContents.plan_instead": "the same",
}
# In functions on the path: what these scenes do not come by, and why that is no matter.
ANOTHER_ENGINE = "the half for the other engine"
TWO_OF_EACH = "the supergroup had rows of its own before: all in one transaction"
NOT_REACHED = {
    "services/pushes/sending.py PushService._run with:enter": (
        "the lone row after trouble; a late success ends that"
    ),
    "services/pushes/sending.py PushService._run with:leave": "the same; it is _work again",
    "handlers/sending/limiter.py LaneLimiter.process_request await": (
        "requests that are no message, such as getMe"
    ),
    "services/pushes/sending.py PushService._record_not_sent await": (
        "out of reach: postponed, as 429 and 401 are"
    ),
    "services/pushes/sending.py PushService._give_up await": (
        "only the line about a lost topic has a substitute"
    ),
    "services/people/access.py AccessService.role_of await": "reads; nobody here is known from a group alone",
    "storage/upkeep/chat_migration.py _move_subscription await": TWO_OF_EACH,
    "storage/upkeep/chat_migration.py _move_deliveries await": TWO_OF_EACH,
    "storage/database.py Database.transaction with:enter": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with:leave": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with1:enter": ANOTHER_ENGINE,
    "storage/database.py Database.transaction with1:leave": ANOTHER_ENGINE,
    "storage/database.py Database.transaction await": "those that may be lost with the power, on PostgreSQL",
    "storage/database.py Database.exclusive await": ANOTHER_ENGINE,
    "storage/database.py Database.close await": ANOTHER_ENGINE,
    "storage/engine/gathering.py Gathering._write_shared await": "one by one where the database refuses some",
    "handlers/sending/quick_bot.py QuickBot.send_message await": (
        "the quick way is for answers, and reached by theirs; a push says more and goes PTB's way"
    ),
    "handlers/sending/sender.py TelegramSender._say await": (
        "another uploaded the picture while this one waited: chance decides"
    ),
    "services/ownership.py Ownership.renew await": "taken for dead by others; here is no other",
    "storage/engine/held_lock.py HeldLock.held await": "the lock's connection breaks, on PostgreSQL",
    "storage/engine/held_lock.py HeldLock._take await": "the same; the first is opened before the first tick",
    "services/asking/remembered/shown.py ShownService.note await": "the quote pushed here is in the speeches",
    "services/asking/remembered/prompts.py PromptService.push await": "a card that is edited: a report",
    "services/quiz/weeks.py QuizWeekService.quiz await": "an item that was withdrawn since it was planned",
    "services/quiz/items.py QuizItemService.entries await": "the drafts, which editors look at",
    "services/duties/watch.py DutyWatch._of_turn await": (
        "a reminder held up past nine in the evening: told the next day, and found so again after a kill"
    ),
    "storage/quiz/items.py QuizItemStore.fix await": "a week whose item was withdrawn; in one transaction",
    "storage/pushes/held_days.py HeldDayStore.enforce with:enter": "a day that is held: nothing is sent",
    "storage/pushes/held_days.py HeldDayStore.enforce with:leave": "the same",
    "storage/pushes/held_days.py HeldDayStore.enforce await": "the same, in one transaction",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is in the database at first, and whether Telegram will not know the token for a moment."""

    rows: Rows
    token_refused: bool = False


class Stage:
    """Lives on one database, one after another."""

    def __init__(self, database: Database, url: str, address: str, worlds: Worlds, nursery: Nursery) -> None:
        self.database = database
        self._url = url
        self._address = address
        self._worlds = worlds
        self._nursery = nursery

    async def survey(self, setting: Setting, number: int) -> list[Point]:
        """Let one life pass in peace; return the points it went through."""
        scene = await self._begin(setting, number)
        end = await self._nursery.live(self._life(scene, FIRST_LIFE))
        assert (end.signal, end.status) == (0, 0)
        await self._check(scene, set())
        return end.reached

    async def kill(self, setting: Setting, number: int, point: Point) -> str | None:
        """Kill a process at `point` and start another; return what is wrong after that, or "".

        None: the point was not reached.
        """
        for attempt in range(TRIES):
            scene = await self._begin(setting, TRIES * number + attempt)
            here = point if attempt < TRIES - 1 else easier(point)
            first = await self._nursery.live(self._life(scene, FIRST_LIFE, here))
            if first.signal == SIGKILL:
                break
        else:
            return None
        in_flight = {
            (row.kind, row.chat_id) for row in await self._rows() if row.state is DeliveryState.SENDING
        }
        second = await self._nursery.live(self._life(scene, SECOND_LIFE))
        try:
            assert (second.signal, second.status) == (0, 0)
            await self._check(scene, in_flight)
        except AssertionError as error:
            return f"{point}: {error}"
        finally:
            self._worlds.remove(scene.world)
        return ""

    async def _begin(self, setting: Setting, number: int) -> Scene:
        await restore(self.database, setting.rows)
        scene = Scene.build(number)
        if setting.token_refused:
            scene.refuse_token(3)
        self._worlds.add(scene.world)
        return scene

    def _life(self, scene: Scene, moments: list[datetime], point: Point | None = None) -> Life:
        times = [moment.isoformat() for moment in moments]
        return Life(self._url, self._address, scene.world.token, times, point, scene.people)

    async def _rows(self) -> list[Delivery]:
        listed = await DeliveryStore(self.database).listed(limit=1000)
        return [row for row in listed if row.kind.is_by_hour or row.kind is DeliveryKind.DUTY]

    async def _check(self, scene: Scene, in_flight: set[tuple[DeliveryKind, int]]) -> None:
        await self._check_kind(DeliveryKind.QUOTE, scene.expected, scene.received(), scene, in_flight)
        asked = scene.received(polls=True)
        await self._check_kind(DeliveryKind.QUIZ, scene.asked, asked, scene, in_flight)
        await self._check_kind(DeliveryKind.DUTY, scene.dutiful, scene.told(), scene, in_flight)

    async def _check_kind(
        self,
        kind: DeliveryKind,
        ends: dict[int, DeliveryState],
        received: Counter[int],
        scene: Scene,
        in_flight: set[tuple[DeliveryKind, int]],
    ) -> None:
        late = scene.named["late"]
        for chat_id, expected in ends.items():
            ids = {chat_id, scene.moved.get(chat_id, chat_id)}
            found = [
                row
                for row in await self._rows()
                if row.kind is kind and row.chat_id in ids and (row.local_date == DAY or chat_id == late)
            ]
            name = f"{kind} to " + next(name for name, number in scene.named.items() if number == chat_id)
            assert len(found) == 1, f"{name} has {len(found)} rows"
            [row] = found
            states = {DeliveryState.UNKNOWN} if any((kind, one) in in_flight for one in ids) else {expected}
            assert row.state in states, f"{name} is {row.state} ({row.reason}), not {states}"
            if row.state is DeliveryState.SENT:
                assert received[chat_id] == 1, f"{name} was sent {received[chat_id]}"
            assert received[chat_id] <= (row.state in {DeliveryState.SENT, DeliveryState.UNKNOWN}), (
                f"{name} is {row.state} and has {received[chat_id]}"
            )


@pytest.mark.kills
@pytest.mark.timeout(10800)
async def test_killed_at_any_await_of_the_path_everybody_gets_the_quote_once_or_it_is_unknown(
    urls: list[str],
) -> None:
    async with staged(urls, Stage) as stages:
        first = stages[0]
        for stage in stages:  # each: what is restored later does not move PostgreSQL's sequences
            await furnish(stage.database, Scene.build(1))
        plain = Setting(await snapshot(first.database))
        await withdraw_quote(first.database)
        odd = Setting(await snapshot(first.database), token_refused=True)
        surveyed = [(setting, await first.survey(setting, n)) for n, setting in enumerate((plain, odd), 1)]
        points = one_each(surveyed)
        sites = {point[0] for _, point in points}
        assert missed(sites, PATH, NOT_ON_THE_PATH, NOT_REACHED) == set()
        killed = await kill_at_each(
            stages, points, lambda stage, number, one: stage.kill(one[0], number, one[1])
        )
        assert {function_of(point[0]) for _, point in killed} >= LANDMARKS
