"""Groups that the bot lost: how often it looks, how far back, and when a group is well again."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from clock import FakeClock

from core.models import WarningKind
from services.pushes.watching.lost_groups import LOOK_EVERY, NEWS, LostGroups
from storage.states import ChatState

GROUP = -5001


class Watched:
    """Stands for the chats and the warnings: one group, and what is wrong."""

    def __init__(self, state: ChatState | None) -> None:
        self.state = state
        self.since: list[datetime] = []
        self.wrong: dict[str, WarningKind] = {"disk": WarningKind.DISK}
        self.said: list[str] = []

    async def lost(self, since: datetime) -> list[object]:
        self.since.append(since)
        return [SimpleNamespace(chat_id=GROUP, title="机关群")] if self.state is ChatState.LEFT else []

    async def of(self, chat_id: int) -> object:
        assert chat_id == GROUP
        return None if self.state is None else SimpleNamespace(state=self.state)

    async def begin(self, kind: WarningKind, detail: str, about: str) -> None:
        self.wrong[f"{kind.value}:{about}"] = kind
        self.said.append(detail)

    async def now(self) -> list[tuple[WarningKind, object]]:
        return [(kind, SimpleNamespace(name=name)) for name, kind in self.wrong.items()]

    async def end(self, kind: WarningKind, about: str) -> None:
        del self.wrong[f"{kind.value}:{about}"]


async def test_it_looks_once_a_minute_at_what_was_lost_in_three_days() -> None:
    clock, watched = FakeClock(), Watched(None)
    anything: Any = watched
    groups, began = LostGroups(anything, anything, clock), clock.now()
    for seconds in (0.0, LOOK_EVERY - 0.5, 0.5, LOOK_EVERY):
        clock.jump(seconds)
        await groups.look()
    late = [timedelta(seconds=seconds) for seconds in (0, LOOK_EVERY, 2 * LOOK_EVERY)]
    assert watched.since == [began + one - NEWS for one in late]
    assert timedelta(days=3) == NEWS


@pytest.mark.parametrize(
    ("becomes", "well"),
    [(state, state in {ChatState.ACTIVE, ChatState.MIGRATED}) for state in ChatState] + [(None, True)],
)
async def test_a_lost_group_is_well_again_when_it_is_back_moved_or_forgotten(
    becomes: ChatState | None, *, well: bool
) -> None:
    clock, watched = FakeClock(), Watched(ChatState.LEFT)
    anything: Any = watched
    groups = LostGroups(anything, anything, clock)
    await groups.look()
    assert watched.said == [f"机关群（{GROUP}）"]
    assert watched.wrong == {"disk": WarningKind.DISK, f"group:{GROUP}": WarningKind.GROUP}
    watched.state = becomes
    clock.jump(LOOK_EVERY)
    await groups.look()
    assert (f"group:{GROUP}" not in watched.wrong) is well
    assert "disk" in watched.wrong, "which is not about groups"
