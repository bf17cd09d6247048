"""The world without its Bot API: who may do what, what the bot is told, what people see."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from clock import FakeClock

from core.errors import UserError
from emulator.chats import Chat, Status
from emulator.errors import ApiError
from emulator.faults import Fault
from emulator.limits import RateLimits
from emulator.menus import Scope
from emulator.telegram import Telegram
from emulator.users import GROUP_ANONYMOUS_BOT_ID, Person

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Office:
    """A group with the bot in it as an ordinary member, its owner and one more person."""

    def __init__(self, *, forum: bool = False, kind: str = "supergroup") -> None:
        self.clock = FakeClock()
        self.world = Telegram(self.clock)
        self.owner = self.world.add_person("组长")
        self.member = self.world.add_person("组员")
        self.group = self.world.add_group("学习组", self.owner, kind=kind, forum=forum)
        self.world.add_member(self.group, self.member)
        self.world.add_bot(self.group, self.owner)

    async def updates(self) -> list[dict[str, Any]]:
        """Return what the bot was told since the last look."""
        got = await self.world.updates.take(0, 100, 0)
        if got:
            await self.world.updates.take(got[-1]["update_id"] + 1, 100, 0)
        return got

    async def texts(self) -> list[str]:
        return [update["message"]["text"] for update in await self.updates() if "message" in update]


@pytest.fixture
def office() -> Office:
    return Office()


async def test_privacy_mode_lets_only_what_is_meant_for_the_bot_through(office: Office) -> None:
    world, group = office.world, office.group
    mine = world.say(office.member, group, "闲聊")
    await office.updates()
    for text in ("早", "/ask 问", "/ask@qingfeng_bot 问", "/ask@other_bot 问", "@qingfeng_bot 问", "问 /ask"):
        world.say(office.member, group, text)
    world.say(office.member, group, "答复同事", reply_to=mine)
    assert await office.texts() == ["/ask 问", "/ask@qingfeng_bot 问", "@qingfeng_bot 问"]


async def test_a_bare_mention_can_be_held_back_as_some_report() -> None:
    office = Office()
    office.world.privacy_delivers_mentions = False
    await office.updates()
    office.world.say(office.member, office.group, "@qingfeng_bot 问")
    assert await office.updates() == []


async def test_without_privacy_mode_the_bot_hears_everything() -> None:
    office = Office()
    office.world.bot.privacy_mode = False
    await office.updates()
    office.world.say(office.member, office.group, "早")
    assert await office.texts() == ["早"]
    assert office.world.bot.as_me()["can_read_all_group_messages"] is True


async def test_an_administrator_bot_hears_everything(office: Office) -> None:
    office.world.promote_bot(office.group, office.owner)
    await office.updates()
    office.world.say(office.member, office.group, "早")
    assert await office.texts() == ["早"]


async def test_the_bot_is_told_of_its_coming_promotion_and_going(office: Office) -> None:
    world, group = office.world, office.group
    world.promote_bot(group, office.owner)
    world.remove_bot(group, office.owner)
    updates = await office.updates()
    changes = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]
    services = [set(update["message"]) for update in updates if "message" in update]
    assert any("new_chat_members" in fields for fields in services)
    assert any("left_chat_member" in fields for fields in services)


async def test_blocking_and_unblocking_is_told_once(office: Office) -> None:
    world, person = office.world, office.member
    await office.updates()
    world.block_bot(person)
    world.block_bot(person)
    world.say(person, world.private_chat(person), "我回来了")
    updates = await office.updates()
    changes = [u["my_chat_member"]["new_chat_member"]["status"] for u in updates if "my_chat_member" in u]
    assert changes == ["kicked", "member"]
    assert "message" in updates[-1]


async def test_an_anonymous_administrator_speaks_as_the_group(office: Office) -> None:
    office.world.set_status(office.group, office.member, "administrator", anonymous=True)
    await office.updates()
    office.world.say(office.member, office.group, "/ask 问")
    message = (await office.updates())[0]["message"]
    assert message["from"]["id"] == GROUP_ANONYMOUS_BOT_ID
    assert message["sender_chat"]["id"] == office.group.id
    assert office.world.transcript(office.group).splitlines()[-2].startswith("学习组")


async def test_migration_tells_both_chats() -> None:
    office = Office(kind="group")
    await office.updates()
    new = office.world.migrate(office.group)
    to, back = [update["message"] for update in await office.updates()]
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (office.group.id, new.id)
    assert (back["chat"]["id"], back["migrate_from_chat_id"]) == (new.id, office.group.id)
    assert new.kind == "supergroup"
    with pytest.raises(UserError):
        office.world.say(office.member, office.group, "还在吗")


async def test_a_message_in_a_topic_carries_its_thread_and_the_message_that_opened_it() -> None:
    office = Office(forum=True)
    topic = office.world.add_topic(office.group, "廉洁")
    await office.updates()
    office.world.say(office.member, office.group, "/ask 问", thread_id=topic.id)
    office.world.say(office.member, office.group, "/ask 综合")
    there, general = [update["message"] for update in await office.updates()]
    assert (there["message_thread_id"], there["is_topic_message"]) == (topic.id, True)
    assert "forum_topic_created" in there["reply_to_message"]
    assert "message_thread_id" not in general


async def test_people_cannot_speak_where_telegram_would_not_let_them() -> None:
    office = Office(forum=True)
    world, group = office.world, office.group
    stranger = world.add_person("外人")
    channel = world.add_channel("通告", office.owner)
    world.add_member(channel, office.member)
    topic = world.add_topic(group, "廉洁")
    world.close_topic(group, topic)
    gone = world.add_topic(group, "旧话题")
    world.delete_topic(group, gone)
    for person, chat, thread_id in (
        (stranger, group, None),
        (office.member, channel, None),
        (office.member, group, topic.id),
        (office.member, group, gone.id),
        (stranger, world.private_chat(office.member), None),
    ):
        with pytest.raises(UserError):
            world.say(person, chat, "问", thread_id=thread_id)
    world.say(office.owner, group, "管理员可以", thread_id=topic.id)
    for text in (" ", "长" * 4097):
        with pytest.raises(UserError):
            world.say(office.owner, group, text)


async def test_channel_posts_come_without_an_author() -> None:
    office = Office()
    channel = office.world.add_channel("通告", office.owner)
    office.world.add_bot(channel, office.owner)
    await office.updates()
    office.world.say(office.owner, channel, "各位早")
    post = (await office.updates())[0]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == post["chat"]["id"] == channel.id


async def test_only_an_administrator_promotes_or_removes_the_bot(office: Office) -> None:
    with pytest.raises(UserError):
        office.world.remove_bot(office.group, office.member)
    with pytest.raises(UserError):
        office.world.promote_bot(office.group, office.member)


async def test_an_edit_is_told_with_its_date_and_a_deletion_is_not(office: Office) -> None:
    world, person = office.world, office.member
    chat = world.private_chat(person)
    message = world.say(person, chat, "三重一大")
    await office.updates()
    office.clock.jump(60)
    world.edit(person, message, "三重一大是什么")
    edited = (await office.updates())[0]["edited_message"]
    assert edited["text"] == "三重一大是什么"
    assert edited["edit_date"] - edited["date"] == 60
    world.delete(person, message)
    assert await office.updates() == []
    assert world.messages(chat) == []


@pytest.mark.parametrize(
    "kind", ["photo", "document", "sticker", "voice", "audio", "video", "location", "dice"]
)
async def test_media_arrive_with_their_caption(kind: str, office: Office) -> None:
    person = office.member
    await office.updates()
    office.world.send_media(person, office.world.private_chat(person), kind, caption="请看")
    message = (await office.updates())[0]["message"]
    assert kind in message
    assert message["caption"] == "请看"
    assert "text" not in message


async def test_an_unknown_kind_of_media_is_refused(office: Office) -> None:
    with pytest.raises(UserError):
        office.world.send_media(office.member, office.world.private_chat(office.member), "hologram")


async def test_identifiers_are_new_after_a_restart() -> None:
    before = Office()
    last = before.world.say(before.member, before.group, "早")
    clock = FakeClock(before.clock.now() + timedelta(minutes=1))
    after = Telegram(clock)
    person = after.add_person("组长")
    group = after.add_group("学习组", person)
    assert after.say(person, after.private_chat(person), "早").id > last.id
    assert group.id != before.group.id
    assert last.id < 2**31


def test_menus_resolve_from_narrow_to_wide() -> None:
    office = Office()
    world, group, private = office.world, office.group, office.world.private_chat(office.member)
    menus = world.menus.commands

    def shown(person: Person, chat: Chat) -> str:
        return next((name for name, _ in world.menu(person, chat)), "")

    for scope, language, name in (
        (Scope("default"), "", "any"),
        (Scope("all_group_chats"), "", "groups"),
        (Scope("all_group_chats"), "zh", "groups_zh"),
        (Scope("all_chat_administrators"), "", "admins"),
        (Scope("chat", group.id), "", "here"),
        (Scope("chat_administrators", group.id), "", "admins_here"),
        (Scope("chat_member", group.id, office.owner.id), "", "owner_here"),
    ):
        menus[scope, language] = [(name, name)]
    assert shown(office.member, private) == "any"
    assert shown(office.member, group) == "here"
    assert shown(office.owner, group) == "owner_here"
    del menus[Scope("chat_member", group.id, office.owner.id), ""]
    assert shown(office.owner, group) == "admins_here"
    del menus[Scope("chat_administrators", group.id), ""], menus[Scope("chat", group.id), ""]
    assert shown(office.owner, group) == "admins"
    assert shown(office.member, group) == "groups_zh"
    office.member.language_code = "en"
    assert shown(office.member, group) == "groups"


def test_a_fault_strikes_only_where_and_as_often_as_asked() -> None:
    faults = Telegram(FakeClock()).faults
    faults.add(Fault(method="sendMessage", kind="error", times=2, chat_id=7))
    assert faults.take("getMe", 7) is None
    assert faults.take("sendMessage", 8) is None
    assert faults.take("sendmessage", 7) is not None
    assert faults.take("sendMessage", 7) is not None
    assert faults.take("sendMessage", 7) is None
    with pytest.raises(ValueError, match="earthquake"):
        Fault(kind="earthquake")


def test_rate_limits_refuse_with_the_seconds_to_wait() -> None:
    clock = FakeClock()
    limits = RateLimits(overall=None, group=20)
    for _ in range(20):
        limits.take(clock, -1, is_private=False)
    clock.jump(10.5)
    with pytest.raises(ApiError) as refused:
        limits.take(clock, -1, is_private=False)
    assert (refused.value.code, refused.value.parameters) == (429, {"retry_after": 50})
    limits.take(clock, -2, is_private=False)
    clock.jump(50)
    limits.take(clock, -1, is_private=False)


def test_an_overall_limit_counts_every_chat() -> None:
    clock = FakeClock()
    limits = RateLimits(overall=3)
    for chat_id in (1, 2, 3):
        limits.take(clock, chat_id, is_private=True)
    with pytest.raises(ApiError):
        limits.take(clock, 4, is_private=True)
    clock.jump(1.0)
    limits.take(clock, 4, is_private=True)


async def test_the_transcript_reads_like_the_chat(office: Office) -> None:
    world, person = office.world, office.member
    chat = world.private_chat(person)
    question = world.say(person, chat, "三重一大是什么？")
    world.send_media(person, chat, "photo", caption="请看", reply_to=question)
    assert world.transcript(chat, SHANGHAI) == (
        "组员 08:00\n三重一大是什么？\n\n组员 08:00\n↩ 三重一大是什么？\n（图片）\n请看"
    )


async def test_waiting_for_a_message_says_what_the_chat_was_instead(office: Office) -> None:
    chat = office.world.private_chat(office.member)
    office.world.say(office.member, chat, "在吗")
    with pytest.raises(TimeoutError, match="在吗"):
        await office.world.next_message(chat, timeout=0)


def test_a_topic_needs_a_forum_and_a_forum_a_supergroup(office: Office) -> None:
    with pytest.raises(UserError):
        office.world.add_topic(office.group, "廉洁")
    with pytest.raises(UserError):
        office.world.add_group("小组", office.owner, kind="group", forum=True)


async def test_a_button_with_an_address_opens_without_the_bot(office: Office) -> None:
    world = office.world
    message = world.say(office.member, office.group, "/ask 问")
    message.keyboard = [[{"text": "出处", "url": "https://a.cn"}]]
    await office.updates()
    assert (await world.tap(office.member, message, "出处")).url == "https://a.cn"
    assert await office.updates() == []
    with pytest.raises(KeyError):
        await world.tap(office.member, message, "没有的按钮")
    world.delete(office.owner, message)
    with pytest.raises(UserError):
        await world.tap(office.member, message, "出处")


def test_only_ones_own_messages_can_be_changed(office: Office) -> None:
    message = office.world.say(office.owner, office.group, "早")
    with pytest.raises(UserError):
        office.world.edit(office.member, message, "晚")
    with pytest.raises(UserError):
        office.world.delete(office.member, message)


def test_a_deleted_account_says_nothing_more(office: Office) -> None:
    office.world.delete_account(office.member)
    with pytest.raises(UserError):
        office.world.say(office.member, office.world.private_chat(office.member), "早")


async def test_an_administrator_bot_that_asks_hears_of_members(office: Office) -> None:
    world = office.world
    await office.updates()
    world.updates.allow(["chat_member"])
    world.set_status(office.group, office.member, "administrator")
    assert await office.updates() == []
    world.promote_bot(office.group, office.owner)
    world.set_status(office.group, office.member, "left")
    (update,) = await office.updates()
    assert update["chat_member"]["old_chat_member"]["status"] == "administrator"
    assert update["chat_member"]["new_chat_member"]["status"] == "left"


def test_the_bot_is_added_once(office: Office) -> None:
    with pytest.raises(UserError):
        office.world.add_bot(office.group, office.owner)


async def test_a_reply_in_a_supergroup_names_its_thread_but_no_topic(office: Office) -> None:
    world, group = office.world, office.group
    first = world.say(office.owner, group, "/ask 一")
    await office.updates()
    world.say(office.member, group, "/ask 二", reply_to=first)
    message = (await office.updates())[0]["message"]
    assert message["message_thread_id"] == first.id
    assert "is_topic_message" not in message


def test_who_leaves_is_announced(office: Office) -> None:
    office.world.set_status(office.group, office.member, "left")
    assert office.group.member(office.member).status is Status.LEFT
    assert "组员离开了群" in office.world.transcript(office.group)


async def test_a_forwarded_message_says_where_it_is_from_and_leaves_its_buttons_behind(office: Office) -> None:
    world, group, private = office.world, office.group, office.world.private_chat(office.member)
    said = world.say(office.owner, group, "请看@qingfeng_bot 的回答")
    said.keyboard = [[{"text": "下一段", "callback_data": "x"}]]
    await office.updates()
    copy = world.forward(office.member, said, private)
    [update] = await office.updates()
    assert update["message"]["text"] == said.text
    assert update["message"]["from"]["id"] == office.member.id
    assert update["message"]["forward_origin"]["sender_user"]["id"] == office.owner.id
    assert "reply_markup" not in update["message"]
    again = world.forward(office.owner, copy, group)
    assert again.origin == copy.origin, "a copy of a copy comes from the first"


async def test_what_must_not_be_passed_on_cannot_be_forwarded(office: Office) -> None:
    private = office.world.private_chat(office.member)
    said = office.world.say(office.owner, office.group, "只在群里看")
    said.protected = True
    with pytest.raises(UserError, match="不许转发"):
        office.world.forward(office.member, said, private)


async def test_a_forwarded_post_names_its_channel(office: Office) -> None:
    channel = office.world.add_channel("清廉之声", office.owner)
    post = office.world.say(office.owner, channel, "今日廉语")
    copy = office.world.forward(office.member, post, office.world.private_chat(office.member))
    assert copy.origin is not None
    assert (copy.origin["type"], copy.origin["chat"]["title"]) == ("channel", "清廉之声")


async def test_the_oldest_messages_of_a_chat_give_way_and_keep_none_before_them(office: Office) -> None:
    office.world.messages_kept = 3
    chat = office.world.private_chat(office.member)
    said = [office.world.say(office.member, chat, "第一句")]
    for number in range(4):
        said.append(office.world.say(office.member, chat, f"又一句{number}", reply_to=said[-1]))
    assert office.world.messages(chat) == said[2:]
    assert office.world.message(chat, said[1].id) is None
    assert said[1].reply_to is None
    assert said[2].reply_to is said[1]


async def test_the_oldest_files_give_way_to_those_that_go_through_again(office: Office) -> None:
    office.world.files_kept = 2
    chat = office.world.private_chat(office.member)
    first, second = (office.world.send_media(office.member, chat, "document", name=name) for name in "ab")
    names = [one.media["document"]["file_id"] for one in (first, second)]
    office.world.keep_file(office.world.files[names[0]])
    office.world.send_media(office.member, chat, "photo")
    assert names[0] in office.world.files
    assert names[1] not in office.world.files
