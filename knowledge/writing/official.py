"""An official document (.docx), written from top to bottom."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm

from knowledge.writing import official_style as style
from knowledge.writing.harmless import harmless
from knowledge.writing.official_table import table_element
from knowledge.writing.packing import packed_alike
from knowledge.writing.paper import ACROSS, UPRIGHT, Paper, Sheet, Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

NUMERALS = "一二三四五六七八九十"
NOTHING = "（这段时间没有记录）"


class OfficialDocument:
    """Takes headings, text and tables, in the order in which they are to stand.

    All words are made harmless here; nobody need do so before.
    """

    def __init__(self, title: str, office: str, made_at: datetime, subtitle: str = "") -> None:
        self._document = Document()
        style.lay_out(self._document)
        self._made_at = made_at
        self._headings = self._subheadings = 0
        self._across = False
        properties = self._document.core_properties
        properties.author, properties.title = harmless(office) or "清风", harmless(title)
        properties.created = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties.comments = properties.last_modified_by = ""
        self._line(title, style.TITLE)
        if subtitle:
            self._line(f"（{subtitle}）", style.COVER)
        cover = f"单位：{office}\t{made_at.year}年{made_at.month}月{made_at.day}日制"
        line = self._document.add_paragraph(harmless(cover), style.COVER)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(Mm(UPRIGHT), WD_TAB_ALIGNMENT.RIGHT)

    def heading(self, words: str, *, across: bool = False) -> None:
        """Begin a chapter: 一、…; what follows stands on the same page. `across`: on pages in landscape."""
        if across != self._across:
            self._across = across
            style.turn(self._document, across=across)
        self._headings += 1
        self._subheadings = 0
        self._line(f"{numeral(self._headings)}、{words}", style.HEADING)

    def subheading(self, words: str) -> None:
        """Begin a part of a chapter: （一）."""
        self._subheadings += 1
        self._line(f"（{numeral(self._subheadings)}）{words}", style.SUBHEADING)

    def place(self, words: str) -> None:
        """Write where in a speech the text below stands; it stands on the same page."""
        self._line(words, style.SUBHEADING)

    def quotation(self, words: str, source: str) -> None:
        """Write words as they are, a paragraph for each of their lines, and below them where they are from."""
        lines = harmless(words).split("\n")
        for number, line in enumerate(lines, 1):
            self._line(line, style.TEXT).paragraph_format.keep_with_next = number == len(lines)
        self._line(source, style.SOURCE)

    def notes(self, remarks: Sequence[str]) -> None:
        """Write remarks in small type, on one page as far as they are few."""
        for number, words in enumerate(remarks, 1):
            self._line(f"注：{words}", style.NOTE).paragraph_format.keep_with_next = number < len(remarks)

    def table(self, table: Table, *, noted: bool = False) -> None:
        """Write a table; one without rows is said to have none. `noted`: notes follow on the same page."""
        if not table.rows:
            self._line(NOTHING, style.TEXT)
            return
        body = self._document.element.body
        body.insert(
            len(body) - 1, table_element(table, page=ACROSS if self._across else UPRIGHT, keeps_end=noted)
        )  # the last one is the section's properties

    def written(self) -> bytes:
        """Return the document as a file."""
        out = io.BytesIO()
        self._document.save(out)
        return packed_alike(out.getvalue(), self._made_at)

    def _line(self, words: str, name: str) -> "Paragraph":
        return self._document.add_paragraph(harmless(words), name)


def document(paper: Paper) -> bytes:
    """Return `paper` as a document. It takes a while for thousands of rows: call it in a thread."""
    made = OfficialDocument(paper.title, paper.office, paper.made_at, paper.period)
    for sheet in paper.sheets:
        _chapter(made, sheet)
    return made.written()


def _chapter(made: OfficialDocument, sheet: Sheet) -> None:
    made.heading(sheet.name, across=sheet.is_wide)
    for number, table in enumerate(sheet.tables, 1):
        if table.name:
            made.subheading(table.name)
        made.table(table, noted=bool(sheet.remarks) and number == len(sheet.tables))
    made.notes(sheet.remarks)


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as headings have it: 一, 十, 十一, 二十三."""
    tens, ones = divmod(number, 10)
    lead = NUMERALS[tens - 1] if tens > 1 else ""
    return f"{lead}{'十' if tens else ''}{NUMERALS[ones - 1] if ones else ''}"
