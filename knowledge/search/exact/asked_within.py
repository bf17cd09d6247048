"""What a message comes to that is answered in vain as a whole: its clause that asks, or what it wants told.

急 下午要交材料 主体责任怎么说的 asks 主体责任怎么说的; 党风廉政到底卷啥 wants to hear of 党风廉政建设, as the
speeches call it. The rest is only what stands around it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.words.clauses import clauses, names_places, that_asks, told_of
from knowledge.search.exact.mentions import plain_text, plain_words
from knowledge.search.exact.telling import telling
from knowledge.search.library import Library

HOW = "{told}怎么说"
SURELY_A_NAME = 4  # characters
GOES_ON = 2  # characters with which the speeches complete a name
MOSTLY = 0.75  # of the places where it stands


@dataclass(frozen=True, slots=True)
class Within:
    """A question within a message. `told`: what it wants to hear told; `places`: at all its places."""

    asked: str
    told: str = ""
    places: bool = False


def asked_within(library: Library, words: str, slugs: Sequence[str]) -> Iterator[Within]:
    """Yield what `words` may come to, the likeliest first; nothing where they ask just what they say."""
    parts = clauses(words)
    asking = that_asks(parts)
    others = (part for part in parts if part != asking)
    if asking and telling(library, asking, slugs) and not any(telling(library, one, slugs) for one in others):
        yield Within(asking)
    for clause in (asking,) if asking else (*parts, words):
        told = next((one for one in told_of(clause) if _is_said(library, one, slugs)), "")
        if told and told != clause:
            full = _in_full(library, told, slugs)
            yield Within(HOW.format(told=full), full, names_places(clause))


def _is_said(library: Library, words: str, slugs: Sequence[str]) -> bool:
    if plain_words(words) not in plain_text(library, slugs):
        return False
    return len(words) >= SURELY_A_NAME or bool(telling(library, words, slugs))


def _in_full(library: Library, words: str, slugs: Sequence[str]) -> str:
    """Return a name as the speeches mostly say it in full: 党风廉政建设 for 党风廉政."""
    pieces = plain_text(library, slugs).split(plain_words(words))[1:]
    behind = Counter(piece[:GOES_ON] for piece in pieces)
    more, times = behind.most_common(1)[0] if behind else ("", 0)
    full = len(more) == GOES_ON and more.isalpha() and times > GOES_ON and times >= MOSTLY * len(pieces)
    return f"{words}{more}" if full else words
