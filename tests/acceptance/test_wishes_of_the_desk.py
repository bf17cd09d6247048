"""What operators and editors want, in words that strangers found for it."""

import pytest
from office import Office, Opened


@pytest.mark.parametrize(
    "says", ["把陆洁设成编辑", "让陆洁当编辑", "请陆洁同志做编辑", "任命陆洁为编辑", "把陆洁提成编辑吧"]
)
async def test_who_is_known_is_appointed_by_name_after_a_yes(opened: Opened, says: str) -> None:
    office = await opened(operator="吴", mode="open")
    wu, lu = office.colleague("吴"), office.colleague("陆洁")
    await lu.says("/start")
    await wu.says(says)
    assert wu.sees().startswith(f"任命陆洁（{lu.person.id}）为编辑吗？")
    assert lu.person.id not in await office.services.access.editors(), "it is only asked"
    await wu.says("是")
    assert lu.person.id in await office.services.access.editors()
    assert lu.sees().startswith("您现在是编辑了")


async def test_who_is_not_known_or_not_the_only_one_is_not_appointed(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    await wu.says("把王五设成编辑")
    assert wu.sees().startswith("我不认识“王五”。请写上他的编号")
    await wu.says("怎么让小陈当编辑")
    assert wu.sees().startswith("请写上他的编号")
    assert await office.services.access.editors() == {wu.person.id}


async def test_a_member_appoints_nobody(office: Office) -> None:
    chen, lu = office.colleague("陈"), office.colleague("陆洁")
    await lu.says("/start")
    await chen.says("把陆洁设成编辑")
    assert "任命" not in chen.sees()
    assert not await office.services.access.editors()


@pytest.mark.parametrize(
    ("says", "sees"),
    [
        ("陆洁要当编辑 给她弄条链接 一次 三天", "编辑，可用 1 次"),
        ("看下明天推什么", "明天要推送的是这一条"),
        ("明天定哪条了", "明天要推送的是这一条"),
        ("给主题党日找些讲责任担当的材料", "主题材料：责任担当"),
        ("元旦前那个清单弄好没", "节前清单"),
        ("我现在有啥权限", "您是运维人员"),
        ("这下我能干啥了", "您是运维人员"),
        ("这个能用吗", "在。"),
    ],
)
async def test_a_wish_opens_its_view(opened: Opened, says: str, sees: str) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    await wu.says(says)
    assert sees in wu.sees()
