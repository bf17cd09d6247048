"""What a role is worth, and what is noted when one is given or taken."""

from types import SimpleNamespace
from typing import Any

import pytest
from clock import FakeClock

from core.models import Role
from core.settings import AccessSettings
from services.audit import AuditService
from services.people.access import LOST, ROLES, AccessService

WU, CHEN, GROUP, OTHERS = 1, 2, -1, -2  # the lowest numbers of people and of groups


class People:
    """Stands for the table of people: Chen is a member."""

    def __init__(self) -> None:
        self.menus: dict[int, str] = {}

    async def of(self, user_id: int) -> object:
        return SimpleNamespace(role=Role.MEMBER) if user_id == CHEN else None

    async def note_menu(self, user_id: int, menu: str, at: object) -> None:
        assert at == FakeClock().now()
        self.menus[user_id] = menu


class Approvals:
    """Stands for the approved chats: one group is."""

    async def is_approved(self, chat_id: int) -> bool:
        assert chat_id < 0, "a person's chat is nobody's to approve"
        return chat_id == GROUP


def access(people: People, mode: Any = "list") -> AccessService:  # noqa: ANN401 - one of the settings' words
    anybody: Any = people
    approvals: Any = Approvals()
    nothing: Any = None
    clock = FakeClock()
    audit = AuditService(nothing, clock)
    return AccessService(AccessSettings(mode=mode), anybody, nothing, approvals, audit, clock)


@pytest.mark.parametrize("was", Role)
@pytest.mark.parametrize("role", Role)
def test_more_than_before_is_given_and_all_else_is_taken(was: Role, role: Role) -> None:
    entry = access(People()).grant_entry(WU, CHEN, "陈", was, role)
    assert (entry.action, entry.was, entry.now) == (
        "role.grant" if role > was else "role.revoke",
        ROLES[was],
        ROLES[role],
    )
    assert (entry.user_id, entry.subject) == (WU, f"陈（{CHEN}）")


@pytest.mark.parametrize(
    ("mode", "chat", "may"),
    [
        *(("list", chat, may) for chat, may in ((CHEN, True), (WU, False), (GROUP, True), (OTHERS, False))),
        *(("open", chat, True) for chat in (CHEN, WU, GROUP, OTHERS)),
    ],
)
async def test_a_chat_gets_pushes_where_its_person_has_a_role_or_it_is_approved(
    mode: str, chat: int, *, may: bool
) -> None:
    people = People()
    assert await access(people, mode).may_receive(chat) is may
    assert people.menus == ({chat: LOST} if chat > 0 and not may else {}), "a person will be told"
