"""A soak of a few seconds: whatever `make soak` does still works, and leaves nothing behind."""

from pathlib import Path

import pytest
from surroundings import SMALL_KNOWLEDGE

from bench.soak.looking import HEAD, line
from bench.soak.running import TENTHS, Plan, soak


async def test_a_short_soak_lives_its_days_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    lines = [HEAD]
    plan = Plan(60, 1, people=4, groups=1, knowledge=SMALL_KNOWLEDGE)
    ran = await soak(tmp_path, plan, lambda one: lines.append(line(one)))
    assert len(ran.samples) == TENTHS
    assert len({len(one) for one in lines}) == 1
    last = ran.samples[-1]
    assert last.updates >= plan.count
    assert last.rows["deliveries"] > 0
    assert last.rows["known_questions"] > 0
    assert len({one.tasks for one in ran.samples}) == 1
    assert ran.left == []
