"""Where the setting says so, a second editor or operator confirms what matters before it happens."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from office import Colleague, Office
from speech_samples import ANSWERED, NEW, changed

from core.errors import OperatorError, UserError
from core.models import Role
from core.settings import AccessSettings
from emulator.world import FIRST_PERSON_ID
from handlers.context import Context
from handlers.second_person import go_on
from services.people.access import LAST_OPERATOR, SECOND_LEAVES
from services.people.second_person import NOBODY
from storage.database import Database
from storage.people.audit import AuditStore

# 周 runs the bot, 郑 and 何 look after the speeches, 陈 uses it.
ZHOU, ZHENG, HE, CHEN = range(FIRST_PERSON_ID, FIRST_PERSON_ID + 4)
ACCESS = AccessSettings(
    mode="open", operators=frozenset({ZHOU}), editors=frozenset({ZHENG, HE}), two_persons=True
)
WORDS = "明天下午两点集中学习。"
NOTICE = f"通知\n{WORDS}"


@pytest.fixture
async def office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    opened = await Office.open(database, access=ACCESS)
    for name in ("周", "郑", "何", "陈"):
        await opened.colleague(name).says("/start")
    yield opened
    await opened.end()
    await database.close()


async def again(office: Office, access: AccessSettings = ACCESS) -> Office:
    """Start the bot anew on the same database."""
    return await Office.open(office.database, clock=office.clock, world=office.world, access=access)


async def looked(office: Office) -> None:
    """Let the bot look as its schedule does every few seconds."""
    await office.clock.until(go_on(Context(office.app)))


async def notice_asked(office: Office, words: str = WORDS) -> Colleague:
    zhou = office.colleague("周")
    await office.colleague("陈").says("/subscribe 17:30")
    await zhou.says(f"/notice {words}")
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    return zhou


async def document_sent(office: Office, by: str = "郑", text: str = NEW) -> Colleague:
    editor = office.colleague(by)
    await editor.sends("document", content=text.encode(), name="2024.txt")
    await editor.taps("确认收录")
    return editor


def got_notice(office: Office) -> bool:
    return any(one.text == NOTICE for one in office.colleague("陈").answers())


async def finds_it(office: Office) -> bool:
    chen = office.colleague("陈")
    await chen.says(ANSWERED)
    return "2024-2-0" in chen.sees()


async def logged(office: Office) -> list[tuple[int | None, str]]:
    return [(one.user_id, one.action) for one in await AuditStore(office.database).newest(20)]


# --- a notice


async def test_a_notice_goes_out_when_a_second_person_has_read_it_in_full_and_confirmed(office: Office) -> None:
    zhou = await notice_asked(office)
    await office.push()
    assert not got_notice(office)
    assert zhou.sees() == (
        "“群发通知”要两个人同意：已请另外 2 位编辑、运维人员确认，有一位确认就办，24 小时内有效。"
        "\n在那之前什么都不会变。"
    )
    zheng, he = office.colleague("郑"), office.colleague("何")
    assert zheng.answers()[-2].text == NOTICE
    assert zheng.sees().startswith(
        f"周（{ZHOU}）提请，请您确认：把上面这条通知发给 1 个会话。\n要两个人同意才办。"
    )
    assert zheng.last().buttons == he.last().buttons == ["确认", "拒绝"]
    await zheng.taps("确认")
    await office.push()
    assert got_notice(office)
    assert "已全部发出：1 个会话。" in [one.text.partition("\n")[2] for one in zhou.answers()]
    outcome = f"周（{ZHOU}）提请：群发通知\n—— 郑（{ZHENG}）已确认。通知开始发了，进度写在提请时的那条消息里。"
    assert zheng.sees() == he.sees() == outcome
    assert {(ZHOU, "second.ask"), (ZHENG, "second.confirm"), (ZHOU, "notice.send")} <= set(await logged(office))


async def test_the_one_who_asked_cannot_confirm(office: Office) -> None:
    zhou = await notice_asked(office)
    card = office.colleague("郑").last()
    stolen = zhou.last()
    stolen.keyboard = card.keyboard
    answer = await zhou.taps("确认", on=stolen)
    assert answer.text == "这件事要由别人确认：提请的人和要任命的人自己不能确认。"
    await office.push()
    assert not got_notice(office)


async def test_what_was_decided_is_known_for_thirty_days(office: Office) -> None:
    await notice_asked(office)
    await office.colleague("郑").taps("确认")
    second = office.services.second_person
    office.clock.move_to(office.clock.now() + timedelta(days=29))
    assert await second.prune() == 0
    office.clock.move_to(office.clock.now() + timedelta(days=2))
    assert await second.prune() == 1


async def test_a_refusal_ends_it_and_is_said(office: Office) -> None:
    zhou = await notice_asked(office)
    zheng, he = office.colleague("郑"), office.colleague("何")
    card, other = zheng.last(), he.last()
    keyboard = other.keyboard
    await zheng.taps("拒绝")
    assert zhou.sees() == f"群发通知：郑（{ZHENG}）没有同意，不办了。"
    assert card.text.endswith(f"—— 郑（{ZHENG}）没有同意，不办了。")
    other.keyboard = keyboard
    answer = await he.taps("确认", on=other)
    assert answer.text == "这件事已经有结果了，或过了时间。"
    await office.push()
    assert not got_notice(office)
    assert (ZHENG, "second.refuse") in await logged(office)


async def test_it_runs_out_after_a_day(office: Office) -> None:
    zhou = await notice_asked(office)
    card = office.colleague("郑").last()
    keyboard = card.keyboard
    await office.passes(hours=24)
    await looked(office)
    assert card.text.endswith("—— 过了时间没有人确认，不办了。")
    assert "群发通知：过了时间没有人确认，不办了。" in [one.text for one in zhou.answers()]
    card.keyboard = keyboard
    await office.colleague("郑").taps("确认", on=card)
    await office.push()
    assert not got_notice(office)


async def test_what_waits_survives_a_restart(office: Office) -> None:
    await notice_asked(office)
    card = office.colleague("郑").last()
    restarted = await again(office)
    office.world.start_tap(office.colleague("郑").person, card, "确认")
    await restarted.deals()
    await restarted.push()
    assert got_notice(office)
    await restarted.close()


async def test_words_changed_meanwhile_are_not_confirmed(office: Office) -> None:
    zhou = await notice_asked(office)
    card = office.colleague("郑").last()
    await zhou.says("/notice 别的内容")
    await office.colleague("郑").taps("确认", on=card)
    await office.push()
    assert "作废" in card.text
    assert not any("别的内容" in one.text for one in office.colleague("陈").answers())
    assert not got_notice(office)


async def test_who_asked_can_ask_no_more(office: Office) -> None:
    zhou = await notice_asked(office)
    card = office.colleague("郑").last()
    await zhou.taps("不办了")
    assert card.buttons == []
    assert card.text.endswith("提请的人不办了。")
    await office.push()
    assert not got_notice(office)


async def test_two_who_confirm_at_once_send_it_once(office: Office) -> None:
    await notice_asked(office)
    for name in ("郑", "何"):
        office.world.start_tap(office.colleague(name).person, office.colleague(name).last(), "确认")
    await office.deals()
    await office.push()
    assert [one.text for one in office.colleague("陈").answers()].count(NOTICE) == 1
    assert [action for _, action in await logged(office)].count("second.confirm") == 1


async def test_a_member_cannot_confirm_with_a_made_up_button(office: Office) -> None:
    await notice_asked(office)
    chen = office.colleague("陈")
    await chen.says("/help")
    chen.last().keyboard = [[{"text": "确认", "callback_data": "two:yes:1"}]]
    await chen.taps("确认")
    await office.push()
    assert not got_notice(office)


# --- a speech


async def test_a_speech_is_taken_in_when_a_second_person_has_confirmed(office: Office) -> None:
    zheng = await document_sent(office)
    assert not await finds_it(office)
    he = office.colleague("何")
    shown = he.answers()[-3:]
    assert shown[0].media["document"]["file_name"] == "2024.txt"
    assert "《在2024年机关作风建设会议上的讲话》" in shown[1].text
    assert shown[2].text.startswith(f"郑（{ZHENG}）提请，请您确认：收录上面这份文件“2024.txt”为")
    await he.taps("确认")
    assert await finds_it(office)
    assert zheng.sees().endswith("已收录《在2024年机关作风建设会议上的讲话》（2024），现在就能问到它。")
    assert {(HE, "second.confirm"), (ZHENG, "speech.add")} <= set(await logged(office))


async def test_a_draft_changed_after_it_was_asked_about_is_not_taken_in(office: Office) -> None:
    zheng = await document_sent(office)
    [number] = [one.number for one in await office.services.second_person.waiting()]
    draft = await office.services.speech_drafts.of(number)
    await office.services.speech_drafts.retitle(draft, "别的题目")
    await office.colleague("何").taps("确认")
    assert not await finds_it(office)
    assert "提请以后内容改过了，这次作废。" in zheng.sees()


async def test_withdrawing_restoring_and_undoing_wait_for_a_second_person(office: Office) -> None:
    zheng, he = office.colleague("郑"), office.colleague("何")
    await document_sent(office)
    await he.taps("确认")
    await zheng.says("/speeches")
    await zheng.taps("下架 2024")
    await zheng.taps("确认下架")
    assert await finds_it(office)
    await he.taps("确认")
    assert not await finds_it(office)
    await zheng.says("/speeches")
    await zheng.taps("恢复 2024")
    assert not await finds_it(office)
    await he.taps("确认")
    assert await finds_it(office)
    await zheng.says("/rollback")
    await zheng.taps("确认撤回")
    assert await finds_it(office)
    assert "撤回上一次改动（恢复《在2024年机关作风建设会议上的讲话》（2024））" in he.sees()
    await he.taps("确认")
    assert not await finds_it(office)


async def test_a_new_version_waits_too(office: Office) -> None:
    await document_sent(office)
    await office.colleague("何").taps("确认")
    await document_sent(office, text=changed())
    listed = {one.slug: one.version for one in await office.services.speech_changes.listed()}
    assert listed["2024"] == 1
    await office.colleague("周").taps("确认")
    listed = {one.slug: one.version for one in await office.services.speech_changes.listed()}
    assert listed["2024"] == 2


# --- an operator, an editor


async def test_an_operator_is_made_when_a_second_person_has_confirmed(office: Office) -> None:
    zhou, chen = office.colleague("周"), office.colleague("陈")
    await zhou.says(f"/operator {CHEN}")
    assert await office.services.access.role_of(CHEN) is Role.MEMBER
    zheng = office.colleague("郑")
    assert f"任命陈（{CHEN}）为运维人员（现在：使用者）。" in zheng.sees()
    await zheng.taps("确认")
    assert await office.services.access.role_of(CHEN) is Role.OPERATOR
    assert chen.sees().startswith("您现在是运维人员了。")
    assert {(ZHENG, "second.confirm"), (ZHOU, "role.grant")} <= set(await logged(office))


async def test_who_is_to_be_appointed_gets_no_card_and_cannot_confirm(office: Office) -> None:
    zhou, zheng, he = (office.colleague(name) for name in ("周", "郑", "何"))
    before = len(zheng.answers())
    await zhou.says(f"/operator {ZHENG}")
    assert len(zheng.answers()) == before
    zheng.last().keyboard = he.last().keyboard
    await zheng.taps("确认")
    assert await office.services.access.role_of(ZHENG) is Role.EDITOR


async def test_one_person_cannot_make_the_second_one_themselves(office: Office) -> None:
    zhou = office.colleague("周")
    await zhou.says(f"/editor {CHEN}")
    assert await office.services.access.role_of(CHEN) is Role.MEMBER
    await zhou.says("/invite 1 3 editor")
    assert zhou.sees().startswith("两人确认打开着，邀请不能直接任命编辑。")


async def test_an_editors_invitation_made_before_appoints_nobody(office: Office) -> None:
    before = await again(office, ACCESS.model_copy(update={"two_persons": False}))
    _, code = await before.services.invitations.invite(Role.EDITOR, 1, 3, ZHOU)
    await before.close()
    with pytest.raises(UserError, match="不对"):
        await office.services.invitations.redeem(code, CHEN, "陈")


async def test_when_the_asker_loses_the_role_it_falls(office: Office) -> None:
    zhou, chen, zheng = (office.colleague(name) for name in ("周", "陈", "郑"))
    await office.services.access.grant(CHEN, Role.OPERATOR, None)
    await office.colleague("王").says("/subscribe")
    await chen.says(f"/notice {WORDS}")
    await chen.taps("发送")
    await chen.taps("确定发送")
    card = zheng.last()
    keyboard = card.keyboard
    await zhou.says(f"/dismiss {CHEN}")
    await looked(office)
    assert card.text.endswith("—— 提请的人已没有办这件事的身份，作废了。")
    card.keyboard = keyboard
    await zheng.taps("确认", on=card)
    await office.push()
    assert not any(one.text == NOTICE for one in office.colleague("王").answers())


async def test_it_falls_at_the_press_too_if_nobody_has_looked_yet(office: Office) -> None:
    chen, zheng = office.colleague("陈"), office.colleague("郑")
    await office.services.access.grant(CHEN, Role.EDITOR, None)
    await document_sent(office, "陈")
    await office.services.access.grant(CHEN, Role.STRANGER, None)
    await zheng.taps("确认")
    assert "提请的人已没有办这件事的身份，作废了。" in zheng.sees()
    assert not await finds_it(office)
    assert chen.person.id == CHEN


async def test_an_editor_who_comes_later_gets_the_card_too(office: Office) -> None:
    await notice_asked(office)
    await office.services.access.grant(CHEN, Role.EDITOR, None)
    await looked(office)
    assert office.colleague("陈").last().buttons == ["确认", "拒绝"]


# --- one alone


async def test_with_one_such_person_the_bot_does_not_start(office_folder: Path) -> None:
    database = Database.in_folder(office_folder)
    alone = AccessSettings(mode="open", operators=frozenset({ZHOU}), two_persons=True)
    with pytest.raises(OperatorError, match=r"access\.two_persons 打开着，但编辑和运维人员一共只有 1 位"):
        await Office.open(database, access=alone)
    await database.close()


async def test_the_second_last_one_cannot_be_dismissed(office: Office) -> None:
    two = await again(office, AccessSettings(mode="open", operators=frozenset({ZHOU}), two_persons=False))
    await two.services.access.grant(CHEN, Role.EDITOR, ZHOU)
    await two.close()
    only = AccessSettings(mode="open", operators=frozenset({ZHOU}), two_persons=True)
    strict = await again(office, only)
    with pytest.raises(UserError) as refused:
        await strict.services.access.grant(CHEN, Role.STRANGER, ZHOU)
    assert str(refused.value) == SECOND_LEAVES != LAST_OPERATOR
    office.world.say(office.colleague("周").person, office.colleague("周").private, f"/operator {CHEN}")
    await strict.deals()
    assert office.colleague("周").sees() == NOBODY
    await strict.close()


async def test_without_the_setting_nobody_is_asked(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/start")
    chen = run_office.colleague("陈")
    await chen.says("/start")
    await wu.says(f"/operator {chen.person.id}")
    assert wu.sees() == f"陈（{chen.person.id}）现在是运维人员了，和您一样。"
    assert await run_office.services.access.role_of(chen.person.id) is Role.OPERATOR
