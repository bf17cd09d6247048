"""廉政事项: an operator names a duty; whom it concerns agrees, is reminded in private, says when done."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import docx
from icalendar import Calendar
from office import Colleague, Office
from sqlalchemy import Table, select

from emulator.faults import Fault, FaultKind
from emulator.messages import Message
from knowledge.speech.segment import Passage
from services.ledger.facts import Span
from storage.tables.asking import prompts, questions
from storage.tables.duties import duty_people, duty_turns
from storage.tables.updates import updates

EDITOR = "吴"
REMINDER = "廉政事项提醒：廉政谈话"


def form() -> bytes:
    """Return a small .docx."""
    file = BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def quarters_end(day: date) -> date:
    """Return the last day of the quarter that `day` is in."""
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)


async def on(office: Office, day: date, hour: int, minute: int = 0) -> None:
    """Move the clock to that day and hour, and let the bot do what is due."""
    zone = office.services.settings.reminder.zone
    office.clock.move_to(datetime.combine(day, time(hour, minute), zone))
    await office.push()


async def rows(office: Office, table: Table) -> str:
    async with office.database.connection() as connection:
        return str((await connection.execute(select(table))).all())


def said(office: Office, one: Colleague, words: str) -> list[Message]:
    """Return the bot's messages to a person with these words."""
    return [message for message in one.answers() if words in message.text]


async def known(*people: Colleague) -> None:
    """Let the bot know these people's names."""
    for one in people:
        await one.says("/subscribe 08:00")
        await one.says("/unsubscribe")


async def begun(office: Office, wu: Colleague, said: str, *people: Colleague) -> int:
    """Let the operator set a duty up in one line for these people, and begin it; return its number."""
    await wu.says(f"/duty {said}")
    await wu.taps("加人")
    await wu.says("、".join(str(one.person.id) for one in people))
    await wu.taps("启用")
    await office.push()
    return (await office.services.duties.listed())[-1].duty.id


async def set_up_by_card(office: Office, wu: Colleague, names: str, passage: Passage) -> None:
    """Let the operator set up 廉政谈话 by its card, with slips."""
    await wu.says("廉政事项")
    assert "还没有廉政事项" in wu.sees()
    await wu.taps("新建")
    await wu.taps("廉政谈话")
    assert "还没有定时间" in (await wu.taps("启用")).text
    await wu.taps("时间")
    await wu.says("每季度的最后一天，上午九点半，提前3天提醒")
    assert "每季度最后一天（提前3天提醒）" in wu.sees()
    assert "09:30" in wu.sees()
    for said, hour in (
        ("十点", "10:00"),
        ("上午九点半", "09:30"),
    ):  # of the duty, not of the quote; its days stay
        await wu.taps("时间")
        await wu.says(said)
        assert "每季度最后一天（提前3天提醒）" in wu.sees()
        assert f"提醒：{hour}" in wu.sees()
    await wu.taps("加人")
    await wu.says(f"{names}、王五")
    assert "我不认识“王五”" in wu.sees()
    assert "2 人" in wu.sees(), "the others are not lost"
    await wu.taps("原文")
    await wu.says(f"{passage.id}、2023-9-99")
    assert "没有编号是“2023-9-99”" in wu.sees()
    await wu.says(passage.id)
    await wu.taps("表格")
    await wu.sends("document", content=b"no zip", name="谈话记录.docx")
    assert "请发一个 .docx" in wu.sees()
    await wu.sends("document", content=form(), name="谈话记录.docx")
    assert "谈话记录.docx" in wu.sees()
    await wu.taps("启用")
    assert "2 人（0 人同意提醒）" in wu.sees()
    await office.push()


async def see_the_year(office: Office, wu: Colleague) -> None:
    """Look at the year's list, its calendar file, and what the ledger says: nobody's name is in them."""
    today = office.services.duties.today()
    await wu.says("/duty 全年")
    assert f"{today.year}年的廉政事项" in wu.sees()
    assert wu.sees().count("廉政谈话") == 4
    await wu.taps(f"{today.year + 1}年")
    assert "3月31日 廉政谈话" in wu.sees()
    await wu.taps("存成日历（.ics）")
    content = Calendar.from_ical(await office.services.duty_year.file(today.year + 1, today))
    assert isinstance(content, Calendar)
    assert [f"{one.start:%m-%d}" for one in content.events] == ["03-31", "06-30", "09-30", "12-31"]
    assert {str(one["summary"]) for one in content.events} == {"廉政谈话"}
    assert "document" in wu.last().media
    pack = await office.services.ledger.gather(Span(today - timedelta(days=20), today))
    (table,) = next(one for one in pack.paper.sheets if one.name == "谈话与责任书").tables
    yesterday, due = today - timedelta(days=1), quarters_end(today - timedelta(days=20))
    assert table.rows == (("廉政谈话", f"{due}", f"{yesterday}（1）", 1, 1),)
    assert "陈" not in str(pack.paper)
    assert "陈" not in content.to_ical().decode()


async def says_when(office: Office, chen: Colleague, wu: Colleague) -> None:
    """Let a person say when it was done, with more words than are wanted."""
    await chen.taps("已办")
    await chen.says("和李科长谈了收礼的事，他认了")
    assert "请只发日期" in chen.sees(), "what was talked about is not wanted, looked up or kept"
    await chen.says(f"{office.services.duties.today().year + 1}年12月30日")
    assert "还没有到" in chen.sees()
    await chen.says("昨天 和李科长谈了收礼的事")
    assert "已记下：廉政谈话" in chen.sees()
    for table in (duty_turns, questions, prompts, updates):
        assert "收礼" not in await rows(office, table)
    await wu.says("/duty")
    assert "没有没办的" in wu.sees()
    await see_the_year(office, wu)
    await chen.taps("记错了")
    await chen.taps("已办")
    await chen.taps("今天")
    assert f"{office.services.duties.today():%Y}年" in chen.sees()


async def test_a_duty_is_agreed_to_reminded_of_put_off_overdue_and_done(run_office: Office) -> None:
    office, chen, li = run_office, run_office.colleague("陈"), run_office.colleague("李")
    wu = office.colleague(EDITOR)
    await known(chen, li)
    await chen.says("/duty 廉政谈话")
    assert "由运维人员设立" in chen.sees()
    passage = office.services.answers.library.answer("三重一大是什么").candidates[0].passage
    await set_up_by_card(office, wu, f"陈 {li.person.id}", passage)
    assert "不记谈了什么" in chen.sees()
    await chen.taps("同意提醒")
    assert "到时候我提醒您" in chen.sees()
    await li.taps("不归我")
    await li.taps("不归我")
    assert "不再提醒您" in li.sees()
    due = quarters_end(office.services.duties.today())
    early = due - timedelta(days=3)
    await on(office, early, 9, 29)
    assert not said(office, chen, REMINDER)
    await on(office, early, 9, 30)
    (reminder,) = said(office, chen, REMINDER)
    assert passage.text in reminder.text
    assert passage.id in reminder.text
    assert [one for one in chen.answers() if "document" in one.media], "the form comes with it"
    await office.passes(minutes=5)
    assert len(said(office, chen, REMINDER)) == 1
    await chen.taps("推迟", reminder)
    await chen.says("推迟5天")
    late = early + timedelta(days=5)
    assert f"{late.month}月{late.day}日" in chen.sees()
    await on(office, due + timedelta(days=1), 9, 30)
    assert "推迟到" in chen.sees()
    await on(office, late, 9, 30)
    assert said(office, chen, REMINDER), "put off, it is reminded of again"
    await on(office, late + timedelta(days=1), 9, 30)
    assert "还没有记为已办" in chen.sees()
    assert not said(office, li, "廉政事项提醒"), "who declined is left in peace"
    await wu.says("/duty")
    assert "1 人（1 人同意提醒）；没办 1 件，其中过期 1 件" in wu.sees()
    assert "陈" not in wu.sees()
    await on(office, late + timedelta(days=2), 9, 30)
    assert len(said(office, chen, "还没有记为已办")) == 1, "overdue is said once"
    await says_when(office, chen, wu)
    assert [call.description for call in office.world.calls if not call.ok] == []


async def test_a_duty_on_the_last_working_day_is_reminded_of_then_and_stands_in_the_year(
    run_office: Office,
) -> None:
    office, chen, wu = run_office, run_office.colleague("陈"), run_office.colleague(EDITOR)
    await known(chen)
    today = office.services.duties.today()
    number = await begun(office, wu, "警示教育 每月最后一个工作日 10点", chen)
    await chen.taps("同意提醒")
    (duty,) = [one.duty for one in await office.services.duties.listed() if one.duty.id == number]
    assert duty.recurs is not None
    due = office.services.duty_year.coming(duty.recurs, today)
    assert due is not None
    assert due.weekday() < 5
    await on(office, due, 9, 59)
    assert not said(office, chen, "廉政事项提醒：警示教育")
    await on(office, due, 10)
    assert len(said(office, chen, "廉政事项提醒：警示教育")) == 1
    await wu.says("/duty 全年")
    assert f"{due.month}月{due.day}日 警示教育" in wu.sees()
    content = Calendar.from_ical(await office.services.duty_year.file(due.year, today))
    assert isinstance(content, Calendar)
    assert due in [one.start for one in content.events]


async def test_a_weekly_duty_is_reminded_of_every_week(run_office: Office) -> None:
    office, chen, wu = run_office, run_office.colleague("陈"), run_office.colleague(EDITOR)
    await known(chen)
    await begun(office, wu, "学习笔记 每周五前 9点", chen)
    await chen.taps("同意提醒")
    today = office.services.duties.today()
    friday = today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    for week in range(3):
        await on(office, friday + timedelta(days=7 * week), 9)
        assert len(said(office, chen, "廉政事项提醒：学习笔记")) == week + 1


async def test_a_machine_that_is_always_off_at_a_duty_s_hour_reminds_when_it_is_on(run_office: Office) -> None:
    office, chen, wu = run_office, run_office.colleague("陈"), run_office.colleague(EDITOR)
    await known(chen)
    await begun(office, wu, "学习笔记 每周五，提前3天提醒 22点", chen)
    await chen.taps("同意提醒")
    today = office.services.duties.today()
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    told = []
    for days, hour in ((0, 9), (0, 18), (1, 9), (2, 7), (2, 9), (2, 18)):  # from Tuesday to Thursday
        await on(office, tuesday + timedelta(days=days), hour)
        told.append(len(said(office, chen, "廉政事项提醒：学习笔记")))
    assert told == [0, 0, 0, 0, 1, 1], "its hour is waited for once more, and the night is left alone"


async def test_who_declines_leaves_or_is_forgotten_is_taken_off_and_the_operator_hears_that_nobody_is_left(
    run_office: Office,
) -> None:
    office, chen, li = run_office, run_office.colleague("陈"), run_office.colleague("李")
    wu = office.colleague(EDITOR)
    await known(chen, li, wu)
    first = await begun(office, wu, "责任书 每年12月31日 15:00", chen, li)
    for one in (chen, li):
        await one.taps("同意提醒")
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert str(chen.person.id) not in await rows(office, duty_people)
    office.world.block_bot(li.person)
    await office.settle()
    await office.passes(minutes=2)
    assert "“责任书”现在没有人负责了" in wu.sees()
    assert "李" not in wu.sees()
    await office.passes(minutes=30)
    assert len(said(office, wu, "没有人负责了")) == 1
    await wu.says("/duty 警示教育 每年2月30日")
    assert "没有“每年2月30日”这一天" in wu.sees()
    await wu.says("/duty 警示教育 每月底")
    await wu.taps("加人")
    await wu.says("9" * 40)
    assert "我不认识" in wu.sees()
    await wu.says(str(chen.person.id))
    await wu.taps("启用")
    lost = Fault("sendMessage", FaultKind.ERROR, chat_id=chen.private.id, code=502, description="Bad Gateway")
    office.world.faults.add(lost)
    await office.push()
    await wu.says("/duty")
    assert "1 条提醒不确定有没有送到" in wu.sees()
    await wu.taps("2")
    await wu.taps("补发 1")
    await office.passes(seconds=30)
    assert "请您负责这件事" in chen.sees()
    await chen.taps("同意提醒")
    await chen.says("廉政事项")
    assert "警示教育：每月最后一天" in chen.sees()
    end = (office.services.duties.today().replace(day=1) + timedelta(days=40)).replace(day=1) - timedelta(
        days=1
    )
    at = datetime.combine(end, time(9), office.services.settings.reminder.zone)
    await office.services.duty_watch.give_up(at, "restored")
    await on(office, end, 9, 30)
    assert not said(office, chen, "廉政事项提醒"), "after a restore nothing is said again that may have been"
    await chen.says("廉政事项")
    await chen.taps("不归我：警示教育")
    await chen.taps("不归我")
    await office.passes(minutes=2)
    assert "“警示教育”现在没有人负责了" in wu.sees()
    await wu.says("/duty")
    for key in ("1", "结束", "结束"):
        await wu.taps(key)
    assert "不再提醒" in wu.sees()
    assert first not in {one.duty.id for one in await office.services.duties.listed()}
