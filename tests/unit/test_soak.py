"""What `make soak` says when a bound is broken: one sentence for each, and none where all stays as it was."""

import asyncio
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.soak.life import BUSY, STEPS, asked_by
from bench.soak.looking import Sample, complaints
from bench.soak.running import Open, kept_at_most
from services.asking import answers

FLAT = [
    Sample(
        updates=20_000 * tenth,
        days=3.0 * tenth,
        resident=140.0,
        objects=300_000,
        tasks=1,
        files=20,
        connections=6,
        size=8.0,
        rows={"updates": 12_000, "quote_days": 3 * tenth},
    )
    for tenth in range(1, 11)
]


def with_last(**changed: Any) -> list[Sample]:  # noqa: ANN401 - what a sample has
    return [*FLAT[:-1], replace(FLAT[-1], **changed)]


def test_nothing_is_said_of_an_office_in_which_everything_stays_as_it_was() -> None:
    assert complaints(FLAT) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"resident": 148.0}, "resident memory grows: 140 MB after the first tenth, 148 MB later (1.06"),
        (
            {"objects": 330_000},
            "the number of Python objects grows: 300000 after the first tenth, 33",
        ),
        ({"tasks": 2}, "tasks are left behind: 1 after the first tenth, 2 later"),
        ({"files": 23}, "files are left behind: 20 after the first tenth, 23 later"),
        ({"connections": 7}, "database connections are left behind: 6 after the first tenth, 7 later"),
        ({"size": 11.0}, "the database is not bounded: 8.0 MB after the second tenth, 11.0 MB later"),
        (
            {"rows": {"updates": 20_000, "quote_days": 30}},
            "the table updates is not bounded: 12000 rows after the second tenth, 20000 later",
        ),
    ],
)
def test_each_broken_bound_is_a_sentence(changed: dict[str, Any], said: str) -> None:
    (sentence,) = complaints(with_last(**changed))
    assert sentence.startswith(said)


def test_what_grows_in_the_middle_and_shrinks_again_is_said_too() -> None:
    samples = [*FLAT[:4], replace(FLAT[4], resident=200.0), *FLAT[5:]]
    (said,) = complaints(samples)
    assert "200 MB" in said


def test_memory_within_five_in_a_hundred_is_flat() -> None:
    assert complaints(with_last(resident=146.9, objects=314_000)) == []


def test_everything_is_asked_in_the_hours_of_the_office_and_all_of_it_by_the_end() -> None:
    asked = [asked_by(step, 2, 1000) for step in range(2 * STEPS)]
    assert asked == sorted(asked)
    assert asked[BUSY.start - 1] == 0
    assert asked[STEPS - 1] == 500
    assert asked[-1] == 1000


def test_what_is_kept_for_a_while_is_kept_for_less_during_a_soak_and_as_before_after_it() -> None:
    before, short = answers.KEPT, timedelta(days=3)
    with kept_at_most(short):
        kept = {
            name: value
            for module_name, module in sys.modules.items()
            if module_name.startswith("services.")
            for name, value in vars(module).items()
            if name.endswith("KEPT") and isinstance(value, timedelta)
        }
        assert kept
        assert all(value <= short for value in kept.values())
    assert before == answers.KEPT > short


async def test_what_is_left_open_at_the_end_is_named(tmp_path: Path) -> None:
    before, done = Open.now(), threading.Event()
    assert before.left() == []
    task = asyncio.create_task(asyncio.Event().wait(), name="forgotten task")
    thread = threading.Thread(target=done.wait, name="forgotten thread")
    thread.start()
    with (tmp_path / "forgotten").open("w"):
        left = before.left()
    done.set()
    thread.join()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert [sentence.partition(":")[0] for sentence in left] == [
        "tasks are left behind at the end",
        "files are left open at the end",
        "threads are left behind at the end",
    ]
    assert "forgotten task" in left[0]
    assert "forgotten thread" in left[2]
