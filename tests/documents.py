"""Documents for the tests to read: Word's by python-docx or from bare XML, PDF by reportlab."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

SPEECHES = Path(__file__).resolve().parents[1] / "knowledge" / "speeches"
TITLE = "在市政协机关党风廉政建设工作会议上的讲话"
DATE = "2023年2月7日"
# One of the fonts that every PDF reader has: nothing is embedded, no font file is needed.
FONT = "STSong-Light"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ONE_LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def speech(year: str) -> str:
    """Return the text of a shipped speech."""
    return (SPEECHES / f"{year}.txt").read_text(encoding="utf-8")


def word(text: str, title: str = "", date: str = "", header: str = "") -> bytes:
    """Return a .docx with a paragraph a line, as a person types one."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if title:
        document.add_heading(title, 0)
    if date:
        document.add_paragraph(date).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in filter(None, map(str.strip, text.split("\n"))):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(body: str, parts: Mapping[str, str | bytes] | None = None, namespace: str = W) -> bytes:
    """Return a .docx whose body is this XML, with further parts by name (styles, numbering, header1 …)."""
    extra = dict(parts or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="x"/>')
        archive.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        archive.writestr(
            "word/_rels/document.xml.rels", _relations({_kind(key): f"{key}.xml" for key in extra})
        )
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".replace(W, namespace),
        )
        for key, content in extra.items():
            if isinstance(content, bytes):
                archive.writestr(f"word/{key}", content)
            else:
                archive.writestr(f"word/{key}.xml", f"<w:{_kind(key)} {NAMESPACES}>{content}</w:{_kind(key)}>")
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Return a w:p of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a w:p whose number Word counts."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def numbering(levels: Sequence[tuple[str, str]], more: str = ONE_LIST) -> str:
    """Return numbering.xml of one list; each level a (format, text), such as ("chineseCounting", "%1、")."""
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>{more}'


def printed(
    text: str,
    title: str = "",
    date: str = "",
    header: str = "",
    password: str | None = None,
    indent: float = 28,
) -> bytes:
    """Return a PDF as an office prints one: indented paragraphs, a running head, — 1 — at the foot.

    `password` locks it: "" against changes only, any other also against reading.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle(
        "body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=indent, wordWrap="CJK"
    )
    head = ParagraphStyle("head", parent=body, fontSize=20, leading=30, alignment=1, firstLineIndent=0)
    centred = ParagraphStyle("centred", parent=body, alignment=1, firstLineIndent=0)

    def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, header)
        canvas.drawCentredString(297, 30, f"— {document.page} —")

    file = io.BytesIO()
    lock = None if password is None else StandardEncryption(password, ownerPassword="owner", canModify=0)
    flow: list[Flowable] = [Paragraph(title, head)] if title else []
    flow += [Paragraph(date, centred)] if date else []
    flow += [Paragraph(line, body) for line in filter(None, map(str.strip, text.split("\n")))]
    SimpleDocTemplate(file, encrypt=lock).build(flow, onFirstPage=furnish, onLaterPages=furnish)
    return file.getvalue()


def drawn(*pages: Sequence[tuple[float, float, str]], size: float = 14, angle: float = 0) -> bytes:
    """Return a PDF with these texts at these places; an empty page has a picture on it instead."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in pages:
        canvas.setFont(FONT, size)
        if not page:
            canvas.drawInlineImage(_picture(), 50, 50, 400, 400)
        for left, y, text in page:
            canvas.drawString(left, y, text)
        if angle:
            canvas.translate(200, 300)
            canvas.rotate(angle)
            canvas.drawString(0, 0, "内部机密")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def coded(text: str, encoding: str, codec: str, to_unicode: str = "") -> bytes:
    """Return a PDF whose font is coded `encoding` (GBK-EUC-H …) and not embedded, as office systems write."""
    rows = [text[start : start + 30] for start in range(0, len(text), 30)]
    shown = " ".join(f"<{row.encode(codec).hex()}> Tj T*" for row in rows)
    stream = f"BT /F1 14 Tf 24 TL 72 760 Td {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        f"<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/{encoding}/DescendantFonts[6 0 R]"
        f"{'/ToUnicode 8 0 R' if to_unicode else ''}>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/FangSong/FontDescriptor 7 0 R/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        "<</Type/FontDescriptor/FontName/FangSong/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
        f"<</Length {len(to_unicode)}>>stream\n{to_unicode}\nendstream",
    ]
    return assembled(objects)


def assembled(objects: Sequence[str]) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def _picture() -> Image.Image:
    return Image.new("RGB", (8, 8), "grey")


def _kind(part: str) -> str:
    return part.rstrip("0123456789").split("/")[-1] if not part.endswith(".bin") else "vbaProject"


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="x">{rows}</Relationships>'
