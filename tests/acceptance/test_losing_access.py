"""Who may not use the bot any more or not at all, and what nobody can take out of it."""

from access_scenes import with_operator
from office import Colleague, Opened

from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID
from handlers.menus import publish_menus


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
