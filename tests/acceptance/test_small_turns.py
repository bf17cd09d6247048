"""Said beside a list, of the item decided last, of a year in two characters, and to those who run the bot."""

from office import Opened


async def test_a_new_duty_is_asked_for_in_words(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for said in ("新建一个", "那就新建一个嘛", "弄个新的", "再加一件事项吧", "新立一个呗", "我想建一个"):
        await wu.says("廉政事项")
        await wu.says(said)
        assert wu.sees().startswith("是什么事？"), said
        await wu.says("取消")
    for said in ("我要新建一件廉政事项", "那就新建一个廉政事项吧", "给我开个新的廉政事项"):
        await wu.says(said)
        assert wu.sees().startswith("是什么事？"), said
        await wu.says("取消")


async def test_the_item_decided_last_is_shown(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for act, said, head in (
        ("不用", "刚才不用的那道再拿回来", "不用：不会问。"),
        ("不用", "把刚才那道拿回来", "不用：不会问。"),
        ("通过", "通过的那道想撤下来", "在用：这样问。"),
        ("通过", "刚通过的那道先不用了", "在用：这样问。"),
    ):
        await wu.says("待审的题目")
        await wu.taps("1")
        question = wu.sees().splitlines()[2]
        await wu.says(act)
        await wu.says("三重一大是什么")
        await wu.says(said)
        assert wu.sees().startswith(head), said
        assert question in wu.sees(), said
        await wu.says("三重一大是什么")


async def test_a_year_in_two_characters(opened: Opened) -> None:
    office = await opened(mode="open")
    chen = office.colleague("陈")
    for said in ("二二年那篇呢", "二二年怎么说", "那二二年呢"):
        await chen.says("形式主义怎么说")
        await chen.says(said)
        assert chen.sees().startswith("2022年的讲话里没有“形式主义”这几个字"), said
    await chen.says("一二年级怎么管")
    assert "2012" not in chen.sees()


async def test_who_has_something_to_say_is_asked_for_it(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    chen = office.colleague("陈")
    for said in ("我有话要说给管理员", "想跟运维的同事说两句话", "要跟管理员反映个事"):
        await chen.says(said)
        assert "意见" in chen.sees(), said
        await chen.says("取消")
    await chen.says("我想对管理员说几句：停车太乱")
    assert "停车太乱" in chen.sees()
