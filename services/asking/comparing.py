"""What was counted, side by side: two words in the same speeches, or a word in one speech and in another."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.search.exact.mentions import mentions
from knowledge.search.library import Library
from services.asking.reply import Counted, Reply, ReplyKind


@dataclass(frozen=True, slots=True)
class Count:
    """Words that were counted, and in which speeches."""

    words: str
    slugs: tuple[str, ...]


def side_by_side(library: Library, counts: Sequence[Count]) -> Reply | None:
    """Return how often each stands there; None: there is nothing to compare, or nothing stands anywhere.

    One word is compared between its speeches.
    """
    counts = tuple(dict.fromkeys(counts))
    if len({one.words for one in counts}) == 1:
        slugs = library.names.in_order(tuple(dict.fromkeys(slug for one in counts for slug in one.slugs)))
        counts = (Count(counts[0].words, slugs),)
        if len(slugs) < 2:
            return None
    found = tuple(mentions(library, one.words, one.slugs) for one in counts)
    known = any(one.places for one in found)
    return Reply(ReplyKind.PLACES, counted=Counted(found, compared=True)) if known else None
