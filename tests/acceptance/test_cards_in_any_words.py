"""A card that stands there is spoken to in words that no list has; what else is said goes where it belongs."""

from office import Opened

VAIN = ("食堂几点开门", "停车位怎么分")


async def test_a_question_of_the_inbox_is_dealt_with(opened: Opened) -> None:
    office = await opened(operator="陆", mode="open")
    lu, chen = office.colleague("陆"), office.colleague("陈")
    for words in VAIN:
        await chen.says(words)
    await lu.says("问题箱")
    await lu.says("挨个看太慢，能不能挑着一起过")
    assert "要略过哪些" in lu.sees()
    await lu.says("问题箱")
    await lu.says("第一个略去不理")
    assert lu.sees().startswith("已略过")
    await lu.says("问题箱")
    await lu.says("第一个")
    await lu.says("给人家回个话吧")
    assert lu.sees().startswith("请写上要对提问人")
    await lu.says("每周一早上九点来开门")
    assert "每周一早上九点来开门" in lu.sees()


async def test_items_are_gone_through(opened: Opened) -> None:
    office = await opened(operator="陆", mode="open")
    lu = office.colleague("陆")
    await lu.says("看看待审的题目")
    await lu.says("第一道")
    first = lu.sees()
    await lu.says("这道先放放，看看后头的")
    assert lu.sees().startswith("待审：")
    assert lu.sees() != first
    await lu.says("这道出得不错，留下")
    assert lu.sees().startswith("已通过。")
    await lu.says("太绕了，这道别拿去考大家")
    assert lu.sees().startswith("好，不用这道。")
    await lu.says("三重一大是什么")
    assert "重大问题决策" in lu.sees(), "a question stays one"


async def test_what_weighs_is_asked_about_first(opened: Opened) -> None:
    office = await opened(operator="陆", mode="members")
    lu, he = office.colleague("陆"), office.colleague("何")
    await lu.says("/start")
    await he.says("/start")
    await he.taps("申请使用")
    await lu.says("是我们科的，放她进来")
    assert lu.sees().startswith("您是要“同意：何”吗？")
    await he.says("三重一大是什么")
    assert "重大问题决策" not in he.sees()
    await lu.says("是")
    await he.says("三重一大是什么")
    assert "重大问题决策" in he.sees()
