"""那个先作废吧 of invitations, 下一个 of the inbox, and a duty's draft that stands open."""

import pytest
from office import Colleague, Office

from emulator.chats import Chat


def has(reader: Colleague, words: str, chat: Chat | None = None) -> bool:
    """Return whether a message of the bot's that the reader sees has these words."""
    return any(words in one.text for one in reader.answers(chat))


@pytest.mark.parametrize(
    "said",
    ["那个先作废吧", "这个不要了", "把它撤了", "先停了那个", "别让人用了", "刚才那个废掉", "收回吧", "作废"],
)
async def test_an_invitation_that_was_shown_is_withdrawn_after_a_question(
    run_office: Office, said: str
) -> None:
    operator = run_office.colleague("吴")
    await operator.says("/invite")
    for ask in ("有哪些邀请链接", "/invite list"):
        await operator.says(ask)
        await operator.says(said)
        assert "撤回它？" in operator.sees()
        await operator.says("不")
    await operator.says("有哪些邀请链接")
    await operator.says(said)
    await operator.says("是")
    await operator.says("有哪些邀请链接")
    assert operator.sees().startswith("没有还能用的邀请")


@pytest.mark.parametrize("said", ["下一个", "再来", "接着来", "下一条", "还有吗", "看下一个", "继续"])
async def test_the_next_case_follows_one_that_was_settled(run_office: Office, said: str) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    for question in ("油卡能不能给家属用", "单位年会抽奖送手机行不行", "借调人员的绩效怎么算"):
        await clerk.says(question)
    await operator.says("/inbox")
    await operator.says("看第一个")
    assert "借调人员" in operator.sees()
    await operator.says("讲话里没有")
    await operator.says(said)
    assert "抽奖" in operator.sees()
    await operator.says("不用答这个")
    await operator.says(said)
    assert "油卡" in operator.sees()
    await operator.says("略过")
    await operator.says(said)
    assert operator.sees().startswith("未答问题箱是空的")


@pytest.mark.parametrize(
    "said", ["/duty", "有哪些廉政事项", "那个没建完的事项呢", "没启用的那件", "事项的草稿呢", "都有哪些事项"]
)
async def test_a_duty_that_is_being_set_up_is_told_of_and_shown(run_office: Office, said: str) -> None:
    operator = run_office.colleague("吴")
    await operator.says("新建一件廉政事项 廉政谈话")
    await operator.says(said)
    assert has(operator, "还没启用的草稿：“廉政谈话”，没定时间，没加人")
    assert operator.sees().startswith("廉政事项：廉政谈话")


async def test_beside_duties_in_force_a_draft_has_its_button(run_office: Office) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await clerk.says("在吗")
    await operator.says("新建一件廉政事项 责任书 每季度末 9点")
    await operator.taps("加人")
    await operator.says(str(clerk.person.id))
    await operator.taps("启用")
    await operator.says("新建一件廉政事项 廉政谈话 每季度末 9点")
    await operator.says("/duty")
    assert "“廉政谈话”，没加人" in operator.sees()
    await operator.taps("草稿：廉政谈话")
    assert operator.sees().startswith("廉政事项：廉政谈话")


async def test_the_link_that_is_shown_once_stays_in_sight(run_office: Office) -> None:
    operator = run_office.colleague("吴")
    await operator.says("/invite")
    await operator.says("那个先作废吧")
    assert "撤回它？" in operator.sees()
    assert has(operator, "?start=inv_")
    await operator.says("不")
    await operator.says("有哪些邀请链接")
    assert has(operator, "撤回")
