"""The small files of faults seen in real documents, where they are at hand; what is right for each."""

from pathlib import Path

import pytest

from core.models import SpeechText
from knowledge.reading.extract import Extracted, extract
from knowledge.speech.segment import segment

BESIDE = (parent / "shared" / "cases" / "documents" for parent in Path(__file__).resolve().parents)
CASES = next((folder for folder in BESIDE if folder.is_dir()), Path("no-cases"))
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the case files are not at hand")


def read(name: str) -> Extracted:
    return extract((CASES / name).read_bytes(), name)


def test_a_fraction_is_no_two_figures() -> None:
    assert "票数要过2/3才算通过。" in read("fraction.docx").text


def test_an_empty_paragraph_has_no_number() -> None:
    assert read("empty-number.docx").text.split("\n")[2:] == [
        "一、把三本账记清楚",
        "三本账、一张表，都要按月核对。",
        "二、把公开栏用起来",
        "每季度第一个星期更新一次。",
    ]


def test_marks_of_direction_are_dropped() -> None:
    assert "有事请打电话010-0000 0000，上班时间都有人接。" in read("direction-mark.txt").text


TITLED = {
    "report-date.txt": ("示例单位工作报告", "2024年3月5日", "在示例单位职工大会上"),
    "subtitle-date.txt": ("把好用钱的关口", "2024年3月5日", "在示例单位警示教育大会上"),
    "web-copy.txt": ("示例单位工作报告", "2024年3月5日", "在示例单位职工大会上"),
    "red-head.docx": ("关于做好公务接待工作的通知", "2024年3月5日", ""),
    "articles.txt": ("示例单位公务接待管理办法", "", ""),
}


@pytest.mark.parametrize("name", TITLED)
def test_title_date_and_occasion_are_found(name: str) -> None:
    found = read(name)
    assert (found.title, found.date, found.occasion) == TITLED[name]
    assert found.unsure == ()


def test_articles_are_sections() -> None:
    found = read("articles.txt")
    sections = segment(SpeechText("a", "articles.txt", found.title, "", "", found.text)).sections
    assert [section.path for section in sections if section.path] == [
        "第一章　总则",
        "第一章　总则 › 第一条",
        "第一章　总则 › 第二条",
        "第二章　标准",
        "第二章　标准 › 第三条",
        "第二章　标准 › 第一节　用餐",
        "第二章　标准 › 第一节　用餐 › 第四条",
    ]
