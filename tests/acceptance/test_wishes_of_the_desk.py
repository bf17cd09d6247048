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


async def test_who_has_only_spoken_in_a_group_is_appointed_and_dismissed_by_name(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, liu, zhou = (office.colleague(name) for name in ("吴", "刘师傅", "周编辑"))
    group = await office.group("机关群", wu, liu, zhou)
    for one in (liu, zhou):
        await one.says("@qingfeng_bot 三重一大是什么", group)
    number = liu.person.id
    for says in (
        *("任命刘师傅当编辑", "请任命劉師傅為編輯", "刘师傅当编辑吧", "给刘师傅编辑权限"),
        *(f"任命 {number} 当编辑", f"把{number}设成编辑", f"任命编号{number}做编辑"),
    ):
        await wu.says(says)
        assert wu.sees().startswith(f"任命刘师傅（{number}）为编辑吗？"), says
    await wu.says("三重一大是什么")
    await wu.says("是")
    assert wu.sees().startswith(f"您是说前面问的“任命为编辑：刘师傅（{number}）”吗？")
    await wu.says("是")
    assert number in await office.services.access.editors()
    await wu.says("任命刘师傅和周编辑当编辑")
    assert f"任命周编辑（{zhou.person.id}）为编辑吗？" in wu.sees()
    for says in ("刘师傅不当编辑了", "不让刘师傅当编辑了", "取消刘师傅的编辑身份", "把刘师傅的编辑撤了"):
        await wu.says(says)
        assert wu.sees().startswith(f"取消刘师傅（{number}）的身份吗？"), says
    await wu.says("是")
    assert number not in await office.services.access.editors()


async def test_a_number_is_told_to_who_has_it(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    for says in ("我的编号是多少", "我的ID", "怎么看我的编号", "我的編號"):
        await chen.says("三重一大是什么")
        await chen.says(says)
        assert chen.sees().startswith(f"您的编号是 {chen.person.id}。"), says
    for says in ("怎么查别人的编号", "刘师傅的编号是多少", "刘师傅编号多少", "怎么任命，我没他的编号"):
        await wu.says(says)
        assert wu.sees().startswith("编号由本人私聊我说“我的编号”来看。"), says
    await wu.says("三重一大是什么")
    await wu.says("编号是多少")
    assert "上面那段出自" in wu.sees()


async def test_who_sent_nothing_but_a_refused_command_is_known_by_name(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for name, refused in (("周国庆", "/ledger"), ("钱进", "/stats"), ("孙立", "/admit 5"), ("李想", "/curate")):
        one = office.colleague(name)
        await one.says(refused)
        await wu.says(f"把{name}设成编辑")
        assert wu.sees().startswith(f"任命{name}（{one.person.id}）为编辑吗？"), refused
        await wu.says("取消")
