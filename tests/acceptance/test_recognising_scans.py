"""A scan is recognised page by page; the editor looks at each doubtful line; the record says which."""

import importlib.util
import json

import pytest
from documents import drawn
from office import Colleague, Office
from scan_eyes import LONG, SCAN, Eyes
from sqlalchemy import select

from handlers.context import Context
from handlers.speeches.recognition import go_on
from services.speeches.recognition import RapidRecogniser
from storage.tables.speeches import speech_versions


async def sent(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.sends("document", content=SCAN, name="扫描.pdf")
    return wu


async def looks(office: Office) -> None:
    """Let the schedule knock once."""
    await office.clock.advance(5)
    await go_on(Context(office.app))


async def test_without_the_extra_the_refusal_says_how_to_get_it(run_office: Office) -> None:
    run_office.services.recognitions.recogniser = None
    wu = await sent(run_office)
    assert "是图片，没有文字" in wu.sees()
    assert "make setup EXTRAS=ocr" in wu.sees()


async def test_doubtful_lines_are_confirmed_or_corrected_one_by_one(run_office: Office) -> None:
    eyes = Eyes()
    run_office.services.recognitions.recogniser = eyes
    wu = await sent(run_office)
    assert "正在识别文字：第 1 页" in wu.sees()
    said = len(wu.answers())
    await looks(run_office)
    assert "第 2 页，共 2 页" in wu.sees()
    assert len(wu.answers()) == said, "progress is one message, edited"
    await looks(run_office)
    assert eyes.looked == [0, 1]
    assert "第 1 页，还有 2 行要看" in wu.sees()
    assert "把帐目管好。" in wu.sees()
    await wu.taps("改")
    await wu.says("把账目管好。", answering=wu.last())
    assert "没有审批的不接侍。" in wu.sees()
    await wu.taps("对")
    assert "《在示例会议上的讲话》" in wu.sees()
    assert "日期：2024年3月5日" in wu.sees()
    assert "共 8 行，拿不准的 2 行由编辑逐行看过，改了 1 行" in wu.sees()
    await wu.taps("确认收录")
    async with run_office.database.connection() as connection:
        row = (
            await connection.execute(select(speech_versions).where(speech_versions.c.recognised.is_not(None)))
        ).mappings().one()  # fmt: skip
    assert row["text"].split("\n") == [
        *("在示例会议上的讲话", "（2024年3月5日）", "同志们：", "把账目管好。", LONG),
        *("一、先审批", "没有审批的不接侍。", LONG),
    ]
    assert row["original"] == SCAN
    record = json.loads(row["recognised"])
    assert record["by"] == wu.person.id
    assert record["confirmed"] == [
        {"page": 1, "seen": "把帐目管好。", "words": "把账目管好。"},
        {"page": 2, "seen": "没有审批的不接侍。", "words": "没有审批的不接侍。"},
    ]
    changes = (await run_office.services.records.changes()).decode()
    [_, entry] = changes.split("逐行看过扫描件")
    assert "第 1 页：把帐目管好。\n第 2 页：没有审批的不接侍。" in entry
    assert "把账目管好。\n没有审批的不接侍。" in entry


async def test_a_restart_goes_on_with_the_page_that_was_not_finished(run_office: Office) -> None:
    first, second = Eyes(), Eyes()
    run_office.services.recognitions.recogniser = first
    await sent(run_office)
    await looks(run_office)
    run_office.services.recognitions.recogniser = second  # all that is known stands in the database
    await looks(run_office)
    await looks(run_office)
    assert (first.looked, second.looked) == ([0], [1])


async def test_a_page_that_cannot_be_recognised_ends_it_with_a_sentence(run_office: Office) -> None:
    run_office.services.recognitions.recogniser = Eyes(broken=1)
    wu = await sent(run_office)
    await looks(run_office)
    await looks(run_office)
    assert "“扫描.pdf”第 2 页识别不了" in wu.sees()
    await looks(run_office)
    assert await run_office.services.recognitions.waiting() is None


async def test_an_editor_can_stop_it(run_office: Office) -> None:
    run_office.services.recognitions.recogniser = Eyes()
    wu = await sent(run_office)
    await wu.taps("停下")
    assert "不认了" in wu.sees()
    assert await run_office.services.recognitions.waiting() is None


@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed")
async def test_the_real_recogniser_reads_a_page() -> None:
    pages, lines = await RapidRecogniser().page(drawn([(72, 700, "同志们要把账目管好")], size=24), 0)
    assert pages == 1
    assert "账目管好" in "".join(line.text for line in lines)
