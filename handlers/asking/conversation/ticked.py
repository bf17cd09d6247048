"""第一个跟第三个, 除了二都要: entries with a tick, where such stand there, are ticked and cleared in words."""

from collections.abc import Mapping

from core.patterns import pattern
from handlers.editors import skipping
from handlers.ledger import material
from knowledge.language.commands.office.ticks import read_ticks

_ENTRY = pattern(r"[☐☑□✓]\s?(?P<row>\d{1,3})")
# By what the data of an entry begins with: what shows the entries with others ticked.
_ANEW = {"sk:": skipping.with_others, "mt:": material.with_others}


def ticks_meant(presses: Mapping[str, str], words: str) -> str:
    """Return the data that tick and clear what `words` name; empty where they name none that stands there."""
    wanted = read_ticks(words)
    if wanted is None:
        return ""
    entries = {int(match["row"]): presses[label] for label in presses if (match := _ENTRY.fullmatch(label))}
    if not wanted.rows & entries.keys():
        return ""
    first = next(iter(entries.values()))
    anew = next((make for begins, make in _ANEW.items() if first.startswith(begins)), None)
    return anew(wanted, entries) if anew else ""
