"""Invitations let nobody in whom the office has seen off, and no attempt at one is lost to a fault."""

from datetime import timedelta

import pytest
from office import Colleague, Office, Opened

from core.errors import UserError
from core.models import Role
from emulator.world import FIRST_PERSON_ID
from storage.people.audit import AuditStore, write_down

QUESTION = "三重一大是什么"
OPERATORS = frozenset({FIRST_PERSON_ID})


async def with_operator(opened: Opened) -> tuple[Office, Colleague, Colleague]:
    """Open an office with an operator, 吴, and a stranger, 陈."""
    office = await opened(operators=OPERATORS)
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    return office, wu, chen


async def code_of(person: Colleague, words: str = "/invite 5 7") -> str:
    await person.says(words)
    return person.sees().partition("start=")[2].split()[0]


async def test_who_was_dismissed_does_not_come_back_by_the_same_link(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    code = await code_of(wu)
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")
    await wu.says(f"/dismiss {chen.person.id}")
    await chen.says(f"/start {code}")
    assert "请联系单位的运维人员" in chen.sees()
    assert await office.services.access.role_of(chen.person.id) is Role.STRANGER
    li = office.colleague("李")
    await li.says(f"/start {code}")
    assert li.sees().startswith("欢迎"), "the others' uses are left"
    await chen.says(f"/start {await code_of(wu)}")
    assert chen.sees().startswith("欢迎"), "a person who is invited anew comes in"


async def test_an_operator_taken_out_of_the_settings_does_not_come_back_by_their_own_link(
    opened: Opened,
) -> None:
    office, _, chen = await with_operator(opened)
    both = await opened(world=office.world, clock=office.clock, operators=OPERATORS | {chen.person.id})
    code = await code_of(Colleague(both, chen.person), "/invite 5 30 editor")
    after = await opened(world=office.world, clock=office.clock, operators=OPERATORS)
    chen = Colleague(after, chen.person)
    await chen.says(f"/start {code}")
    assert "不对，或者已经过期" in chen.sees()
    assert await after.services.access.role_of(chen.person.id) is Role.STRANGER
    assert await after.services.invitations.open() == []


async def test_an_operator_who_is_dismissed_does_not_come_back_by_their_own_link(opened: Opened) -> None:
    office = await opened()
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await chen.says(f"/claim {await office.services.invitations.claim_code()}")
    code = await code_of(chen, "/invite 5 30 editor")
    after = await opened(world=office.world, clock=office.clock, operators=OPERATORS)
    wu, chen = Colleague(after, wu.person), Colleague(after, chen.person)
    await wu.says(f"/dismiss {chen.person.id}")
    await chen.says(f"/start {code}")
    assert "不对，或者已经过期" in chen.sees()


async def test_who_tries_their_own_link_does_not_use_it_up(opened: Opened) -> None:
    _, wu, chen = await with_operator(opened)
    code = await code_of(wu, "/invite")
    await wu.says(f"/start {code}")
    assert "没有用掉" in wu.sees()
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")


async def test_an_invitation_is_not_lost_when_it_fails_half_way(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise MemoryError

    office, wu, chen = await with_operator(opened)
    code = await code_of(wu, "/invite")
    with monkeypatch.context() as broken:
        broken.setattr(f"storage.people.people.{write_down.__name__}", fails)
        await chen.says(f"/start {code}")
    assert await office.services.access.role_of(chen.person.id) is Role.STRANGER
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")
    actions = [entry.action for entry in await AuditStore(office.database).newest(9)]
    assert actions == ["role.grant", "invitation.use", "invitation.make"]


async def test_who_was_put_out_of_a_group_gains_nothing_by_an_old_button_there(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", wu, chen)
    await chen.says(f"/ask {QUESTION}", chat)
    old = chen.last(chat)
    office.world.set_status(chat, chen.person, "kicked")
    await office.settle()
    await office.passes(minutes=11)
    office.world.start_tap(chen.person, old, 0)
    await office.settle()
    await chen.says(QUESTION)
    assert "只供本单位" in chen.sees()


async def test_a_channel_named_in_the_settings_does_not_let_its_subscribers_in(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    channel = office.world.add_channel("廉政频道", wu.person)
    office.world.add_bot(channel, wu.person, administrator=True)
    office.world.add_member(channel, chen.person)
    await office.settle()
    named = await opened(
        world=office.world, clock=office.clock, operators=OPERATORS, groups=frozenset({channel.id})
    )
    chen = Colleague(named, chen.person)
    await chen.says(QUESTION)
    assert "只供本单位" in chen.sees()


async def test_for_how_many_and_how_long_a_link_may_be(opened: Opened) -> None:
    office, wu, _ = await with_operator(opened)
    for uses, days in ((1, 1), (1000, 365)):
        made, _ = await office.services.invitations.invite(Role.MEMBER, uses, days, wu.person.id)
        assert (made.uses_left, made.expires_at - office.clock.now()) == (uses, timedelta(days=days))
    for uses, days in ((0, 7), (1001, 7), (5, 0), (5, 366)):
        with pytest.raises(UserError, match="次数可以是 1 到 1000，天数可以是 1 到 365"):
            await office.services.invitations.invite(Role.MEMBER, uses, days, wu.person.id)


async def test_who_used_a_link_is_known_until_a_month_after_its_end(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    await chen.says(f"/start {await code_of(wu)}")
    used = office.clock.now()
    for days, gone in ((0, 0), (36, 0), (38, 1), (38, 0)):
        office.clock.move_to(used + timedelta(days=days))
        assert await office.services.invitations.prune() == gone
