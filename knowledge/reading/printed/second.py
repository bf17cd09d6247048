"""The second reading of a PDF, by pypdf, which shares no code with PDFium: words in the order of the content.

What the first reading cannot see is looked for here, too: what was put onto the pages afterwards (notes,
typed text, stamps, fields of forms) and what is attached.
"""

import html
import io
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pypdf
from pypdf.generic import DictionaryObject, EncodedStreamObject, StreamObject

from core.patterns import pattern
from knowledge.reading.extracted import quoted
from knowledge.reading.printed.symbols import meaning

# The same words this near, as a share of the type's size, are printed twice to look bold.
TWICE = 0.35
# What people put onto a page, as PDF calls it; what is not here has no words (links, pop-ups of notes).
KINDS = {
    "/FreeText": "页面上后加的文字",
    "/Stamp": "图章",
    "/Widget": "表单里填的内容",
    "/Redact": "涂改处的文字",
    "/StrikeOut": "删除线",
    "/FileAttachment": "附件",
}
NOTE = "批注"
WORDLESS = ("/Link", "/Popup", "/TrapNet", "/PrinterMark", "/Screen", "/Movie", "/Sound", "/3D")
# What these say is in their own words; their picture shows it again, or a mark of the viewer's.
SAID = ("/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/FileAttachment")
# These say something even without words.
WORTH_NAMING = ("/Stamp", "/FileAttachment", "/StrikeOut")
TICKED = "勾选的框"
TAG = pattern("<[^>]*>")
MAX_ADDED, MAX_ATTACHED = 500, 20


@dataclass(frozen=True, slots=True)
class Added:
    """Words that were put onto a page afterwards: what they are, and the words."""

    kind: str
    words: str


@dataclass(slots=True)
class SecondPage:
    """What pypdf reads on a page; `doubles` are the signs that it found printed twice, once for each repeat.

    `symbols` counts the pictures of symbol fonts, which are not in `text`.
    """

    text: str = ""
    symbols: int = 0
    doubles: Counter[str] = field(default_factory=Counter)
    added: list[Added] = field(default_factory=list)


def second_reading(content: bytes) -> Iterator[SecondPage]:
    """Yield each page as pypdf reads it. Raises whatever pypdf raises on damaged files."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        reader = _Reader()
        page.extract_text(visitor_text=reader.visit)
        yield SecondPage("".join(reader.texts), reader.symbols, reader.doubles, list(_added(page)))


class _Reader:
    """Takes the pieces of text as pypdf meets them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.symbols = 0
        self.doubles: Counter[str] = Counter()
        self._places: dict[str, list[tuple[float, float]]] = {}

    def visit(
        self, text: str, cm: list[float], tm: list[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
        """Take a piece of text, its matrices, font and size."""
        name = str((font or {}).get("/BaseFont", "")).removeprefix("/")
        meanings = [sign if sign.isspace() else meaning(sign, name) for sign in text]
        self.symbols += meanings.count("")
        self.texts += meanings
        words = "".join(meanings).strip()
        if not words:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        near = TWICE * abs(size * tm[3] * cm[3] or size)
        known = self._places.setdefault(words, [])
        if any(abs(x - other[0]) < near and abs(y - other[1]) < near for other in known):
            self.doubles.update("".join(words.split()))
        known.append((x, y))


def besides(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a file has beside its pages, and why it is not in the text. Raises whatever pypdf raises."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"].get_object()
    for name in list(reader.attachments)[:MAX_ATTACHED]:
        yield f"附件{quoted(name)}", "附在文件里，没有打开"
    if _entry(_entry(root, "/AcroForm"), "/XFA") is not None:
        yield "XFA 表单", "只有 Adobe 的程序才显示，里面的字读不出来"
    if layers_off(content):
        yield "不显示的图层", "里面的字不显示，没有收"


def layers_off(content: bytes) -> frozenset[str]:
    """Return the names of the layers that are switched off, and not also those of others that are on.

    Raises whatever pypdf raises.
    """
    layers = _entry(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"].get_object(), "/OCProperties")
    shown, every = _entry(layers, "/D"), _objects(_entry(layers, "/OCGs"))
    off = _objects(_entry(shown, "/OFF"))
    if _entry(shown, "/BaseState") == "/OFF":
        switched_on = list(map(id, _objects(_entry(shown, "/ON"))))
        off += [one for one in every if id(one) not in switched_on]
    hidden = list(map(id, off))
    seen = {str(_entry(one, "/Name")) for one in every if id(one) not in hidden}
    return frozenset(str(_entry(one, "/Name")) for one in off) - seen


def _objects(listed: object) -> list[object]:
    return [one.get_object() for one in listed] if isinstance(listed, list) else []


def _added(page: pypdf.PageObject) -> Iterator[Added]:
    notes = _entry(page, "/Annots")
    for reference in (notes if isinstance(notes, list) else [])[:MAX_ADDED]:
        note = reference.get_object()
        kind = str(_entry(note, "/Subtype") or "")
        if not isinstance(note, DictionaryObject) or kind in WORDLESS:
            continue
        words = _words(page, note, kind)
        if words or kind in WORTH_NAMING:
            yield Added(KINDS.get(kind, NOTE), words)
        elif kind == "/Widget" and _entry(note, "/AS") not in {None, "/Off"}:
            yield Added(TICKED, "")


def _entry(holder: object, key: str) -> object:
    """Return what a dictionary of the file says under a key, wherever the file keeps it; None for nothing."""
    return holder[key] if isinstance(holder, DictionaryObject) and key in holder else None


def _words(page: pypdf.PageObject, note: DictionaryObject, kind: str) -> str:
    """Return what a note says: a field's value, the words that came with it, or those that it shows."""
    value = _entry(note, "/Contents") or _plain(_entry(note, "/RC"))
    if kind == "/Widget":
        value = _filled_in(note)
    elif kind == "/Redact":
        value = _entry(note, "/OverlayText") or value
    elif kind == "/FileAttachment":
        file = _entry(note, "/FS")
        value = _entry(file, "/UF") or _entry(file, "/F") or value
    if isinstance(value, list):
        value = "，".join(map(str, value))
    words = " ".join(str(value or "").split())
    return words or _shown(page, note) if kind not in SAID else words


def _filled_in(field: DictionaryObject) -> object:
    """Return what a form's field holds as people see it: the entry chosen, and not what it is sent as."""
    sort, value = _of_field(field, "/FT"), _of_field(field, "/V")
    if sort == "/Btn":
        return ""  # a box to tick, a button
    if sort == "/Sig":
        return _entry(value, "/Name")
    if sort == "/Tx" and value is None:
        return _plain(_of_field(field, "/RV"))
    choices = _of_field(field, "/Opt") if sort == "/Ch" else None
    if not isinstance(choices, list):
        return value
    shown = {str(one[0]): str(one[1]) for one in choices if isinstance(one, list) and len(one) > 1}
    chosen = value if isinstance(value, list) else [value] if value is not None else []
    return [shown.get(str(one), str(one)) for one in chosen]


def _plain(rich: object) -> str:
    """Return the words of rich text (XHTML) without its tags."""
    return html.unescape(TAG.sub("", str(rich or "")))


def _of_field(note: object, key: str) -> object:
    """Return what a field of a form or one that it is part of says."""
    for _ in range(8):
        value = _entry(note, key)
        if value is not None:
            return value
        note = _entry(note, "/Parent")
    return None


def _shown(page: pypdf.PageObject, note: DictionaryObject) -> str:
    """Return the words of a note's picture."""
    picture = _entry(_entry(note, "/AP"), "/N")
    if not isinstance(picture, StreamObject):
        return ""
    # pypdf reads streams of either kind, packed or plain; its hints know one.
    words = page.extract_xform_text(cast("EncodedStreamObject", picture))
    return " ".join(words.split())
