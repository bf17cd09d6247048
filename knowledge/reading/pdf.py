"""PDF: lines with their places on the page, put together into paragraphs again.

PDFium reads (it knows the Chinese encodings and says where a character stands); pypdf, which shares no code
with it, counts the characters a second time. What only one of them finds is not indexed.
"""

import ctypes
import io
import logging
import math
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from core.errors import ScannedDocument, UnreadableDocument
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.page import Glyph, PageLine, indented, page_lines, paragraphs, running_heads
from knowledge.reading.plausible import controls

MAX_PAGES = 500
MAX_CHARACTERS = 1_000_000
# PDFium's sign for the hyphen it sees at a line's end.
HYPHEN = "\x02"
TILT = 0.1  # radians
DAMAGED = "“{name}”打不开：文件不完整或已损坏。请重新导出 PDF，或发 .docx 文件。"
LOCKED = "“{name}”要密码才能打开。请去掉密码，另存后再发。"
LONG = "“{name}”太长（超过 {pages} 页或一百万字），不像一篇讲话。请分成几份再发。"
SCANNED = "“{name}”{pages}是图片，没有文字。请先做文字识别（OCR），校对后存成 .docx 再发。"
EMPTY = "“{name}”里没有文字。请发有文字的 .docx 或 .txt 文件。"
UNKNOWN = "“{name}”有 {count} 个字认不出（字体里没有对照表）。请发原来的 .docx 文件，或做文字识别后再发。"
NO_INDENT = "段首没有缩进，段落按行的长短推断，请核对"
READING_ORDER = "第 {pages} 页的文字可能分栏或有文本框，请核对前后顺序"


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


def _read(document: pypdfium2.PdfDocument, content: bytes, name: str) -> Reading:
    if len(document) > MAX_PAGES:
        raise UnreadableDocument(LONG.format(name=name, pages=MAX_PAGES))
    pages: list[list[PageLine]] = []
    pictures: list[int] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(page_lines(_glyphs(page), number, page.get_height() or 1.0))
        if any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
            pictures.append(number)
        page.close()
        if sum(len(line.text) for lines in pages for line in lines) > MAX_CHARACTERS:
            raise UnreadableDocument(LONG.format(name=name, pages=MAX_PAGES))
    every = "".join(line.text for lines in pages for line in lines)
    _check_pages(pages, pictures, name)
    if count := controls(every):
        raise UnreadableDocument(UNKNOWN.format(name=name, count=count))
    second = characters(_second_reading(document, content, name))
    tilted = [line for lines in pages for line in lines if line.tilted]
    upright = [[line for line in lines if not line.tilted] for lines in pages]
    heads, left_out = running_heads(upright)
    body = [[line for line in lines if line not in heads] for lines in upright]
    if tilted:
        marks = "".join(dict.fromkeys(line.text for line in tilted))
        left_out.append(LeftOut(f"水印{quoted(marks)}", "斜放在页面上，不是正文"))
    if pictures:
        left_out.append(LeftOut(f"第 {_numbers(pictures)} 页的图片", "图片里若有文字，读不出来"))
    disorder = [number for number, lines in enumerate(body) if _goes_up(lines)]
    notes = [READING_ORDER.format(pages=_numbers(disorder))] if disorder else []
    if not any(indented(lines) for lines in body):
        notes.append(NO_INDENT)
    lines = tuple(Line(text, False, centred) for text, centred in paragraphs(body))
    left = "".join(line.text for line in [*heads, *tilted])
    return Reading(lines, second, tuple(left_out), tuple(notes), left)


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """Yield a page's signs in the order of its content, which need not be that of reading."""
    text_page = page.get_textpage()
    raw = text_page.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    breaks, blank = True, False
    for index in range(min(pdfium.FPDFText_CountChars(raw), MAX_CHARACTERS + 1)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        sign = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if sign.isspace():
            # Whether the page has this blank or PDFium supposes it, its place tells nothing.
            breaks, blank = breaks or sign in "\r\n", True
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        angle = pdfium.FPDFText_GetCharAngle(raw, index) % (math.pi / 2)
        yield Glyph(
            "-" if sign == HYPHEN else sign,
            box.left,
            box.right,
            y.value,
            abs(box.top - box.bottom) or 1.0,
            breaks,
            blank,
            TILT < angle < math.pi / 2 - TILT,
        )
        breaks = blank = False
    text_page.close()


def _check_pages(pages: list[list[PageLine]], pictures: list[int], name: str) -> None:
    blank = [number for number in pictures if not pages[number]]
    if blank:
        which = "" if len(blank) == len(pages) else f"第 {_numbers(blank)} 页"
        raise ScannedDocument(SCANNED.format(name=name, pages=which))
    if not any(pages):
        raise UnreadableDocument(EMPTY.format(name=name))


def _second_reading(document: pypdfium2.PdfDocument, content: bytes, name: str) -> str:
    """Return what pypdf finds; of a file locked against changes, in a copy without the lock."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
            copy = io.BytesIO()
            document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
            content = copy.getvalue()
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    except MemoryError:
        raise
    except Exception as error:  # pypdf raises what it likes on damaged files
        raise UnreadableDocument(DAMAGED.format(name=name)) from error


def _goes_up(lines: list[PageLine]) -> bool:
    """Return whether the reading jumps back up the page, as it does between columns."""
    return any(after.y > before.y + 2 * before.size for before, after in pairwise(lines))


def _numbers(pages: list[int]) -> str:
    shown = "、".join(str(number + 1) for number in pages[:10])
    return f"{shown} 等 {len(pages)}" if len(pages) > 10 else shown
