"""A picture of questions a day: how many were asked, how many of them answered."""

import io
from collections.abc import Sequence

from services.stats import Day

# Points; twice what a phone shows, so that it is sharp.
WIDTH, HEIGHT, MARGIN, LABEL = 1080, 540, 60, 28
ASKED, ANSWERED, INK, PAPER = "#c9d6df", "#2f6f9f", "#4a4a4a", "#ffffff"
LINES = 4


def questions_a_day(days: Sequence[Day]) -> bytes:
    """Return a PNG: a bar a day, its dark part the questions that were answered outright."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - 8 MB that only who asks for figures needs

    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(LABEL)
    top = _round_up(max((day.asked for day in days), default=0))
    floor, room = HEIGHT - MARGIN, HEIGHT - 2 * MARGIN
    for line in range(LINES + 1):
        y = floor - room * line / LINES
        draw.line((MARGIN, y, WIDTH - MARGIN / 2, y), fill="#e6e6e6", width=2)
        draw.text((MARGIN - 10, y), str(top * line // LINES), fill=INK, font=font, anchor="rm")
    step = (WIDTH - 1.5 * MARGIN) / len(days)
    for number, day in enumerate(days):
        left = MARGIN + step * number + step * 0.15
        for count, colour in ((day.asked, ASKED), (day.answered, ANSWERED)):
            if count:
                draw.rectangle((left, floor - room * count / top, left + step * 0.7, floor), fill=colour)
        if number % 7 == len(days) % 7:
            said = f"{day.date.month}/{day.date.day}"
            draw.text((left + step * 0.35, floor + 12), said, fill=INK, font=font, anchor="mt")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _round_up(most: int) -> int:
    """Return the least 4, 8, 20, 40, 80, 200 … that holds `most`: it is cut into four."""
    top = 4
    while top < most:
        top = top * 5 // 2 if str(top)[0] == "8" else top * 2
    return top
