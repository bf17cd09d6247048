"""A workbook: words stay words, numbers are added up, the same paper gives the same bytes."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from ledger_reading import everything_in, sheets_of
from openpyxl import load_workbook

from knowledge.writing.paper import Column, Paper, Sheet, Table
from knowledge.writing.workbook import LINE, workbook

MADE = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)
SMUGGLED = ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", "\t=1+1", "'=1+1")


def paper(*words: str) -> Paper:
    columns = (Column("事项", 60), Column("次数", 30, total=True))
    rows = tuple((one, number) for number, one in enumerate(words, 1))
    return Paper("台账", "某局", "2026年9月", MADE, [Sheet("表", (Table(columns, rows),), ("说明",))])


@pytest.mark.parametrize("said", SMUGGLED)
def test_no_words_become_a_formula(said: str) -> None:
    book = load_workbook(io.BytesIO(workbook(paper(said))))
    cell = book["表"]["A2"]
    assert (cell.data_type, cell.value) == ("s", said)
    assert cell.quotePrefix
    assert "<f>" not in everything_in(workbook(paper(said)))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("甲\x00乙\x1b[31m", "甲乙[31m"),
        ("甲\ud800乙\ufffe丙", "甲乙丙"),
        ("甲\u202e乙\u200b丙", "甲乙丙"),
        ("甲\u00ad乙\u3164\ufff9丙\U000e0041", "甲乙丙"),
        ("甲\r\n乙\u2028丙", "甲\n乙\n丙"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_signs_that_break_or_hide_are_taken_out_and_all_others_stay(said: str, shown: str) -> None:
    assert sheets_of(workbook(paper(said)))["表"][1][0] == shown


def test_a_cell_takes_no_more_than_spreadsheets_do() -> None:
    [_, row, _] = sheets_of(workbook(paper("长" * 40_000)))["表"]
    assert len(row[0]) == 32_000
    assert row[0].endswith("…")


def test_numbers_are_numbers_and_their_sum_stands_below() -> None:
    assert sheets_of(workbook(paper("甲", "乙", "丙")))["表"][-1] == ("合计", 6)


def test_the_same_paper_gives_the_same_bytes_and_another_time_differs_in_nothing_else() -> None:
    first, later = workbook(paper("甲")), workbook(replace(paper("甲"), made_at=MADE + timedelta(hours=2)))
    assert first == workbook(paper("甲"))
    assert first != later
    assert everything_in(first).replace("2026-10-08T01:30:00Z", "").replace("01:30", "") == everything_in(
        later
    ).replace("2026-10-08T03:30:00Z", "").replace("03:30", "")


def test_what_a_spreadsheet_program_would_read_as_a_code_is_written_so_that_it_is_none() -> None:
    assert "甲_x005F_x0041_乙" in everything_in(workbook(paper("甲_x0041_乙")))


@pytest.mark.parametrize(
    ("said", "lines"), [("甲", 1), ("甲" * 17, 1), ("甲" * 18, 2), ("a" * 69, 3), ("甲\n乙\n丙", 3)]
)
def test_a_row_is_as_high_as_its_words_need(said: str, lines: int) -> None:
    page = load_workbook(io.BytesIO(workbook(paper(said))))["表"]
    assert page.column_dimensions["A"].width == 36
    assert (page.row_dimensions[2].height or LINE) == LINE * lines


def test_every_sheet_is_printed_as_wide_as_the_page() -> None:
    book = load_workbook(io.BytesIO(workbook(paper("甲"))))
    setups = [page.sheet_properties.pageSetUpPr for page in book.worksheets]
    assert [one.fitToPage for one in setups if one is not None] == [True, True]
