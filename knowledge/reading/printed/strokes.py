"""The upright strokes of a page: the sides of a table's cells."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.reading.printed.glyphs import levelled
from knowledge.reading.printed.line import Stroke

# Strokes are thinner than this and higher than that, in points; so many are a drawing, no table.
THIN, HIGH = 3.0, 8.0
MOST = 2000
Point = tuple[float, float]


def upright_strokes(page: pypdfium2.PdfPage, turn: int) -> list[Stroke]:
    """Return the strokes that stand upright when the page is turned by `turn` quarters to the right."""
    box = page.get_bbox()
    found: list[Stroke] = []
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number > MOST or len(found) > MOST:
            return []
        for one, other in _sides(item):
            (x0, y0), (x1, y1) = levelled(*one, box, turn), levelled(*other, box, turn)
            if abs(x0 - x1) < THIN and abs(y0 - y1) >= HIGH:
                found.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return found


def _sides(item: pypdfium2.PdfObject) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines of a path; of one as thin as a stroke, its length."""
    left, bottom, right, top = item.get_bounds()
    if min(right - left, top - bottom) < THIN:
        yield (left, bottom), (right, top)
        return
    if item.container is not None:
        return  # its points are told in its form's own measure
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    before: Point | None = None
    begins: Point | None = None
    for number in range(min(pdfium.FPDFPath_CountSegments(item.raw), MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield before, point
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            begins = point
        if pdfium.FPDFPathSegment_GetClose(segment) and begins is not None:
            yield point, begins
        before = point
