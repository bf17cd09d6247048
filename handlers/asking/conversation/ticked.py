"""第一个跟第三个, 除了二都要: entries with a tick, where such stand there, are ticked and cleared in words."""

from collections.abc import Mapping, Sequence

from core.patterns import pattern
from handlers.editors import skipping
from handlers.ledger import material
from knowledge.language.commands.office.ticks import Ticks, named_ticks, read_ticks
from knowledge.language.talk.rows.row_words import likest

_ENTRY = pattern(r"[☐☑□✓]\s?(?P<row>\d{1,3})")
# By what the data of an entry begins with: what shows the entries with others ticked.
_ANEW = {"sk:": skipping.with_others, "mt:": material.with_others}


def ticks_meant(presses: Mapping[str, str], words: str, rows: Sequence[str] = ()) -> str:
    """Return the data that tick and clear what `words` name; empty where they name none that stands there.

    `rows` are the words of the entries, in their order, where they are known.
    """
    wanted = read_ticks(words) or _named(words, presses, rows)
    if wanted is None:
        return ""
    entries = {int(match["row"]): presses[label] for label in presses if (match := _ENTRY.fullmatch(label))}
    if not wanted.rows & entries.keys():
        return ""
    first = next(iter(entries.values()))
    anew = next((make for begins, make in _ANEW.items() if first.startswith(begins)), None)
    return anew(wanted, entries) if anew else ""


def alike(words: str, presses: Mapping[str, str], rows: Sequence[str]) -> list[int]:
    """Return which `rows` are as like to the one that is to be ticked or cleared: 三公经费那条也带上."""
    named = named_ticks(words) if len(_entries(presses)) == len(rows) else None
    found = likest([named[0]], rows) if named else []
    return [at for share, at in found if share == found[0][0]]


def _named(words: str, presses: Mapping[str, str], rows: Sequence[str]) -> Ticks | None:
    named, found = named_ticks(words), alike(words, presses, rows)
    if named is None or len(found) != 1:
        return None
    return Ticks(frozenset({_entries(presses)[found[0]]}), on=named[1])


def _entries(presses: Mapping[str, str]) -> list[int]:
    return [int(match["row"]) for label in presses if (match := _ENTRY.fullmatch(label))]
