"""A quote or a passage as a picture: words in a quiet frame, their source small below.

Loaded only where a picture is drawn (services/cards/worker.py): Pillow and the font take memory.
"""

import io
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from knowledge.quotes.line_breaks import advances, hangs, set_in_lines
from services.cards.saying import Card

FOLDER = Path(__file__).parent / "font"
FONT = FOLDER / "QingfengSong.otf"
CHARACTERS = FOLDER / "characters.txt"

# Points. A phone shows the width on about half as many.
WIDTH, MARGIN, GAP = 1080, 116, 64
ROOM = WIDTH - 2 * MARGIN
SIZES = (74, 68, 62, 56, 50, 45, 41)  # of the words: the largest that fits
LEADING = 1.7  # from line to line, in sizes
TALLEST = 980  # of the words; what is longer is no card
HEAD, DAY, SOURCE = 34, 30, 31
SOURCE_LEADING = 1.6
HEAD_SPREAD = 1.18
MOST_SOURCE_LINES = 4
COLOURS = 64  # four, and what lies between them at the edges of signs
BASELINE = 0.88  # of a square stands above the line it is written on


@dataclass(frozen=True, slots=True)
class Style:
    """The colours of a card."""

    paper: str
    ink: str
    soft: str
    accent: str


XUAN = Style(paper="#f6f1e6", ink="#2c2926", soft="#7d7468", accent="#a8402f")
WHITE = Style(paper="#fdfdfb", ink="#26292b", soft="#747b7f", accent="#5f7f73")
PINE = Style(paper="#26352f", ink="#efe9da", soft="#a9b3a6", accent="#c9a866")
LOOKS = (XUAN, WHITE, PINE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words' lines end, in which size of type."""

    size: int
    lines: list[str]
    source: list[str]

    @property
    def words_height(self) -> float:
        return len(self.lines) * self.size * LEADING

    @property
    def source_height(self) -> float:
        return len(self.source) * SOURCE * SOURCE_LEADING


def can_be_written(text: str) -> bool:
    """Return whether the font has every character of `text`."""
    return set(text) <= _characters()


def layout(card: Card) -> Layout | None:
    """Return the lines of a card in the largest size that fits; None where no size does."""
    below = [set_in_lines(part, ROOM / SOURCE, _advance) for part in card.source if part]
    source = [line for lines in below for line in lines or []]
    if not all(below) or len(source) > MOST_SOURCE_LINES:
        return None
    for size in SIZES:
        lines = set_in_lines(card.words, ROOM / size, _advance)
        if lines and (found := Layout(size, lines, source)).words_height <= TALLEST:
            return found
    return None


def draw(card: Card) -> bytes | None:
    """Return the picture, a PNG; None where the words are too long, or have a character that the font lacks."""
    picture, out = paint(card), io.BytesIO()
    if picture is None:
        return None
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def paint(card: Card) -> Image.Image | None:
    """Return the picture in memory; None as in `draw`."""
    if not can_be_written("".join((card.words, *card.source, card.head, card.day))):
        return None
    found = layout(card)
    if found is None:
        return None
    look = LOOKS[card.style % len(LOOKS)]
    top = MARGIN + HEAD + GAP
    height = max(WIDTH, round(top + found.words_height + 2 * GAP + found.source_height + MARGIN))
    picture = Image.new("RGB", (WIDTH, height), look.paper)
    pen = ImageDraw.Draw(picture)
    rule = MARGIN + HEAD + 24
    _spread(pen, card.head, MARGIN, MARGIN + HEAD * BASELINE, look.accent)
    pen.text((WIDTH - MARGIN, MARGIN + HEAD * BASELINE), card.day, fill=look.soft, font=_font(DAY), anchor="rs")
    pen.line((MARGIN, rule, WIDTH - MARGIN, rule), fill=look.accent, width=2)
    below = height - MARGIN - found.source_height
    pen.line((MARGIN, below - GAP / 2, MARGIN + 72, below - GAP / 2), fill=look.accent, width=3)
    above = (rule + below - GAP / 2 - found.words_height) / 2  # the words in the middle between the two rules
    write = partial(_write, pen, found.size, look.ink, LEADING)
    write(found.lines, above)
    _write(pen, SOURCE, look.soft, SOURCE_LEADING, found.source, below)
    return picture


def _write(
    pen: ImageDraw.ImageDraw, size: int, colour: str, leading: float, lines: list[str], top: float
) -> None:
    """Write lines, sign by sign: Pillow knows neither which marks hang nor which are set closer."""
    font = _font(size)
    for number, line in enumerate(lines):
        x = MARGIN - hangs(line) * size
        y = top + size * (number * leading + (leading - 1) / 2 + BASELINE)
        for sign, moved in zip(line, advances(line, _advance), strict=True):
            pen.text((x, y), sign, fill=colour, font=font, anchor="ls")
            x += moved * size


def _spread(pen: ImageDraw.ImageDraw, words: str, x: float, y: float, colour: str) -> None:
    for sign in words:
        pen.text((x, y), sign, fill=colour, font=_font(HEAD), anchor="ls")
        x += HEAD * HEAD_SPREAD


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _advance(sign: str) -> float:
    """Return how wide a sign is, in em."""
    return _font(1000).getlength(sign) / 1000


@cache
def _characters() -> frozenset[str]:
    return frozenset(CHARACTERS.read_text(encoding="utf-8")) - {"\r"}
