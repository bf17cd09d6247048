"""Blocked, kicked, taken back, migrated: noticed at the first sign, and everything is there again on return."""

import pytest
from office import Office

from emulator.faults import Fault


async def test_who_blocks_the_bot_gets_nothing_and_everything_again_on_return(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 9:00")
    office.world.block_bot(chen.person)
    await office.settle()
    await office.comes(1, 9)
    sent = [call for call in office.world.calls if call.method == "sendMessage" and not call.ok]
    assert sent == []
    office.world.unblock_bot(chen.person)
    await office.settle()
    await office.comes(1, 9)
    assert len(chen.pushes()) == 1


async def test_start_after_a_block_revives_the_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 9:00")
    office.world.block_bot(chen.person)
    await office.settle()
    await chen.says("/start")
    assert chen.sees().startswith("我是清风")
    await chen.says("/settings")
    assert "每天 09:00" in chen.sees()


async def test_joining_a_group_says_in_three_lines_what_the_bot_does(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    assert len(chen.answers(chat)) == 1
    what, how, daily = chen.sees(chat).splitlines()
    assert "讲话原文" in what
    assert "/ask 三重一大是什么" in how
    assert "群主或管理员发 /subscribe" in daily


async def test_the_greeting_says_what_to_do_where_mentions_may_not_be_heard(office: Office) -> None:
    chen = office.colleague("陈")
    assert "（若 @我 没有反应，请用 /ask），例如" in chen.sees(await office.group("一", chen))
    led = office.world.add_group("二", chen.person)
    office.world.add_bot(led, chen.person, administrator=True)
    await office.settle()
    assert "@我、回复我，或用 /ask 提问，例如" in chen.sees(led)


async def test_a_removed_bot_is_silent_and_comes_back_with_its_settings(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("/subscribe 9:00", chat)
    office.world.remove_bot(chat, chen.person)
    await office.settle()
    await office.comes(1, 9)
    assert chen.pushes(chat) == []
    office.world.add_bot(chat, chen.person)
    await office.settle()
    assert chen.sees(chat).endswith("这里订阅过每日廉语，已接着推送；发 /settings 查看或更改。")
    await office.comes(1, 9)
    assert len(chen.pushes(chat)) == 1


async def test_a_promotion_is_no_second_greeting(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    office.world.promote_bot(chat, chen.person)
    office.world.demote_bot(chat, chen.person)
    await office.settle()
    assert len(chen.answers(chat)) == 1


async def test_a_group_where_the_bot_may_not_speak_is_no_error(office: Office) -> None:
    chen = office.colleague("陈")
    chat = office.world.add_group("机关党委", chen.person)
    chat.members_may_send = False
    office.world.add_bot(chat, chen.person)
    await office.settle()
    assert chen.answers(chat) == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, kind="group")
    await chen.says("/subscribe 9:00", chat)
    bigger = office.world.migrate(chat)
    await office.settle()
    await office.comes(1, 9)
    assert len(chen.pushes(bigger)) == 1
    assert chen.pushes(chat) == []
    await chen.says("/settings", bigger)
    assert "每天 09:00" in chen.sees(bigger)


@pytest.mark.parametrize("said", [[0, 1], [1, 0], [0], [1]], ids=["old first", "new first", "old", "new"])
async def test_a_migration_may_be_told_in_either_chat_and_order_and_both_may_have_subscribed(
    office: Office, said: list[int]
) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, kind="group")
    await chen.says("/subscribe 9:00", chat)
    bigger = office.world.migrate(chat)
    told = [one.update["message"] for one in office.world.updates._queue if "message" in one.update]
    told = [one for one in told if {"migrate_to_chat_id", "migrate_from_chat_id"} & one.keys()]
    assert len(told) == 2
    office.world.updates.forget()
    await chen.says("/subscribe 9:00", bigger)
    for number in said:
        await office.hears("message", told[number])
    await office.comes(1, 9)
    assert len(chen.pushes(bigger)) == 1
    assert chen.pushes(chat) == []
    assert await office.services.subscriptions.next_push(chat.id) is None


async def test_a_refused_reply_is_a_first_sign_too(office: Office) -> None:
    """The bot hears of a block only by a refusal when the update about it was lost."""
    chen = office.colleague("陈")
    await chen.says("/subscribe 9:00")
    refusal = Fault(method="sendMessage", code=403, description="Forbidden: bot was blocked by the user")
    office.world.faults.add(refusal)
    await chen.says("三重一大是什么")
    assert await office.services.subscriptions.next_push(chen.person.id) is None
    await chen.says("/settings")
    assert "下一条：今天（3月2日 周一）09:00" in chen.sees()


async def test_a_reply_refused_by_a_group_that_has_moved_moves_its_subscription(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen, kind="group")
    await chen.says("/subscribe 9:00", chat)
    office.world.say(chen.person, chat, "/ask 三重一大是什么")
    bigger = office.world.migrate(chat)
    await office.settle()
    assert await office.services.subscriptions.next_push(bigger.id) is not None
    assert await office.services.subscriptions.next_push(chat.id) is None
