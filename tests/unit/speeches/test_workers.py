"""What the processes do that read one document or look at one page: here, without a process."""

import io
from math import ceil

import pytest
from documents import drawn
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from services.speeches.extraction_worker import answer, failed
from services.speeches.recognition_worker import DOTS_PER_INCH, MOST_PIXELS, page_of


def picture(mode: str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (30, 20)).save(file, "PNG")
    return file.getvalue()


def sheets(*sizes: tuple[float, float]) -> bytes:
    """Return a PDF with empty pages of these sizes, in points."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1"])
def test_a_picture_is_its_one_page(mode: str) -> None:
    page, pages = page_of(picture(mode), 0)
    assert (page.size, page.mode, pages) == ((30, 20), "RGB", 1)


def test_a_page_of_a_pdf_is_drawn_as_large_as_scans_are() -> None:
    document = sheets((72, 144), (144, 36), (72, 72))
    sizes = [page_of(document, number)[0].size for number in range(3)]
    assert sizes == [(200, 400), (400, 100), (200, 200)]
    assert {page_of(document, number)[1] for number in range(3)} == {3}
    assert page_of(b"\n" * 1000 + drawn([(72, 700, "同志们")]), 0)[1] == 1  # what stands before it does no harm


def test_a_huge_page_is_drawn_smaller_by_half_until_it_fits() -> None:
    side = 72 * ceil(MOST_PIXELS**0.5 / DOTS_PER_INCH)
    page, _ = page_of(sheets((side, side)), 0)
    assert page.size == (side * DOTS_PER_INCH / 72 / 2,) * 2
    assert page.width * page.height <= MOST_PIXELS < 4 * page.width * page.height


def test_a_failure_says_its_kind_and_the_last_place_and_no_word_of_the_document() -> None:
    def reads(words: str) -> None:
        raise ValueError(words)

    with pytest.raises(ValueError, match="机密") as caught:
        reads("机密")
    assert failed(caught.value) == f"ValueError in test_workers.py:{reads.__code__.co_firstlineno + 1}"


def test_what_was_read_or_not_is_told_apart() -> None:
    read = answer("同志们：\n要抓好落实。".encode(), "a.txt")
    assert set(read) == {"extracted"}
    assert answer(b"", "空.txt").keys() == {"unreadable", "scanned"}
    assert answer(b"", "空.txt")["scanned"] is False
    assert answer(drawn([], []), "扫描.pdf")["scanned"] is True
