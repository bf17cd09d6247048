"""Editors, operators, the first of them, and invitations."""

from datetime import timedelta

from access_scenes import actions, with_operator
from office import Colleague, Opened


async def test_an_invitation_admits_as_often_as_it_says(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened, mode="list")
    await wu.says("/invite 1 3")
    link = next(word for word in wu.sees().split() if "start=" in word)
    code = link.partition("start=")[2]
    assert code.startswith("inv_")
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()
    li = office.colleague("李")
    await li.says(f"/start {code}")
    assert "不对，或者已经过期" in li.sees()
    assert "invitation.use" in await actions(office)


async def test_an_invitation_ends_by_time_or_withdrawal(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened, mode="list")
    await wu.says("/invite 5次 2天 editor")
    code = wu.sees().partition("start=")[2].split()[0]
    await wu.says("/invite 列表")
    assert "编辑，5 次用了 0 次" in wu.sees()
    await wu.taps("撤回 1 号")
    await chen.says(f"/start {code}")
    assert "不对，或者已经过期" in chen.sees()
    await wu.says("/invite")
    code = wu.sees().partition("start=")[2].split()[0]
    office.clock.move_to(office.clock.now() + timedelta(days=8))
    await chen.says(f"/start {code}")
    assert "不对，或者已经过期" in chen.sees()


async def test_an_editor_is_made_listed_and_dismissed(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    await chen.says("/start")
    await wu.says(f"/editor {chen.person.id}")
    assert chen.sees().startswith("您现在是编辑了")
    assert chen.person.id in await office.services.access.editors()
    await wu.says("/roles")
    assert f"编辑：陈（{chen.person.id}）" in wu.sees()
    await wu.says(f"/dismiss {chen.person.id}")
    assert "不能再使用" in wu.sees()
    await chen.says("三重一大是什么")
    assert "只供本单位" in chen.sees()
    assert (await actions(office))[:2] == ["role.revoke", "role.grant"]


async def test_an_editor_is_made_by_answering_their_message(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", wu, chen)
    said = office.world.say(chen.person, chat, "我来管讲话")
    await wu.says("/editor", chat, answering=said)
    assert wu.sees(chat).startswith(f"陈（{chen.person.id}）现在是编辑了")
    await wu.says("/editor", chat)
    assert "请写上他的编号" in wu.sees(chat)
    await wu.says("/roles", chat)
    assert "私聊" in wu.sees(chat)


async def test_the_only_operator_cannot_leave_and_the_settings_win(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    await wu.says(f"/dismiss {wu.person.id}")
    assert "access.operators" in wu.sees()
    again = await opened(world=office.world, clock=office.clock)
    code = await again.services.invitations.claim_code()
    chen = Colleague(again, chen.person)
    await chen.says(f"/claim {code}")
    await chen.says(f"/dismiss {chen.person.id}")
    assert "唯一的运维人员" in chen.sees()


async def test_the_console_code_makes_the_first_operator_once(opened: Opened) -> None:
    office = await opened()
    chen, li = office.colleague("陈"), office.colleague("李")
    code = await office.services.invitations.claim_code()
    assert code is not None
    await chen.says("/claim ABCD-EFGH-JKLM")
    assert "认领码不对" in chen.sees()
    await chen.says(f"/claim {code.lower()}")
    assert chen.sees().startswith("您现在是运维人员了")
    await li.says(f"/claim {code}")
    assert "认领码不对" in li.sees()
    again = await opened(world=office.world, clock=office.clock)
    assert await again.services.invitations.claim_code() is None
    assert await again.services.access.operators() == {chen.person.id}


async def test_an_invitation_can_be_forwarded_though_content_is_protected(opened: Opened) -> None:
    _, wu, _ = await with_operator(opened, protect_content=True)
    await wu.says("/invite")
    assert "start=inv_" in wu.sees()
    assert not wu.last().protected
