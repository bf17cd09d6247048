"""廉政事项, the second time: people put in again, another hour, and reminders that were held up."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from asked_of_duties import form
from office import Colleague, Office, Opened

from core.duties import Errand, What
from core.errors import UserError
from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID
from services.ledger.sheets.duties import SHEET, recount
from services.pushes.contents import Unwanted
from storage.duties.duties import DutyStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.pushes.deliveries import DeliveryStore

REMINDER = "廉政事项提醒：警示教育"
ONE_DAY = timedelta(days=1)


async def to(office: Office, day: date, hour: int) -> None:
    """Move the clock to that day and hour, and let the bot do what is due."""
    office.clock.move_to(datetime.combine(day, time(hour), office.services.settings.reminder.zone))
    await office.push()


async def put_in(office: Office, wu: Colleague, one: Colleague) -> None:
    """Let the operator put a person into the only duty."""
    await wu.says("/duty")
    await wu.taps("1")
    await wu.taps("加人")
    await wu.says(str(one.person.id))
    await office.passes(minutes=1)


async def set_up(office: Office, said: str) -> tuple[Colleague, Colleague, int]:
    """Let 吴 set up a duty for 陈, and begin it; return both, and its number."""
    wu, chen = office.colleague("吴"), office.colleague("陈")
    for one in (wu, chen):
        await one.says("/start")
    await wu.says(f"/duty {said}")
    await wu.taps("加人")
    await wu.says(str(chen.person.id))
    await wu.taps("启用")
    await office.push()
    await chen.taps("同意提醒")
    return wu, chen, (await office.services.duties.listed())[-1].duty.id


def count(one: Colleague, words: str) -> int:
    return sum(words in message.text for message in one.answers())


async def test_who_is_put_in_again_on_the_same_day_is_asked_again_and_what_was_done_stays_done(
    run_office: Office,
) -> None:
    office = run_office
    wu, chen, number = await set_up(office, "责任书 每年12月31日")
    today, turns = office.services.duties.today(), DutyTurnStore(office.database)
    turn = Turn(number, chen.person.id, today, today, None)
    await turns.open([turn])
    await turns.done(turn, today, SHEET, recount)
    await chen.says("廉政事项")
    for times, button in enumerate(("不归我：责任书", "不归我"), 1):
        await chen.taps(button)
        await chen.taps("不归我")
        with pytest.raises(UserError, match="不归您"):
            await office.services.own_duties.undo(number, chen.person.id, today)
        await office.passes(minutes=2)
        assert count(wu, "没有人负责了") == times, "each time that nobody is left"
        await put_in(office, wu, chen)
        assert "请您负责这件事" in chen.sees()


async def test_a_duty_of_every_two_weeks_is_reminded_of_in_every_second_week_only(run_office: Office) -> None:
    office = run_office
    today = office.services.duties.today()
    first = today + (11 - today.isoweekday()) * ONE_DAY  # the Thursday of the next week
    _, chen, _ = await set_up(office, f"警示教育 从{first.month}月{first.day}日起每两周 9点")
    reminded = []
    for week in range(-1, 5):
        await to(office, first + 7 * week * ONE_DAY, 9)
        reminded.append(count(chen, REMINDER))
        if "已办" in str(chen.last().buttons):
            await chen.taps("已办")
    assert reminded == [0, 1, 0, 1, 0, 1], "what is done no longer reminds"


async def test_another_hour_alone_changes_no_days_and_no_reminder_comes_at_night(run_office: Office) -> None:
    office = run_office
    wu, chen, _ = await set_up(office, "警示教育 每月底提前5天提醒 9点")
    today = office.services.duties.today()
    early = (today.replace(day=1) + 40 * ONE_DAY).replace(day=1) - 6 * ONE_DAY
    await to(office, early, 9)
    await chen.taps("推迟")
    await chen.says("2天")
    await wu.says("/duty")
    await wu.taps("1")
    await wu.taps("时间")
    await wu.says("每月底提前5天提醒 10点")
    await to(office, early + ONE_DAY, 10)
    assert count(chen, REMINDER) == 0, "it was put off, and still is"
    held = early + 2 * ONE_DAY
    await to(office, held, 10)
    assert count(chen, REMINDER) == 1
    [row] = await DeliveryStore(office.database).listed(chat_id=chen.person.id, local_date=held)
    assert not isinstance(await office.services.duty_watch.of(row), Unwanted)
    await to(office, held, 23)
    assert isinstance(await office.services.duty_watch.of(row), Unwanted), "Telegram was out of reach until now"
    await to(office, held + ONE_DAY, 9)
    assert count(chen, REMINDER) == 1
    await to(office, held + ONE_DAY, 10)
    assert count(chen, REMINDER) == 2, "the next day, at its hour"
    await wu.says("/duty 责任书 明天")
    await wu.taps("加人")
    await wu.says("谁" * 3000)
    assert len(wu.sees()) < 100, "nobody is shown all of that again"
    await wu.says(str(chen.person.id))
    await to(office, held + 4 * ONE_DAY, 9)
    assert "已经过去" in (await wu.taps("启用")).text


async def test_that_telegram_does_not_answer_for_days_takes_nobody_off_but_leaving_does(opened: Opened) -> None:
    office = await opened(operators=frozenset({FIRST_PERSON_ID}))
    wu, chen, li, wang = (office.colleague(name) for name in ("吴", "陈", "李", "王"))
    await wu.says("/start")
    group = await office.group("机关党委", wu, chen, li, wang)
    await set_up(office, "责任书 每年12月31日")
    for one in li, wang:
        await put_in(office, wu, one)
    office.world.faults.add(Fault(method="getChatMember", code=502, description="Bad Gateway", times=999))
    await office.passes(hours=80)
    await office.passes(minutes=11)
    assert await office.services.own_duties.of(chen.person.id), "nobody knows that they have left"
    asked = []
    for minutes in (0, 5, 4, 2):
        await office.passes(minutes=minutes)
        asked.append(
            len([call for call in office.world.calls if call.method == "getChatMember" and not call.ok])
        )
    assert asked == [asked[0]] * 3 + [asked[0] + 1], "every ten minutes; one without an answer ends the round"
    office.world.faults.clear()
    del group.members[chen.person.id]
    await office.passes(minutes=11)
    assert not await office.services.own_duties.of(chen.person.id)


async def test_who_put_whom_into_a_duty_and_took_whom_off_stands_in_the_log(run_office: Office) -> None:
    office = run_office
    await office.colleague("陈").says("/subscribe 17:30")
    wu, chen, _ = await set_up(office, "责任书 每年3月1日和9月1日")
    await wu.says("/audit")
    assert f"吴\n请人办廉政事项 陈（{chen.person.id}）：责任书" in wu.sees()
    await put_in(office, wu, chen)
    await wu.says("/duty 警示教育 每逢单周五")
    assert "没看懂“每逢单周五”是什么时候" in wu.sees(), "what is not understood is no part of the name"
    await wu.says("/duty")
    assert "09:00，下次 9月1日，1 人" in wu.sees()
    await wu.taps("1")
    await wu.taps("去人")
    await wu.says("陈")
    await wu.says("/audit")
    assert wu.sees().count("请人办廉政事项") == 1, "whom it concerned already is not put in again"
    assert f"吴\n从廉政事项去掉 陈（{chen.person.id}）：责任书" in wu.sees()
    await put_in(office, wu, chen)
    await chen.taps("不归我")
    await chen.taps("不归我")
    await wu.says("/audit")
    assert wu.sees().count("从廉政事项去掉") == 1, "what people do with their own duties is in no log"


async def test_what_people_say_to_a_duty_without_a_button_shows_the_button(run_office: Office) -> None:
    office = run_office
    wu, chen, li = (office.colleague(name) for name in ("吴", "陈", "李"))
    for one in (wu, chen, li):
        await one.says("/start")
    await wu.says("/duty 责任书 明天")
    await wu.taps("加人")
    await wu.says(str(chen.person.id))
    await wu.taps("启用")
    await office.push()
    await chen.says("好的")
    assert "您是要“同意提醒：责任书”吗？" in chen.sees(), "nobody believes that they have agreed who has not"
    await chen.taps("同意提醒：责任书")
    await chen.says("好的")
    assert "责任书" not in chen.sees()
    await to(office, office.services.duties.today() + ONE_DAY, 9)
    for words in ("已经办好了", "昨天办的"):
        await chen.says(words)
        assert "是哪天办完的" in chen.sees()
        await chen.says("取消")
    await chen.says("推迟")
    assert "“责任书”推迟几天" in chen.sees()
    await chen.says("取消")
    await chen.says("推迟三天吧")
    late = office.services.duties.today() + 3 * ONE_DAY
    assert f"推迟到 {late.year}年{late.month}月{late.day}日" in chen.sees()
    await chen.says("不归我")
    assert "确定“责任书”不归您吗" in chen.sees()
    await li.says("推迟三天")
    assert "没有要办的廉政事项" in li.sees()
    for words in ("好的", "不归我", "已经办好了"):
        await li.says(words)
        assert not any(said in li.sees() for said in ("您的廉政事项", "不归您", "是哪天办完的"))


async def test_of_several_duties_one_is_named(run_office: Office) -> None:
    office = run_office
    wu, chen, li = (office.colleague(name) for name in ("吴", "陈", "李"))
    for one in (wu, chen, li):
        await one.says("/start")
    for name in ("责任书", "廉政谈话"):
        await wu.says(f"/duty {name} 明天")
        await wu.taps("加人")
        await wu.says(str(chen.person.id))
        await wu.taps("启用")
    await office.push()
    await chen.says("廉政事项")
    for name in ("责任书", "廉政谈话"):
        await chen.says("廉政事项")
        await chen.taps(f"同意提醒：{name}")
    await to(office, office.services.duties.today() + ONE_DAY, 9)
    await chen.says("责任书签好了")
    assert "“责任书”是哪天办完的" in chen.sees()
    await chen.says("今天")
    assert "已记下：责任书" in chen.sees()
    await chen.says("廉政谈话推迟三天")
    assert "“廉政谈话”推迟到" in chen.sees()
    await chen.says("责任书签好了")
    assert "是哪天办完的" not in chen.sees(), "it is done already"
    await li.says("廉政谈话谈完了")
    assert "是哪天办完的" not in li.sees(), "none of theirs"


async def test_operators_hear_of_who_cannot_be_reached_and_who_comes_back_is_asked_again(
    opened: Opened,
) -> None:
    office = await opened(operators=frozenset({FIRST_PERSON_ID}))
    wu, chen, li, wang = (office.colleague(name) for name in ("吴", "陈", "李", "王"))
    for one in (wu, li, wang):
        await one.says("/start")
    group = await office.group("机关党委", wu, chen, li, wang)
    await set_up(office, "责任书 每年12月31日")
    for one in (li, wang):
        await put_in(office, wu, one)
        await one.taps("同意提醒")
    fewer = "“责任书”有人联系不上了"
    office.world.block_bot(li.person)
    await office.settle()
    await office.passes(minutes=2)
    assert f"{fewer}（停用了我，或不能再使用我），已经去掉，现在 2 人负责" in wu.sees()
    assert "李" not in wu.sees()
    left = group.members.pop(wang.person.id)
    await office.passes(hours=office.services.settings.access.recheck.total_seconds() / 3600 + 0.2)
    assert "现在 1 人负责" in wu.sees()
    await office.passes(hours=1)
    await office.passes(minutes=11)
    assert count(wu, fewer) == 2, "once each"
    office.world.unblock_bot(li.person)
    await office.settle()
    group.members[wang.person.id] = left
    await office.passes(minutes=11)
    for one in (li, wang):
        assert "请您负责这件事" in one.sees()
    await wu.says("/duty")
    assert "3 人（1 人同意提醒）" in wu.sees()
    await li.taps("同意提醒")
    await wang.taps("不归我")
    await wang.taps("不归我")
    office.world.block_bot(wang.person)
    await office.settle()
    await office.passes(minutes=2)
    office.world.unblock_bot(wang.person)
    await office.settle()
    await office.passes(minutes=11)
    assert count(wang, "请您负责这件事") == 0, "who said that it is not theirs is not asked again"
    assert count(wu, fewer) == 2


async def test_what_is_settled_before_its_message_goes_is_not_said(run_office: Office) -> None:
    office = run_office
    wu, chen, number = await set_up(office, "警示教育 每月底 9点")
    today = office.services.duties.today()
    due = (today.replace(day=1) + 40 * ONE_DAY).replace(day=1) - ONE_DAY
    await to(office, due, 9)
    [row] = await DeliveryStore(office.database).listed(chat_id=chen.person.id, local_date=due)
    assert row.notice == Errand(number, What.REMIND, due).stored()

    async def said(day: date = due) -> list[str]:
        found = []
        for what in What:
            errand = Errand(number, what, day if what in {What.REMIND, What.FORM} else None)
            push = await office.services.duty_watch.of(replace(row, notice=errand.stored()))
            found.append(push.reason if isinstance(push, Unwanted) else type(push.content).__name__)
        return found

    own = office.services.own_duties
    assert list(What) == [What.ASK, What.REMIND, What.FORM, What.NOBODY, What.FEWER]
    assert await said() == ["agreed", "DutyReminder", "no form", "somebody", "DutyFewer"]
    assert await said(due + ONE_DAY) == ["agreed", "done", "done", "somebody", "DutyFewer"], "no such turn"
    await own.done(number, chen.person.id, due, due)
    assert await said() == ["agreed", "done", "done", "somebody", "DutyFewer"]
    await own.undo(number, chen.person.id, due)
    await office.services.duties.set_form(number, "表.docx", form())
    assert await said() == ["agreed", "DutyReminder", "DutyForm", "somebody", "DutyFewer"]
    await own.decline(number, chen.person.id)
    assert await said() == ["not theirs", "not theirs", "not theirs", "DutyNobody", "nobody"]
    await office.services.duties.add_people(number, [str(chen.person.id)], wu.person.id)
    assert (await said())[0] == "DutyAsk"
    await office.services.duties.end(number, wu.person.id)
    assert await said() == ["ended"] * 5


async def test_how_much_a_duty_takes(run_office: Office) -> None:
    office = run_office
    wu, chen, number = await set_up(office, "警示教育 每月底 9点")
    duties, by, store = office.services.duties, wu.person.id, DutyStore(office.database)
    assert await duties.draft("责" * 40, by)
    for name, refused in (("责" * 41, "40 字以内"), (" \n", "请写上事项的名字")):
        with pytest.raises(UserError, match=refused):
            await duties.draft(name, by)
    content = form()
    largest = bytes(5_000_000 - len(content)) + content
    await duties.set_form(number, "表.DOCX", largest)
    for name, other in (("表.docx", b"\0" + largest), ("表.doc", content), ("表.docx", content[:-30])):
        with pytest.raises(UserError, match="5 MB 以内"):
            await duties.set_form(number, name, other)
    await store.add(number, range(1, 199))
    assert await duties.add_people(number, [str(wu.person.id)], by) == 1
    assert len(await store.people(number)) == 200
    assert await duties.add_people(number, [str(chen.person.id)], by) == 1, "who is in it already"
    with pytest.raises(UserError, match="最多 200 个人"):
        await duties.add_people(number, [str(office.colleague("李").person.id)], by)
    library = office.services.answers.library
    found = filter(None, (library.passage(f"2023-1-{sentence:02}") for sentence in range(1, 40)))
    shortest = [one.id for one in sorted(found, key=lambda one: len(one.text))[:7]]
    await duties.cite(number, shortest[:6])
    with pytest.raises(UserError, match="最多 2600 字、6 段"):
        await duties.cite(number, shortest)
    for _ in range(49):
        await store.change(
            await store.draft("责任书", "09:00", by, office.clock.now()), office.clock.now(), state="active"
        )
    with pytest.raises(UserError, match="最多同时设 50 件"):
        await duties.draft("责任书", by)


async def test_how_far_back_it_was_done_and_how_far_it_is_put_off(run_office: Office) -> None:
    office = run_office
    _, chen, number = await set_up(office, "警示教育 每月底 9点")
    own, today, me = office.services.own_duties, office.services.duties.today(), chen.person.id
    turn = Turn(number, me, today, today, None)
    await DutyTurnStore(office.database).open([turn])
    for days, refused in ((0, True), (1, False), (60, False), (61, True)):
        if refused:
            with pytest.raises(UserError, match="最多推迟 60 天"):
                await own.put_off(number, me, today, days)
        else:
            assert (await own.put_off(number, me, today, days))[1] == today + days * ONE_DAY
    for days, words in ((1, "还没有到"), (-401, "太早了")):
        with pytest.raises(UserError, match=words):
            await own.done(number, me, today, today + days * ONE_DAY)
    for days in (-400, 0):
        await own.done(number, me, today, today + days * ONE_DAY)
        assert await own.open(me) == []
    with pytest.raises(UserError, match="已经记为办完"):
        await own.put_off(number, me, today, 1)
    with pytest.raises(UserError, match="不归您"):
        await own.done(number, me, today + ONE_DAY, today)


async def test_what_fell_due_more_than_a_month_ago_while_no_program_ran_is_let_go(run_office: Office) -> None:
    office = run_office
    _, chen, _ = await set_up(office, "学习笔记 每周五前 9点")
    today = office.services.duties.today()  # a Monday
    await to(office, today + 49 * ONE_DAY, 8)
    assert [one.turn.due_on for one in await office.services.own_duties.open(chen.person.id)] == [
        today + (4 + 7 * week) * ONE_DAY for week in range(2, 7)
    ]


@pytest.mark.parametrize(
    ("hour", "moment", "told"),
    [
        ("9点", time(20, 59), 1),
        ("9点", time(21), 0),
        ("18点", time(21, 59), 1),
        ("18点", time(22), 0),
        ("23点", time(23, 59), 1),
    ],
)
async def test_a_reminder_that_missed_its_hour_comes_until_nine_or_four_hours_later_that_day(
    run_office: Office, hour: str, moment: time, told: int
) -> None:
    office = run_office
    _, chen, _ = await set_up(office, f"警示教育 每周五前 {hour}")
    friday = office.services.duties.today() + 4 * ONE_DAY
    office.clock.move_to(datetime.combine(friday, moment, office.services.settings.reminder.zone))
    await office.push()
    assert count(chen, REMINDER) == told


async def test_other_days_drop_what_was_still_to_come_by_the_old_ones(run_office: Office) -> None:
    office = run_office
    wu, chen, _ = await set_up(office, "警示教育 每月底提前5天提醒 9点")
    today = office.services.duties.today()
    early = (today.replace(day=1) + 40 * ONE_DAY).replace(day=1) - 6 * ONE_DAY
    await to(office, early, 9)
    assert count(chen, REMINDER) == 1
    await wu.says("/duty")
    await wu.taps("1")
    await wu.taps("时间")
    await wu.says("每年12月31日 9点")
    await to(office, early + 6 * ONE_DAY, 9)
    assert count(chen, REMINDER) == 1, "by the old days it was overdue now"
    await chen.says("廉政事项")
    assert "12月31日" in chen.sees()
    assert "过期" not in chen.sees()
