"""Signs of symbol fonts: bullets and little pictures, the font Symbol's letters, numbers in circles.

Word writes such a sign as U+F0xx, xx being its number in its font; others write the plain letter that has
this number (l for ●). Either means something only together with the font.
"""

import re
import unicodedata

from core.patterns import pattern

PICTURES = pattern(r"dings|marlett|fontawesome", re.IGNORECASE)
# A font of pictures and of letters for formulas.
MIXED = pattern(r"opensymbol", re.IGNORECASE)
SYMBOL = pattern(r"(?:^|\+)symbol(?:mt|ps|std)?\b", re.IGNORECASE)
GREEK = dict(
    zip(
        b"abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
SIGNS = dict(zip(b"\xa3\xa5\xb0\xb1\xb3\xb4\xb8\xb9\xbb\xac\xad\xae\xaf\xd7", "≤∞°±≥×÷≠≈←↑→↓·", strict=True))
SYMBOLS = GREEK | SIGNS | {number: chr(number) for number in b" ()+,-./0123456789:;<=>?[]{|}%&!"} | {0xB7: ""}
# The first of the numbers in circles, as far as 10.
CIRCLES = {0x81: "①", 0x8C: "❶"}


def meaning(sign: str, font: str) -> str:
    """Return what the sign of this font says: "" for a picture, the sign itself where there is no doubt."""
    number = ord(sign) - 0xF000 if "\uf020" <= sign <= "\uf0ff" else -1
    if SYMBOL.search(font):
        return SYMBOLS.get(number, sign)
    private = "\ue000" <= sign <= "\uf8ff"
    if MIXED.search(font):
        return "" if private or sign == "•" or unicodedata.category(sign) == "So" else sign
    if not PICTURES.search(font):
        return "" if number >= 0 else sign
    if re.search(r"wingdings(?! ?[23])", font, re.IGNORECASE):
        for first, circle in CIRCLES.items():
            if first <= (number if number >= 0 else ord(sign)) < first + 10:
                return chr(ord(circle) + (ord(sign) - first) % 0xF000)
    return ""
