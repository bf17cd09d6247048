"""A group becomes a supergroup, with another number, while something is under way to it: it arrives there."""

import pytest
from office import Colleague, Office, Opened

from core.models import Place
from emulator.chats import Chat
from handlers.sending.speaking import send_picture_to

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (1).to_bytes(4) * 3
QUESTION = "/ask 三重一大是什么"


@pytest.fixture
async def chen(office: Office) -> Colleague:
    return office.colleague("陈")


async def group_of(office: Office, chen: Colleague) -> Chat:
    return await office.group("机关党委", chen, kind="group")


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        (QUESTION, "重大问题决策"),
        ("/ask 食堂几点开门", "没有"),
        ("/start", "我是清风"),
        ("/quote", "今日廉语"),
        ("/subscribe 9:00", "09:00"),
        ("/settings", "订阅"),
        ("/unsubscribe", "订阅"),
        ("/notice 通知", "运维人员"),
        ("/p 2023-1-01", "2023-1-01"),
    ],
)
async def test_what_is_said_to_a_group_while_it_moves_is_said_in_the_supergroup(
    office: Office, chen: Colleague, words: str, reply: str
) -> None:
    chat = await group_of(office, chen)
    office.world.say(chen.person, chat, words)
    moved = office.world.migrate(chat)
    await office.deals()
    assert reply in chen.sees(moved)
    assert len(chen.answers(moved)) == 1


async def test_a_picture_follows_too(opened: Opened) -> None:
    office = await opened(mode="open", operator="吴")
    wu = office.colleague("吴")
    chat = await group_of(office, wu)
    moved = office.world.migrate(chat)
    context = office.app.context_types.context(office.app)
    await office.clock.until(send_picture_to(context, Place(chat.id), PICTURE, "图"))
    assert len(wu.answers(moved)) == 1


async def test_an_answer_that_cannot_be_edited_any_more_is_said_in_the_supergroup(
    office: Office, chen: Colleague
) -> None:
    chat = await group_of(office, chen)
    asked = await chen.says(QUESTION, chat)
    office.world.edit(chen.person, asked, "/ask 四风是什么")
    moved = office.world.migrate(chat)
    await office.deals()
    assert chen.answers(moved)


async def test_a_button_pressed_in_a_group_that_moves_says_to_ask_again(
    office: Office, chen: Colleague
) -> None:
    chat = await group_of(office, chen)
    await chen.says(QUESTION, chat)
    _, answer = office.world.start_tap(chen.person, chen.last(chat), "下一条")
    office.world.migrate(chat)
    await office.deals()
    assert "请把问题再发一遍" in answer.result().text


async def test_what_was_subscribed_while_the_group_moved_is_pushed_to_the_supergroup(
    office: Office, chen: Colleague
) -> None:
    chat = await group_of(office, chen)
    office.world.say(chen.person, chat, "/subscribe 9:00")
    moved = office.world.migrate(chat)
    office.world.updates._queue = type(office.world.updates._queue)(
        one for one in office.world.updates._queue if "migrate_" not in str(one.update)
    )  # the service messages are lost
    await office.deals()
    await office.comes(1, 9)
    assert len(chen.pushes(moved)) == 1
    assert chen.pushes(chat) == []


async def test_a_case_asked_while_the_group_moved_is_answered_there(opened: Opened) -> None:
    office = await opened(mode="open", operator="吴")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    chat = await group_of(office, chen)
    office.world.say(chen.person, chat, "/ask 食堂夜宵几点供应")
    moved = office.world.migrate(chat)
    await office.deals()
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("夜宵九点开始供应", answering=wu.last())
    await wu.taps("发出")
    assert "夜宵九点开始供应" in chen.sees(moved)
    assert "1 处" in wu.sees()


@pytest.mark.parametrize("heard", [True, False], ids=["the move is known", "nobody has heard of it"])
@pytest.mark.parametrize("button", ["批准", "退出"])
async def test_the_operators_card_about_a_group_holds_for_the_supergroup(
    opened: Opened, button: str, heard: bool
) -> None:
    office = await opened(mode="list", operator="吴")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    chat = await group_of(office, chen)
    card = wu.last()
    moved = office.world.migrate(chat)
    if not heard:
        office.world.updates.forget()
    await office.settle()
    await wu.taps(button, on=card)
    bot = office.world.bot
    if button == "批准":
        assert "已批准" in wu.sees()
        await chen.says(QUESTION, moved)
        assert "重大问题决策" in chen.sees(moved)
    else:
        assert "已退出" in wu.sees()
        assert not moved.member(bot).is_present
