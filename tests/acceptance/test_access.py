"""Who may use the bot: people who apply, and groups and channels that wait for approval."""

import pytest
from access_scenes import actions, with_operator
from office import Colleague, Opened

from services.people.applications import MOST_CARDS
from services.people.approvals import A_DAY


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


async def test_a_card_is_settled_in_words_too(opened: Opened) -> None:
    _, wu, chen = await with_operator(opened)
    await chen.says("三重一大是什么")
    await chen.taps("申请使用")
    await wu.says("拒绝")
    assert "没有获准" in chen.sees()
    assert wu.sees() == "已拒绝。"


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
    office, wu, _ = await with_operator(opened)
    before = len(wu.answers())
    people = [office.colleague(f"群主{number}") for number in range(MOST_CARDS // A_DAY + 1)]
    for owner in people:
        chats = [
            office.world.add_group(f"{owner.person.name}的群{number}", owner.person) for number in range(A_DAY)
        ]
        for chat in chats:
            await office.clock.advance(60)
            office.world.add_bot(chat, owner.person)
            await office.settle()
        assert [len(owner.answers(chat)) for chat in chats] == [1] * len(chats)
    assert len(wu.answers()) - before == MOST_CARDS
    await wu.says("/roles")
    assert f"共 {len(people) * A_DAY} 个群和频道" in wu.sees()


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


async def test_in_a_kind_of_chat_that_nobody_knows_nothing_is_said_and_nothing_fails(
    opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    office, wu, chen = await with_operator(opened)
    chat = {"id": -7_000_000_000_001, "type": "universe", "title": "宇宙"}
    said = len(wu.answers())
    for one in (wu, chen):
        sender = {"id": one.person.id, "is_bot": False, "first_name": one.person.name}
        for number, words in enumerate(("/subscribe", "/quiz", "@qingfeng_bot 三重一大是什么"), 1):
            message = {"message_id": number, "date": int(office.clock.now().timestamp()), "text": words}
            entities = [{"type": "bot_command", "offset": 0, "length": len(words)}]
            await office.hears("message", {**message, "from": sender, "chat": chat, "entities": entities})
    assert len(wu.answers()) == said
    assert "failed" not in caplog.text
    assert "set aside" not in caplog.text


async def test_who_wrote_before_there_was_an_operator_may_apply_afterwards(opened: Opened) -> None:
    office = await opened()
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", li)
    for _ in range(2):
        await li.says("三重一大是什么")
        await li.says("/ask 三重一大是什么", chat)
    assert "请把您的编号" in li.sees()
    assert "群的编号" in li.sees(chat)
    await chen.says(f"/claim {await office.services.invitations.claim_code()}")
    assert "机关党委" in chen.sees()
    assert chen.last().buttons == ["批准", "退出"]
    await li.says("/ask 三重一大是什么", chat)
    assert "群的编号" not in li.sees(chat)
    await li.says("三重一大是什么")
    await li.taps("申请使用")
    assert li.sees().startswith("已经转告管理人员了")
