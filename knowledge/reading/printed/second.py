"""The second reading of a PDF, by pypdf, which shares no code with PDFium: words in the order of the content.

What the first reading cannot see is looked for here, too: what was put onto the pages afterwards (notes,
typed text, stamps, fields of forms) and what is attached.
"""

import io
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import DictionaryObject, EncodedStreamObject

from knowledge.reading.printed.symbols import meaning

# The same words this near, as a share of the type's size, are printed twice to look bold.
TWICE = 0.35
# What people put onto a page, as PDF calls it; what is not here has no words (links, pop-ups of notes).
KINDS = {
    "/FreeText": "页面上后加的文字",
    "/Stamp": "图章",
    "/Widget": "表单里填的内容",
    "/Redact": "涂改处的文字",
    "/FileAttachment": "附件",
}
NOTE = "批注"
WORDLESS = ("/Link", "/Popup", "/TrapNet", "/PrinterMark", "/Screen", "/Movie", "/Sound", "/3D")
MAX_ADDED = 500


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


def _added(page: pypdf.PageObject) -> Iterator[Added]:
    for number, entry in enumerate(page.get("/Annots") or ()):
        note = entry.get_object()
        if number >= MAX_ADDED or not isinstance(note, DictionaryObject):
            return
        kind = str(note.get("/Subtype", ""))
        if kind in WORDLESS:
            continue
        words = _words(page, note, kind)
        if words or kind in {"/Stamp", "/FileAttachment"}:
            yield Added(KINDS.get(kind, NOTE), words)


def _words(page: pypdf.PageObject, note: DictionaryObject, kind: str) -> str:
    """Return what a note says: a field's value, the words that came with it, or those that it shows."""
    value: Any = note.get("/Contents", "")
    if kind == "/Widget":
        value = _of_field(note, "/V") if _of_field(note, "/FT") in {"/Tx", "/Ch"} else ""
    elif kind == "/FileAttachment":
        file = note.get("/FS", {})
        value = file.get("/UF") or file.get("/F") or value if isinstance(file, DictionaryObject) else value
    if isinstance(value, list):
        value = "，".join(map(str, value))
    words = " ".join(str(value or "").split())
    return words or _shown(page, note)


def _of_field(note: DictionaryObject, key: str) -> object:
    """Return what a field of a form or one that it is part of says."""
    for _ in range(8):
        if key in note:
            return note[key]
        parent = note.get("/Parent")
        if not isinstance(parent, DictionaryObject):
            break
        note = parent
    return None


def _shown(page: pypdf.PageObject, note: DictionaryObject) -> str:
    """Return the words of a note's picture."""
    looks = note.get("/AP", {})
    picture = looks.get("/N") if isinstance(looks, DictionaryObject) else None
    if not isinstance(picture, EncodedStreamObject):
        return ""
    return " ".join(page.extract_xform_text(picture).split())
