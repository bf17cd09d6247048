"""An operator's morning in plain words: each sentence reaches the view or the command that exists."""

import pytest
from office import Colleague, Office

from core.settings import AccessSettings
from emulator.world import FIRST_PERSON_ID
from handlers.people.invitations import NONE_OPEN
from handlers.pushes.last_notice import NONE_SENT, WELL

ACCESS = AccessSettings(mode="open", operators=frozenset({FIRST_PERSON_ID}))


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: the first person is the operator."""
    return {"access": ACCESS}


@pytest.fixture
async def li(office: Office) -> Colleague:
    return office.colleague("李")


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("谁现在是编辑", "/roles"),
        ("小陈是什么身份", "/roles"),
        ("三支部的群批准了没", "/roles"),
        ("今天都推了谁", "/push"),
        ("今天的廉语发到了没有", "/push"),
        ("先看问题箱", "/inbox"),
        ("一共几件事在办", "/duty"),
        ("把责任书那件停了", "/duty"),
        ("有没有人提意见", "/ledger 今年 意见办理"),
        ("意见箱", "/ledger 今年 意见办理"),
    ],
)
async def test_a_sentence_shows_what_the_command_shows(
    office: Office, li: Colleague, said: str, command: str
) -> None:
    await li.says(said)
    seen = li.sees()
    await li.says(command)
    assert li.sees() == seen


async def test_what_became_of_the_last_notice_is_shown(office: Office, li: Colleague) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await li.says("通知发到了没有")
    assert li.sees() == NONE_SENT
    await li.says("通知大家：明天停电")
    await li.says("通知发到了没有")
    assert "还没有发出去" in li.sees()
    await li.says("就这样发吧")
    await li.says("确定发送")
    await office.push()
    await li.says("刚才的通知几个群收到了")
    assert "1 个会话" in li.sees()
    assert "撤回" in li.last().buttons
    await li.says("糟了地点写错了，全撤回来")
    assert li.sees().startswith("通知“明天停电”")
    assert "撤回这条通知？" in li.sees()
    await li.says("是")
    assert any("撤回：已撤回 0 · 等待 1" in one.text for one in li.answers())


async def test_how_the_bot_is_is_said_to_operators(office: Office, li: Colleague) -> None:
    for said in ("系统健康吗", "机器正常吗，有没有报错", "数据库多大了"):
        await li.says(said)
        assert li.sees() == WELL
    chen = office.colleague("陈")
    await chen.says("系统健康吗")
    assert chen.sees() == "这项只有运维人员能操作。"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("弄个每季度末的责任书提醒，上午十点", ("责任书", "每季度最后一天", "10:00")),
        ("每两个月组织一次警示教育，提醒我", ("警示教育", "双月")),
        ("新建一件事：个人事项报告，每年1月31日，提前一周提醒", ("个人事项报告", "每年1月31日", "提前7天")),
    ],
)
async def test_a_duty_is_set_up_in_a_sentence(li: Colleague, said: str, shown: tuple[str, ...]) -> None:
    await li.says(said)
    assert "廉政事项：" in li.sees()
    assert all(part in li.sees() for part in shown)


async def test_questions_to_the_speeches_are_answered_as_ever(li: Colleague) -> None:
    await li.says("三重一大是什么")
    assert "重大问题决策" in li.sees()


async def test_a_question_of_the_desk_is_no_words_of_a_notice(office: Office, li: Colleague) -> None:
    await li.says("/notice")
    await li.says("台账好了没")
    await li.says("谁现在是编辑")
    unsent = await office.services.notices.unsent(li.person.id)
    assert unsent is not None
    assert unsent.text == ""


async def test_to_announce_a_suggestion_is_none(office: Office, li: Colleague) -> None:
    await li.says("/start")
    chen = office.colleague("陈")
    await chen.says("我想提个意见，匿名")
    assert "发给运维人员" not in chen.sees()
    await chen.says("食堂价格偏高，希望公示")
    assert chen.last().buttons == ["署名发出", "匿名发出", "不发了"]
    await chen.taps("匿名发出")
    assert any("食堂价格偏高" in one.text for one in li.answers())


@pytest.mark.parametrize("asked", ["邀请列表", "现在有哪些邀请链接", "还有几个链接没用完", "看看发出去的邀请"])
async def test_what_was_invited_to_is_listed(li: Colleague, asked: str) -> None:
    await li.says(asked)
    assert li.sees() == NONE_OPEN
    await li.says("给他们弄个邀请，三个人，管一周")
    await li.says(asked)
    assert "1 号：使用者，3 次用了 0 次" in li.sees()
    assert li.last().buttons == ["撤回 1 号"]


async def test_the_newest_invitation_is_withdrawn_once_that_is_sure(office: Office, li: Colleague) -> None:
    await li.says("那个链接作废")
    assert li.sees() == NONE_OPEN
    await li.says("给他们弄个邀请，三个人，管一周")
    assert "可用 3 次" in li.sees()
    await li.says("给我一个邀请链接")
    await li.says("那个链接作废")
    assert "2 号" in li.sees()
    await li.says("不")
    assert [one.id for one in await office.services.invitations.open()] == [2, 1]
    await li.says("那个链接作废")
    await li.says("是")
    assert "2 号邀请撤回了" in "".join(one.text for one in li.answers())
    assert [one.id for one in await office.services.invitations.open()] == [1]


@pytest.mark.parametrize("begin", ["启用", "就这样，启用吧", "好，启用"])
async def test_a_duty_that_stands_there_is_set_up_and_ended_in_words(
    office: Office, li: Colleague, begin: str
) -> None:
    for name in ("小陈", "老周"):
        await office.colleague(name).says("/subscribe 08:00")
    await li.says("/duty 廉政谈话 每季度末 9点")
    await li.says("把小陈和老周加进去")
    assert "2 人" in li.sees()
    await li.says("去掉老周")
    assert "1 人" in li.sees()
    await li.says("加上老周")
    assert "2 人" in li.sees()
    await li.says("加上王五")
    assert "我不认识“王五”" in li.sees()
    await li.says(begin)
    assert "2 人（0 人同意提醒）" in li.sees()
    await li.taps("1")
    await li.says("停用")
    assert li.sees().startswith("结束“廉政谈话”？")
    assert await office.services.duties.listed()


async def test_people_are_put_in_a_duty_that_is_still_a_draft_after_something_else(
    office: Office, li: Colleague
) -> None:
    await office.colleague("小陈").says("/subscribe 08:00")
    await li.says("/duty 廉政谈话 每季度末 9点")
    await li.says("三重一大是什么")
    await li.says("加上小陈")
    assert li.sees().startswith("廉政事项：廉政谈话"), "what became of it is seen at once"
    assert "人：1 人，0 人同意提醒" in li.sees()


async def test_where_no_duty_is_set_up_nobody_is_put_in_one(office: Office, li: Colleague) -> None:
    await office.colleague("小陈").says("/subscribe 08:00")
    await li.says("三重一大是什么")
    await li.says("加上小陈")
    assert "1 人" not in li.sees()


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("有几条等着审", "待审 3 条"),
        ("本周推送都送到了吗", "没有要推送的"),
        ("给新同事做个邀请，3个人用", "可用 3 次"),
        ("昨天大家都问了什么", "昨天：提问 0 次"),
        ("这周通知发过几回", "没有记录"),
        ("以后每季度提醒大家签责任书", "时间：每季度最后一天"),
        ("把今天的那句话发我看看", "今日廉语"),
        ("发出去几个了，谁没收到", "没有发出过通知"),
    ],
)
async def test_what_is_asked_in_still_other_words_is_shown(
    office: Office, li: Colleague, said: str, seen: str
) -> None:
    await li.says(said)
    assert seen in li.sees()


async def test_a_notice_that_has_reached_nobody_is_stopped_at_once(office: Office, li: Colleague) -> None:
    await office.colleague("陈").says("/subscribe 17:30")
    for said in ("通知大家：明天停电", "就这样发吧", "确定发送", "糟了地点写错了，全撤回来"):
        await li.says(said)
    assert li.sees().endswith("还没有人收到。停止发送这条通知？")
    await li.says("是")
    await office.push()
    assert any("已停止发送" in one.text for one in li.answers())


async def test_a_draft_changes_in_two_places_and_tells_how_many_get_it(office: Office, li: Colleague) -> None:
    await office.colleague("陈").says("/subscribe 17:30")
    await li.says("通知大家：明天下午3点在三楼会议室开会")
    await li.says("时间改十点，地点二楼")
    assert "明天上午十点在二楼会议室开会" in "".join(one.text for one in li.answers())
    await li.says("改成后天，八点半")
    assert "后天上午八点半在二楼会议室开会" in "".join(one.text for one in li.answers())
    await li.says("有几个会话会收到")
    assert "会发给 1 个会话" in li.sees()


@pytest.mark.parametrize("said", ["匿名", "我想匿名提", "留言"])
async def test_who_is_offered_to_leave_word_may_say_so(office: Office, li: Colleague, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("转人工")
    await chen.says(said)
    assert "意见" in chen.sees()
    assert "讲话里没有说到" not in chen.sees()


OF_THE_DESK = [("有几条等着审", "待审 3 条"), ("本周推送都送到了吗", "没有要推送的")]


@pytest.mark.parametrize("opens", ["/notice", "/suggest", "/material"])
@pytest.mark.parametrize(
    ("said", "seen"),
    [
        *OF_THE_DESK,
        ("出自哪篇，第几部分", "上面那段出自"),
        ("刚才那段再发一遍", "2022-2-06"),
        ("三重一大是什么", "2022-2-06"),
        ("你把我名字记下来没有", "手机号我看不到"),
        ("把今天的那句话发我看看", "今日廉语"),
    ],
)
async def test_who_is_asked_for_words_may_speak_of_something_else(
    office: Office, li: Colleague, opens: str, said: str, seen: str
) -> None:
    if opens == "/suggest" and (said, seen) in OF_THE_DESK:
        return  # whoever makes a suggestion looks after nothing: these may be its words
    await li.says("三重一大")
    await li.says(opens)
    await li.says(said)
    assert any(seen in one.text for one in li.answers()[2:])
    assert not any(one.text.endswith(said) for one in li.answers())
