"""Chats that refuse the bot, each with its own reason, in Telegram's words."""

import pytest
from desk import Desk
from telegram import (
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    TelegramError,
)


async def test_a_private_chat_refuses_with_its_reason(desk: Desk) -> None:
    async def told(error: type[TelegramError], words: str, chat_id: int) -> None:
        with pytest.raises(error, match=words):
            await desk.bot.send_message(chat_id, "早")

    stranger, colleague = desk.world.add_person("外人"), desk.world.add_person("同事")
    desk.world.add_member(desk.group, colleague)
    await told(BadRequest, "Chat not found", 12345)
    await told(BadRequest, "Chat not found", stranger.id)
    await told(Forbidden, "bot can't initiate conversation with a user", colleague.id)
    desk.world.block_bot(desk.person)
    await told(Forbidden, "bot was blocked by the user", desk.person.id)
    desk.world.unblock_bot(desk.person)
    desk.world.delete_account(desk.person)
    await told(Forbidden, "user is deactivated", desk.person.id)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_chat_the_bot_is_out_of_refuses_with_its_reason(kind: str, desk: Desk) -> None:
    if kind == "channel":
        chat = desk.world.add_channel("通告", desk.owner)
    else:
        chat = desk.world.add_group("小组", desk.owner, kind=kind)
    with pytest.raises(BadRequest, match="Chat not found"):
        await desk.bot.send_message(chat.id, "早")
    desk.world.add_bot(chat, desk.owner)
    await desk.bot.send_message(chat.id, "早")
    desk.world.remove_bot(chat, desk.owner)
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await desk.bot.send_message(chat.id, "早")
    desk.world.add_bot(chat, desk.owner)
    await desk.bot.leave_chat(chat.id)
    with pytest.raises(Forbidden, match=f"bot is not a member of the {kind} chat"):
        await desk.bot.send_message(chat.id, "早")


async def test_rights_decide_who_may_send(desk: Desk) -> None:
    desk.world.restrict_bot(desk.group, desk.owner, may_send=False)
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await desk.bot.send_message(desk.group.id, "早")
    channel = desk.world.add_channel("通告", desk.owner)
    desk.world.add_bot(channel, desk.owner)
    desk.world.promote_bot(channel, desk.owner, frozenset({"can_manage_chat"}))
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await desk.bot.send_message(channel.id, "早")


async def test_a_migrated_group_names_its_successor(desk: Desk) -> None:
    old = desk.world.add_group("小组", desk.owner, kind="group")
    desk.world.add_bot(old, desk.owner)
    new = desk.world.migrate(old)
    with pytest.raises(ChatMigrated) as migrated:
        await desk.bot.send_message(old.id, "早")
    assert migrated.value.new_chat_id == new.id
    await desk.bot.send_message(new.id, "早")


async def test_a_deleted_group_says_so(desk: Desk) -> None:
    old = desk.world.add_group("小组", desk.owner, kind="group")
    desk.world.add_bot(old, desk.owner)
    desk.world.delete_chat(old)
    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await desk.bot.send_message(old.id, "早")


async def test_topics_take_messages_while_they_are_open(desk: Desk) -> None:
    forum = desk.world.add_group("论坛", desk.owner, forum=True)
    desk.world.add_bot(forum, desk.owner)
    topic = desk.world.add_topic(forum, "廉洁")
    sent = await desk.bot.send_message(forum.id, "早", message_thread_id=topic.id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.id, True)
    reply = await desk.bot.send_message(forum.id, "再答", reply_parameters=ReplyParameters(sent.message_id))
    assert reply.message_thread_id == topic.id
    assert (await desk.bot.send_message(forum.id, "综合")).message_thread_id is None
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(forum.id, "综合", message_thread_id=1)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(desk.private.id, "私聊", message_thread_id=7)
    desk.world.close_topic(forum, topic)
    desk.world.close_topic(forum, None)
    for thread_id in (topic.id, None):
        with pytest.raises(BadRequest, match="Topic_closed"):
            await desk.bot.send_message(forum.id, "早", message_thread_id=thread_id)
    desk.world.delete_topic(forum, topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await desk.bot.send_message(forum.id, "早", message_thread_id=topic.id)
