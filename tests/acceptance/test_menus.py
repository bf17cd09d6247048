"""The menus, against servers that refuse a step or do not know it: each of the others is taken all the same."""

from collections.abc import Iterable

import pytest
from office import Colleague, Office, Opened
from telegram import BotDescription

from core.models import Role
from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID
from handlers.commands import Scope, menu
from handlers.menus import (
    CLOSED_DESCRIPTION,
    CLOSED_SHORT_DESCRIPTION,
    DESCRIPTION,
    SHORT_DESCRIPTION,
    publish_menus,
)

ALWAYS = 10_000
NEVER_KNOWN = {"code": 404, "description": "Not Found", "times": ALWAYS}  # as a server says of a method
DESCRIBING = ("getMyDescription", "setMyDescription", "getMyShortDescription", "setMyShortDescription")


def unknown(office: Office, *methods: str) -> None:
    for method in methods:
        office.world.faults.add(Fault(method=method, **NEVER_KNOWN))  # type: ignore[arg-type]  # as it takes them


def names(entries: Iterable[tuple[str, str]]) -> set[str]:
    return {name for name, _ in entries}


@pytest.mark.parametrize("method", DESCRIBING)
async def test_a_method_that_the_server_does_not_know_holds_up_no_menu(opened: Opened, method: str) -> None:
    office = await opened(mode="open", operators={FIRST_PERSON_ID})
    wu, chen = office.colleague("吴"), office.colleague("陈")
    chat = await office.group("机关党委", wu, chen)
    await wu.says("/start")
    closed = await opened(world=office.world, operators={wu.person.id}, groups={chat.id})
    await Colleague(closed, chen.person).says("/help", chat)
    again = await opened(world=office.world, operators={wu.person.id})
    unknown(again, method)
    await publish_menus(again.app)
    menus = again.world.menus
    operators = {command.name for command in menu(Scope.PRIVATE, Role.OPERATOR)}
    assert names(again.world.menu(wu.person, wu.private)) == operators
    assert names(again.world.menu(chen.person, chen.private)) == {"start"}
    assert names(again.world.menu(chen.person, chat)) == {"start"}, "the group is not approved any more"
    said = (menus.descriptions.get(""), menus.short_descriptions.get(""))
    expected: list[str | None] = [CLOSED_DESCRIPTION, CLOSED_SHORT_DESCRIPTION]
    if method.startswith("set"):
        expected[DESCRIBING.index(method) // 2] = None
    assert list(said) == expected


async def test_a_server_without_menus_still_describes_the_bot_and_answers(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    unknown(office, "setMyCommands", "deleteMyCommands")
    await publish_menus(office.app)
    menus = office.world.menus
    assert (menus.descriptions[""], menus.short_descriptions[""]) == (DESCRIPTION, SHORT_DESCRIPTION)
    assert "menu default: not set: InvalidToken" in caplog.text
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()


async def test_one_menu_that_is_refused_leaves_the_others_set(office: Office) -> None:
    office.world.faults.add(
        Fault(method="setMyCommands", code=400, description="Bad Request: too much", times=2)
    )
    await publish_menus(office.app)
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for place, scope in ((chen.private, Scope.PRIVATE), (chat, Scope.GROUP_ADMINS)):
        assert names(office.world.menu(chen.person, place)) == {command.name for command in menu(scope)}


@pytest.mark.parametrize("answer", [None, BotDescription("")])
async def test_a_server_that_answers_nonsense_about_itself_is_told_what_to_say(
    office: Office, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    async def nonsense(_: object) -> object:
        if answer is None:
            raise TypeError("argument after ** must be a mapping, not bool")
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(type(office.app.bot), "get_my_description", nonsense)
        await publish_menus(office.app)
    assert office.world.menus.descriptions[""] == DESCRIPTION


async def test_pushes_come_back_with_access_where_the_server_knows_no_menus(opened: Opened) -> None:
    office = await opened(operator="吴")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    unknown(office, "setMyCommands", "deleteMyCommands")
    chat = await office.group("机关党委", wu, chen)
    await chen.says("/subscribe 9:00")
    place = chat.members.pop(chen.person.id)
    await office.comes(1, 9)
    assert chen.pushes() == []
    chat.members[chen.person.id] = place
    await office.passes(minutes=10)
    await chen.says("三重一大是什么")
    await office.comes(1, 9)
    assert len(chen.pushes()) == 1
