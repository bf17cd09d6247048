"""Printed pages for the tests to read, as programs set them: columns, tables, lists, turned pages, notes."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

import pypdf
from documents import FONT, assembled
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Painter = Callable[[Canvas], None]
SIZE, LEADING = 14.0, 24.0
LEFT, TOP = 72.0, 740.0


def painted(*pages: Painter) -> bytes:
    """Return a PDF whose pages are painted by these; each begins with the Chinese font, 14 points."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for paint in pages:
        canvas.setFont(FONT, SIZE)
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def put(lines: Iterable[tuple[float, str]], top: float = TOP, leading: float = LEADING) -> Painter:
    """Paint lines (left, text) under each other."""

    def paint(canvas: Canvas) -> None:
        for number, (left, text) in enumerate(lines):
            canvas.drawString(left, top - number * leading, text)

    return paint


def wrapped(
    text: str, width: int, indent: int = 2, hang: int = 0, left: float = LEFT
) -> list[tuple[float, str]]:
    """Return a paragraph in lines of `width` characters: the first `indent` further in, the others `hang`."""
    lines = [(left + indent * SIZE, text[: width - indent])]
    rest = text[width - indent :]
    while rest:
        lines.append((left + hang * SIZE, rest[: width - hang]))
        rest = rest[width - hang :]
    return lines


def all_of(*painters: Painter) -> Painter:
    """Paint all of these, one after the other."""

    def paint(canvas: Canvas) -> None:
        for painter in painters:
            painter(canvas)

    return paint


def sized(size: float, painter: Painter) -> Painter:
    """Paint in type of another size."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        painter(canvas)
        canvas.setFont(FONT, SIZE)

    return paint


def turned(quarters: int, painter: Painter) -> Painter:
    """Paint as if the page lay on its side: by so many quarters to the left."""

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate((0, 595, 595, 0)[quarters], (0, 0, 842, 842)[quarters])
        canvas.rotate(90 * quarters)
        painter(canvas)
        canvas.restoreState()

    return paint


def leaning(left: float, y: float, text: str) -> Painter:
    """Paint letters that lean, as programs do for italics of a Chinese font."""

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.transform(1, 0, 0.3, 1, left, y)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return paint


def grid(lefts: Sequence[float], tops: Sequence[float]) -> Painter:
    """Paint the strokes of a table."""

    def paint(canvas: Canvas) -> None:
        canvas.grid(list(lefts), list(tops))

    return paint


def marked(pages: bytes, turn: int = 0, notes: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return the PDF with its last page turned by the viewer, and with notes (kind, words) on the first."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages))
    if turn:
        writer.pages[-1].rotate(turn)
    for kind, words in notes:
        note: DictionaryObject = FreeText(text=words, rect=(90, 500, 390, 520))
        if kind != "/FreeText":
            note = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject(kind),
                    NameObject("/Rect"): ArrayObject([FloatObject(side) for side in (90, 400, 390, 420)]),
                    NameObject("/Contents"): TextStringObject(words),
                    NameObject("/F"): NumberObject(4),
                }
            )
        writer.add_annotation(0, note)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def put_on(
    pages: bytes, note: Mapping[str, object] | None = None, beside: Mapping[str, object] | None = None
) -> bytes:
    """Return the PDF with a note on its first page, and with more in its catalogue, written as PDF's names."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages))
    if note:
        placed = {"/Type": "/Annot", "/Rect": [90.0, 400.0, 390.0, 420.0]} | dict(note)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([_object(placed)])
    for name, part in (beside or {}).items():
        writer.root_object[NameObject(name)] = _object(part)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def layered(pages: bytes, state: str) -> bytes:
    """Return the PDF whose first page has a layer L0 that is /ON, /OFF, or off as all layers are."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages))
    layer = writer._add_object(_object({"/Type": "/OCG", "/Name": "draft"}))
    resources = cast("DictionaryObject", writer.pages[0]["/Resources"].get_object())
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L0"): layer})
    of_state = {state: ArrayObject([layer])} if state.startswith("/") else {"/BaseState": NameObject("/OFF")}
    shown = DictionaryObject({NameObject(key): part for key, part in of_state.items()})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown}
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _object(part: object) -> PdfObject:
    """Return plain data as PDF's own: words that begin with / are names."""
    if isinstance(part, Mapping):
        return DictionaryObject({NameObject(key): _object(one) for key, one in part.items()})
    if isinstance(part, list):
        return ArrayObject(map(_object, part))
    if isinstance(part, float):
        return FloatObject(part)
    return NameObject(part) if str(part).startswith("/") else TextStringObject(part)


def stamped(pages: bytes, words: str) -> bytes:
    """Return the PDF with a stamp on its first page that says these words by its picture alone."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages))
    picture = StreamObject()
    picture.set_data(f"BT /F1 12 Tf 2 4 Td ({words}) Tj ET".encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = DictionaryObject({NameObject(key): NameObject(name) for key, name in font.items()})
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(side) for side in (0, 0, 100, 20)]),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): names})}
            ),
        }
    )
    stamp = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject([FloatObject(side) for side in (300, 300, 400, 320)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(picture)}),
        }
    )
    writer.add_annotation(0, stamp)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def mapped(text: Sequence[str], font: str = "FangSong", opening: str = "", opening_font: str = "") -> bytes:
    """Return a PDF of one line whose fonts say by a table which characters each code is.

    The line begins with `opening` in another font, set apart, as bullets are.
    """
    line = "".join(f"{number:04x}" for number in range(1, len(text) + 1))
    first = "".join(f"{number:04x}" for number in range(1, len(opening) + 1))
    start = f"/F2 14 Tf 72 760 Td <{first}> Tj 24 0 Td" if opening else "72 760 Td"
    stream = f"BT {start} /F1 14 Tf <{line}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R/F2 8 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    ]
    for name, signs in ((font, text), (opening_font or font, opening)):
        number = len(objects) + 1
        table = _table(signs)
        objects += [
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]"
            f"/ToUnicode {number + 2} 0 R>>",
            f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/DW 1000"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            f"<</Length {len(table)}>>stream\n{table}\nendstream",
        ]
    return assembled(objects)


def _table(text: Sequence[str]) -> str:
    rows = " ".join(f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for code, sign in enumerate(text, 1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(text)} beginbfchar {rows} endbfchar endcmap end end"
    )


def side_by_side(left: float, y: float, parts: Sequence[tuple[str, float, float]]) -> Painter:
    """Paint parts (text, size, how far it is raised) after each other on one line."""

    def paint(canvas: Canvas) -> None:
        x = left
        for text, size, up in parts:
            canvas.setFont(FONT, size)
            canvas.drawString(x, y + up, text)
            x += pdfmetrics.stringWidth(text, FONT, size)
        canvas.setFont(FONT, SIZE)

    return paint


def fraction(before: str, upper: str, lower: str, after: str, size: float, apart: float) -> Painter:
    """Paint a fraction amid a line; its parts `apart` above and below the line, in type of `size`."""

    def paint(canvas: Canvas) -> None:
        x, y = LEFT, 600.0
        canvas.drawString(x, y, before)
        x += pdfmetrics.stringWidth(before, FONT, SIZE) + 1
        wide = max(pdfmetrics.stringWidth(part, FONT, size) for part in (upper, lower))
        canvas.setFont(FONT, size)
        canvas.drawCentredString(x + wide / 2, y + apart, upper)
        canvas.line(x, y + 4, x + wide, y + 4)
        canvas.drawCentredString(x + wide / 2, y - apart - 1, lower)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(x + wide + 1, y, after)

    return paint


def across(words: str, left: float, y: float, size: float, angle: float = 0, grey: float = 0.8) -> Painter:
    """Paint a watermark whose middle is at this place: words of one grey, 0 for black, at an angle."""

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, size)
        canvas.setFillGray(grey)
        canvas.translate(left, y)
        canvas.rotate(angle)
        canvas.drawCentredString(0, 0, words)
        canvas.restoreState()
        canvas.setFont(FONT, SIZE)

    return paint
