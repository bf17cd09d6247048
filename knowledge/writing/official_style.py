"""How an official document looks: GB/T 9704-2012, 党政机关公文格式.

A page of 156 mm by 225 mm: 22 lines of 28 characters. Fonts are named as the standard names them; where one is
not installed, the font table says which others will do.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from knowledge.writing.official_numbers import number_across, number_upright

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

TITLE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
PERIOD_FONT, NUMBER_FONT, LATIN = "楷体_GB2312", "宋体", "Times New Roman"
# What will do where a font is not installed, the best first.
ELSE = {
    TITLE_FONT: "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    TEXT_FONT: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    PERIOD_FONT: "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    HEAD_FONT: "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    LATIN: "Liberation Serif,Tinos,STIX Two Text,Noto Serif",
    NUMBER_FONT: "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
LINE = Pt(28.9)  # 225 mm / 22
SECOND, THIRD, FOURTH, SMALL = Pt(22), Pt(16), Pt(14), Pt(9)  # 二号, 三号, 四号, 小五
TITLE, COVER, HEADING, SUBHEADING, TEXT = "QF Title", "QF Cover", "Heading 1", "Heading 2", "QF Text"
SOURCE, NOTE, CELL, CELL_HEAD, FOOTER = "QF Source", "QF Note", "QF Cell", "QF Cell Head", "QF Footer"
# What may stand behind w:snapToGrid in a style, in the schema's order.
_BEHIND_GRID = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
CELL_ID, CELL_HEAD_ID = "QFCell", "QFCellHead"  # python-docx makes ids of names so


@dataclass(frozen=True, slots=True)
class Look:
    """A style. `next_too`: it never ends a page; `indent`: two characters, as paragraphs have.

    `on_grid`: its lines are the page's 22.
    """

    font: str
    size: Pt
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    line: Pt = LINE
    next_too: bool = False
    indent: bool = False
    on_grid: bool = True


LOOKS = {
    "Normal": Look(TEXT_FONT, THIRD),
    TITLE: Look(TITLE_FONT, SECOND, WD_ALIGN_PARAGRAPH.CENTER, Pt(36), next_too=True),
    COVER: Look(PERIOD_FONT, THIRD, WD_ALIGN_PARAGRAPH.CENTER, next_too=True),
    HEADING: Look(HEAD_FONT, THIRD, next_too=True, indent=True),
    SUBHEADING: Look(PERIOD_FONT, THIRD, next_too=True, indent=True),
    TEXT: Look(TEXT_FONT, THIRD, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=True),
    SOURCE: Look(PERIOD_FONT, FOURTH, WD_ALIGN_PARAGRAPH.RIGHT),
    NOTE: Look(TEXT_FONT, FOURTH, line=Pt(20), indent=True, on_grid=False),
    CELL: Look(TEXT_FONT, SMALL, line=Pt(12), on_grid=False),
    CELL_HEAD: Look(HEAD_FONT, SMALL, WD_ALIGN_PARAGRAPH.CENTER, Pt(12), on_grid=False),
    FOOTER: Look(NUMBER_FONT, FOURTH, line=Pt(16), on_grid=False),
}


def lay_out(document: "Document") -> None:
    """Give an empty document the page, the styles and the page numbers of an official one."""
    _page(document.sections[0])
    _styles(document)
    _name_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    number_upright(document.sections[0])


def _page(section: "Section") -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(15)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no other way to it
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001 - the same
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE.pt * 20)))


def turn(document: "Document", *, across: bool) -> None:
    """Let what follows stand on new pages, in landscape or upright again.

    A page in landscape is an upright one turned: its head stands where the pages are bound.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    last: Any = document.paragraphs[-1]  # python-docx ends a section with an empty line, which no page may need
    last.style = CELL
    last.paragraph_format.line_spacing = Pt(1)
    if not across:
        section.orientation = WD_ORIENT.PORTRAIT
        _page(section)
        number_upright(section)
        return
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.footer_distance = Mm(15)
    number_across(section)


def _styles(document: "Document") -> None:
    styles: Any = document.styles
    for name, look in LOOKS.items():
        made = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _style(made, look)


def _style(style: "ParagraphStyle", look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = look.size, False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _use(style, look.font)
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, look.line
    shape.keep_with_next, shape.widow_control = look.next_too, True
    if not look.on_grid:
        properties: Any = style.element.get_or_add_pPr()
        properties.insert_element_before(parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>'), *_BEHIND_GRID)
    shape.first_line_indent = Pt(2 * look.size.pt) if look.indent else Pt(0)


def _use(style: "ParagraphStyle", font: str) -> None:
    """Use `font` for Chinese and LATIN for the rest, whatever the theme says."""
    properties: Any = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(
        0,
        parse_xml(
            f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{font}"/>'
        ),
    )


def _name_fonts(document: "Document") -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/>'
        f'<w:charset w:val="{"00" if name == LATIN else "86"}"/>'
        f'<w:family w:val="{"swiss" if name == HEAD_FONT else "roman"}"/><w:pitch w:val="variable"/></w:font>'
        for name, others in ELSE.items()
    )
    table: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    said = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    table._blob = said.encode()  # noqa: SLF001 - python-docx keeps this part as bytes
