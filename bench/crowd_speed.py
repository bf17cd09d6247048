"""What counting one question costs among few people and among many.

`python -m bench.crowd_speed [--people 50000]`

The same call in the same run, against a hundred people as the baseline. Goal: a ratio of no more than 2.
"""

import argparse
import time

from core.clock import SystemClock
from core.settings import ThrottleSettings
from services.people.throttle import ThrottleService

FEW, CALLS = 100, 2000


def seconds_a_call(people: int) -> float:
    """Return how long one question takes to be counted when so many people have asked."""
    throttle = ThrottleService(ThrottleSettings(person_per_minute=0, person_per_hour=10**6), SystemClock())
    for person in range(people):
        throttle.take(person, None)
    began = time.perf_counter()
    for _ in range(CALLS):
        throttle.take(1, None)
    return (time.perf_counter() - began) / CALLS


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50_000)
    many = options.parse_args().people
    few, crowd = seconds_a_call(FEW), seconds_a_call(many)
    ratio = f"{crowd / few:.2f} times"
    print(f"{FEW} people {few * 1e6:.1f} us, {many} people {crowd * 1e6:.1f} us a question: {ratio}")


if __name__ == "__main__":
    main()
