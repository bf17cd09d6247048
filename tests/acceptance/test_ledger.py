"""/ledger: the office's record of a month, row by row against what people got, and without anybody's name."""

from datetime import date, timedelta

import pytest
from ledger_reading import everything_in, files_sent_to, sheets_of, table
from office import Colleague, Office

from emulator.faults import Fault
from handlers.schedule import _sweeps
from services.ledger.facts import month_of
from services.ledger.files import ledger_files

NAMES = ("欧阳清泉", "司徒望舒", "Nakamura", "上官如意")
IN_VAIN = "食堂晚上供应夜宵吗"


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: with an operator whose name is not in any speech."""
    return {"operator": NAMES[3]}


def people(office: Office) -> list[Colleague]:
    return [office.colleague(name) for name in NAMES]


async def sweeps(office: Office) -> None:
    for step in _sweeps(office.services):
        await step()


async def ledger_of(person: Colleague, days: str) -> dict[str, bytes]:
    await person.says(f"/ledger {days}")
    return files_sent_to(person)


def workbook_in(files: dict[str, bytes]) -> bytes:
    [content] = [content for name, content in files.items() if name.endswith(".xlsx")]
    return content


async def a_month(office: Office) -> dict[int, list[str]]:
    """Let three people live through some days of March; return what each was pushed, by day."""
    one, two, three, wu = people(office)
    for person in (one, two, three):
        await person.says("/subscribe 9:00")
    await wu.says("/start")
    await office.comes(0, 9, 1)
    office.world.block_bot(two.person)
    fault = Fault(method="sendMessage", kind="error", chat_id=three.private.id)
    office.world.faults.add(fault)
    await office.comes(1, 9, 1)
    await office.comes(1, 9, 1)
    return {number: person.pushes() for number, person in enumerate((one, two, three))}


async def test_each_day_of_the_ledger_says_what_people_got(office: Office) -> None:
    got = await a_month(office)
    wu = office.colleague(NAMES[3])
    sheets = sheets_of(workbook_in(await ledger_of(wu, "本月")))
    rows = table(sheets["廉语推送"], "日期")
    assert [row["日期"] for row in rows] == ["2026-03-02", "2026-03-03", "2026-03-04"]
    for row, message in zip(rows, got[0], strict=True):
        assert row["廉语"] in message
        assert row["编号"] in message
    assert [row["送到"] for row in rows] == [3, 1, 2]
    assert (rows[1]["未送到"], rows[1]["不确定"]) == (1, 1)
    assert rows[1]["未送到的原因"] == "对方停用了机器人 1"
    for row in rows:
        assert row["应推会话"] == row["送到"] + row["未送到"] + row["不确定"] + row["未到时"]
    sums = {(row["表"], row["项目"]): row["合计"] for row in table(sheets["总览"], "表")}
    assert sums["廉语推送", "送到"] == sum(row["送到"] for row in rows) == 6
    assert sums["廉语推送", "行数"] == len(rows)
    assert any("不算送到" in str(row[0]) for row in sheets["说明"])


async def test_a_month_that_ended_keeps_its_counts_when_people_are_forgotten(office: Office) -> None:
    await a_month(office)
    one, _, _, wu = people(office)
    office.clock.move_to(office.clock.now() + timedelta(days=40))
    await sweeps(office)
    before = table(sheets_of(workbook_in(await ledger_of(wu, "3月")))["廉语推送"], "日期")
    await one.says("/forget_me")
    await one.taps("确定删去")
    office.clock.move_to(office.clock.now() + timedelta(days=500))
    await sweeps(office)
    after = table(sheets_of(workbook_in(await ledger_of(wu, "2026年3月")))["廉语推送"], "日期")
    assert after[:3] == before[:3]
    assert [row["送到"] for row in after[:3]] == [3, 1, 2]


async def test_opinions_questions_and_entries_are_counted_and_nobody_is_named(office: Office) -> None:
    one, two, three, wu = people(office)
    await wu.says("/start")
    for person in (one, two, three):
        await person.says("/subscribe 17:30")
    for person, button in ((one, "署名发出"), (two, "匿名发出")):
        await person.says(f"/suggest 请{NAMES[0]}把公车预约表放到群里")
        await person.taps(button)
    await office.passes(hours=48)
    await wu.taps("答复", on=next(one for one in wu.answers() if one.text.startswith("意见箱 · 匿名")))
    await wu.says(f"好，{NAMES[1]}去办。", answering=wu.last())
    await wu.taps("发出")
    for person in (one, two, three):
        await person.says(f"{IN_VAIN}")
    await one.says("三重一大是什么")
    await one.says(f"{NAMES[2]}怎么抓作风建设")
    await wu.says(f"/notice 请{NAMES[0]}带领大家学习")
    await wu.taps("发送")
    await wu.taps("确定发送")
    await office.push()
    await wu.says(f"/ledger 补记 3月1日 =组织观看警示教育片，{NAMES[1]}主持")
    assert "手工补记" in wu.sees()
    content = workbook_in(await ledger_of(wu, "2026年第一季度"))
    sheets = sheets_of(content)
    opinions = table(sheets["意见办理"], "编号")
    assert [(row["署名"], row["收到"]) for row in opinions] == [("署名", "2026-03-02"), ("匿名", "2026-03-02")]
    assert [row["用了几天"] for row in opinions] == [None, 2]
    numbers = {row["月份"]: row for row in table(sheets["提问概况"], "月份")}
    march = numbers["2026-03"]
    kinds = ("直接答上", "拿不准", "没有说到", "其他答复")
    assert march["提问"] == 5 == sum(march[kind] for kind in kinds)
    lacked = table(sheets["提问概况"], "问到而讲话里没有说到的")
    assert lacked[0] == {"问到而讲话里没有说到的": IN_VAIN, "次数": 3}
    assert sum(row["次数"] for row in lacked) == march["没有说到"]
    [notice] = table(sheets["通知"], "日期")
    assert (notice["通知（开头）"], notice["送到"]) == ("请某某带领大家学习", 3)
    [entry] = table(sheets["手工补记"], "日期")
    assert entry["说明"] == "手工补记"
    assert entry["事项"].startswith("=组织观看警示教育片")
    for content in files_sent_to(wu).values():
        said = everything_in(content)
        assert [name for name in NAMES if name in said] == []
        assert str(one.person.id) not in said


async def test_an_entry_can_be_taken_out_again(office: Office) -> None:
    wu = office.colleague(NAMES[3])
    await wu.says("/ledger")
    await wu.taps("补记一件事")
    await wu.says("昨天组织观看警示教育片")
    assert "2026-03-01 组织观看警示教育片" in wu.sees()
    await wu.taps("撤回这条补记")
    sheets = sheets_of(workbook_in(await ledger_of(wu, "今年")))
    assert len(sheets["手工补记"]) == 1


async def test_the_days_are_chosen_by_a_button_or_said(office: Office) -> None:
    wu = office.colleague(NAMES[3])
    await wu.says("台账")
    assert {"本月", "上月", "本季度", "上季度", "今年", "去年"} <= set(wu.last().buttons)
    await wu.says("2026年第一季度")
    assert "ledger-2026-01-01-2026-03-02.xlsx" in files_sent_to(wu)
    await wu.says("/ledger")
    await wu.taps("上月")
    assert "ledger-2026-02-01-2026-02-28.xlsx" in files_sent_to(wu)
    await wu.says("台账 2026年1月")
    assert "ledger-2026-01-01-2026-01-31.xlsx" in files_sent_to(wu)
    await wu.says("做一份去年12月的台账")
    assert "ledger-2025-12-01-2025-12-31.xlsx" in files_sent_to(wu)
    await wu.says("/ledger 随便")
    assert "请这样写" in wu.sees()
    await wu.says("/ledger 2030年")
    assert "还没有到" in wu.sees()


async def test_the_same_days_give_the_same_bytes(office: Office) -> None:
    await a_month(office)
    march = month_of(date(2026, 3, 1))
    first, again = [await ledger_files(await office.services.ledger.gather(march)) for _ in range(2)]
    assert first == again


async def test_members_are_not_shown_the_ledger(office: Office) -> None:
    chen = office.colleague(NAMES[0])
    await chen.says("/ledger 本月")
    assert files_sent_to(chen) == {}


async def test_an_entry_of_several_days_says_so_and_days_in_the_wrong_order_are_none(office: Office) -> None:
    wu = office.colleague(NAMES[3])
    await wu.says("/ledger 补记 2月27日到2月25日 办廉政教育培训班")
    assert "后一个日期在前一个之前" in wu.sees()
    await wu.says("/ledger 补记")
    await wu.says("2月25日-27日 办廉政教育培训班")
    assert "2026-02-25 （至2026-02-27）办廉政教育培训班" in wu.sees()
    await wu.says("/ledger 补记 2月25日至4月1日 办廉政教育培训班")
    assert "还没有到" in wu.sees()
    await wu.says("/ledger 2026年2月27日到2026年2月25日")
    assert "后一个日期在前一个之前" in wu.sees()
    [row] = table(sheets_of(workbook_in(await ledger_of(wu, "2月")))["手工补记"], "日期")
    assert (row["日期"], row["事项"]) == ("2026-02-25", "（至2026-02-27）办廉政教育培训班")


async def test_who_has_not_done_something_is_told_to_nobody(office: Office) -> None:
    for person in (office.colleague(NAMES[3]), office.colleague(NAMES[0])):
        for asked in ("谁没办廉政谈话", "哪些人没看通知"):
            await person.says(asked)
            assert person.sees().startswith("我不记谁办了、谁没办")
        await person.says("答题排名")
        assert person.sees().startswith("不通报，也不排名：每周一题匿名")


async def test_days_of_which_nothing_is_known_are_said_to_be_empty(office: Office) -> None:
    wu = office.colleague(NAMES[3])
    await wu.says("怎么做2024年第一季度的台账")
    assert any(said.startswith("2024年1月1日至2024年3月31日没有记录") for said in told(wu))
    await wu.says("台账 2024年1月5日")
    assert any(said.startswith("2024年1月5日没有记录") for said in told(wu)), "one day is named once"
    await wu.says("补记 2024年1月5日 召开廉政工作会议")
    await wu.says("台账 2024年1月5日")
    [made] = [said for said in told(wu) if "做好了" in said]
    assert made.startswith("2024年1月5日的台账")
    assert "ledger.office" in made, "nobody has written the office's name"


def told(person: Colleague) -> list[str]:
    return [message.text for message in person.answers()]


async def test_an_entry_without_its_day_is_asked_for_it(office: Office) -> None:
    wu = office.colleague(NAMES[3])
    await wu.says("补记 组织观看警示教育片")
    assert "请把日期写在前面" in wu.sees()
    await wu.says("补记一下：学习")
    assert "请把日期写在前面" in wu.sees()
