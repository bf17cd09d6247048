"""Asked is answered: a process killed (SIGKILL) at every await of the answer path, and started again.

As tests/integration/pushes/test_push_kills.py kills the pushes. An answer that was under way when the process
died may come a second time; `bench/answer_kills.py` kills the whole program at moments that chance chooses.
"""

from signal import SIGKILL

import pytest
from answer_scene import Asked
from kill_points import DURING, Point, function_of
from killing import TRIES, easier, kill_at_each, one_each, staged
from killing import urls as urls  # noqa: PLC0414 -- a fixture
from lives import Life, Nursery
from push_scene import Rows, Worlds, restore, snapshot
from pushing import at

from storage.database import Database
from storage.updates.received import UpdateStore

# What the two surveys must have come by; else this would be about another path.
LANDMARKS = {
    "handlers/updates/polling.py Poller.poll_once",
    "handlers/updates/dispatch.py Dispatcher.receive",
    "handlers/updates/dispatch.py Dispatcher._refill_one",
    "handlers/updates/attempts.py Attempts.make",
    "handlers/updates/attempts.py Attempts.again",
    "handlers/updates/marks.py Marks.write_out",
    "handlers/asking/meaning.py talk",
    "handlers/sending/speaking.py patiently",
    "handlers/sending/limiter.py LaneLimiter.process_request",
    "services/intake.py IntakeService.receive",
    "services/intake.py IntakeService.begin_again",
    "services/intake.py IntakeService.spoke",
    "services/intake.py IntakeService.handled",
    "services/asking/answers.py AnswerService.ask",
    "services/asking/unanswered/inbox.py InboxService.note",
    "storage/updates/received.py UpdateStore._store",
    "storage/updates/received.py UpdateStore.waiting_in",
    "storage/updates/received.py UpdateStore.count_attempt",
    "storage/updates/received.py UpdateStore._mark",
}
# Where a first life is cut off, so that a second has something left over: an answer is under way.
CUT_OFF = "handlers/sending/speaking.py _seen"


class Stage:
    """Lives on one database, one after another."""

    def __init__(self, database: Database, url: str, address: str, worlds: Worlds, nursery: Nursery) -> None:
        self._database = database
        self._url = url
        self._address = address
        self._worlds = worlds
        self._nursery = nursery

    async def survey(self, rows: Rows, number: int, *cuts: Point) -> list[Point]:
        """Cut lives off at `cuts` and let one pass in peace; return the points that this one went through."""
        scene = await self._begin(rows, number)
        for cut in cuts:
            assert (await self._nursery.live(self._life(scene, cut))).signal == SIGKILL
        end = await self._nursery.live(self._life(scene))
        assert (end.signal, end.status) == (0, 0)
        assert scene.faults() == []
        assert cuts or scene.number() == scene.questions
        return end.reached

    async def kill(self, rows: Rows, number: int, points: tuple[Point, ...]) -> str | None:
        """Kill a process at each of `points` and start another; return what is wrong after that, or "".

        None: the last of them was not reached.
        """
        updates = UpdateStore(self._database)
        for attempt in range(TRIES):
            scene = await self._begin(rows, TRIES * number + attempt)
            in_hand, killed = 0, False
            last = points[-1] if attempt < TRIES - 1 else easier(points[-1])
            for point in (*points[:-1], last):
                killed = (await self._nursery.live(self._life(scene, point))).signal == SIGKILL
                in_hand += await updates.count_unhandled(scene.world.bot.id)
            if killed:
                break
            self._worlds.remove(scene.world)
        else:
            return None
        end = await self._nursery.live(self._life(scene))
        try:
            assert (end.signal, end.status) == (0, 0)
            assert scene.faults() == []
            assert scene.number() <= scene.questions + in_hand, "answered again without having been in hand"
            assert await updates.count_unhandled(scene.world.bot.id) == 0
            assert await updates.aside.untold() == 0
        except AssertionError as error:
            return f"{points}: {error}"
        finally:
            self._worlds.remove(scene.world)
        return ""

    async def _begin(self, rows: Rows, number: int) -> Asked:
        await restore(self._database, rows)
        scene = Asked.build(number)
        self._worlds.add(scene.world)
        return scene

    def _life(self, scene: Asked, point: Point | None = None) -> Life:
        return Life(self._url, self._address, scene.world.token, [at(8, 30).isoformat()], point, answering=True)


@pytest.mark.kills
@pytest.mark.timeout(10800)
async def test_killed_at_any_await_of_the_path_every_question_is_answered(urls: list[str]) -> None:
    async with staged(urls, Stage) as stages:
        first = stages[0]
        rows = await snapshot(first._database)
        in_peace = await first.survey(rows, 1)
        cut = next(one for one in in_peace if function_of(one[0]) == CUT_OFF and one[1] == DURING)
        left_over = await first.survey(rows, 2, cut)
        points: list[tuple[Point, ...]] = [(point,) for _, point in one_each([(rows, in_peace)])]
        known = {chosen[0][0] for chosen in points}
        points += [(cut, point) for _, point in one_each([(rows, left_over)]) if point[0] not in known]
        killed = await kill_at_each(stages, points, lambda stage, number, one: stage.kill(rows, number, one))
        assert {function_of(chosen[-1][0]) for chosen in killed} >= LANDMARKS
