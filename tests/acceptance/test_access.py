"""Who may use the bot: applications, approvals, invitations, roles, the first operator, and losing access."""

from datetime import timedelta

import pytest
from office import Colleague, Office, Opened

from core.errors import UserError
from core.settings import ThrottleSettings
from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID
from handlers.menus import publish_menus
from services.people.applications import MOST_CARDS
from services.people.invitations import GUESSES
from storage.audit import AuditStore


async def with_operator(opened: Opened, **access: object) -> tuple[Office, Colleague, Colleague]:
    """Open an office with an operator, 吴, and a stranger, 陈."""
    office = await opened(operator="吴", **access)
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    return office, wu, chen


async def actions(office: Office) -> list[str]:
    return [entry.action for entry in await AuditStore(office.database).newest(50)]


async def test_a_stranger_asks_for_access_and_the_operator_agrees(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    await chen.says("三重一大是什么")
    assert "申请使用" in chen.sees()
    await chen.taps("申请使用")
    assert chen.sees().startswith("已经转告管理人员了")
    assert wu.sees() == f"陈（{chen.person.id}）想使用清风。"
    await wu.taps("同意")
    assert "陈" in wu.sees()
    assert wu.last().buttons == []
    assert chen.sees().startswith("您现在可以使用了")
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()
    assert await actions(office) == ["role.grant"]


async def test_a_stranger_is_told_once_and_asks_once(opened: Opened) -> None:
    _, wu, chen = await with_operator(opened)
    await chen.says("三重一大是什么")
    asking = chen.last()
    await chen.says("有人吗")
    await chen.says("/help")
    assert len(chen.answers()) == 1
    await chen.taps("申请使用", asking)
    cards = len(wu.answers())
    await chen.says("/start")
    assert len(wu.answers()) == cards
    await wu.taps("拒绝")
    assert "没有获准" in chen.sees()
    said = len(chen.answers())
    await chen.says("为什么")
    assert len(chen.answers()) == said


async def test_a_group_that_waits_is_told_nothing_more_whatever_is_tried(opened: Opened) -> None:
    office, _, chen = await with_operator(opened)
    chat = await office.group("外面的群", chen)
    for words in ("/claim", "/claim ABCD", "/start inv_x", "/start claim_x", "/start", "/roles"):
        await chen.says(words, chat)
    assert len(chen.answers(chat)) == 1


async def test_many_groups_do_not_flood_the_operator(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    before = len(wu.answers())
    chats = [office.world.add_group(f"群{number}", chen.person) for number in range(MOST_CARDS + 5)]
    for chat in chats:
        await office.clock.advance(60)
        office.world.add_bot(chat, chen.person)
        await office.settle()
    assert [len(chen.answers(chat)) for chat in chats] == [1] * len(chats)
    assert len(wu.answers()) - before == MOST_CARDS
    await wu.says("/roles")
    assert f"共 {MOST_CARDS + 5} 个群和频道" in wu.sees()


async def test_whom_the_settings_name_no_more_loses_the_menu_at_the_next_start(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    operators = frozenset({wu.person.id})
    chat = await office.group("合署办公群", chen)
    both = await opened(
        world=office.world,
        clock=office.clock,
        operators=operators | {chen.person.id},
        groups=frozenset({chat.id}),
    )
    chen = Colleague(both, chen.person)
    await chen.says("/start")
    await chen.says("/help", chat)
    assert "roles" in {entry[0] for entry in office.world.menu(chen.person, chen.private)}
    assert "ask" in {entry[0] for entry in office.world.menu(chen.person, chat)}
    closed = await opened(world=office.world, clock=office.clock, operators=operators)
    await publish_menus(closed.app)
    for place in (chen.private, chat):
        assert [entry[0] for entry in office.world.menu(chen.person, place)] == ["start"]
    assert "roles" in {entry[0] for entry in office.world.menu(wu.person, wu.private)}


async def test_turning_a_group_away_takes_its_menu(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("合署办公群", chen)
    named = await opened(
        world=office.world, clock=office.clock, operators=frozenset({wu.person.id}), groups=frozenset({chat.id})
    )
    await Colleague(named, chen.person).says("/help", chat)
    closed = await opened(world=office.world, clock=office.clock, operators=frozenset({wu.person.id}))
    await Colleague(closed, chen.person).says("/ask 三重一大是什么", chat)
    assert office.world.menu(chen.person, chat) == []


async def test_a_group_is_told_once_and_the_operator_decides(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", chen)
    assert len(chen.answers(chat)) == 1
    assert "还没有获准" in chen.sees(chat)
    await chen.says("/ask 三重一大是什么", chat)
    assert len(chen.answers(chat)) == 1
    assert wu.sees() == f"群“机关党委”（{chat.id}）想使用清风，是 陈 把我加进去的。"
    await wu.taps("批准")
    assert "把我设为管理员" in wu.sees()
    assert chen.sees(chat).startswith("大家好，我是清风")
    await chen.says("/ask 三重一大是什么", chat)
    assert "重大" in chen.sees(chat)


async def test_a_group_that_is_refused_is_left_and_left_again(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("外面的群", chen)
    await wu.taps("退出")
    assert not chat.member(office.world.bot).is_present
    office.world.add_bot(chat, chen.person)
    await office.settle()
    assert not chat.member(office.world.bot).is_present
    assert await actions(office) == ["chat.refuse"]


async def test_an_operator_who_adds_the_bot_approves_by_that(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", wu, chen)
    assert chen.sees(chat).startswith("大家好，我是清风")
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()


async def test_a_channel_waits_for_approval_too(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    channel = office.world.add_channel("清廉之声", chen.person)
    office.world.add_bot(channel, chen.person)
    await office.settle()
    assert chen.answers(channel) == []
    assert wu.sees().startswith("频道“清廉之声”")
    await wu.taps("批准")
    await chen.says("/subscribe 9:00", channel)
    assert chen.sees(channel).startswith("已订阅每日廉语")


async def test_whoever_leaves_the_group_loses_access_and_pushes(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", wu, chen)
    await chen.says("/subscribe 9:00")
    office.world.set_status(chat, chen.person, "left")
    await office.settle()
    await office.comes(1, 9)
    assert chen.pushes() == []
    assert office.world.menu(chen.person, chen.private) == []
    await chen.says("三重一大是什么")
    assert "只供本单位" in chen.sees()
    office.world.add_member(chat, chen.person)
    await office.settle()
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()


async def test_a_departure_nobody_told_of_is_found_before_the_next_push(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    chat = await office.group("机关党委", wu, chen)
    await chen.says("/subscribe 9:00")
    place = chat.members.pop(chen.person.id)
    await office.comes(1, 9)
    assert chen.pushes() == []
    assert await office.services.subscriptions.next_push(chen.person.id) is None
    await chen.says("三重一大是什么")
    assert "只供本单位" in chen.sees()
    assert office.world.menu(chen.person, chen.private) == []
    chat.members[chen.person.id] = place
    await office.passes(minutes=10)
    await chen.says("三重一大是什么")
    await office.comes(1, 9)
    assert len(chen.pushes()) == 1


async def test_an_outage_of_telegram_takes_nobodys_pushes_away(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    await office.group("机关党委", wu, chen)
    await chen.says("/subscribe 9:00")
    office.world.faults.add(Fault(method="getChatMember", code=502, description="Bad Gateway"))
    await office.comes(1, 9)
    assert not len(office.world.faults), "nobody asked Telegram"
    assert len(chen.pushes()) == 1


async def test_on_a_list_a_group_does_not_admit_its_people(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened, mode="list")
    chat = await office.group("机关党委", wu, chen)
    await chen.says("/ask 三重一大是什么", chat)
    assert "重大" in chen.sees(chat)
    await chen.says("三重一大是什么")
    assert "只供本单位" in chen.sees()
    await wu.says(f"/admit {chen.person.id}")
    await chen.says("三重一大是什么")
    assert "重大" in chen.sees()


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


async def test_guessing_the_code_ends_soon(opened: Opened) -> None:
    office = await opened()
    chen = office.colleague("陈")
    code = await office.services.invitations.claim_code()
    for _ in range(5):
        await chen.says("/claim ABCD-EFGH-JKLM")
    await chen.says(f"/claim {code}")
    assert "一小时" in chen.sees()
    await office.passes(hours=1)
    await chen.says(f"/claim {code}")
    assert chen.sees().startswith("您现在是运维人员了")


async def guess(office: Office, people: int) -> None:
    """Let so many strangers try codes until each is told to stop."""
    invitations = office.services.invitations
    for stranger in range(FIRST_PERSON_ID + 500, FIRST_PERSON_ID + 500 + people):
        for number in range(GUESSES + 1):
            take = invitations.claim if number % 2 else invitations.redeem
            with pytest.raises(UserError, match="不对" if number < GUESSES else "一小时"):
                await take("ABCD-EFGH-JKLM", stranger, "生")


async def test_strangers_who_guess_keep_no_colleague_out(opened: Opened) -> None:
    """Each stranger's wrong codes count against that stranger alone, however many strangers there are."""
    office, wu, chen = await with_operator(opened)
    await wu.says("/invite 1 7")
    code = wu.sees().partition("start=")[2].split()[0]
    await guess(office, 30)
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")


async def test_strangers_who_guess_do_not_keep_the_first_operator_out(opened: Opened) -> None:
    office = await opened()
    chen, code = office.colleague("陈"), await office.services.invitations.claim_code()
    await guess(office, 30)
    await chen.says(f"/claim {code}")
    assert chen.sees().startswith("您现在是运维人员了")


async def test_in_a_group_two_who_flood_leave_room_for_who_has_not_asked(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=6, group_per_minute=8))
    chen, li, zhang = (office.colleague(name) for name in "陈李张")
    chat = await office.group("机关党委", chen, li, zhang)
    for person in (chen, li):
        for _ in range(6):
            office.world.say(person.person, chat, "/ask 三重一大是什么")
    await office.settle()
    assert chen.sees(chat).startswith("这个群问得太多了")
    await zhang.says("/ask 八项规定", chat)
    assert "八项规定" in zhang.sees(chat)


async def test_who_speaks_as_a_channel_floods_on_that_channels_account(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=2))
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    channel = office.world.add_channel("外面的频道", li.person)
    boss = office.colleague("张")
    office.world.set_status(chat, boss.person, "administrator", anonymous=True)
    for _ in range(4):
        office.world.say(li.person, chat, "/ask 三重一大是什么", speaking_as=channel)
    await office.settle()
    await boss.says("/ask 八项规定", chat)
    assert "八项规定" in boss.sees(chat)


async def test_who_subscribed_while_it_was_open_goes_on_and_the_operator_is_told(opened: Opened) -> None:
    office = await opened(mode="open", operators={FIRST_PERSON_ID})
    wu, chen, li = (office.colleague(name) for name in "吴陈李")
    chat = await office.group("机关党委", chen)
    await wu.says("/start")
    await li.says("三重一大是什么")
    await chen.says("/subscribe 9:00")
    await chen.says("/subscribe 9:00", chat)
    closed = await opened(world=office.world, clock=office.clock, operators={wu.person.id})
    assert closed.services.access.carried_over is not None
    await closed.comes(1, 9)
    assert len(chen.pushes()) == len(chen.pushes(chat)) == 1
    li = Colleague(closed, li.person)
    await li.says("三重一大是什么")
    assert "只供本单位" in li.sees()
    again = await opened(world=office.world, clock=office.clock, operators={wu.person.id})
    assert again.services.access.carried_over is None


async def test_what_everybody_sees_of_a_closed_bot_says_nothing(opened: Opened) -> None:
    office = await opened(mode="open", operators={FIRST_PERSON_ID})
    wu, chen = office.colleague("吴"), office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await publish_menus(office.app)
    assert len(office.world.menu(chen.person, chat)) > 1
    closed = await opened(world=office.world, clock=office.clock, operators={wu.person.id})
    await Colleague(closed, wu.person).says("/start")
    await publish_menus(closed.app)
    for place in (chen.private, chat):
        assert [entry[0] for entry in office.world.menu(chen.person, place)] == ["start"]
    assert "roles" in {entry[0] for entry in office.world.menu(wu.person, wu.private)}
    description = (await closed.app.bot.get_my_description()).description
    assert "只供本单位" in description
    assert "讲话" not in description


async def test_protected_content_can_be_neither_forwarded_nor_saved(opened: Opened) -> None:
    office = await opened(mode="open", protect_content=True)
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert chen.last().protected
    await chen.says("今日廉语")
    assert chen.last().protected
    await chen.says("/subscribe 9:00")
    await office.comes(1, 9)
    assert chen.pushes()
    assert chen.last().protected


async def test_an_invitation_can_be_forwarded_though_content_is_protected(opened: Opened) -> None:
    _, wu, _ = await with_operator(opened, protect_content=True)
    await wu.says("/invite")
    assert "start=inv_" in wu.sees()
    assert not wu.last().protected


async def test_a_flood_of_refused_commands_ends_in_silence_too(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=3))
    chen = office.colleague("陈")
    for _ in range(6):
        await chen.says("/roles")
    assert [said.text[:4] for said in chen.answers()] == ["这项只有"] * 3 + ["您发得太"]


async def test_who_floods_waits_and_the_others_do_not(opened: Opened) -> None:
    limits = ThrottleSettings(person_per_minute=3, group_per_minute=5)
    office = await opened(mode="open", throttle=limits)
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    for _ in range(6):
        await chen.says("/ask 三重一大是什么", chat)
    assert chen.sees(chat).startswith("您发得太快了，请过 ")
    assert len(chen.answers(chat)) == 1 + 3 + 1
    await li.says("/ask 三重一大是什么", chat)
    assert "重大" in li.sees(chat)
    await office.passes(minutes=1)
    await chen.says("/ask 三重一大是什么", chat)
    assert "重大" in chen.sees(chat)
