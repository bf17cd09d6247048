"""The signs of a PDF's page as PDFium finds them, each with its place as a reader sees it.

A page may be turned, and so may a part of it: every sign is given the place it has when its own line is held
level. What is a sign twice (printed again a hair's breadth away, to look bold) is one here; the halves of a
character outside the BMP are one too. Blanks that the page's content has are signs like others.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.language.writing.look_alikes import plain_characters
from knowledge.reading.printed.covers import Covers, covers, lightness
from knowledge.reading.printed.symbols import meaning

# PDFium's sign for the hyphen it sees at a line's end.
HYPHEN = "\x02"
TILT = 0.1  # radians
QUARTER = math.pi / 2
UNKNOWN = "\ufffd"
# Two prints of one sign are closer than these shares of its width and height.
TWICE_ACROSS, TWICE_UP = 0.45, 0.3
CELL = 6.0  # points
# How light watermarks are, from 0, black, to 1; white is on something dark.
PALE, WHITE = 0.5, 0.98
SPECK = 2.0  # points: words as small as this are there for machines
FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign and its place, in points from the lower left corner of the page as its line is held level.

    `y` is its baseline, `size` its type's size, `order` its number in the page's content, `piece` the text it
    was drawn with. `blank`: a blank stands before it in the content, or seems to. `turn` counts the quarters
    that it is turned to the left; a `slanted` sign stands askew, as watermarks do; a `pale` one is light grey.
    A `hidden` one stands outside the page, a box lies over it, or it is white on paper or a mere speck.
    """

    sign: str
    left: float
    right: float
    y: float
    size: float
    order: int = 0
    piece: int = 0
    blank: bool = False
    font: str = ""
    turn: int = 0
    slanted: bool = False
    pale: bool = False
    unseen: bool = False
    hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Return whether it is a blank."""
        return self.sign.isspace()


@dataclass(slots=True)
class Signs:
    """The signs of a page. `width` and `height` are the page's as most of its signs see it, `turn` theirs.

    `doubles` were printed twice, `symbols` are pictures by fonts such as Wingdings: neither is in `glyphs`.
    `unseen` of them are drawn so that nobody sees them, as programs do that recognise scans. `hidden` ones
    stand outside the page or under a box, and are not in `glyphs` either.
    """

    glyphs: list[Glyph]
    width: float
    height: float
    turn: int = 0
    doubles: Counter[str] = field(default_factory=Counter)
    symbols: list[str] = field(default_factory=list)
    unseen: int = 0
    hidden: list[str] = field(default_factory=list)


def read_signs(page: pypdfium2.PdfPage, most: int, layers_off: Set[str] = frozenset()) -> Signs:
    """Return a page's signs in the order of its content, `most` + 1 at most."""
    page.set_rotation(0)  # PDFium would order the signs as the turned page has them, not as its content does
    box = page.get_bbox()
    found = list(_parted(_signs(page, box, most, covers(page, layers_off))))
    hidden = [glyph.sign for glyph in found if glyph.hidden and not glyph.is_blank]
    found = [glyph for glyph in found if not glyph.hidden]
    symbols = [glyph.sign for glyph in found if meaning(glyph.sign, glyph.font) == ""]
    glyphs: list[Glyph] = []
    doubles: Counter[str] = Counter()
    seen: dict[tuple[str, int, int, int], list[Glyph]] = {}
    plain: set[int] = set()  # what is drawn again in full: a shadow's sign is no watermark
    for glyph in found:
        if meaning(glyph.sign, glyph.font) == "":
            continue
        if not glyph.is_blank and (first := _doubled(glyph, seen)):
            doubles[glyph.sign] += 1
            plain.update({first.order} if not (glyph.pale or glyph.unseen or glyph.slanted) else ())
        else:
            glyphs.append(glyph)
    glyphs = [replace(glyph, pale=False, unseen=False) if glyph.order in plain else glyph for glyph in glyphs]
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.slanted)
    sides = (box[2] - box[0], box[3] - box[1])
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = sides[::-1] if turn % 2 else sides
    unseen = sum(glyph.unseen for glyph in glyphs)
    return Signs(glyphs, width or 1.0, height or 1.0, turn, doubles, symbols, unseen, hidden)


def levelled(x: float, y: float, box: tuple[float, ...], turn: int) -> tuple[float, float]:
    """Return a point's place when the page, whose sides are `box`, is turned by quarters to the right."""
    left, bottom, right, top = box
    return ((x - left, y - bottom), (y - bottom, right - x), (right - x, top - y), (top - y, x - left))[turn]


def placed(left: float, right: float, y: float, size: float) -> tuple[float, float, float, float]:
    """Return the place, at the page's corner if its file gives it none that is a number."""
    if not all(map(math.isfinite, (left, right, y, size))):
        return 0.0, 0.0, 0.0, 1.0
    return left, right, y, size or 1.0


def _signs(page: pypdfium2.PdfPage, box: tuple[float, ...], most: int, above: Covers) -> Iterator[Glyph]:
    text_page = page.get_textpage()
    reader = _Reader(text_page.raw, box, above)
    blank = False
    half = ""
    for index in range(min(pdfium.FPDFText_CountChars(text_page.raw), most + 1)):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        sign = chr(code) if 0 < code < 0x110000 else UNKNOWN
        if "\ud800" <= sign <= "\udbff":
            half = sign
            continue
        if half and "\udc00" <= sign <= "\udfff":
            sign = (half + sign).encode("utf-16", "surrogatepass").decode("utf-16")
        half = ""
        sign = plain_characters(sign)
        if sign.isspace() and (sign in "\r\n" or pdfium.FPDFText_IsGenerated(text_page.raw, index)):
            blank = True  # PDFium supposes it, so its place tells nothing
        elif unicodedata.category(sign) != "Cf":  # what nobody sees
            yield reader.glyph("-" if sign == HYPHEN else sign, index, blank)
            blank = sign.isspace()
    text_page.close()


def _parted(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Give each of the signs that one picture stands for (—— in some fonts, ffi) its share of the place."""
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.piece, glyph.left, glyph.right, glyph.y)):
        signs = list(group)
        wide = (signs[0].right - signs[0].left) / len(signs)
        for number, glyph in enumerate(signs):
            left = glyph.left + number * wide
            yield replace(glyph, left=left, right=left + wide) if len(signs) > 1 else glyph


class _Reader:
    """Asks PDFium where a sign stands."""

    def __init__(self, raw: pdfium.FPDF_TEXTPAGE, box: tuple[float, ...], above: Covers) -> None:
        self._above = above
        self._raw = raw
        self._box = box
        self._fonts: dict[int, str] = {}
        self._seen: dict[int, tuple[bool, bool, bool]] = {}
        self._name = ctypes.create_string_buffer(128)
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def glyph(self, sign: str, index: int, blank: bool) -> Glyph:
        rect, matrix = self._rect, self._matrix
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        angle = math.atan2(matrix.b, matrix.a) % (4 * QUARTER)
        turn = round(angle / QUARTER) % 4
        slanted = abs(angle - QUARTER * round(angle / QUARTER)) > TILT
        left, bottom, right, top = self._levelled((rect.left, rect.bottom, rect.right, rect.top), turn)
        x, y = levelled(self._x.value, self._y.value, self._box, turn)
        lengthwise = math.hypot(matrix.a, matrix.b)
        across = abs(matrix.a * matrix.d - matrix.b * matrix.c) / (lengthwise or 1.0)
        lean = abs(matrix.a * matrix.c + matrix.b * matrix.d) / (lengthwise * across or 1.0)
        if lean > TILT and not slanted:  # italics by shearing: its box is as wide as it leans
            left, right = x, max(x, x + right - left - lean * (top - bottom))
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * across
        if not 0.3 < size / ((top - bottom) or 1.0) < 3:
            size = top - bottom
        left, right, y, size = placed(left, right, y, size)
        piece = ctypes.cast(pdfium.FPDFText_GetTextObject(self._raw, index), ctypes.c_void_p).value or 0
        font = self._font(index, piece)
        pale, unseen, white = self._looks(index, piece)
        x, y_middle = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
        hidden = size < SPECK or self._is_hidden(x, y_middle, piece, white=white)
        return Glyph(sign, left, right, y, size, index, piece, blank, font, turn, slanted, pale, unseen, hidden)

    def _is_hidden(self, x: float, y: float, piece: int, *, white: bool) -> bool:
        left, bottom, right, top = self._box
        if not (left <= x <= right and bottom <= y <= top) or self._above.hide(piece, x, y):
            return True
        return white and self._above.bare(piece, x, y)

    def _font(self, index: int, piece: int) -> str:
        if piece not in self._fonts:
            flags = ctypes.c_int()
            length = pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 128, flags)
            weight = pdfium.FPDFText_GetFontWeight(self._raw, index)
            name = self._name.value.decode(errors="replace") if 0 < length <= 128 else ""
            self._fonts[piece] = f"{name} {weight}"
        return self._fonts[piece]

    def _looks(self, index: int, piece: int) -> tuple[bool, bool, bool]:
        """Return whether a piece of text is light grey, whether nobody sees it, and whether it is all white."""
        if piece not in self._seen:
            parts = [ctypes.c_uint() for _ in range(4)]
            told = pdfium.FPDFText_GetFillColor(self._raw, index, *parts)
            light = lightness(parts)
            mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(self._raw, index))
            self._seen[piece] = (
                bool(told) and PALE < light < WHITE and not self._above.is_shadow(piece, PALE),
                mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
                bool(told) and light >= WHITE and mode in FILLED,
            )
        return self._seen[piece]

    def _levelled(self, rect: tuple[float, float, float, float], turn: int) -> tuple[float, ...]:
        one = levelled(rect[0], rect[1], self._box, turn)
        other = levelled(rect[2], rect[3], self._box, turn)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _doubled(glyph: Glyph, seen: dict[tuple[str, int, int, int], list[Glyph]]) -> Glyph | None:
    """Return the same sign where it stands in this place already, and keep a new one in mind."""
    column, row = int(glyph.left // CELL), int(glyph.y // CELL)
    for across in (column - 1, column, column + 1):
        for up in (row - 1, row, row + 1):
            for other in seen.get((glyph.sign, glyph.turn, across, up), ()):
                near = abs(other.left - glyph.left) < TWICE_ACROSS * (glyph.right - glyph.left)
                if near and abs(other.y - glyph.y) < TWICE_UP * glyph.size:
                    return other
    seen.setdefault((glyph.sign, glyph.turn, column, row), []).append(glyph)
    return None
