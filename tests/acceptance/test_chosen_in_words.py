"""What stands on a button, or its place in a list, said in words: the bot knows what it has just shown."""

import pytest
from office import Office
from sqlalchemy import func, select

from handlers.sending.asked import LIST
from storage.tables.asking import prompts, questions

VAIN = "食堂几点开门"
POINTS = "2023年讲话的要点有哪些"


async def rows(office: Office, table: object) -> int:
    async with office.database.connection() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


@pytest.mark.parametrize("says", ["第二篇", "2", "二", "第二个", "看第二篇吧", "2022年", "最后一个"])
async def test_a_speech_of_the_list_is_opened_by_its_place_or_its_words(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("目录")
    await chen.says(says)
    assert "作风建设会议上的讲话》2022年\n共 10 页" in chen.sees()


@pytest.mark.parametrize(
    ("says", "sees"),
    [("第二个", " · 2/10"), ("三", " · 7/10"), ("从头读", " · 1/10"), ("第三部分", " · 7/10")],
)
async def test_what_stands_below_a_speech_is_of_that_speech(office: Office, says: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年怎么说作风")
    await chen.says("目录")
    await chen.taps(1)
    await chen.says(says)
    assert "2022年" in chen.sees()
    if says != "第二个":
        assert sees in chen.sees()
    else:
        assert "二、坚持从严从实" in chen.sees()


@pytest.mark.parametrize("says", ["三要", "第三点", "第三个", "3"])
async def test_a_heading_of_the_points_is_opened(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says(POINTS)
    await chen.says(says)
    assert "三要时刻保持永远在路上" in chen.sees()
    assert "2023-3-01" in chen.sees()


async def test_what_may_be_meant_is_chosen_by_its_place(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(office.vague_question())
    wanted = chen.last().buttons[1]
    await chen.says("第二个")
    assert wanted not in chen.last().buttons
    assert wanted.strip("…")[:6] in chen.sees()


async def test_in_a_group_too(office: Office) -> None:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    chat = await office.group("机关党委", wu, chen)
    await chen.says(f"@qingfeng_bot {office.vague_question()}", chat)
    offered, wanted = chen.last(chat), chen.last(chat).buttons[1]
    await wu.says("第二个", chat, answering=offered)  # it was not asked by them
    assert wanted.strip("…")[:6] not in wu.sees(chat)
    await chen.says("第二个", chat, answering=offered)
    assert wanted.strip("…")[:6] in chen.sees(chat)


async def test_colleagues_are_asked_by_the_words_of_the_button(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says(VAIN)
    assert "问同事" in chen.last().buttons
    noted = await rows(run_office, questions)
    await chen.says("问同事")
    assert chen.sees() == "已转给负责内容的同事看，有答复我转给您。"
    assert await rows(run_office, questions) == noted


async def test_an_editor_works_by_words(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await run_office.colleague("陈").says(VAIN)
    await wu.says("/inbox")
    await wu.says("第一个")
    assert VAIN in wu.sees()
    await wu.says("返回")
    assert "未答问题箱：1 个问题" in wu.sees()
    await wu.says("/curate")
    await wu.says("待审")
    await wu.says("1")
    assert wu.sees().startswith("待审：通过后")
    await wu.says("通过")
    assert "/curate" not in wu.sees()
    await wu.says("/curate")
    assert "在用 42 条" in wu.sees()


async def test_a_button_that_stands_there_is_meant_before_words_that_were_asked_for_earlier(
    run_office: Office,
) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/suggest")
    await wu.says("/duty")
    await wu.says("新建")
    assert wu.sees().startswith("是什么事？")


async def test_what_was_asked_since_comes_first(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("目录")
    await wu.says("/suggest")
    await wu.says("2022年的讲话看不到")
    assert "怎么发给运维人员？" in wu.sees()


@pytest.mark.parametrize("between", ["一岗双责是什么意思", "/quote", "/p 2023-1-03"])
async def test_a_list_that_something_was_shown_after_is_not_meant(office: Office, between: str) -> None:
    chen = office.colleague("陈")
    await chen.says("目录")
    await chen.says(between)
    await chen.says("第一篇")
    assert "2023年\n共 13 页" not in chen.sees()


async def test_a_list_is_meant_for_half_an_hour(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("目录")
    await office.passes(minutes=31)
    await chen.says("第一篇")
    assert "共 13 页" not in chen.sees()


@pytest.mark.parametrize("says", ["三重一大是什么", "退订", "9点", "好的", "出处", "取消"])
async def test_what_means_something_by_itself_still_does(office: Office, says: str) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("目录")
    await chen.says(says)
    await li.says(says)
    assert chen.sees() == li.sees()


async def test_a_member_gets_no_further_by_words_than_by_buttons(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await wu.says(f"/editor {chen.person.id}")
    await chen.says("/curate")
    await wu.says(f"/dismiss {chen.person.id}")
    await chen.says("待审")
    assert "点号码处理" not in chen.sees()


async def test_one_list_is_kept_of_each_person_and_goes_with_them(office: Office) -> None:
    chen = office.colleague("陈")
    for says in ("目录", "/settings", VAIN, "目录"):
        await chen.says(says)
    async with office.database.connection() as connection:
        kept = (await connection.execute(select(prompts).where(prompts.c.kind == LIST))).all()
    assert len(kept) == 1
    await chen.says("/forget_me")
    await chen.says("是")
    assert await rows(office, prompts) == 0


async def test_a_restart_between_loses_no_list(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("目录")
    again = await Office.open(office.database, clock=office.clock, world=office.world)
    again._people = office._people
    chen.office = again
    await chen.says("第一篇")
    assert "2023年\n共 13 页" in chen.sees()
    await again.end()


async def test_a_choice_that_is_handled_again_after_a_crash_is_no_question(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen, sees = office.colleague("陈"), "三要时刻保持"
    await chen.says(POINTS)
    noted = await rows(office, questions)
    monkeypatch.setattr(office.poller._dispatcher._marks, "add", lambda _: None)  # killed before the mark
    await chen.says("三要")
    restarted = await Office.open(office.database, clock=office.clock, world=office.world)
    await restarted.poller.recover()
    await restarted.poller.drain()
    assert sees in chen.sees()
    assert await rows(office, questions) == noted
    await restarted.close()


CARDS = [
    pytest.param(("/items", "待审", "1"), ("通过", "不用"), id="item"),
    pytest.param(("/curate", "待审", "1"), ("通过", "不用"), id="quote"),
]


@pytest.mark.parametrize(("way", "buttons"), CARDS)
async def test_what_a_card_does_wants_its_own_words(
    run_office: Office, way: tuple[str, ...], buttons: tuple[str, str]
) -> None:
    wu = run_office.colleague("吴")
    for step in way:
        await wu.says(step)
    card = wu.last()
    assert set(buttons) <= set(card.buttons)
    for words in ("不用了，谢谢", "不用了谢谢", "那不用了吧", "1", "第一个", "对", "是", "好的"):
        await wu.says(words)
        assert not wu.sees().startswith(("好，", "通过", "已恢复")), words
        assert card.buttons[:2] == list(buttons), "nothing was decided"


async def test_no_thanks_is_no_question(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("不用了谢谢", "不需要了", "没有了，谢谢", "先不用"):
        await chen.says(words)
        assert chen.sees() == "好的，有问题随时问我。"
    assert await rows(office, questions) == 0


async def test_a_yes_to_what_may_be_meant_is_none_to_an_older_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:30")
    await chen.says("推迟一小时")
    await chen.says(office.vague_question())
    for yes in ("是", "对"):
        await chen.says(yes)
        assert "您是说前面问的“改到 09:30”吗" in chen.sees()
        await chen.says(office.vague_question())
    await chen.says("是")
    await chen.says("是")
    assert "每天 09:30" in chen.sees()


async def test_a_bare_number_takes_no_entry_out_of_the_ledger(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/ledger 补记 1月9日 组织了廉政知识竞赛")
    entered = wu.last()
    for words in ("1", "第一个"):
        await wu.says(words)
        assert "撤回了" not in wu.sees()
        assert entered.buttons == ["撤回这条补记"]
