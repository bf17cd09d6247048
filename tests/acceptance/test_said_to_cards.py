"""A card that stands there is spoken to by what its buttons do: in other words than theirs, and by its rows."""

import pytest
from office import Opened

VAIN = ("食堂几点开门", "停车位怎么分")


async def test_an_editor_goes_through_the_quotes_in_words(opened: Opened) -> None:
    office = await opened(operator="陆", mode="open")
    lu = office.colleague("陆")
    await lu.says("廉语待审的拿来")
    assert "点号码处理" in lu.sees()
    await lu.says("第一个通过")
    assert lu.sees().startswith("已通过。\n\n待审："), "the next one stands below, to be spoken to"
    second = lu.sees()
    await lu.says("再下一个不用")
    assert lu.sees().startswith("已隐藏，不再推送。\n\n待审：")
    assert lu.sees() != second
    await lu.says("行")
    assert "通过" not in lu.sees(), "a nod may be for anything"
    await lu.says("廉语管理")
    assert "待审 1 条，隐藏 1 条" in lu.sees()


async def test_nothing_is_done_to_a_card_by_its_place_alone(opened: Opened) -> None:
    office = await opened(operator="陆", mode="open")
    lu = office.colleague("陆")
    await lu.says("看看待审的题目")
    await lu.says("第二道")
    assert "待审：通过后这样问" in lu.sees()
    await lu.says("下一道不要")
    await lu.says("题目管理")
    assert "在用 0 道，待审 8 道，不用 0 道" in lu.sees(), "which one is next nobody knows"
    await lu.says("看看待审的题目")
    await lu.says("第二道")
    await lu.says("这道行 过")
    assert lu.sees().startswith("已通过。")
    await lu.says("下一道不要")
    await lu.says("题目管理")
    assert "在用 1 道，待审 6 道，不用 1 道" in lu.sees()


@pytest.mark.parametrize("says", ["第二道", "那第二题看看", "第二条"])
async def test_an_entry_is_opened_where_only_how_many_wait_is_shown(opened: Opened, says: str) -> None:
    office = await opened(operator="陆", mode="open")
    lu = office.colleague("陆")
    await lu.says("题目管理")
    await lu.says(says)
    assert "待审：通过后这样问" in lu.sees()
    await lu.says("通过")
    await lu.says("下一道也过")
    await lu.says("题目管理")
    assert "在用 2 道，待审 6 道" in lu.sees()


async def test_a_question_in_the_inbox_is_settled_in_words(opened: Opened) -> None:
    office = await opened(operator="陆", mode="open")
    lu, chen = office.colleague("陆"), office.colleague("陈")
    for words in VAIN:
        await chen.says(words)
    await lu.says("问题箱")
    await lu.says("第一条讲话里确实没有")
    assert lu.sees().startswith("记下了")
    await lu.says("弄错了 退一步")
    assert "放回了问题箱" in lu.sees()
    await lu.says("问题箱")
    assert "2 个问题" in lu.sees(), "what was said of it is no question"


@pytest.mark.parametrize(
    ("people", "ahead", "begins", "asks"),
    [
        ("把邵明和罗兰放进去", "提前五天说一声", "开始吧", "那现在几个人同意了"),
        ("邵明、罗兰也算上", "早两天提醒他们", "可以开始了", "都同意了没"),
        ("加上邵明、罗兰", "提前一周打个招呼", "启动", "几个人点头了"),
    ],
)
async def test_a_duty_is_set_up_by_what_is_said_to_its_card(
    opened: Opened, people: str, ahead: str, begins: str, asks: str
) -> None:
    office = await opened(operator="李", mode="open")
    li = office.colleague("李")
    for name in ("邵明", "罗兰", "秦川"):
        await office.colleague(name).says("/start")
    await li.says("新建廉政事项 廉政谈话")
    await li.says("每季度末 9点")
    await li.says(people)
    assert "2 人" in li.sees()
    await li.says(ahead)
    assert "提前" in li.sees()
    assert "每季度最后一天" in li.sees(), "the days stay"
    await li.says(begins)
    assert "2 人" in li.sees()
    await li.says("秦川也加上")
    assert "3 人" in li.sees()
    await li.says(asks)
    assert "3 人，0 人同意" in li.sees()
