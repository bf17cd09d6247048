"""A person who asks too much waits until their window is over, is told so, and costs nobody else anything."""

from clock import FakeClock
from operations import opcodes

from core.settings import ThrottleSettings
from services.people.throttle import HOUR, Limit, Meter, ThrottleService

CHEN, LI, ZHANG, GROUP = 1, 2, 3, -5


def service(clock: FakeClock, **limits: int) -> ThrottleService:
    none = dict.fromkeys(ThrottleSettings.model_fields, 0)
    return ThrottleService(ThrottleSettings(**none | limits), clock)


def test_the_minute_is_over_a_minute_after_it_began() -> None:
    clock = FakeClock()
    throttle = service(clock, person_per_minute=2)
    assert throttle.take(CHEN, None) is None
    clock.jump(10)
    assert throttle.take(CHEN, None) is None
    refusal = throttle.take(CHEN, None)
    assert refusal is not None
    assert (refusal.seconds, refusal.group) == (50.0, False)
    clock.jump(50)
    assert throttle.take(CHEN, None) is None


def test_a_long_wait_is_said_again_each_minute() -> None:
    clock = FakeClock()
    throttle = service(clock, person_per_hour=1)
    throttle.take(CHEN, None)
    said = []
    for _ in range(4):
        refusals = [throttle.take(CHEN, None) for _ in range(2)]
        said.append([refusal.say for refusal in refusals if refusal])
        clock.jump(60)
    assert said == [[True, False]] * 4


def test_pressing_and_asking_are_counted_apart() -> None:
    throttle = service(FakeClock(), person_per_minute=1, presses_per_minute=2, group_presses_per_minute=4)
    presses = [throttle.take(CHEN, GROUP, leafing=True) for _ in range(3)]
    assert [refusal is None for refusal in presses] == [True, True, False]
    assert throttle.take(CHEN, GROUP) is None
    assert throttle.take(CHEN, GROUP) is not None
    assert throttle.take(LI, GROUP, leafing=True) is None
    refusal = throttle.take(LI, GROUP, leafing=True)
    assert refusal is not None
    assert refusal.group, "the last quarter is for somebody who has not pressed yet"
    assert throttle.take(ZHANG, GROUP, leafing=True) is None


def test_each_short_wait_is_said_once() -> None:
    clock = FakeClock()
    throttle = service(clock, person_per_minute=1)
    said = []
    for _ in range(2):
        throttle.take(CHEN, None)
        refusals = [throttle.take(CHEN, None) for _ in range(3)]
        said.append([refusal.say for refusal in refusals if refusal])
        clock.jump(60)
    assert said == [[True, False, False]] * 2


def test_the_hour_has_its_own_limit() -> None:
    clock = FakeClock()
    throttle = service(clock, person_per_minute=5, person_per_hour=6)
    for _ in range(6):
        assert throttle.take(CHEN, None) is None
        clock.jump(30)
    refusal = throttle.take(CHEN, None)
    assert refusal is not None
    assert refusal.seconds == 3600 - 180


def test_what_a_flooder_is_refused_does_not_use_up_the_group() -> None:
    throttle = service(FakeClock(), person_per_minute=2, group_per_minute=3)
    for _ in range(10):
        throttle.take(CHEN, GROUP)
    assert throttle.take(LI, GROUP) is None
    refusal = throttle.take(LI, GROUP)
    assert refusal is not None
    assert refusal.group
    assert throttle.take(LI, None) is None


def test_nothing_is_without_limit_by_zero() -> None:
    throttle = service(FakeClock())
    assert [throttle.take(CHEN, GROUP) for _ in range(1000)] == [None] * 1000


def test_a_part_of_a_groups_limit_is_kept_for_those_who_have_not_asked() -> None:
    clock = FakeClock()
    throttle = service(clock, group_per_minute=8)
    assert [throttle.take(CHEN, GROUP) for _ in range(6)] == [None] * 6
    refusal = throttle.take(CHEN, GROUP)
    assert refusal is not None
    assert (refusal.group, refusal.say) == (True, True)
    assert throttle.take(LI, GROUP) is None
    again = [throttle.take(person, GROUP) for person in (LI, CHEN)]
    assert [refusal and refusal.say for refusal in again] == [False, False], "said once for the whole wait"
    assert throttle.take(ZHANG, GROUP) is None
    assert throttle.take(ZHANG + 1, GROUP) is not None, "the limit is the operator's, and it holds"
    clock.jump(60)
    assert throttle.take(CHEN, GROUP) is None


def test_a_question_costs_the_same_however_many_people_asked_before() -> None:
    def cost(crowd: int) -> int:
        clock = FakeClock()
        throttle = service(clock, person_per_minute=20, person_per_hour=200, group_per_minute=40)
        for person in range(1, crowd + 1):
            throttle.take(person, -person)
        clock.jump(30)
        return opcodes(lambda: throttle.take(CHEN, GROUP))

    cost(1)
    assert cost(30_000) == cost(100)


def test_who_is_not_named_is_one_and_the_same() -> None:
    meter = Meter((Limit(2, HOUR, kept=1),), FakeClock())
    meter.count(GROUP)
    assert meter.wait(GROUP) == HOUR, "the last one is for somebody else"
    assert meter.wait(GROUP, LI) == 0


def test_the_keys_of_long_ago_are_forgotten_as_new_ones_come() -> None:
    clock = FakeClock()
    meter = Meter((Limit(20, HOUR),), clock)
    for key in range(1000):
        meter.count(key)
    clock.jump(HOUR)
    opcodes(lambda: meter.count(1000))
    costs = set()
    for key in range(1001, 2000):
        costs.add(opcodes(lambda key=key: meter.count(key)))  # type: ignore[misc]  # bound now
    assert len(meter) == 1000
    assert len(costs) <= 2, "none of them pays for all that was forgotten"


def test_what_comes_late_counts_where_it_was_asked() -> None:
    clock = FakeClock()
    throttle = service(clock, person_per_minute=2)
    clock.jump(600)
    asked = [throttle.take(CHEN, None, ago) for ago in range(300, 0, -30)]  # two a minute, all arriving now
    assert asked == [None] * 10
    late = [throttle.take(LI, None, 300.0 - second) for second in range(5)]  # five at once, then
    assert late[:2] == [None, None]
    assert [(one.seconds, one.say) for one in late[2:] if one] == [(0.0, True), (0.0, False), (0.0, False)]
    assert throttle.take(LI, None) is None
