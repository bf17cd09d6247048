"""Why nobody sees words: boxes painted over them, layers that are switched off, white words on bare paper."""

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

import pypdfium2
import pypdfium2.raw as pdfium

OPAQUE, WHITE = 255, 250
LONGEST_NAME = 512  # bytes
# A page with more boxes than this is a drawing.
MOST_BOXES = 2000
CORNER = 0.5  # points
SHADE = 0.3  # of a line's height: how far a shadow lies at most
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)


@dataclass(slots=True)
class Covers:
    """`painted` says when each piece of text was painted, `boxes` what was painted when, and where.

    `texts` are the pieces themselves, `places` where they stand, `off` those on a layer that is switched off,
    `grounds` what was painted in colours, and where.
    """

    painted: dict[int, int] = field(default_factory=dict)
    boxes: list[tuple[int, Box]] = field(default_factory=list)
    off: set[int] = field(default_factory=set)
    grounds: list[tuple[int, Box]] = field(default_factory=list)
    texts: dict[int, pypdfium2.PdfObject] = field(default_factory=dict)
    places: dict[int, Box] = field(default_factory=dict)

    def hide(self, piece: int, x: float, y: float) -> bool:
        """Return whether nobody sees this point of a piece of text."""
        if piece in self.off:
            return True
        when = self.painted.get(piece)
        return when is not None and any(number > when and _is_in(box, x, y) for number, box in self.boxes)

    def is_shadow(self, piece: int, pale: float) -> bool:
        """Return whether the same words are drawn again, darker than `pale`, a hair's breadth from this piece.

        PDFium keeps only what is drawn first of such words: their light grey shadow.
        """
        if len(self.texts) > MOST_BOXES:
            return False
        if not self.places:
            self.places = {key: box for key, text in self.texts.items() if (box := _bounds(text))}
        box = self.places.get(piece, EVERYWHERE)
        near = SHADE * (box[3] - box[1])
        for other, beside in self.places.items():
            if other != piece and all(abs(one - two) < near for one, two in zip(box, beside, strict=True)):
                colour = [ctypes.c_uint() for _ in range(4)]
                told = pdfium.FPDFPageObj_GetFillColor(self.texts[other].raw, *colour)
                if told and lightness(colour) <= pale:
                    return True
        return False

    def bare(self, piece: int, x: float, y: float) -> bool:
        """Return whether this point of a piece of text stands on the paper itself: nobody sees white there."""
        when = self.painted.get(piece)
        return when is not None and not any(number < when and _is_in(box, x, y) for number, box in self.grounds)


def lightness(colour: Sequence[ctypes.c_uint]) -> float:
    """Return how light a colour is on paper, from 0, black, to 1, by its red, green, blue and opacity."""
    red, green, blue, opaque = (part.value / 255 for part in colour)
    return 1 - opaque * (1 - (0.3 * red + 0.6 * green + 0.1 * blue))


def _bounds(item: pypdfium2.PdfObject) -> Box | None:
    try:
        left, bottom, right, top = item.get_bounds()
    except pypdfium2.PdfiumError:
        return None
    return left, bottom, right, top


def _is_in(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left < x < right and bottom < y < top


def covers(page: pypdfium2.PdfPage, layers_off: Set[str]) -> Covers:
    """Return what hides what on a page; `layers_off` are the names of the layers that are switched off."""
    found = Covers()
    for number, item in enumerate(page.get_objects(max_depth=4)):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            piece = ctypes.cast(item.raw, ctypes.c_void_p).value or 0
            found.painted[piece] = number
            found.texts[piece] = item
            if layers_off and not layers_off.isdisjoint(_layers(item)):
                found.off.add(piece)
            continue
        if len(found.grounds) > MOST_BOXES:
            continue
        if ground := _ground(item, drawing=len(found.grounds) == MOST_BOXES):
            found.grounds.append((number, ground))
        if item.type == pdfium.FPDF_PAGEOBJ_PATH and (box := _filled_box(item)):
            found.boxes.append((number, box))
    return found


def _ground(item: pypdfium2.PdfObject, *, drawing: bool) -> Box | None:
    """Return where an object may be seen in colour; everywhere, where that is not known. None: it is white."""
    if drawing or item.container is not None:
        return EVERYWHERE
    colour = [ctypes.c_uint() for _ in range(4)]
    is_path = item.type == pdfium.FPDF_PAGEOBJ_PATH
    if is_path and pdfium.FPDFPageObj_GetFillColor(item.raw, *colour):
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item.raw, mode, stroke)
        if not mode.value or all(part.value >= WHITE for part in colour[:3]):
            return None  # a frame, or more paper
    return _bounds(item) or EVERYWHERE


def _layers(item: pypdfium2.PdfObject) -> Iterator[str]:
    """Yield the names of the layers that an object is marked for."""
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(item.raw))):
        mark = pdfium.FPDFPageObj_GetMark(item.raw, number)
        if _told(partial(pdfium.FPDFPageObjMark_GetName, mark)) == "OC":
            yield _told(partial(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name"))


def _told(ask: Callable[..., int]) -> str:
    """Return what PDFium writes into a buffer."""
    buffer, length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_ulong()
    if not ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), LONGEST_NAME, length):
        return ""
    return buffer.raw[: min(length.value, LONGEST_NAME)].decode("utf-16-le", "replace").rstrip("\0")


def _filled_box(item: pypdfium2.PdfObject) -> Box | None:
    """Return where an opaque box with level sides is seen; None: it is something else."""
    if item.container is not None or pdfium.FPDFPageObj_HasTransparency(item.raw):
        return None  # a box of a form is told in its form's own measure
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, mode, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    filled = mode.value and pdfium.FPDFPageObj_GetFillColor(item.raw, *colour)
    segments = pdfium.FPDFPath_CountSegments(item.raw)
    if not filled or colour[3].value != OPAQUE or not 4 <= segments <= 6:
        return None
    matrix = item.get_matrix()
    points = [
        matrix.on_point(*_point(pdfium.FPDFPath_GetPathSegment(item.raw, number))) for number in range(segments)
    ]
    left, bottom, right, top = _around(points)
    if any(
        min(abs(x - left), abs(x - right)) > CORNER or min(abs(y - bottom), abs(y - top)) > CORNER
        for x, y in points
    ):
        return None
    for other in _clips(item):  # no more is seen than what it is clipped to
        left, bottom = max(left, other[0]), max(bottom, other[1])
        right, top = min(right, other[2]), min(top, other[3])
    return left, bottom, right, top


def _clips(item: pypdfium2.PdfObject) -> Iterator[Box]:
    clip = pdfium.FPDFPageObj_GetClipPath(item.raw)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        count = max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path))
        if count:
            yield _around(
                [_point(pdfium.FPDFClipPath_GetPathSegment(clip, path, number)) for number in range(count)]
            )


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _point(segment: pdfium.FPDF_PATHSEGMENT) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value
