"""Tells whether a text looks like text. Wrongly decoded text does not, and must not be indexed."""

from collections import Counter

from knowledge.language.writing.look_alikes import INVISIBLE

ENOUGH = 0.85
# What offices write besides Chinese characters and ASCII: “” — … 、。《》 ① ℃ → ■ full-width forms ·
SIGNS = (
    ("\u2010", "\u27ff"),
    ("\u3000", "\u303f"),
    ("\uff01", "\uff5e"),
    ("\uffe0", "\uffe5"),
    ("\u00b0", "\u00b7"),
)
# Lead bytes of the characters in everyday use: 3,755 simplified ones, 5,401 traditional ones.
LEVELS = (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))


def plausibility(text: str) -> float:
    """Return the share of a text's characters that Chinese offices write: near 1 for text.

    Of simplified and of traditional writing the better one counts: what was decoded wrongly mixes both.
    """
    counts = Counter(text)
    for blank in [character for character in counts if character.isspace()]:
        del counts[blank]
    if not counts:
        return 0.0
    signs = sum(count for character, count in counts.items() if _is_sign(character))
    written = max(
        sum(count for character, count in counts.items() if _is_common(character, *level)) for level in LEVELS
    )
    return (signs + written) / counts.total()


def controls(text: str) -> int:
    """Return how many characters of `text` no text has: control characters, U+FFFD, private use."""
    return sum(
        not (character.isprintable() or character.isspace()) or character == "\ufffd"
        for character in INVISIBLE.sub("", text)
    )


def _is_sign(character: str) -> bool:
    return ("\x20" < character < "\x7f") or any(first <= character <= last for first, last in SIGNS)


def _is_common(character: str, codec: str, leads: range) -> bool:
    if not "\u4e00" <= character <= "\u9fff":
        return False
    try:
        return character.encode(codec)[0] in leads
    except UnicodeEncodeError:
        return False
