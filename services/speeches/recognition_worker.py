"""The process that recognises one page: `python -m … SECONDS MEMORY_MB PAGE`.

The document, a PDF or a picture, comes on standard input; one JSON object goes out: {"pages": …, "lines": […]}
or {"failed": where}. It needs the extra `ocr` (make setup EXTRAS=ocr).
"""

import base64
import io
import json
import os
import sys
from typing import Any

from knowledge.reading.seen import SURE, likelihood
from services.speeches.extraction_worker import failed, limit

DOTS_PER_INCH = 200
MOST_PIXELS = 40_000_000
MARGIN, WIDEST = 10, 1280


def page_of(content: bytes, number: int) -> tuple[Any, int]:
    """Return the picture of a page and how many pages there are."""
    from PIL import Image  # noqa: PLC0415 - only where pictures are read

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if b"%PDF-" not in content[:1024]:
        return Image.open(io.BytesIO(content)).convert("RGB"), 1
    import pypdfium2  # noqa: PLC0415 - see above

    document = pypdfium2.PdfDocument(content)
    page = document[number]
    scale = DOTS_PER_INCH / 72
    while page.get_width() * page.get_height() * scale * scale > MOST_PIXELS:
        scale /= 2
    return page.render(scale=scale).to_pil().convert("RGB"), len(document)


def recognise(picture: Any) -> list[dict[str, object]]:  # noqa: ANN401 - Pillow's picture
    """Return the lines of a page from top to bottom."""
    import numpy as np  # noqa: PLC0415 - see above
    from rapidocr import RapidOCR  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - an extra

    found = RapidOCR(params={"Global.log_level": "error"})(np.array(picture)[:, :, ::-1], return_word_box=True)
    if found.boxes is None:
        return []
    lines = []
    for place, (box, text) in enumerate(zip(found.boxes, found.txts, strict=True)):
        words = found.word_results[place] if found.word_results else ()
        least = min((float(word[1]) for word in words), default=float(found.scores[place]))
        least = likelihood(text, least)
        (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
        line = {"text": text, "least": least, "left": left, "right": right, "top": top, "height": bottom - top}
        lines.append(line | {"picture": _cut(picture, left, top, right, bottom) if least < SURE else ""})
    return lines


def _cut(picture: Any, left: float, top: float, right: float, bottom: float) -> str:  # noqa: ANN401 - see above
    cut = picture.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN))
    cut.thumbnail((WIDEST, WIDEST))
    out = io.BytesIO()
    cut.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def main() -> None:
    """Read the document from standard input and write what is on the page."""
    seconds, memory_mb, number = map(int, sys.argv[1:])
    limit(seconds, memory_mb)
    os.nice(10)  # the bot's answers go first
    content = sys.stdin.buffer.read()
    out, sys.stdout = sys.stdout, sys.stderr  # libraries may print; that must not mix with the answer
    try:
        picture, pages = page_of(content, number)
        answer: dict[str, object] = {"pages": pages, "lines": recognise(picture)}
    except Exception as error:  # noqa: BLE001 - told to the bot's log, without a word of the document
        answer = {"failed": failed(error)}
    out.write(json.dumps(answer))


if __name__ == "__main__":
    main()
