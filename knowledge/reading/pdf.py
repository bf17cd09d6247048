"""PDF: signs with their places on the page, put together into lines, columns and paragraphs again.

PDFium reads (it knows the Chinese encodings and says where a sign stands); pypdf, which shares no code with
it, reads a second time: it counts the characters, and is the witness of their order. What only one of them
finds is not indexed.
"""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from core.errors import ScannedDocument, UnreadableDocument
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.plausible import controls
from knowledge.reading.printed.beside_the_text.asides import asides
from knowledge.reading.printed.beside_the_text.contents import contents
from knowledge.reading.printed.beside_the_text.heads import running_heads, watermarks
from knowledge.reading.printed.beside_the_text.line_numbers import line_numbers
from knowledge.reading.printed.columns import in_order
from knowledge.reading.printed.glyphs import Signs, read_signs
from knowledge.reading.printed.line import PageLine, Sheet
from knowledge.reading.printed.paragraphs import body_size, indented, paragraphs, text_of
from knowledge.reading.printed.proof import is_proven
from knowledge.reading.printed.rows import lines_of
from knowledge.reading.printed.second import SecondPage, besides, layers_off, second_reading
from knowledge.reading.printed.strokes import upright_strokes

MAX_PAGES = 500
MAX_CHARACTERS = 1_000_000
DAMAGED = "“{name}”打不开：文件不完整或已损坏。请重新导出 PDF，或发 .docx 文件。"
LOCKED = "“{name}”要密码才能打开。请去掉密码，另存后再发。"
LONG = "“{name}”太长（超过 {pages} 页或一百万字），不像一篇讲话。请分成几份再发。"
SCANNED = "“{name}”{pages}是图片，没有文字。请先做文字识别（OCR），校对后存成 .docx 再发。"
EMPTY = "“{name}”里没有文字。请发有文字的 .docx 或 .txt 文件。"
UNKNOWN = "“{name}”有 {count} 个字认不出（字体里没有对照表）。请发原来的 .docx 文件，或做文字识别后再发。"
MIXED = (
    "“{name}”第 {page} 页有字叠在一起或交错，两种方法读出的顺序不同，为免读错没有采用。请发原来的 .docx 文件。"
)
NO_INDENT = "段首没有缩进，段落按行的长短推断，请核对"
READING_ORDER = "第 {pages} 页的文字可能分栏或有文本框，请核对前后顺序"
UNSEEN = "第 {pages} 页的文字看不见，多半是扫描后由机器识别的，可能有错字漏字，请逐句对照原件核对"
HIDDEN = "第 {pages} 页有看不见的字，没有收，请核对它前后的话"
ASIDE = "页脚的注释、侧排和叠印的文字放在正文之后"
MAX_NAMED = 10


def read_pdf(content: bytes, name: str) -> Reading:
    """Read a PDF's text. UnreadableDocument when it is locked, scanned, damaged or read in two ways."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise UnreadableDocument((LOCKED if locked else DAMAGED).format(name=name)) from error
    try:
        return _read(document, content, name)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(DAMAGED.format(name=name)) from error
    finally:
        document.close()


@dataclass(slots=True)
class _Pages:
    """The pages as PDFium reads them, and what is left out of them on the way."""

    lines: list[list[PageLine]] = field(default_factory=list)
    signs: list[Signs] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def leave(self, lines: set[PageLine]) -> None:
        """Take lines out of the text."""
        self.left += [line.text for page in self.lines for line in page if line in lines]
        self.lines = [[line for line in page if line not in lines] for page in self.lines]


def _read(document: pypdfium2.PdfDocument, content: bytes, name: str) -> Reading:
    if len(document) > MAX_PAGES:
        raise UnreadableDocument(LONG.format(name=name, pages=MAX_PAGES))
    try:
        off = layers_off(content)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the second reading says what is wrong
        off = frozenset()
    pages = _first_reading(document, name, off)
    _check_pages(pages, name)
    second, beside = _second_reading(document, content, name)
    pages.left_out += beside
    for number, (lines, page) in enumerate(zip(pages.lines, second, strict=True), 1):
        if not is_proven(lines, page.text):
            raise UnreadableDocument(MIXED.format(name=name, page=number))
    _leave_furniture(pages)
    _account(pages, second)
    notes = _notes(pages)
    size = body_size(line for lines in pages.lines for line in lines)
    below = [asides(lines, size) for lines in pages.lines]
    body = [
        [line for line in lines if line not in set(under)]
        for lines, under in zip(pages.lines, below, strict=True)
    ]
    if any(below):
        notes.append(ASIDE)
    read = tuple(
        Line(text_of(paragraph), False, centred)
        for part in (body, below)
        for paragraph, centred in paragraphs(part)
    )
    written = characters("".join(page.text for page in second))
    return Reading(read, written, tuple(pages.left_out), tuple(notes), "".join(pages.left))


def _first_reading(document: pypdfium2.PdfDocument, name: str, off: frozenset[str]) -> _Pages:
    pages = _Pages()
    for number in range(len(document)):
        page = document[number]
        signs = read_signs(page, MAX_CHARACTERS, off)
        sheet = Sheet(number, signs.width, signs.height, signs.turn, upright_strokes(page, signs.turn))
        pages.lines.append(in_order(lines_of(signs.glyphs, sheet)))
        pages.signs.append(signs)
        if any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
            pages.pictures.append(number)
        page.close()
        if sum(len(signs.glyphs) for signs in pages.signs) > MAX_CHARACTERS:
            raise UnreadableDocument(LONG.format(name=name, pages=MAX_PAGES))
    return pages


def _check_pages(pages: _Pages, name: str) -> None:
    """Refuse what has pages without text or signs without meaning."""
    blank = [number for number in pages.pictures if not pages.lines[number]]
    if blank:
        which = "" if len(blank) == len(pages.lines) else f"第 {_numbers(blank)} 页"
        raise ScannedDocument(SCANNED.format(name=name, pages=which))
    if not any(pages.lines):
        raise UnreadableDocument(EMPTY.format(name=name))
    if count := controls("".join(line.text for lines in pages.lines for line in lines)):
        raise UnreadableDocument(UNKNOWN.format(name=name, count=count))


def _second_reading(
    document: pypdfium2.PdfDocument, content: bytes, name: str
) -> tuple[list[SecondPage], list[LeftOut]]:
    """Return what pypdf finds on the pages and beside them; of a locked file, in a copy without the lock."""
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
            copy = io.BytesIO()
            document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
            content = copy.getvalue()
        pages, beside = list(second_reading(content)), list(besides(content))
    except MemoryError:
        raise
    except Exception as error:  # pypdf raises what it likes on damaged files
        raise UnreadableDocument(DAMAGED.format(name=name)) from error
    if len(pages) != len(document):
        raise UnreadableDocument(DAMAGED.format(name=name))
    return pages, [LeftOut(what, why) for what, why in beside]


def _leave_furniture(pages: _Pages) -> None:
    """Take out what is no part of the text: watermarks, running heads, page numbers, tables of contents."""
    size = body_size(line for lines in pages.lines for line in lines if not line.slanted)
    marks = watermarks(pages.lines, size)
    pages.leave(marks)
    if numbers := line_numbers(pages.lines):
        pages.leave(numbers)
        pages.left_out.append(LeftOut(f"{len(numbers)} 个行号", "页边给各行编的号，不是正文"))
    heads, account = running_heads(pages.lines, size)
    pages.left_out += account
    pages.leave(heads)
    listed, entries = contents(pages.lines)
    pages.leave(listed)
    if marks:
        words = "".join(
            dict.fromkeys(line.text for line in sorted(marks, key=lambda line: (line.page, line.order)))
        )
        pages.left_out.append(LeftOut(f"水印{quoted(words)}", "斜放或衬在页面上，不是正文"))
    if listed:
        pages.left_out.append(LeftOut(f"目录（{entries} 条）", "标题和页码的清单，不是讲话的内容"))


def _account(pages: _Pages, second: Sequence[SecondPage]) -> None:
    """Name what is in the file and not in the text besides: pictures, symbols, what was put on afterwards."""
    if pages.pictures:
        pages.left_out.append(LeftOut(f"第 {_numbers(pages.pictures)} 页的图片", "图片里若有文字，读不出来"))
    both = zip(pages.signs, second, strict=True)
    if symbols := sum(max(len(signs.symbols), page.symbols) for signs, page in both):
        pages.left_out.append(LeftOut(f"{symbols} 个项目符号或图形符号", "符号字体里的图形，不是文字"))
    added = [(number, one) for number, page in enumerate(second, 1) for one in page.added]
    for number, one in added[:MAX_NAMED]:
        words = quoted(one.words) if one.words else ""
        pages.left_out.append(LeftOut(f"第 {number} 页的{one.kind}{words}", "后加在页面上，不在正文里"))
    if more := added[MAX_NAMED:]:
        where = _numbers(sorted({number - 1 for number, _ in more}))
        pages.left_out.append(
            LeftOut(f"第 {where} 页另有 {len(more)} 处批注、图章或后加的文字", "后加在页面上，不在正文里")
        )
    doubles: Counter[str] = Counter()
    for signs, page in zip(pages.signs, second, strict=True):
        doubles += signs.doubles | page.doubles
    pages.left.append("".join(doubles.elements()))
    if hidden := "".join("".join(signs.hidden) for signs in pages.signs):
        pages.left.append(hidden)  # not shown to anybody: a censor's box may lie over a name
        pages.left_out.append(
            LeftOut(f"{len(hidden)} 个看不见的字", "在页面之外、被方块盖住、白底白字或小得看不清")
        )


def _notes(pages: _Pages) -> list[str]:
    disorder = [number for number, lines in enumerate(pages.lines) if _goes_up(lines)]
    notes = [READING_ORDER.format(pages=_numbers(disorder))] if disorder else []
    hidden = [number for number, signs in enumerate(pages.signs) if signs.hidden]
    if hidden:
        notes.append(HIDDEN.format(pages=_numbers(hidden)))
    unseen = [number for number, signs in enumerate(pages.signs) if 2 * signs.unseen > len(signs.glyphs)]
    if unseen:
        notes.append(UNSEEN.format(pages=_numbers(unseen)))
    if not any(indented(lines) for lines in pages.lines):
        notes.append(NO_INDENT)
    return notes


def _goes_up(lines: list[PageLine]) -> bool:
    """Return whether the reading jumps back up the page, as it does between columns."""
    return any(after.y > before.y + 2 * before.size for before, after in pairwise(lines))


def _numbers(pages: Sequence[int]) -> str:
    shown = "、".join(str(number + 1) for number in pages[:10])
    return f"{shown} 等 {len(pages)}" if len(pages) > 10 else shown
