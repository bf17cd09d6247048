"""The upright strokes of a page: the sides of a table's cells."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.reading.printed.line import Stroke

# Strokes are thinner than this and higher than that, in points; so many are a drawing, no table.
THIN, HIGH = 3.0, 8.0
MOST = 2000


def upright_strokes(page: pypdfium2.PdfPage, turn: int) -> list[Stroke]:
    """Return the strokes that stand upright when the page is turned by `turn` quarters to the right."""
    box = page.get_bbox()
    found: list[Stroke] = []
    for rect in _rects(page):
        left, bottom, right, top = _levelled(rect, box, turn)
        if top - bottom < HIGH:
            continue
        if right - left < THIN:
            found.append(((left + right) / 2, bottom, top))
    return found if len(found) <= MOST else []


def _rects(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number > 5 * MOST:
            return
        yield item.get_bounds()


def _levelled(
    rect: tuple[float, float, float, float], box: tuple[float, ...], turn: int
) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = rect[0] - box[0], rect[1] - box[1], rect[2] - box[0], rect[3] - box[1]
    width, height = box[2] - box[0], box[3] - box[1]
    return (
        (x0, y0, x1, y1),
        (y0, width - x1, y1, width - x0),
        (width - x1, height - y1, width - x0, height - y0),
        (height - y1, x0, height - y0, x1),
    )[turn]
