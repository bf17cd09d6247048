"""Words of a .docx that nobody sees on paper: white on white, clear, tiny, squeezed, in hidden shapes."""

from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from knowledge.reading.docx.package import child, hexadecimal, tag_of, value, whole

WHITE = 250  # of 255, each of red, green and blue
SPECK = 4  # half points: words smaller than this are there for machines
SLIVER = 5  # hundredths of their usual width
LOWEST = 40  # twentieths of a point: a line or row kept this low shows no words
CLEAR = 95_000  # thousandths of a hundredth
SHAPES = frozenset(
    {
        "anchor",
        "inline",
        "wsp",
        "wgp",
        "grpSp",
        "group",
        "shape",
        "rect",
        "roundrect",
        "oval",
        "line",
        "textbox",
    }
)
NO_FILL = frozenset({"", "auto", "none", "ffffff"})


# What lies under words may be a colour: a table's style, a picture behind the text, a box's filling.
MAYBE: Literal["maybe"] = "maybe"
Ground = bool | Literal["maybe"] | None


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None where nothing says so. `ground`: a colour lies under them, or may."""

    white: bool | None = None
    speck: bool | None = None
    ground: Ground = None

    @property
    def is_unseen(self) -> bool:
        """Return whether nobody sees such words on paper."""
        return bool(self.speck or (self.white and not self.ground))

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, and the one below where it does not."""
        return Look(
            below.white if self.white is None else self.white,
            below.speck if self.speck is None else self.speck,
            below.ground if self.ground is None else self.ground,
        )


PLAIN = Look()


def look_of(properties: ET.Element | None) -> Look:
    """Return how a run's (or style's) properties say that words look."""
    if properties is None or not len(properties):
        return Look()
    return Look(_white(properties), _speck(properties), ground_of(properties))


def ground_of(properties: ET.Element | None) -> bool | None:
    """Return whether shading or a marker lies under the words; None where nothing says so."""
    shading, marker = child(properties, "shd"), child(properties, "highlight")
    if marker is not None and value(marker) not in {"none", "white"}:
        return True
    if shading is None:
        return None
    patterned = (value(shading) or "clear") not in {"clear", "nil"}
    return patterned or (value(shading, "fill") or "").lower() not in NO_FILL


def has_ground(root: ET.Element) -> bool:
    """Return whether the page is coloured, or something is drawn behind its text."""
    for element in root.iter():
        tag = tag_of(element)
        if tag == "background" and (value(element, "color") or "").lower() not in NO_FILL:
            return True
        if tag == "anchor" and element.get("behindDoc") in {"1", "true"}:
            return True
        if tag in SHAPES and "z-index:-" in "".join((element.get("style") or "").split()):
            return True
    return False


def is_too_low(properties: ET.Element | None) -> bool:
    """Return whether a paragraph's lines, or a row, are kept so low that no words are seen."""
    spacing, height = child(properties, "spacing"), child(properties, "trHeight")
    for element, rule, size in ((spacing, "lineRule", "line"), (height, "hRule", "val")):
        exact = value(element, rule) == "exact"
        if exact and whole(value(element, size), LOWEST + 1) <= LOWEST:
            return True
    return False


def is_hidden_shape(element: ET.Element) -> bool:
    """Return whether a drawing or a box is one that Word does not show."""
    if tag_of(element) not in SHAPES:
        return False
    named = (child(element, name) for name in ("docPr", "cNvPr"))
    style = "".join((element.get("style") or "").split()).lower()
    return "visibility:hidden" in style or any((value(one, "hidden") or "0") in {"1", "true"} for one in named)


def _white(properties: ET.Element) -> bool | None:
    fill = child(properties, "textFill")
    if fill is not None:
        if child(fill, "noFill") is not None:
            return True
        solid = child(fill, "solidFill")
        for filled in solid if solid is not None else ():
            if whole(value(child(filled, "alpha")), 0) >= CLEAR:
                return True
            named = value(filled) or ""
            return _is_white(named) or (named == "bg1" and not len(filled))
    colour = child(properties, "color")
    return None if colour is None else _is_white(value(colour) or "")


def _is_white(colour: str) -> bool:
    number = hexadecimal(colour) if len(colour) == 6 else 0
    return all(part >= WHITE for part in (number >> 16, number >> 8 & 255, number & 255))


def _speck(properties: ET.Element) -> bool | None:
    size, width = child(properties, "sz"), child(properties, "w")
    if width is not None and whole((value(width) or "").rstrip("%"), SLIVER + 1) <= SLIVER:
        return True
    return None if size is None else whole(value(size), SPECK) < SPECK
