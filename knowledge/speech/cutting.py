"""Reading on: a speech cut into stretches, so that no text of it comes twice and none is left out.

Passages overlap, as one begins at each sentence. To read on from a passage takes a cutting that has it
as one of its stretches: from the beginning of the speech up to it, and from it to the end. So 下一段 and 上一段
lead through the same stretches in both directions, whichever passage the reading began with.

What is counted (第 7 段，共 20 段) are the stretches of the speech's own cutting, from its beginning. There are
as many of them whichever passage a reading began with; a stretch of a reading is in one of them, or in several.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.speech.segment import PATH_JOINER, Passage, Segmented

_OWN = "own_cutting"  # the name under which a speech keeps it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a reading.

    `below` is shown with `passage` where that is only a heading. Where a stretch ends earlier than the passage
    of its number, `passage` has only the text of the stretch. It begins in the `place`-th (from 1) of the
    `total` stretches of the speech's own cutting, and ends in the `last`-th.
    """

    passage: Passage
    below: Passage | None
    place: int
    last: int
    total: int

    @property
    def end(self) -> int:
        """Return where the stretch ends in the speech's text."""
        return (self.below or self.passage).end


@dataclass(frozen=True, slots=True)
class Start:
    """What a reading begins with: the passage of a number, or a page of so many sentences from there on."""

    number: int
    sentences: int = 0


def stretch(speech: Segmented, begins: int, around: Start) -> Stretch | None:
    """Return the stretch that begins at sentence `begins`, in the cutting that has `around` in it.

    None when none begins there.
    """
    starts = cutting(speech, around)
    place = bisect_left(starts, begins)
    if place == len(starts) or starts[place] != begins:
        return None
    return _nth(speech, starts, place, around)


def neighbour(speech: Segmented, begins: int, around: Start, steps: int) -> Stretch | None:
    """Return the stretch `steps` after the one that holds sentence `begins` (before it, when negative).

    None beyond the ends of the speech.
    """
    starts = cutting(speech, around)
    place = bisect_right(starts, begins) - 1 + steps
    return _nth(speech, starts, place, around) if 0 <= place < len(starts) else None


def cutting(speech: Segmented, around: Start) -> tuple[int, ...]:
    """Return the sentences at which the stretches of a reading begin.

    They are those of the speech's own cutting, but for what the reading began with: what of a stretch stands
    before it and after it is a stretch by itself.
    """
    own = own_cutting(speech)
    after = around.number + around.sentences if around.sentences else _after(speech, around.number)
    rest: list[int] = []
    ends = (*own, len(speech.passages))
    while (end := ends[bisect_left(ends, after)]) != after:
        rest.append(after)
        after = min(_after(speech, after), end)
    before = own[: bisect_left(own, around.number)]
    return (*before, around.number, *rest, *own[bisect_left(own, after) :])


def own_cutting(speech: Segmented) -> tuple[int, ...]:
    """Return the sentences at which the stretches of the speech's own cutting begin.

    Each begins after the end of the one before. They are kept with the speech, which never changes: each answer
    asks for them.
    """
    kept = vars(speech)
    if _OWN not in kept:
        kept[_OWN] = tuple(_chain(speech))
    found: tuple[int, ...] = kept[_OWN]
    return found


def _chain(speech: Segmented) -> Iterator[int]:
    first = 0
    while first < len(speech.passages):
        yield first
        first = _after(speech, first)


def below_heading(speech: Segmented, number: int) -> int | None:
    """Return the number of the passage to show with passage `number` where that is only a heading."""
    passage, after = speech.passages[number], speech.last[number] + 1
    if after == len(speech.passages) or passage.text != passage.section.rpartition(PATH_JOINER)[2]:
        return None
    return after if speech.passages[after].section.startswith(passage.section) else None


def _after(speech: Segmented, first: int) -> int:
    """Return the sentence after the passage that begins at `first`, and what is shown with it."""
    below = below_heading(speech, first)
    return speech.last[first if below is None else below] + 1


def _nth(speech: Segmented, starts: tuple[int, ...], place: int, around: Start) -> Stretch:
    first = starts[place]
    last = (starts[place + 1] if place + 1 < len(starts) else len(speech.passages)) - 1
    own = own_cutting(speech)
    counted = bisect_right(own, first), bisect_right(own, last), len(own)
    if around.sentences and first == around.number:
        return Stretch(_ending(speech, first, last), None, *counted)
    below = below_heading(speech, first)
    under = None if below is None or below > last else _until(speech, below, last)
    return Stretch(_until(speech, first, last), under, *counted)


def _until(speech: Segmented, number: int, last: int) -> Passage:
    """Return passage `number`, without the sentences after `last`."""
    return speech.passages[number] if speech.last[number] <= last else _ending(speech, number, last)


def _ending(speech: Segmented, number: int, last: int) -> Passage:
    """Return passage `number` with all sentences up to `last`."""
    passage, end = speech.passages[number], speech.sentences[last].end
    return replace(passage, text=speech.speech.text[passage.start : end], end=end)
