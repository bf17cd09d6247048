"""Characters that look like another one, or are invisible."""

import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path

from core.patterns import pattern

RADICALS = Path(__file__).with_name("radicals.txt")
# Radicals and strokes, and the characters that older character sets had twice.
TWINS = (range(0x2E80, 0x2FE0), range(0x31C0, 0x31F0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
# What GBK kept in Unicode's private area before Unicode had it, and Chinese programs still write: a blank
# (WPS), marks of vertical writing, and characters that got a place of their own later.
PRIVATE = {0xE5E5: "\u3000", 0xE7C7: "\u1e3f", 0xE7C8: "\u01f9"}
PRIVATE |= dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True))
PRIVATE |= dict(
    zip((0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864), "龴龵龶龷龸龹龺龻", strict=True)
)
TWIN = pattern(
    "["
    + "".join(f"{chr(block.start)}-{chr(block.stop - 1)}" for block in TWINS)
    + "".join(map(chr, PRIVATE))
    + "]"
)
# Zero-width marks, direction marks, variation selectors, and letters that show nothing.
INVISIBLE = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)


@cache
def twins() -> dict[int, str]:
    """Return which character stands for each radical, stroke and compatibility ideograph that looks like it."""
    lines = RADICALS.read_text(encoding="utf-8").splitlines()
    named = {ord(line[0]): line[1:] for line in lines if not line.startswith("#")}
    forms = ((code, unicodedata.normalize("NFKC", chr(code))) for code in chain(*TWINS))
    return {code: form for code, form in forms if form != chr(code)} | named | PRIVATE


def plain_characters(text: str) -> str:
    """Return `text` with each radical and compatibility ideograph as the character it looks like: ⻛ -> 风.

    Length and everything else stay: it is for text that people will read. Fonts of PDF files name them so.
    """
    return text.translate(twins()) if TWIN.search(text) else text
