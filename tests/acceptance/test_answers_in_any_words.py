"""What the bot has asked is answered in words that no list has; what weighs takes the words it names."""

import pytest
from office import Opened


@pytest.mark.parametrize(
    ("says", "agrees"),
    [
        ("那就劳驾给退了吧，清净", True),
        ("就按你说的走起", True),
        ("别价，我还接着收呢", False),
        ("先留着，指不定哪天要看", False),
    ],
)
async def test_whether_the_pushes_end_is_answered(opened: Opened, says: str, agrees: bool) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("廉语我不想再收了")
    assert "退订" in chen.sees()
    await chen.says(says)
    await chen.says("我订了没有")
    assert ("没有订阅" in chen.sees() or "未订阅" in chen.sees()) is agrees, chen.sees()


async def test_whether_a_name_stands_below_an_opinion(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    await chen.says("提意见：食堂太贵")
    await chen.says("挂我名儿好了")
    assert "署名发出" in chen.sees(), "nobody's name is told by a guess"
    assert "食堂太贵" not in wu.sees()
    await chen.says("署名发出")
    assert wu.sees().startswith("意见箱 · 陈")
    await chen.says("提意见：停车位太少")
    await chen.says("别叫人晓得是我说的")
    assert "停车位太少" in wu.sees()
    assert "陈" not in wu.sees()


async def test_a_notice_goes_out_by_no_guess(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    await chen.says("/subscribe")
    await wu.says("发通知：明天下午三点开会")
    await wu.says("就这么发出去吧，没毛病")
    assert wu.sees().startswith("确定发给")
    await wu.says("妥了，放出去")
    assert wu.sees().startswith("您是说“确定发送”吗？")
    await wu.says("先按兵不动")
    assert "没有发给任何人" in wu.sees()
    assert "开会" not in chen.sees()


async def test_no_guess_makes_somebody_an_editor(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    await wu.says("/start")
    await office.colleague("周芳").says("/start")
    await wu.says("把周芳设成编辑")
    assert "任命" in wu.sees()
    before = await office.services.access.editors()
    for guess in ("走起", "给她安排上吧"):
        await wu.says(guess)
        assert wu.sees().startswith("您是说“任命为编辑”吗？"), guess
        assert await office.services.access.editors() == before
    await wu.says("得嘞，走起")  # begins with a yes
    assert await office.services.access.editors() != before
