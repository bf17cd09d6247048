"""A person who sends too much, or guesses the first operator's code, waits and keeps nobody else out."""

import pytest
from access_scenes import with_operator
from office import Office, Opened

from core.errors import UserError
from core.settings import ThrottleSettings
from emulator.world import FIRST_PERSON_ID
from services.people.invitations import GUESSES


async def test_guessing_the_code_ends_soon(opened: Opened) -> None:
    office = await opened()
    chen = office.colleague("陈")
    code = await office.services.invitations.claim_code()
    for _ in range(5):
        await chen.says("/claim ABCD-EFGH-JKLM")
    await chen.says(f"/claim {code}")
    assert "一小时" in chen.sees()
    await office.passes(hours=1)
    await chen.says(f"/claim {code}")
    assert chen.sees().startswith("您现在是运维人员了")


async def guess(office: Office, people: int) -> None:
    """Let so many strangers try codes until each is told to stop."""
    invitations = office.services.invitations
    for stranger in range(FIRST_PERSON_ID + 500, FIRST_PERSON_ID + 500 + people):
        for number in range(GUESSES + 1):
            take = invitations.claim if number % 2 else invitations.redeem
            with pytest.raises(UserError, match="不对" if number < GUESSES else "一小时"):
                await take("ABCD-EFGH-JKLM", stranger, "生")


async def test_strangers_who_guess_keep_no_colleague_out(opened: Opened) -> None:
    """Each stranger's wrong codes count against that stranger alone, however many strangers there are."""
    office, wu, chen = await with_operator(opened)
    await wu.says("/invite 1 7")
    code = wu.sees().partition("start=")[2].split()[0]
    await guess(office, 30)
    await chen.says(f"/start {code}")
    assert chen.sees().startswith("欢迎")


async def test_strangers_who_guess_do_not_keep_the_first_operator_out(opened: Opened) -> None:
    office = await opened()
    chen, code = office.colleague("陈"), await office.services.invitations.claim_code()
    await guess(office, 30)
    await chen.says(f"/claim {code}")
    assert chen.sees().startswith("您现在是运维人员了")


async def test_in_a_group_two_who_flood_leave_room_for_who_has_not_asked(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=6, group_per_minute=8))
    chen, li, zhang = (office.colleague(name) for name in "陈李张")
    chat = await office.group("机关党委", chen, li, zhang)
    for person in (chen, li):
        for _ in range(6):
            office.world.say(person.person, chat, "/ask 三重一大是什么")
    await office.settle()
    assert chen.sees(chat).startswith("这个群问得太多了")
    await zhang.says("/ask 八项规定", chat)
    assert "八项规定" in zhang.sees(chat)


async def test_who_speaks_as_a_channel_floods_on_that_channels_account(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=2))
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    channel = office.world.add_channel("外面的频道", li.person)
    boss = office.colleague("张")
    office.world.set_status(chat, boss.person, "administrator", anonymous=True)
    for _ in range(4):
        office.world.say(li.person, chat, "/ask 三重一大是什么", speaking_as=channel)
    await office.settle()
    await boss.says("/ask 八项规定", chat)
    assert "八项规定" in boss.sees(chat)


async def test_a_flood_of_refused_commands_ends_in_silence_too(opened: Opened) -> None:
    office = await opened(mode="open", throttle=ThrottleSettings(person_per_minute=3))
    chen = office.colleague("陈")
    for _ in range(6):
        await chen.says("/roles")
    assert [said.text[:4] for said in chen.answers()] == ["这项只有"] * 3 + ["您发得太"]


async def test_who_floods_waits_and_the_others_do_not(opened: Opened) -> None:
    limits = ThrottleSettings(person_per_minute=3, group_per_minute=5)
    office = await opened(mode="open", throttle=limits)
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    for _ in range(6):
        await chen.says("/ask 三重一大是什么", chat)
    assert chen.sees(chat).startswith("您发得太快了，请过 ")
    assert len(chen.answers(chat)) == 1 + 3 + 1
    await li.says("/ask 三重一大是什么", chat)
    assert "重大" in li.sees(chat)
    await office.passes(minutes=1)
    await chen.says("/ask 三重一大是什么", chat)
    assert "重大" in chen.sees(chat)
