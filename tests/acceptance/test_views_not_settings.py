"""What operators and editors ask for to see is no setting of their own chat."""

from office import Opened

OF_OPERATORS = (
    ("推送情况", "没有要推送的"),
    ("推送咋样了", "没有要推送的"),
    ("今天发出去没有", "没有要推送的"),
    ("今早发出去没有", "没有要推送的"),
    ("谁订阅了", "订阅：1 人"),
    ("几个人订阅", "订阅：1 人"),
    ("都谁能收着", "订阅：1 人"),
    ("现在都谁能收到", "订阅：1 人"),
    ("明天推哪条廉语，先给我看看", "08:00 推送廉语，到 1 个会话"),
    ("有啥要我处理的", "未答问题箱"),
)
OF_EDITORS = (
    ("有没有大家问了没答上来的", "未答问题箱"),
    ("大家问了没答上来的拿来我瞅瞅", "未答问题箱"),
    ("我现在手头有啥活要干的", "未答问题箱"),
    ("廉语管理，明天是哪条", "明天要推送的是这一条"),
    ("明天推哪条廉语，先给我看看", "明天要推送的是这一条"),
    ("打开廉语管理瞅瞅", "廉语管理"),
    ("廉语都有哪些，我管着的", "廉语管理"),
    ("后面几天排的啥", "以后几天的廉语"),
    ("这几天排了哪些廉语", "以后几天的廉语"),
    ("接下来几天排的廉语", "以后几天的廉语"),
)


async def test_what_is_asked_for_is_shown(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, zhou, chen = office.colleague("吴"), office.colleague("周"), office.colleague("陈")
    await zhou.says("/start")
    await wu.says(f"/editor {zhou.person.id}")
    await chen.says("食堂几点开饭呀怎么总是变")
    await chen.says("每天8点订阅")
    for who, sentences in ((wu, OF_OPERATORS), (zhou, OF_EDITORS)):
        for said, shown in sentences:
            await who.says(said)
            assert shown in who.sees(), said


async def test_a_member_sees_their_own(opened: Opened) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    await chen.says("每天8点订阅")
    await chen.says("推送情况")
    assert "时间：每天 08:00" in chen.sees()
    await chen.says("今天发出去没有")
    assert "今天没有推送" in chen.sees()
