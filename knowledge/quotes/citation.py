"""A stretch of a speech with its source, as a collection of excerpts prints it, ready to be pasted."""

from core.patterns import pattern
from core.utf16 import units

LONGEST_TITLE = 80  # UTF-16 units; a longer title is cut, or nothing of the words would fit
LONGEST_DATE = 30  # the same of what an operator wrote in the place of a date
LEFT_OUT = "…"
# Where a clause ends. What closes a quotation or a bracket stays with it.
_CLAUSE_END = pattern(r"[。！？!?；;，,：:、…\n][”’」』）)】》〉]*")
_ENDS_BADLY = "，、；：,;: \n"
_OPENING, _CLOSING = "“‘「『（(【《〈", "”’」』）)】》〉"


def citation(words: str, title: str, day: str, most: int) -> str:
    """Return `words` and, on a line of its own, ——《title》（day); what is empty is left out.

    It has at most `most` UTF-16 units, which no way of counting characters exceeds. Words that do not fit are
    cut at the end of a clause, with …; nothing else of them changes.
    """
    source = (f"《{_fitting(title, LONGEST_TITLE)}》" if title else "") + (
        f"（{_fitting(day, LONGEST_DATE)}）" if day else ""
    )
    source = f"\n——{source}" if source else ""
    return _fitting(words.strip(), most - units(source)) + source


def _fitting(words: str, most: int) -> str:
    """Return `words`, cut at a clause with … where they have more than `most` units."""
    if units(words) <= most:
        return words
    kept = words[:most]
    while kept and units(kept) > most - len(LEFT_OUT):
        kept = kept[:-1]
    ends = [match.end() for match in _CLAUSE_END.finditer(words) if match.end() <= len(kept)]
    whole = [end for end in ends if not _is_open(words[:end])]
    # A clause that ends inside a bracket is cut off before the bracket, unless little would be left.
    end = next((last for last in (whole[-1:] or [0]) if last >= len(kept) // 3), max(ends, default=0))
    if end:
        kept = words[:end].rstrip(_ENDS_BADLY)
    return kept + LEFT_OUT


def _is_open(words: str) -> bool:
    return sum(map(words.count, _OPENING)) > sum(map(words.count, _CLOSING))
