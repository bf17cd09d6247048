"""An official document: the page of GB/T 9704, its fonts, its tables; the same paper gives the same bytes."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.section import Section
from ledger_reading import everything_in

from knowledge.writing.official import OfficialDocument, document, numeral
from knowledge.writing.official_numbers import LINE
from knowledge.writing.official_table import fitting
from knowledge.writing.paper import ACROSS, UPRIGHT, Column, Paper, Sheet, Table

MADE = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)
COLUMNS = (Column("日期", 18), Column("事项", 60), Column("次数", 9, total=True))


def paper(*words: str) -> Paper:
    rows = tuple(("2026-09-03", one, number) for number, one in enumerate(words, 1))
    sheets = [Sheet("总览", (Table(COLUMNS, rows, "提问"),), ("说明",)), Sheet("通知", (Table(COLUMNS, ()),))]
    return Paper("台账", "某某局", "2026年9月", MADE, sheets)


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


def test_the_page_is_the_standards() -> None:
    [section] = opened(document(paper("甲"))).sections
    measures = [round(one.mm) for one in (section.page_width, section.page_height, section.top_margin) if one]
    sides = [round(one.mm) for one in (section.bottom_margin, section.left_margin, section.right_margin) if one]
    assert (measures, sides) == ([210, 297, 37], [35, 28, 26])


def test_it_begins_with_its_title_the_days_and_the_offices_name() -> None:
    title, days, cover, heading, *_ = opened(document(paper("甲"))).paragraphs
    assert (title.text, days.text) == ("台账", "（2026年9月）")
    assert cover.text == "单位：某某局\t2026年10月8日制"
    assert heading.text == "一、总览"


def test_fonts_have_the_standards_names_and_others_in_their_place() -> None:
    made = opened(document(paper("甲")))
    fonts = everything_in(document(paper("甲")))
    for style, font in (("QF Title", "方正小标宋简体"), ("QF Text", "仿宋_GB2312"), ("Heading 1", "黑体")):
        element: Any = made.styles[style].element
        assert element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
        assert f'w:name="{font}"><w:altName' in fonts


def test_pages_are_numbered_on_their_outer_sides() -> None:
    made = opened(document(paper("甲")))
    assert made.settings.odd_and_even_pages_header_footer
    [section] = made.sections
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        [line] = footer.paragraphs
        assert line.text == "—  —"
        assert "PAGE" in line._p.xml
        assert line.alignment is not None
        assert line.alignment.name == side


def test_tables_repeat_their_heads_and_no_row_is_broken_nor_a_heading_left_alone() -> None:
    made = opened(document(paper("甲", "乙")))
    [table] = made.tables
    rows = [row._tr for row in table.rows]
    assert rows[0].trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    [head] = table.cell(0, 0).paragraphs
    assert head.paragraph_format.keep_with_next
    assert [cell.text for cell in table.rows[-1].cells] == ["合计", "", "3"]
    for name in ("Heading 1", "Heading 2"):
        assert made.styles[name].paragraph_format.keep_with_next


def test_a_table_without_rows_is_said_to_have_none() -> None:
    assert [one.text for one in opened(document(paper())).paragraphs].count("（这段时间没有记录）") == 2


@pytest.mark.parametrize("said", ["甲\x00乙", "甲\ud800乙", "甲\u202e乙", "甲\x0b乙"])
def test_signs_that_break_or_hide_are_taken_out(said: str) -> None:
    assert opened(document(paper(said))).tables[0].cell(1, 1).text == "甲乙"


def test_what_looks_like_markup_or_a_field_is_text() -> None:
    said = '</w:t><w:instrText>DDEAUTO "cmd"</w:instrText> {=1+1} &amp;'
    made = OfficialDocument(said, said, MADE)
    made.heading(said)
    made.quotation(said, said)
    content = made.written()
    assert everything_in(content).count("<w:instrText xml:space") == 2  # the page numbers'
    assert opened(content).paragraphs[0].text == said


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert document(paper("甲", "乙")) == document(paper("甲", "乙"))


def test_columns_fill_the_page_and_narrow_ones_keep_their_width() -> None:
    signed = (*COLUMNS, Column("参加人员", 120, blank=True))
    for columns in (COLUMNS, signed):
        for page in (UPRIGHT, ACROSS):
            assert sum(fitting(columns, page)) == pytest.approx(page)
            assert fitting(columns, page)[0] == 18


def test_what_is_too_wide_for_an_upright_page_stands_on_landscape_ones_which_are_upright_ones_turned() -> None:
    wide = Sheet("推送", (Table((*COLUMNS, Column("原因", 100)), (("2026-09-03", "甲", 1, "乙"),)),))
    narrow = Sheet("通知", (Table(COLUMNS, (("2026-09-03", "甲", 1),)),))
    made = opened(document(Paper("台账", "某某局", "9月", MADE, [narrow, wide, wide, narrow])))
    pages = [(round(one.page_width.mm), round(one.page_height.mm)) for one in made.sections]  # type: ignore[union-attr]  # each has them
    assert pages == [(210, 297), (297, 210), (210, 297)]
    upright, across, _ = made.sections
    assert (across.top_margin, across.bottom_margin) == (upright.left_margin, upright.right_margin)
    assert (across.left_margin, across.right_margin) == (upright.bottom_margin, upright.top_margin)
    sums = [sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid) for table in made.tables]
    assert [round(one * 25.4 / 1440) for one in sums] == [UPRIGHT, ACROSS, ACROSS, UPRIGHT]
    assert [one._sectPr.find(qn("w:pgNumType")) for one in made.sections] == [None] * 3, "the numbers go on"


def middle_of_the_dashes(section: Section, *, is_odd: bool) -> tuple[float, float, str]:
    """Return where the number of a turned page stands: from its left, from its bottom; its side."""
    footer: Any = section.footer if is_odd else section.even_page_footer
    [place] = footer._element.iter(qn("w:tblpPr"))
    [cell] = footer._element.iter(qn("w:tc"))
    assert {place.get(qn(f"w:{one}Anchor")) for one in ("horz", "vert")} == {"page"}
    assert cell.tcPr.find(qn("w:textDirection")).get(qn("w:val")) == "tbRl"
    [wide] = (int(one.get(qn("w:w"))) for one in footer._element.iter(qn("w:gridCol")))
    [high] = (int(one.get(qn("w:val"))) for one in footer._element.iter(qn("w:trHeight")))
    left, top = (int(place.get(qn(f"w:tblp{one}"))) for one in "XY")
    side = cell.find(qn("w:p")).pPr.find(qn("w:jc")).get(qn("w:val"))
    across = top + high if side == "right" else top
    return across * 25.4 / 1440, (left + wide / 2) * 25.4 / 1440, side


def test_the_numbers_of_landscape_pages_stand_where_the_bound_document_has_them() -> None:
    wide = Sheet("推送", (Table((*COLUMNS, Column("原因", 100)), (("2026-09-03", "甲", 1, "乙"),)),))
    narrow = Sheet("通知", (Table(COLUMNS, (("2026-09-03", "甲", 1),)),))
    made = opened(document(Paper("台账", "某某局", "9月", MADE, [narrow, wide, narrow])))
    upright, across, again = made.sections
    assert upright.bottom_margin is not None
    assert upright.footer_distance is not None
    below = upright.footer_distance.mm + LINE.mm / 2
    for is_odd, edge, side in ((True, 210 - 26, "right"), (False, 28, "left")):
        from_left, from_bottom, found = middle_of_the_dashes(across, is_odd=is_odd)
        assert from_left == pytest.approx(edge, abs=0.1)
        assert from_bottom == pytest.approx(below, abs=0.1)
        assert found == side
    assert below == pytest.approx(upright.bottom_margin.mm - 7, abs=0.1)
    for one in (upright, again):
        assert [line.text for line in one.footer.paragraphs] == ["—  —"]
        assert not list(one.footer._element.iter(qn("w:tbl")))


def test_numerals_of_headings() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
