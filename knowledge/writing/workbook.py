"""A paper as a workbook (.xlsx): a sheet for each of its sheets, numbers as numbers, words as words."""

import io
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from math import ceil
from typing import TYPE_CHECKING, Any

from core.patterns import pattern
from knowledge.writing.harmless import harmless
from knowledge.writing.packing import packed_alike
from knowledge.writing.paper import Cell, Paper, Sheet, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CHARACTERS = 0.6  # of a column's width, for a millimetre
PLAIN, BOLD = "qf plain", "qf bold"  # styles
COVER, COVER_WIDTH = "说明", 100
ROOM = 2  # digits of a column, for its sides and for signs that begin no line
LINE, TALLEST = 16.5, 405.0  # points: the height of a line in most fonts, and what no row may exceed
_TAKES_TWO = frozenset("WF")  # of unicodedata's widths
# Spreadsheet programs read _x0041_ as A; with _x005F_ in the place of its first sign it stays what it is.
_ESCAPE = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = "_x005F_"


def workbook(paper: Paper) -> bytes:
    """Return the workbook of `paper`. It takes a while for thousands of rows: call it in a thread."""
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second, for the few who need it
    from openpyxl.styles import Alignment, Font, NamedStyle  # noqa: PLC0415 - the same

    book = Workbook()
    for name in (PLAIN, BOLD):
        shape = Alignment(wrap_text=True, vertical="top")
        book.add_named_style(NamedStyle(name, font=Font(bold=name == BOLD), alignment=shape))
    book.remove(book.worksheets[0])
    _cover(book.create_sheet(COVER), paper)
    for sheet in paper.sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    properties = book.properties
    properties.creator = harmless(paper.office) or "清风"
    properties.title = harmless(paper.title)
    properties.created = paper.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    out = io.BytesIO()
    book.save(out)
    return packed_alike(out.getvalue(), paper.made_at)


def _cover(page: "Worksheet", paper: Paper) -> None:
    page.column_dimensions["A"].width = COVER_WIDTH
    made = f"制作时间：{paper.made_at:%Y-%m-%d %H:%M}"
    remarks = [f"{sheet.name}：{remark}" for sheet in paper.sheets for remark in sheet.remarks]
    for row, line in enumerate(
        (paper.title, f"单位：{paper.office}", f"起止：{paper.period}", made, *remarks), 1
    ):
        _put(page.cell(row, 1), line, bold=row == 1)
        _give_height(page, row, [(line, COVER_WIDTH)])
    _set_up(page)


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    row = 1
    for table in sheet.tables:
        if table.name:
            _put(page.cell(row, 1), table.name, bold=True)
            row += 1
        row = _table(page, row, table) + 1
    if len(sheet.tables) == 1:
        page.freeze_panes = "A2"
        page.print_title_rows = "1:1"
    _set_up(page)


def _set_up(page: "Worksheet") -> None:
    """Let it be printed across, as wide as the page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - as above

    page.page_setup.paperSize = int(page.PAPERSIZE_A4)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if page.oddFooter is not None and page.oddFooter.center is not None:
        page.oddFooter.center.text = "— &P —"


def _table(page: "Worksheet", row: int, table: Table) -> int:
    """Write the table from `row` on; return the first row below it."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    widths = list[float]()
    for place, column in enumerate(table.columns, 1):
        measure = page.column_dimensions[get_column_letter(place)]
        measure.width = max(measure.width if row > 2 else 0, column.width * CHARACTERS)
        widths.append(measure.width)
    heads = tuple(column.head for column in table.columns)
    for cells, bold in ((heads, True), *((cells, False) for cells in table.rows), (table.totals, True)):
        for place, said in enumerate(cells, 1):
            _put(page.cell(row, place), said, bold=bold)
        _give_height(page, row, zip(cells, widths, strict=False))
        row += bool(cells)
    return row


def _give_height(page: "Worksheet", row: int, cells: Iterable[tuple[Cell, float]]) -> None:
    """Let a row show all the lines that its words need: not every program looks for itself."""
    lines = max((_lines(f"{said}", width) for said, width in cells), default=1)
    if lines > 1:
        page.row_dimensions[row].height = min(TALLEST, LINE * lines)


def _lines(said: str, width: float) -> int:
    """Return how many lines of `width` digits words need; a Chinese character takes two."""
    needed = (
        sum(2 if unicodedata.east_asian_width(sign) in _TAKES_TWO else 1 for sign in line)
        for line in said.split("\n")
    )
    return sum(max(1, ceil(one / max(2, width - ROOM))) for one in needed)


def _put(cell: Any, said: Cell, *, bold: bool) -> None:  # noqa: ANN401 - openpyxl's cells have no type of ours
    if said == "":
        return
    cell.style = BOLD if bold else PLAIN
    if isinstance(said, int):
        cell.value = said
        return
    cell.value = _ESCAPE.sub(_ESCAPED, harmless(said))
    cell.data_type = "s"  # whatever the words begin with, they are no formula
    cell.quotePrefix = True  # and stay none when somebody edits the cell
