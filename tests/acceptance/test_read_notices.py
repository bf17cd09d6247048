"""已阅 below a notice, when the operator asks for it: a number that grows, each person once, and no name."""

from ledger_reading import files_sent_to, sheets_of, table
from office import Colleague, Office, Opened
from sqlalchemy import select

from core.settings import ThrottleSettings
from emulator.faults import Fault
from emulator.messages import Message
from storage.tables.every import metadata

WORDS = "明天下午两点集中学习。"
BARE = "已阅（不记名）"


async def sends(wu: Colleague, *, counted: bool) -> Message:
    """Send a notice; return the message that is its report."""
    await wu.says(f"/notice {WORDS}")
    await wu.taps("发送")
    if counted:
        await wu.taps("带“已阅”按钮")
        assert wu.sees().endswith("下面带“已阅”按钮：一人计一次，只记人数，不记是谁。")
        assert wu.last().buttons == ["确定发送", "再想想", "不带“已阅”"]
    await wu.taps("确定发送")
    await wu.office.push()
    return wu.last()


async def kept(office: Office, name: str) -> list[tuple[object, ...]]:
    async with office.database.connection() as connection:
        return [tuple(row) for row in await connection.execute(select(metadata.tables[name]))]


def edits(office: Office, message: Message) -> int:
    """Return how often the notice's message was edited."""
    return sum(
        call.method == "editMessageText"
        and (str(call.parameters["chat_id"]), str(call.parameters["message_id"]))
        == (str(message.chat.id), str(message.id))
        for call in office.world.calls
    )


async def test_each_person_counts_once_wherever_they_press_and_few_edits_say_so(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    chen, li, wang = (office.colleague(name) for name in ("陈", "李", "王"))
    for person in (chen, li):
        await person.says("/subscribe 17:30")
    group = await office.group("机关党委", wu, chen, wang)
    await wu.says("/subscribe 17:30", group)
    report = await sends(wu, counted=True)
    shown = [chen.last(), li.last(), wu.last(group)]
    assert [message.buttons for message in shown] == [[BARE]] * 3
    assert (await chen.taps(BARE)).text == "好，记上了，现在 1 人。只记人数，不记是谁。"
    again = await chen.taps(BARE, shown[2])
    assert again.text == "您已经点过了，一人只计一次。现在 1 人，不记是谁。"
    await li.taps(BARE, shown[1])
    await wang.taps(BARE, shown[2])
    assert not any(edits(office, message) for message in shown), "presses are gathered"
    await office.passes(seconds=10)
    assert [message.buttons for message in shown] == [["已阅 3（不记名）"]] * 3
    assert [edits(office, message) for message in shown] == [1, 1, 1]
    await wu.taps("已阅 3（不记名）", shown[2])
    await office.passes(seconds=10)
    await office.passes(seconds=10)
    assert [message.buttons for message in shown] == [["已阅 4（不记名）"]] * 3
    assert [edits(office, message) for message in shown] == [2, 2, 2], "what is up to date is left alone"
    await office.passes(minutes=11)
    assert "\n已阅 4 人（不记名）" in report.text
    await wu.says("/ledger 本月")
    [book] = [content for name, content in files_sent_to(wu).items() if name.endswith(".xlsx")]
    [row] = table(sheets_of(book)["通知"], "日期")
    assert (row["送到"], row["已阅"]) == (3, 4)
    sums = {(one["表"], one["项目"]): one["合计"] for one in table(sheets_of(book)["总览"], "表")}
    assert sums["通知", "已阅"] == 4


async def test_no_name_is_kept_and_two_notices_do_not_tell_of_one_person(run_office: Office) -> None:
    office, wu, chen = run_office, run_office.colleague("吴"), run_office.colleague("陈")
    await chen.says("/subscribe 17:30")
    first = await sends(wu, counted=True)
    await chen.taps(BARE)
    await office.passes(minutes=1)
    second = await sends(wu, counted=True)
    await chen.taps(BARE)
    marks = await kept(office, "notice_reads")
    assert len({mark for _, mark in marks}) == len(marks) == 2
    assert str(chen.person.id) not in repr(marks)
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert await kept(office, "notice_reads") == await kept(office, "notice_numbers") == []
    await office.passes(minutes=11)
    for report in (first, second):
        assert "\n已阅 1 人（不记名）" in report.text, "the number stays"


async def test_what_is_not_asked_for_or_taken_back_counts_nobody(run_office: Office) -> None:
    office, wu, chen = run_office, run_office.colleague("吴"), run_office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await sends(wu, counted=False)
    assert chen.last().buttons == []
    report = await sends(wu, counted=True)
    await chen.taps(BARE)
    await office.passes(seconds=10)
    message = chen.last()
    await wu.taps("撤回", report)
    await wu.taps("确定撤回 1 条", report)
    await office.push()
    assert await kept(office, "notice_reads") == await kept(office, "notice_numbers") == []
    assert message not in chen.answers()
    assert "\n已阅 1 人（不记名）" in report.text


async def test_an_older_card_does_not_send_with_the_button_or_without_it(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await chen.says("/subscribe 17:30")
    await wu.says(f"/notice {WORDS}")
    await wu.taps("发送")
    card, before = wu.last(), wu.last().keyboard
    await wu.taps("带“已阅”按钮")
    card.keyboard = before
    assert "改过" in (await wu.taps("确定发送", card)).text
    await wu.says("/notice")
    look = wu.answers()[-2]
    assert look.buttons == [BARE], "it looks as it will"
    assert (await wu.taps(BARE, look)).text.startswith("这条通知还没有发出")
    await wu.taps("发送")
    await wu.taps("不带“已阅”")
    await wu.taps("确定发送")
    await run_office.push()
    assert chen.last().buttons == []


async def test_a_chat_that_telegram_slows_down_catches_up(run_office: Office) -> None:
    office, wu = run_office, run_office.colleague("吴")
    chen, li = office.colleague("陈"), office.colleague("李")
    for person in (chen, li):
        await person.says("/subscribe 17:30")
    await sends(wu, counted=True)
    office.world.faults.add(
        Fault(method="editMessageText", kind="retry_after", chat_id=chen.private.id, retry_after=60)
    )
    await li.taps(BARE)
    await office.passes(seconds=10)
    assert (chen.last().buttons, li.last().buttons) == ([BARE], ["已阅 1（不记名）"])
    await office.passes(seconds=90)
    assert chen.last().buttons == ["已阅 1（不记名）"]


async def test_all_of_a_group_may_press_at_once_and_one_person_not_without_end(opened: Opened) -> None:
    limits = ThrottleSettings(presses_per_minute=3, group_presses_per_minute=1)
    office = await opened(throttle=limits, operator="吴")
    wu, chen, li, wang = (office.colleague(name) for name in ("吴", "陈", "李", "王"))
    group = await office.group("机关党委", wu, chen, li, wang)
    await wu.says("/subscribe 17:30", group)
    await sends(wu, counted=True)
    for number, person in enumerate((chen, li, wang), 1):
        assert (await person.taps(BARE, wu.last(group))).text.startswith(f"好，记上了，现在 {number} 人")
    for _ in range(2):
        assert "一人只计一次" in (await chen.taps(BARE, wu.last(group))).text
    assert "太快" in (await chen.taps(BARE, wu.last(group))).text
