"""Names, subjects, periods and entries are understood with what people say around them."""

from office import Opened


async def test_a_duty_takes_names_as_they_are_said(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for name in ("刘师傅", "王科长"):
        await office.colleague(name).says("/start")
    await wu.says("廉政事项")
    await wu.taps("新建")
    await wu.says("叫“节前廉政谈话”吧")
    assert wu.sees().startswith("廉政事项：节前廉政谈话\n")
    await wu.taps("加人")
    await wu.says("王科长这个，还有刘师傅吧")
    assert "人：2 人" in wu.sees()
    await wu.taps("去人")
    await wu.says("刘师傅啊")
    assert "人：1 人" in wu.sees()
    await wu.taps("时间")
    await wu.says("就每季度末嘛")
    assert "时间：每季度" in wu.sees()


async def test_a_material_takes_subject_and_entries_as_they_are_said(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    await wu.says("给我攒一份材料")
    await wu.says("廉洁自律呀")
    assert wu.sees().startswith("主题材料：廉洁自律\n")
    for said, ticked in (
        ("第一个跟第三个", "☑☐☑☐☐☐"),
        ("除了二都要", "☑☐☑☑☑☑"),
        ("把1去掉", "☐☐☑☑☑☑"),
        ("就五啊", "☐☐☐☐☑☐"),
        ("要第三第五那两段", "☐☐☑☐☑☐"),
        ("第三和第五段不要", "☐☐☐☐☐☐"),
    ):
        await wu.says(said)
        assert "".join(sign for sign in wu.sees() if sign in "☐☑") == ticked, said


async def test_questions_are_ticked_and_skipped_in_words(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    for words in ("食堂几点开门呀", "停车位怎么分呀", "年终奖什么时候发下来呀"):
        await chen.says(words)
    await wu.says("问题箱")
    await wu.taps("一次略过几个")
    for said, ticked in (("第一个跟第三个", "✓□✓"), ("把1去掉", "□□✓"), ("除了二都要", "✓□✓")):
        await wu.says(said)
        assert "".join(sign for sign in wu.sees() if sign in "□✓") == ticked, said
    await wu.says("1不要")
    await wu.says("2打上勾，略过")
    assert wu.sees().startswith("已略过 2 个问题")


async def test_a_ledger_takes_its_days_as_they_are_said(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for said in ("二月呀", "就二月份的嘛"):
        await wu.says("台账")
        await wu.says(said)
        assert wu.finds("2026年2月1日至2026年2月28日"), said
