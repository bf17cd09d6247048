"""Several settings said at once, or added to what was asked, stand in one question; a yes sets all of them."""

from office import Opened

BOTH = "每日廉语图片和文字一起发"
# What is said, one after the other, and what the one question says then.
ADDED = (
    (("每天早上推送能不能别响铃", "嗯静音就好，图片我也要，字和图都来"), f"推送时不响铃；{BOTH}"),
    (("每天早上推送能不能别响铃", "行，再加个节前提醒"), "推送时不响铃；放假前提醒"),
    (("每天早上推送能不能别响铃", "好，另外六点四十发"), "推送时不响铃；每日廉语改到 06:40"),
    (("每天早上推送能不能别响铃", "可以，但周末别发"), "推送时不响铃；每日廉语改为周一至周五"),
    (("改成早一点，六点半", "中，就是别响铃"), "每日廉语改到 06:30；推送时不响铃"),
    (("改成早一点，六点半", "对，图文都要", "放假前也说一声"), f"每日廉语改到 06:30；{BOTH}；放假前提醒"),
    (("推送 3月5号停一哈嘛", "要得，再静音"), "3月5日 周四不推送；推送时不响铃"),
    (("改成早一点，六点半", "好，别响铃", "还是七点吧"), "每日廉语改到 07:00；推送时不响铃"),
    (("推送 3月5号停一哈嘛", "要得，再静音", "6号也是"), "3月5日 周四至3月6日 周五不推送；推送时不响铃"),
    (("推送改静音，还有放假前一天记得提醒我",), "推送时不响铃；放假前提醒"),
    (("图文一起发，别响铃",), "每日廉语图片和文字一起发；推送时不响铃"),
    (("七点发，别响铃",), "推送时不响铃；每日廉语改到 07:00"),
    (("周末别发，图文都要",), "每日廉语图片和文字一起发；每日廉语改为周一至周五"),
)  # fmt: skip


async def test_one_question_has_all_of_it(opened: Opened) -> None:
    office = await opened(mode="open")
    for number, (said, asked) in enumerate(ADDED):
        one = office.colleague(f"同事{number}")
        await one.says("每天8点订阅")
        for words in said:
            await one.says(words)
        assert one.sees().startswith(f"一起改：{asked}。对吗？"), (said, one.sees())
        before = await office.services.subscriptions.of(one.person.id)
        assert before is not None
        assert (before.time, before.muted, before.skips) == ("08:00", False, frozenset())


async def test_a_yes_sets_all_of_it(opened: Opened) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    await chen.says("每天8点订阅")
    await chen.says("改成早一点，六点半")
    await chen.says("好，别响铃，图文都要")
    await chen.says("行，就这么办")
    now = await office.services.subscriptions.of(chen.person.id)
    assert now is not None
    assert (now.time, now.muted, str(now.look)) == ("06:30", True, "both")
    await chen.says("改回去")
    back = await office.services.subscriptions.of(chen.person.id)
    assert back is not None
    assert (back.time, back.muted) == ("08:00", False)


async def test_who_repeats_what_was_asked_says_yes(opened: Opened) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    await chen.says("每天8点订阅")
    await chen.says("每天早上推送能不能别响铃")
    await chen.says("嗯静音就好")
    now = await office.services.subscriptions.of(chen.person.id)
    assert now is not None
    assert now.muted


async def test_a_draft_is_changed_behind_a_yes(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await chen.says("/subscribe")
    await wu.says("/start")
    await wu.says("发通知：明天下午三点开会")
    await wu.says("可以，不过三点改成四点")
    await wu.says("行，就是把开会改成学习")
    await wu.says("好，发吧")
    assert "明天下午四点学习" in wu.sees()
    await wu.says("取消")
    await chen.says("提意见：停车太乱，领导不管")
    await chen.says("可以，不过把领导不管去掉")
    await chen.says("好，不过匿名")
    assert "停车太乱" in wu.sees()
    assert "领导" not in wu.sees()
    assert "匿名" in wu.sees()
