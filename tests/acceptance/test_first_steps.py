"""A newcomer's first minutes: the scenario that the project was built for, and what is said on the way."""

import pytest
from office import Office, Opened

from handlers.menus import publish_menus


async def test_a_newcomer_tries_everything_in_one_go(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("三重一大是什么")
    assert "重大问题决策、重要干部任免、重大项目投资决策、大额资金使用" in chen.sees()
    assert "《在市政协机关党风廉政建设和作风建设会议上的讲话》· 2022年" in chen.sees()
    await chen.taps("上下文")
    assert "（二）强化责任担当。" in chen.sees()
    await chen.says("/subscribe")
    await office.comes(1, 8, 30)
    assert chen.sees().startswith("今日廉语 · 3月3日 周二")

    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe", chat)
    assert "已订阅每日廉语" in chen.sees(chat)
    await li.says("@qingfeng_bot 四风问题怎么防", chat)
    assert li.finds("四风", chat)
    await li.says("八项规定呢", chat, answering=li.last(chat))
    assert li.finds("八项规定", chat)
    await li.says("/ask 三重一大是什么", chat)
    assert "三重一大" in li.sees(chat)
    await li.says("/subscribe", chat)
    assert li.sees(chat) == "这项由群主或管理员操作，请联系他们。提问随时欢迎。"
    await office.comes(1, 8, 30)
    assert chen.sees(chat) == chen.sees() != ""


@pytest.mark.parametrize("said", ["/start", "/start invite_42", "开始", "/START"])
async def test_start_says_in_three_lines_what_the_bot_does(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    what, how, daily = chen.sees().splitlines()
    assert "讲话原文" in what
    assert "直接发问题" in how
    assert "/subscribe" in daily


async def test_the_question_that_start_suggests_is_answered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/start")
    await chen.says(chen.sees().splitlines()[1].rsplit("：", 1)[1])
    assert chen.last().buttons[0] == "上下文"


async def test_help_lists_the_commands_of_the_place(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("帮助")
    assert "/subscribe 订阅每日廉语" in chen.sees()
    assert "/privacy" in chen.sees()
    assert "群主或管理员" not in chen.sees()
    chat = await office.group("机关党委", chen)
    await chen.says("/help@qingfeng_bot", chat)
    assert "/subscribe 订阅每日廉语，可写时间（群主或管理员）" in chen.sees(chat)
    assert "/privacy" in chen.sees(chat)


async def test_the_quote_is_the_same_for_everybody_all_day(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("/quote")
    await office.passes(hours=5)
    await li.says("今日廉语")
    assert chen.sees() == li.sees()
    assert "《在市政协机关" in chen.sees()
    await office.comes(1, 8)
    await li.says("/quote")
    assert li.sees() != chen.sees()


async def test_a_group_hears_of_privacy_in_a_line(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 谁能看到我问的", chat)
    assert "群里的人都看得到" in chen.sees(chat)
    assert "\n" not in chen.sees(chat)


async def test_privacy_says_what_is_kept(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/privacy")
    assert "供负责内容的同事补充" in chen.sees()


async def test_an_empty_chat_says_what_the_bot_does_before_start(office: Office) -> None:
    await publish_menus(office.app)
    assert "三重一大是什么" in (await office.app.bot.get_my_description()).description
    assert "原文" in (await office.app.bot.get_my_short_description()).short_description
    asked = len(office.world.calls)
    await publish_menus(office.app)
    assert not [call for call in list(office.world.calls)[asked:] if call.method.startswith("setMyDesc")]


async def test_who_has_only_pressed_start_is_known_by_name(opened: Opened) -> None:
    """So that a duty can name them; who wishes is forgotten."""
    office = await opened(mode="list", operator="吴")
    wu, chen = office.colleague("吴"), office.colleague("陈静")
    await wu.says(f"/admit {chen.person.id}")
    assert await office.services.names.called("陈静") == []
    await chen.says("/start")
    names = office.services.names
    assert await names.called("陈静") == [chen.person.id]
    await wu.says("/duty 廉政谈话 每季度末")
    await wu.taps("加人")
    await wu.says("陈静")
    assert "1 人" in wu.sees()
    await chen.says("/forget_me")
    await chen.says("是")
    assert await names.called("陈静") == []
