"""The small files of faults seen in real documents, where they are at hand; what is right for each."""

from pathlib import Path

import pytest

from knowledge.reading.extract import Extracted, extract

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
