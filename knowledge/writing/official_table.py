"""A table of an official document: its head on each page, no row broken, no head without a row."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.writing.harmless import harmless
from knowledge.writing.official_style import CELL_HEAD_ID, CELL_ID
from knowledge.writing.paper import UPRIGHT, Cell, Column, Table

NARROW = 20  # a column of at most so many keeps its width when others have to give way
TWIPS = 1440 / 25.4  # in a millimetre
MARGIN = round(0.5 * TWIPS)  # left and right in a cell
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_element(table: Table, *, page: float = UPRIGHT, keeps_end: bool = False) -> Any:  # noqa: ANN401 - lxml's element
    """Return the table as an element, as wide as a `page` in millimetres.

    `keeps_end`: its last row stands on the page of what follows. It is built as text: python-docx
    takes a minute for a year's rows.
    """
    widths = [round(width * TWIPS) for width in fitting(table.columns, page)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row([column.head for column in table.columns], widths, table.columns, head=True)]
    last = len(table.rows) - 1
    for number, cells in enumerate(table.rows):
        keeps = number == last and (keeps_end or bool(table.totals))
        rows.append(_row(cells, widths, table.columns, keeps=keeps))
    if table.totals:
        rows.append(_row(table.totals, widths, table.columns, keeps=keeps_end))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{MARGIN}" w:type="dxa"/>'
        f'<w:right w:w="{MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def fitting(columns: Sequence[Column], page: float) -> list[float]:
    """Return the widths in millimetres that fill the page; only wide columns give way or grow."""
    fixed = sum(column.width for column in columns if column.width <= NARROW)
    wide = sum(column.width for column in columns if column.width > NARROW)
    if not wide:
        return [column.width * page / fixed for column in columns]
    share = (page - fixed) / wide
    return [column.width if column.width <= NARROW else column.width * share for column in columns]


def _row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    columns: Sequence[Column],
    *,
    head: bool = False,
    keeps: bool = False,
) -> str:
    """Return a row; `keeps`: the next one stands on the same page."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    said = "".join(
        _cell(cell, width, head=head, keeps=keeps or head, number=column.total)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{said}</w:tr>"


def _cell(cell: Cell, width: int, *, head: bool, keeps: bool, number: bool) -> str:
    style = CELL_HEAD_ID if head else CELL_ID
    kept = "<w:keepNext/>" if keeps else ""
    centred = '<w:jc w:val="center"/>' if number and not head else ""
    lines = escape(harmless(str(cell))).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{centred}</w:pPr><w:r>{runs}</w:r></w:p></w:tc>'
    )
