"""Questions about the record in words: the ledger's sums, said to who looks after it. Nobody is named."""

import io

import pytest
from docx import Document
from ledger_reading import files_sent_to, sheets_of, table
from office import Office

from services.ledger.pack import SIGNED

OPERATOR, READERS = "上官如意", ("欧阳清泉", "司徒望舒")


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: with an operator whose name is not in any speech."""
    return {"operator": OPERATOR}


async def told_and_read(office: Office) -> None:
    """Let a notice go out and two of its three readers press 已阅."""
    wu, readers = office.colleague(OPERATOR), [office.colleague(name) for name in READERS]
    for one in (wu, *readers):
        await one.says("/subscribe 17:30")
    await wu.says("/notice 下午三点学习")
    for button in ("发送", "带“已阅”按钮", "确定发送"):
        await wu.taps(button)
    await office.push()
    for one in readers:
        notice = next(message for message in one.answers() if "下午三点学习" in message.text)
        await one.taps(0, notice)


async def test_how_many_read_a_notice_is_said_in_numbers(office: Office) -> None:
    await told_and_read(office)
    wu = office.colleague(OPERATOR)
    await wu.says("有多少人已阅了")
    assert "条数 1，应推会话 3，送到 3，未送到 0，不确定 0，未到时 0，已阅 2" in wu.sees()
    assert "下午三点学习" in wu.sees()
    await wu.says("上个月发了几次通知")
    assert "没有记录" in wu.sees()
    await wu.says("/ledger 通知 本月")
    assert "已阅 2" in wu.sees()
    assert not [name for name in (*READERS, OPERATOR) if any(name in one.text for one in wu.answers()[-3:])]


async def test_the_figures_said_are_those_of_the_pack(office: Office) -> None:
    await told_and_read(office)
    wu = office.colleague(OPERATOR)
    await wu.says("今年搞了几次警示教育")
    assert wu.sees().count("没有记录") == 2
    await wu.says("补记 昨天 组织观看警示教育片")
    await wu.says("今年搞了几次警示教育")
    assert "手工补记，" in wu.sees()
    assert "组织观看警示教育片" in wu.sees()
    asked = wu.sees()
    today = office.services.ledger.today()
    days = asked.partition("发“台账 ")[2].partition("”")[0]
    assert days == f"{today.year}-01-01 到 {today}"
    await wu.says(f"台账 {days}")
    [book] = [content for name, content in files_sent_to(wu).items() if name.endswith(".xlsx")]
    assert [row["事项"] for row in table(sheets_of(book)["手工补记"], "日期")] == ["组织观看警示教育片"]


async def test_the_hardest_item_says_when_too_few_answered(office: Office) -> None:
    wu = office.colleague(OPERATOR)
    await wu.says("哪道题最难")
    assert "每周一题，" in wu.sees()
    assert "10 人以上作答" in wu.sees()


async def test_columns_to_sign_in_are_there_when_asked_for_in_words(office: Office) -> None:
    await told_and_read(office)
    wu = office.colleague(OPERATOR)
    heads = {column.head for column in SIGNED}
    for said, wanted in (("台账 今年 签字", True), ("今年的台账", False)):
        await wu.says(said)
        documents = [content for name, content in files_sent_to(wu).items() if name.endswith(".docx")]
        tables = Document(io.BytesIO(documents[-1])).tables
        found = {cell.text for one in tables for cell in one.rows[0].cells}
        assert (heads <= found) is wanted


async def test_others_are_told_whose_business_it_is(office: Office) -> None:
    chen = office.colleague(READERS[0])
    await chen.says("今年发了几次通知")
    assert "由负责内容的同事操作" in chen.sees()
