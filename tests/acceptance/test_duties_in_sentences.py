"""廉政事项 in sentences: who does what by when, whom it concerns, done ahead of time, put off until a day."""

from office import Office, Opened

KNOWN = ("周编辑", "刘师傅", "陈科员")


async def opened_office(opened: Opened) -> Office:
    """Open an office in which these people have spoken in a group."""
    office = await opened(mode="open", operator="吴")
    people = [office.colleague(name) for name in ("吴", *KNOWN)]
    group = await office.group("机关群", *people)
    for one in people[1:]:
        await one.says("/start")
        await one.says("@qingfeng_bot 三重一大是什么", group)
    return office


async def test_a_sentence_sets_a_duty_up(opened: Opened) -> None:
    office = await opened_office(opened)
    wu = office.colleague("吴")
    for says, name, when, people in (
        ("周编辑三月十号前把责任书签了", "签责任书", "2026年3月10日", 1),
        ("让刘师傅三月十号前交廉政谈话记录", "交廉政谈话记录", "2026年3月10日", 1),
        ("三月二十号前让周编辑把责任书交上来", "交责任书", "2026年3月20日", 1),
        ("每季度末提醒刘师傅和陈科员签责任书", "签责任书", "每季度最后一天", 2),
        ("请周编辑每季度末做廉政谈话，上午九点", "做廉政谈话", "每季度最后一天", 1),
        ("刘师傅、陈科员下周五前填表", "填表", "2026年3月13日", 2),
        ("周編輯三月十號前把責任書簽了", "签责任书", "2026年3月10日", 1),
        ("廉政事项：陈科员本月底前参加警示教育", "参加警示教育", "2026年3月31日", 1),
    ):
        await wu.says(says)
        assert wu.sees().startswith(f"廉政事项：{name}\n时间：{when}"), says
        assert f"人：{people} 人" in wu.sees(), says
        assert "还没有启用" in wu.sees(), "nobody is asked by a sentence alone"
    for says in ("请王五三月十号前签责任书", "党员干部三月十号前要签责任书吗", "各支部三月十号前交责任书"):
        await wu.says(says)
        assert not wu.sees().startswith("廉政事项：签"), says
    await wu.says("/duty 请王五四月十号前签责任书")
    assert wu.sees().startswith("我不认识“王五”。")
    assert "廉政事项：签责任书\n时间：2026年4月10日" in wu.sees()


async def test_a_duty_goes_on_in_words(opened: Opened) -> None:
    office = await opened_office(opened)
    wu, zhou, liu, chen = (office.colleague(name) for name in ("吴", *KNOWN))
    await wu.says("周编辑三月十号前把责任书签了")
    await wu.says("时间定三月三十一号")
    assert "时间：2026年3月31日" in wu.sees()
    for says, people in (("让刘师傅办", 2), ("再让陈科员也办", 3), ("把刘师傅去掉", 2), ("交给刘师傅", 3)):
        await wu.says(says)
        assert f"人：{people} 人" in wu.sees(), says
    await wu.says("三重一大是什么")
    for says, people in (("把刘师傅去掉", 2), ("人加上刘师傅", 3)):
        await wu.says(says)
        assert f"人：{people} 人" in wu.sees(), says
    await wu.taps("启用")
    await office.passes(minutes=1)
    await liu.says("我同意")
    assert liu.sees().startswith("好，到时候我提醒您：签责任书")
    await chen.says("同意提醒我")
    await zhou.says("不归我")
    for says in ("谁同意了", "都同意了吗", "没有没办的", "还有没办的吗", "都办完了吗"):
        await wu.says(says)
        assert "（2 人同意提醒）" in wu.sees(), says
    await chen.says("责任书的事我办完了")
    assert chen.sees().startswith("“签责任书”是哪天办完的？")
    await chen.says("今天")
    assert chen.sees().startswith("已记下：签责任书")
    await office.passes(days=29, hours=1)
    assert "廉政事项提醒：签责任书" in "".join(one.text for one in liu.answers())
    assert "廉政事项提醒：签责任书" not in "".join(one.text for one in chen.answers())
    await liu.says("这个推迟到四月二十号")
    assert liu.sees() == "好，“签责任书”推迟到 2026年4月20日 再提醒您。"
