"""A notice that is going out is stopped; what was sent is taken back within 48 hours; the report says so."""

from datetime import timedelta

import pytest
from office import Colleague, Office

from emulator.faults import Fault
from emulator.messages import Message
from storage.people.audit import AuditStore

WORDS = "明天下午两点集中学习。"
NOTICE = f"通知\n{WORDS}"


def received(office: Office, person: Colleague) -> list[str]:
    return [one.text for one in person.answers() if one.text == NOTICE]


async def subscribed(office: Office, *names: str) -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for person in people:
        await person.says("/subscribe 17:30")
    return people


async def sent(office: Office, words: str = WORDS) -> Message:
    """Send a notice; return the message that is its report."""
    wu = office.colleague("吴")
    await wu.says(f"/notice {words}")
    await wu.taps("发送")
    await wu.taps("确定发送")
    await office.push()
    return wu.last()


def hold_up(office: Office, person: Colleague, seconds: int = 3600) -> None:
    """Let Telegram refuse the next message to a person for so long."""
    fault = Fault(method="sendMessage", kind="retry_after", chat_id=person.private.id, retry_after=seconds)
    office.world.faults.add(fault)


async def test_what_is_not_sent_stays_unsent_when_it_is_stopped(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    hold_up(office, li)
    report = await sent(office)
    assert report.text.startswith("通知“明天下午两点集中学习。”\n已发出 1 · 等待 1")
    assert report.buttons == ["停止发送", "撤回"]
    answer = await wu.taps("停止发送", on=report)
    assert answer.text == "好，没发的不再发了"
    await office.passes(hours=3)
    assert (received(office, chen), received(office, li)) == ([NOTICE], [])
    assert report.text.startswith("通知“明天下午两点集中学习。”\n已发出 1 · 跳过 1\n跳过：\n· 已停止发送：李")
    assert report.buttons == ["撤回"]
    [entry] = await AuditStore(office.database).newest(1)
    assert (entry.user_id, entry.action) == (wu.person.id, "notice.stop")


async def test_what_is_taken_back_goes_to_nobody_who_has_not_got_it_yet(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    hold_up(office, li)
    report = await sent(office)
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    assert "· 已停止发送：李" in report.text, "at once, and not when their turn would have come"
    await office.passes(hours=3)
    assert received(office, chen) == received(office, li) == []


async def test_a_notice_stopped_while_it_is_planned_goes_to_nobody_any_more(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    await wu.says(f"/notice {WORDS}")
    await wu.taps("发送")
    await wu.taps("确定发送")
    await wu.taps("停止发送")
    await office.push()
    assert received(office, chen) == []
    assert "撤回" not in wu.last().buttons


@pytest.mark.parametrize(
    ("said", "gone"), [("就撤", True), ("撤吧", True), ("撤回", True), ("别撤了", False), ("手滑了", False)]
)
async def test_whether_to_take_it_back_is_answered_in_words(run_office: Office, said: str, gone: bool) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    await wu.taps("撤回", on=report)
    await wu.says(said)
    await office.push()
    assert (received(office, chen) == []) is gone


async def test_what_was_sent_is_taken_back_from_people_and_groups(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    group = await office.group("机关党委", wu)
    await wu.says("/subscribe 17:30", group)
    report = await sent(office)
    assert report.buttons == ["撤回"]
    await wu.taps("撤回", on=report)
    assert report.text == "从 3 个会话里撤回这条通知？撤回后大家那里就没有它了；已经看过的人，撤不掉。"
    assert len(received(office, chen)) == 1, "nothing goes before 确定"
    answer = await wu.taps("确定撤回 3 条", on=report)
    assert answer.text == "好，正在撤回，进度写在这里"
    assert "撤回：已撤回 0 · 等待 3" in report.text
    await office.push()
    assert received(office, chen) == received(office, li) == []
    assert not [one for one in wu.answers(group) if one.text == NOTICE]
    assert report.text == "通知“明天下午两点集中学习。”\n已全部发出：3 个会话。\n撤回：已撤回 3"
    assert report.buttons == []
    [entry] = await AuditStore(office.database).newest(1)
    assert (entry.user_id, entry.action) == (wu.person.id, "notice.take_back")


async def test_taking_back_stops_what_still_waits(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    hold_up(office, li)
    report = await sent(office)
    await wu.taps("撤回", on=report)
    assert report.text.endswith("还没发的 1 个也不再发。")
    await wu.taps("确定撤回 1 条", on=report)
    await office.passes(hours=3)
    assert received(office, chen) == received(office, li) == []
    assert "撤回：已撤回 1" in report.text
    assert "已停止发送：李" in report.text


async def test_who_thinks_again_finds_the_report_as_it_was(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    before = report.text
    await wu.taps("撤回", on=report)
    await wu.taps("不撤回", on=report)
    assert report.text == before
    assert received(office, chen) == [NOTICE]


async def test_what_is_older_than_48_hours_stays_and_is_counted(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    hold_up(office, li, 6 * 3600)
    report = await sent(office)
    await office.passes(hours=7)
    assert received(office, li) == [NOTICE]
    await office.passes(hours=42)
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    await office.push()
    assert (received(office, chen), received(office, li)) == ([NOTICE], [])
    assert "撤回：已撤回 1 · 撤不回 1\n撤不回：\n· 发出超过 48 小时，Telegram 不让撤了：陈" in report.text
    assert not [call for call in office.world.calls if call.method == "deleteMessage" and not call.ok]


async def test_when_all_is_too_old_the_button_says_so(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    keyboard = report.keyboard
    await office.passes(hours=48)
    assert report.buttons == []
    report.keyboard = keyboard
    answer = await wu.taps("撤回", on=report)
    assert answer.text == "撤不回了：已经撤回过，或都超过了 48 小时"
    assert received(office, chen) == [NOTICE]


@pytest.mark.parametrize("kind", ["hang_after_delivery", "drop_before", "retry_after", "error"])
async def test_a_deletion_that_goes_wrong_is_made_again(run_office: Office, kind: str) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen, li] = await subscribed(office, "陈", "李")
    report = await sent(office)
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 2 条", on=report)
    office.world.faults.add(Fault(method="deleteMessage", chat_id=chen.private.id, kind=kind))
    await office.push()
    await office.passes(minutes=5)
    await office.passes(minutes=5)
    assert received(office, chen) == received(office, li) == []
    assert report.text.endswith("撤回：已撤回 2")


async def test_where_the_bot_was_thrown_out_the_report_says_so(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    group = await office.group("机关党委", wu)
    await wu.says("/subscribe 17:30", group)
    report = await sent(office)
    office.world.remove_bot(group, wu.person)
    await office.settle()
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    await office.push()
    assert "撤回：已撤回 0 · 撤不回 1\n撤不回：\n· 我被移出了群或频道：机关党委" in report.text


async def test_who_unsubscribed_meanwhile_loses_the_message_all_the_same(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    await chen.says("/unsubscribe")
    await office.push()
    assert received(office, chen) == []


async def test_in_a_group_that_has_moved_no_other_message_is_deleted(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    group = await office.group("机关党委", wu, kind="group")
    await wu.says("/subscribe 17:30", group)
    report = await sent(office)
    moved = office.world.migrate(group)
    await office.settle()
    for number in range(30):
        office.world.say(wu.person, moved, f"话 {number}")
    there = len(office.world.messages(moved))
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    await office.push()
    assert len(office.world.messages(moved)) == there
    assert "群升级过，找不到那条消息：机关党委" in report.text


async def test_another_operator_finds_it_under_push_and_can_stop_it(run_office: Office) -> None:
    office = run_office
    zhou = office.colleague("周")
    await zhou.says("/start")
    await office.services.access.grant(zhou.person.id, 3, None)  # type: ignore[arg-type]  # a role's number
    [chen, li] = await subscribed(office, "陈", "李")
    hold_up(office, li)
    await sent(office)
    await zhou.says("/push")
    await zhou.taps("通知“明天下午两点集中学习。”")
    await zhou.taps("停止发送")
    await office.passes(hours=3)
    assert (received(office, chen), received(office, li)) == ([NOTICE], [])
    assert "已停止发送：李" in zhou.sees()


async def test_it_is_taken_back_also_when_the_bot_was_restarted(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    await wu.taps("撤回", on=report)
    await wu.taps("确定撤回 1 条", on=report)
    access = office.services.settings.access
    again = await Office.open(office.database, clock=office.clock, world=office.world, access=access)
    await again.push()
    await again.passes(seconds=timedelta(seconds=5).total_seconds())
    assert received(office, chen) == []
    assert report.text.endswith("撤回：已撤回 1")
    await again.close()


async def test_a_made_up_button_stops_nothing(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    report = await sent(office)
    for data in (
        "push:stop:20260302n99",
        "push:gone:20260302",
        "push:back:20260302n1",
        "push:page:20260302n99:0",
    ):
        report.keyboard = [[{"text": "？", "callback_data": data}]]
        await wu.taps("？", on=report)
    await office.push()
    assert received(office, chen) == [NOTICE]
