"""More days, or others instead, are said where days without a push are spoken of: nothing of it is lost."""

import pytest
from office import Colleague, Opened

# It is Monday, 2 March 2026. What is said, and what holds then.
DONE = (
    (("后天大后天两天都莫发",), "3月4日 周三至3月5日 周四"),
    (("3月6号、7号停两天",), "3月6日 周五至3月7日 周六"),
    (("5号6号这两天都不要推",), "3月5日 周四至3月6日 周五"),
    (("后天别发", "对头，还有大后天也是"), "3月4日 周三至3月5日 周四"),
    (("3月5号别发", "嗯，9号也一样"), "3月5日 周四；3月9日 周一"),
    (("3月5号别发", "你漏了6号"), "3月5日 周四至3月6日 周五"),
    (("3月5号别发", "周五你漏了哈"), "3月5日 周四至3月6日 周五"),
    (("3月5号别发", "行，连下周一一起"), "3月5日 周四；3月9日 周一"),
    (("3月5号别发", "不是五号，是六号"), "3月6日 周五"),
    (("3月6号别发", "错老，是5号和7号"), "3月5日 周四；3月7日 周六"),
    (("3月6号别发", "我说的是下周三"), "3月11日 周三"),
    (("国庆停推", "中，再加上五一"), "5月1日 周五至5月5日 周二；10月1日 周四至10月7日 周三"),
    (("国庆停推", "3月6号别发", "5号也停"), "3月5日 周四至3月6日 周五；10月1日 周四至10月7日 周三"),
)
ASKED = (
    (("推送 3月5号停一哈嘛", "嗯，6号也是"), "3月5日 周四至3月6日 周五"),
    (("推送 3月5号停一哈嘛", "不是五号，是六号"), "3月6日 周五"),
    (("推送 3月5号停一哈嘛", "对，加上9号", "还有10号"), "3月5日 周四、3月9日 周一至3月10日 周二"),
    (("推送 3月5号停一哈嘛", "错了，应该是8号到9号"), "3月8日 周日至3月9日 周一"),
    (("推送 3月5号停一哈嘛", "是，大后天也别发", "6号也不要"), "3月5日 周四至3月6日 周五"),
)
WEEKLY = (
    (("周六别发", "嗯，周日也一样"), "周一至周五"),
    (("周六别发", "不是周六，是周日"), "每周一、二、三、四、五、六"),
    (("周六别发", "周五也是"), "每周一、二、三、四、日"),
)
HOURS = (
    (("改成早一点，六点半", "六点半太早，七点四十嘛"), "改到 07:40"),
    (("改成早一点，六点半", "好，不过改成十点"), "改到 10:00"),
    (("改成早一点，六点半", "可以，但周五别发"), "改为每周一、二、三、四、六、日 06:30"),
)


async def _heard(who: Colleague, said: tuple[str, ...]) -> str:
    for one in said:
        await who.says(one)
    return who.sees()


@pytest.mark.parametrize("of", [range(5), range(5, 10), range(10, len(DONE))])
async def test_days_left_out_are_added_to(opened: Opened, of: range) -> None:
    office = await opened(mode="open")
    for number in of:
        said, held = DONE[number]
        one = office.colleague(f"同事{number}")
        await one.says("每天8点订阅")
        assert "不推送" in await _heard(one, said)
        assert f"到时不推送：{held}\n" in await _heard(one, ("/settings",)), said


async def test_one_question_holds_all_days(opened: Opened) -> None:
    office = await opened(mode="open")
    for number, (said, asked) in enumerate(ASKED):
        one = office.colleague(f"同事{number}")
        await one.says("每天8点订阅")
        assert f"{asked}不推送，其余照常，对吗？" in await _heard(one, said), said
        await one.says("是")
        held = asked.replace("、", "；")
        assert f"到时不推送：{held}\n" in await _heard(one, ("/settings",)), said


async def test_days_of_every_week_and_hours(opened: Opened) -> None:
    office = await opened(mode="open")
    for number, (said, held) in enumerate(WEEKLY):
        one = office.colleague(f"同事{number}")
        await one.says("每天8点订阅")
        assert f"每日廉语：{held} 08:00 推送" in await _heard(one, said), said
    for number, (said, asked) in enumerate(HOURS):
        one = office.colleague(f"老同事{number}")
        await one.says("每天8点订阅")
        await _heard(one, said)
        assert asked in one.sees(), said


async def test_what_leans_on_no_days_is_something_else(opened: Opened) -> None:
    chen = (await opened(mode="open")).colleague("陈")
    await chen.says("每天8点订阅")
    await chen.says("3月5号别发")
    await chen.says("三重一大是什么")
    for words in ("还有13号", "不是周一，是周二", "周五也是"):
        await chen.says(words)
    assert "到时不推送：3月5日 周四\n" in await _heard(chen, ("/settings",))


async def test_what_was_asked_of_dates_is_not_lost_silently(opened: Opened) -> None:
    chen = (await opened(mode="open")).colleague("陈")
    await chen.says("每天8点订阅")
    await chen.says("推送 3月5号停一哈嘛")
    await chen.says("周六别发")
    assert chen.sees().startswith("一起改：3月5日 周四不推送；每日廉语改为每周一、二、三、四、五、日。对吗？")
