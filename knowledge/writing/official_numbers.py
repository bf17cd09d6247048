"""The page numbers of an official document: — 1 —, seven millimetres below the words, on their outer side.

A page in landscape is an upright one turned to the left, and its numbers stand where those of the other pages
do once all are bound (GB/T 9704-2012, 8): left of the words and turned with the page, at the bottom of odd
pages and at the top of even ones. A floating table holds them: what writes and reads .docx can turn a cell.
"""

from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.section import Section

FOOTER_ID = "QFFooter"  # python-docx makes ids of names so
ASIDE = Pt(14)  # one character, between the number and the side of the words
LINE = Pt(16)
FROM_WORDS = Mm(7) + LINE // 2  # to the far side of the line, whose middle is the dashes'
LONG = Mm(60)  # of the strip beside the words of a turned page
_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/>'
    '<w:instrText xml:space="preserve">PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def number_upright(section: "Section") -> None:
    """Put numbers on the upright pages of a section, whose margins are set."""
    section.footer_distance = section.bottom_margin - FROM_WORDS if section.bottom_margin else None
    for footer, is_odd in _footers(section):
        footer._element.append(parse_xml(_line(is_odd=is_odd)))  # noqa: SLF001 - python-docx has no fields


def number_across(section: "Section") -> None:
    """Put numbers on the turned pages of a section, whose page and margins are set."""
    left, top, bottom = (
        int(one or 0) for one in (section.left_margin, section.top_margin, section.bottom_margin)
    )
    ends = int(section.page_height or 0) - bottom
    for footer, is_odd in _footers(section):
        element, begins = footer._element, ends - LONG if is_odd else top  # noqa: SLF001 - it has no such tables
        element.append(parse_xml(_strip(left - FROM_WORDS, begins, is_odd=is_odd)))
        element.append(parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{FOOTER_ID}"/></w:pPr></w:p>'))


def _footers(section: "Section") -> list[tuple[Any, bool]]:
    """Return the section's own footers, empty, and which is that of odd pages."""
    footers: list[tuple[Any, bool]] = [(section.footer, True), (section.even_page_footer, False)]
    for footer, _ in footers:
        footer.is_linked_to_previous = False
        for child in list(footer._element):  # noqa: SLF001 - the same
            footer._element.remove(child)  # noqa: SLF001 - the same
    return footers


def _line(*, is_odd: bool) -> str:
    side = "right" if is_odd else "left"
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{FOOTER_ID}"/>'
        f'<w:ind w:{side}="{_twips(ASIDE)}"/><w:jc w:val="{side}"/></w:pPr>{_NUMBER}</w:p>'
    )


def _strip(left: int, top: int, *, is_odd: bool) -> str:
    """Return a table of one cell as high as `LONG`, at a place on the page, its words turned to the right."""
    wide, high = _twips(LINE), _twips(LONG)
    place = f'w:tblpX="{_twips(left)}" w:tblpY="{_twips(top)}"'
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblpPr w:horzAnchor="page" w:vertAnchor="page" {place}/>'
        f'<w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{high}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{_line(is_odd=is_odd)}</w:tc></w:tr></w:tbl>"
    )


def _twips(length: int) -> int:
    return round(length / 635)
