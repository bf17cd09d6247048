"""Many ask to be let in: the operators are not flooded, what each is told is true, and nobody is forgotten."""

import pytest
from office import Colleague, Office, Opened

from emulator.faults import Fault
from handlers.context import Context
from handlers.people.cards import look_for_cards
from services.people.applications import MOST_CARDS


async def with_operator(opened: Opened) -> tuple[Office, Colleague]:
    office = await opened(operator="吴")
    wu = office.colleague("吴")
    await wu.says("/start")
    return office, wu


async def crowd(office: Office, number: int) -> list[Colleague]:
    """Let so many strangers ask to be let in."""
    strangers = [office.colleague(f"生{one}") for one in range(number)]
    for stranger in strangers:
        await stranger.says("您好")
        await stranger.taps("申请使用")
    return strangers


def cards(wu: Colleague) -> list[str]:
    return [said.text for said in wu.answers() if "想使用清风" in said.text]


async def test_the_next_card_comes_when_one_is_answered(opened: Opened) -> None:
    office, wu = await with_operator(opened)
    strangers = await crowd(office, MOST_CARDS + 2)
    assert len(cards(wu)) == MOST_CARDS
    for told in strangers[:MOST_CARDS]:
        assert told.sees().startswith("已经转告管理人员了")
    for waits in strangers[MOST_CARDS:]:
        assert waits.sees().startswith("申请记下了，还没有转告")
        assert str(waits.person.id) in waits.sees()
    await wu.says("/roles")
    assert f"等答复的 {MOST_CARDS + 2} 人" in wu.sees()
    await wu.taps("拒绝", wu.answers()[1])
    assert wu.sees().startswith(f"生{MOST_CARDS}（")
    assert "还有 1 人在等" in wu.sees()
    await wu.says(f"/admit {strangers[3].person.id}")
    assert wu.sees().startswith(f"生{MOST_CARDS + 1}（")
    assert "还有" not in wu.sees()


async def test_who_presses_again_hears_how_it_stands(opened: Opened) -> None:
    office, wu = await with_operator(opened)
    chen = office.colleague("陈")
    await chen.says("您好")
    office.world.faults.add(
        Fault(method="sendMessage", chat_id=wu.person.id, code=403, description="Forbidden")
    )
    asking = chen.last()
    keyboard = [list(row) for row in asking.keyboard]
    await chen.taps("申请使用")
    assert chen.sees().startswith("申请记下了，还没有转告"), "no operator was reached"
    asking.keyboard = keyboard
    assert "还没有转告" in (await chen.taps("申请使用", asking)).text
    await look_for_cards(Context(office.app))
    assert cards(wu) == [f"陈（{chen.person.id}）想使用清风。"]
    assert (await chen.taps("申请使用", asking)).text.startswith("已经转告过了")
    await wu.taps("拒绝")
    assert "没有获准" in (await chen.taps("申请使用", asking)).text


async def test_a_group_beyond_the_cards_is_told_the_truth_and_gets_its_card_later(opened: Opened) -> None:
    office, wu = await with_operator(opened)
    owners = [office.colleague(f"主{number}") for number in range(MOST_CARDS + 1)]
    chats = [office.world.add_group(f"群{number}", owner.person) for number, owner in enumerate(owners)]
    for chat, owner in zip(chats, owners, strict=True):
        await office.clock.advance(60)
        office.world.add_bot(chat, owner.person)
        await office.settle()
    assert "我已转告" in owners[0].sees(chats[0])
    assert "申请记下了" in owners[-1].sees(chats[-1])
    assert str(chats[-1].id) in owners[-1].sees(chats[-1])
    await wu.taps("退出", next(said for said in wu.answers() if "群0" in said.text))
    assert wu.sees().startswith(f"群“群{MOST_CARDS}”")


@pytest.mark.parametrize("number", [1, 3])
async def test_nobody_gets_two_cards(opened: Opened, number: int) -> None:
    office, wu = await with_operator(opened)
    await crowd(office, number)
    for _ in range(3):
        await look_for_cards(Context(office.app))
    assert len(cards(wu)) == number
