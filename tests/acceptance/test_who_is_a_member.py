"""In mode `members`: which updates make somebody a member who may ask in private, and which do not.

A group under a channel's posts, and a public one, take messages and presses of people who are not in it. Each
kind of update that names such a person is a row here: none of them may let anybody in.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from office import Colleague, Office, Opened

from core.models import Role
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID

QUESTION = "三重一大是什么"
OPERATORS = frozenset({FIRST_PERSON_ID})


@dataclass
class Scene:
    """An approved group whose comments are open; 陈 is not in it, 李 is, and 吴 runs the bot."""

    office: Office
    chat: Chat
    chen: Colleague
    li: Colleague
    wu: Colleague

    @property
    def bot(self) -> str:
        return self.office.app.bot.username


async def scene(opened: Opened, *, leads: bool = False) -> Scene:
    office = await opened(operators=OPERATORS)
    wu, chen, li = (office.colleague(name) for name in "吴陈李")
    await wu.says("/start")
    chat = await office.group("机关党委", wu, li)
    chat.comments_open = True
    if leads:
        office.world.promote_bot(chat, wu.person)
        await office.settle()
    await li.says(f"/ask {QUESTION}", chat)
    return Scene(office, chat, chen, li, wu)


async def asks(it: Scene) -> None:
    await it.chen.says(f"/ask {QUESTION}", it.chat)


async def mentions(it: Scene) -> None:
    await it.chen.says(f"@{it.bot} {QUESTION}", it.chat)


async def answers_the_bot(it: Scene) -> None:
    await it.chen.says("八项规定", it.chat, answering=it.li.last(it.chat))


async def edits_a_question(it: Scene) -> None:
    said = await it.chen.says("/ask 讲话", it.chat)
    await it.chen.edits(said, f"/ask {QUESTION}")


async def sends_a_picture(it: Scene) -> None:
    await it.chen.sends("photo", it.chat, caption=f"@{it.bot} {QUESTION}")


async def turns_a_page(it: Scene) -> None:
    await it.chen.taps("上下文", it.li.last(it.chat))


async def judges_an_answer(it: Scene) -> None:
    await it.chen.taps("有用", it.li.last(it.chat))


async def presses_a_button_of_the_settings(it: Scene) -> None:
    await it.wu.says("/settings", it.chat)
    await it.chen.taps(0, it.wu.last(it.chat))


async def subscribes(it: Scene) -> None:
    await it.chen.says("/subscribe 9:00", it.chat)


async def wishes_to_be_forgotten(it: Scene) -> None:
    await it.chen.says("/forget_me", it.chat)
    await it.chen.taps("确定删去", it.chen.last(it.chat))


async def speaks_as_a_channel(it: Scene) -> None:
    channel = it.office.world.add_channel("陈的频道", it.chen.person)
    it.office.world.say(it.chen.person, it.chat, f"/ask {QUESTION}", speaking_as=channel)
    await it.office.settle()


async def comments_on_a_post(it: Scene) -> None:
    post = it.office.world.say(it.wu.person, it.chat, "本周学习材料")
    raw = post.as_message() | {
        "is_automatic_forward": True,
        "sender_chat": {"id": -1009, "type": "channel", "title": "频道"},
    }
    comment = it.office.world.say(it.chen.person, it.chat, f"@{it.bot} {QUESTION}", reply_to=post).as_message()
    await it.office.world.updates.take(10**12, 100, 0)  # heard as it comes under a channel's post
    thread = {"message_thread_id": post.id, "reply_to_message": raw}
    await it.office.hears("message", comment | thread)


async def is_forwarded(it: Scene) -> None:
    said = it.office.world.say(it.li.person, it.chat, f"/ask {QUESTION}").as_message()
    origin = {"type": "user", "date": said["date"], "sender_user": it.chen.person.as_user()}
    await it.office.world.updates.take(10**12, 100, 0)
    await it.office.hears("message", said | {"forward_origin": origin})


async def is_answered(it: Scene) -> None:
    said = it.office.world.say(it.chen.person, it.chat, QUESTION)
    await it.li.says("/ask", it.chat, answering=said)


async def is_named(it: Scene) -> None:
    said = it.office.world.say(it.li.person, it.chat, f"@{it.bot} 请问小陈").as_message()
    named = {"type": "text_mention", "offset": 0, "length": 2, "user": it.chen.person.as_user()}
    await it.office.world.updates.take(10**12, 100, 0)
    await it.office.hears("message", said | {"entities": [named, *said.get("entities", [])]})


async def is_sent_as_a_contact(it: Scene) -> None:
    said = it.office.world.say(it.li.person, it.chat, f"@{it.bot}").as_message()
    contact = {"phone_number": "1", "first_name": "陈", "user_id": it.chen.person.id}
    await it.office.world.updates.take(10**12, 100, 0)
    await it.office.hears("message", said | {"contact": contact})


async def is_put_out_before_joining(it: Scene) -> None:
    it.office.world.set_status(it.chat, it.chen.person, "kicked")
    await it.office.settle()


async def joined_and_left(it: Scene) -> None:
    it.office.world.add_member(it.chat, it.chen.person)
    it.office.world.set_status(it.chat, it.chen.person, "left")
    await it.office.settle()
    await asks(it)


async def joined_a_group_that_is_not_approved(it: Scene) -> None:
    other = await it.office.group("外面的群", it.chen)
    await it.chen.says(f"/ask {QUESTION}", other)


async def subscribes_to_an_approved_channel(it: Scene) -> None:
    channel = it.office.world.add_channel("廉政频道", it.wu.person)
    it.office.world.add_bot(channel, it.wu.person)
    it.office.world.add_member(channel, it.chen.person)
    await it.office.settle()


async def was_in_a_group_that_lost_its_approval(it: Scene) -> None:
    it.office.world.add_member(it.chat, it.chen.person)
    await it.office.settle()
    await it.wu.says("/roles")
    await it.wu.taps(0)


Deed = Callable[[Scene], Awaitable[None]]
PROVE_NOTHING: tuple[Deed, ...] = (
    asks,
    mentions,
    answers_the_bot,
    edits_a_question,
    sends_a_picture,
    turns_a_page,
    judges_an_answer,
    presses_a_button_of_the_settings,
    subscribes,
    wishes_to_be_forgotten,
    speaks_as_a_channel,
    comments_on_a_post,
    is_forwarded,
    is_answered,
    is_named,
    is_sent_as_a_contact,
    is_put_out_before_joining,
    joined_and_left,
    joined_a_group_that_is_not_approved,
    subscribes_to_an_approved_channel,
    was_in_a_group_that_lost_its_approval,
)
each_deed = pytest.mark.parametrize("deed", PROVE_NOTHING, ids=lambda deed: deed.__name__)


@pytest.mark.parametrize("telegram_tells", [True, False], ids=["asked", "silent"])
@each_deed
async def test_no_update_but_telegrams_word_makes_a_member(
    opened: Opened, deed: Deed, telegram_tells: bool
) -> None:
    it = await scene(opened)
    await deed(it)
    if not telegram_tells:
        it.office.world.faults.add(Fault(method="getChatMember", code=400, description="hidden", times=99))
    assert await it.office.services.access.role_of(it.chen.person.id) is Role.STRANGER
    await it.chen.says(QUESTION)
    assert it.chen.answers() == [] or "只供本单位" in it.chen.sees()


@each_deed
async def test_nor_where_the_bot_is_an_administrator_and_hears_who_comes_and_goes(
    opened: Opened, deed: Deed
) -> None:
    it = await scene(opened, leads=True)
    await deed(it)
    assert await it.office.services.access.role_of(it.chen.person.id) is Role.STRANGER


async def joins(it: Scene) -> None:
    it.office.world.add_member(it.chat, it.chen.person)
    await it.office.settle()


async def is_in_it_unheard(it: Scene) -> None:
    """Before the bot came, say: nothing was heard of it."""
    it.chat.members[it.chen.person.id] = it.chat.member(it.li.person)


@pytest.mark.parametrize("leads", [True, False], ids=["administrator", "ordinary"])
@pytest.mark.parametrize("deed", [joins, is_in_it_unheard], ids=lambda deed: deed.__name__)
async def test_telegrams_word_makes_a_member(opened: Opened, deed: Deed, leads: bool) -> None:
    it = await scene(opened, leads=leads)
    await deed(it)
    await it.chen.says(QUESTION)
    assert "重大" in it.chen.sees()


async def test_a_commenter_is_answered_where_all_read_along_and_nowhere_else(opened: Opened) -> None:
    it = await scene(opened)
    await asks(it)
    assert "重大" in it.chen.sees(it.chat)
    await it.chen.says("/subscribe 9:00")
    assert "只供本单位" in it.chen.sees()
    assert it.office.world.menu(it.chen.person, it.chen.private) == []


async def test_where_the_bot_was_removed_the_last_yes_counts_three_days_and_operators_hear_of_it(
    opened: Opened,
) -> None:
    it = await scene(opened)
    await joins(it)
    it.office.world.remove_bot(it.chat, it.wu.person)
    await it.office.settle()
    assert it.wu.sees().startswith("“机关党委”：我被移出了这个群")
    await it.office.passes(hours=71)
    assert await it.office.services.access.role_of(it.chen.person.id) is Role.MEMBER
    await it.office.passes(hours=2)
    assert await it.office.services.access.role_of(it.chen.person.id) is Role.STRANGER
    it.office.world.add_bot(it.chat, it.wu.person)
    await it.office.settle()
    await it.chen.says(QUESTION)
    assert "重大" in it.chen.sees()
