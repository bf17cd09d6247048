"""A line of a printed page: its signs in the order in which they stand, and the text they make."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from knowledge.reading.printed.glyphs import Glyph
from knowledge.reading.raised import lowered, raised

# A blank as wide as this share of the type's size is there to be seen; between Latin words a narrow one is.
WIDE, NARROW = 0.8, 0.12


# Signs set higher or lower, as shares of the line's type: how small they are, and how far.
SMALL, HIGHER, LOWER = 0.86, 0.15, 0.08
# A box this wide, as a share of the page, is a frame around its text.
BOX = 0.6
# An upright stroke: where it stands, its lower and its upper end.
Stroke = tuple[float, float, float]


@dataclass(slots=True)
class Sheet:
    """A page as the reader of most of its lines holds it, who turns it by `turn` quarters to the right.

    `number` counts from 0; the sides are in points; `strokes` stand upright on it.
    """

    number: int
    width: float
    height: float
    turn: int = 0
    strokes: Sequence[Stroke] = ()


@dataclass(eq=False, slots=True)
class PageLine:
    """A printed line. `size` is its type's size: the width of a Chinese character, whatever its font says.

    `y` is the baseline; `order` says where in the page's content it begins. `inset` is how far its column's
    edge is to the left, as soon as the columns are known.
    """

    sheet: Sheet
    glyphs: list[Glyph]
    text: str = field(default="", init=False)
    left: float = field(default=0.0, init=False)
    right: float = field(default=0.0, init=False)
    y: float = field(default=0.0, init=False)
    size: float = field(default=0.0, init=False)
    order: int = field(default=0, init=False)
    inset: float = field(default=0.0, init=False)
    font: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.arrange()

    @property
    def page(self) -> int:
        """The number of its page."""
        return self.sheet.number

    @property
    def turn(self) -> int:
        """Quarters that it is turned to the left."""
        return self.glyphs[0].turn

    @property
    def page_height(self) -> float:
        """How high its page is when the line is held level."""
        return self.sheet.width if (self.turn - self.sheet.turn) % 2 else self.sheet.height

    @property
    def slanted(self) -> bool:
        """Return whether it stands askew."""
        return self.glyphs[0].slanted

    @property
    def pale(self) -> bool:
        """Return whether all of it is light grey."""
        return all(glyph.pale for glyph in self.seen)

    @property
    def seen(self) -> list[Glyph]:
        """Its signs but the blanks; all of them where it is blank."""
        return [glyph for glyph in self.glyphs if not glyph.is_blank] or self.glyphs

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing on it to be seen."""
        return all(glyph.is_blank for glyph in self.glyphs)

    def is_parted_from(self, other: "PageLine") -> bool:
        """Return whether an upright stroke stands between the two at this line's height."""
        one, two = sorted((self, other), key=lambda line: line.left)
        middle = self.y + self.size / 2
        return self.turn == self.sheet.turn and any(
            one.right - 1 < x < two.left + 1 and low < middle < high for x, low, high in self.sheet.strokes
        )

    def between_strokes(self) -> tuple[float, float] | None:
        """Return where the upright strokes on either side of it stand, None where one is lacking."""
        if self.turn != self.sheet.turn:
            return None
        middle = self.y + self.size / 2
        beside = [x for x, low, high in self.sheet.strokes if low < middle < high]
        before = [x for x in beside if x < self.left + 1]
        after = [x for x in beside if x > self.right - 1]
        return (max(before), min(after)) if before and after else None

    @property
    def is_boxed(self) -> bool:
        """Return whether it stands in a cell: between strokes that are no frame around the whole page."""
        sides = self.between_strokes()
        return sides is not None and sides[1] - sides[0] < BOX * self.sheet.width

    def arrange(self) -> None:
        """Put the signs into the order in which they stand: a program may have drawn them in another."""
        if not self.slanted:
            self.glyphs.sort(key=lambda glyph: glyph.left)
        seen = self.seen
        wide = [glyph.right - glyph.left for glyph in seen if "\u4e00" <= glyph.sign <= "\u9fff"]
        widths = [width for width in wide if width > 0]
        self.size = median(widths) if widths else max(median(glyph.size for glyph in seen), 1.0)
        self.left = min(glyph.left for glyph in seen)
        self.right = max(glyph.right for glyph in seen)
        # A mark that is set higher and smaller than the rest does not move the line.
        usual = self._type()
        self.y = median(glyph.y for glyph in seen if glyph.size > SMALL * usual)
        self.order = min(glyph.order for glyph in seen)
        self.font = Counter(glyph.font for glyph in seen).most_common(1)[0][0]
        self.text = self._text()

    def _type(self) -> float:
        """Return the size of its type, as its font says."""
        words = [glyph.size for glyph in self.seen if "\u4e00" <= glyph.sign <= "\u9fff"]
        return median(words) if words else max(glyph.size for glyph in self.seen)

    def scripts(self) -> Iterator[tuple[int, list[Glyph]]]:
        """Yield its signs in runs, but the blanks: 1 and those set higher, -1 and lower, 0 and on its line."""
        usual = self._type()

        def script(glyph: Glyph) -> int:
            up = (glyph.y - self.y) / usual
            small = glyph.size <= SMALL * usual and not self.slanted
            return (up > HIGHER) - (up < -LOWER) if small else 0

        for shift, run in groupby((glyph for glyph in self.glyphs if not glyph.is_blank), key=script):
            yield shift, list(run)

    def _text(self) -> str:
        text, end = "", self.left
        blanks = {id(after) for before, after in pairwise(self.glyphs) if before.is_blank}
        for shift, run in self.scripts():
            words = ""
            for glyph in run:
                before = (words or text)[-1:]
                words += self._between(before, glyph, glyph.left - end, id(glyph) in blanks) + glyph.sign
                end = glyph.right
            written = {1: raised, -1: lowered}[shift](words.strip()) if shift else None
            text += written or words
        return text.strip()

    def _between(self, before: str, glyph: Glyph, gap: float, blank: bool) -> str:
        """Return the blank before a sign: between Latin words, and a wide one that is there to be seen."""
        if not before:
            return ""
        if _is_latin(glyph.sign) and _is_latin(before):
            return " " if blank or (glyph.blank and gap > NARROW * self.size) else ""
        return "\u3000" if gap > WIDE * self.size else ""


def _is_latin(sign: str) -> bool:
    """Return whether a sign is of a script that parts its words by blanks."""
    return sign.isascii() or (sign < "\u2e80" and sign.isalpha())
