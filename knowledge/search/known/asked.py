"""Ways of asking, read once and for all: postings over the questions, and the stretch each asks for.

Which passage a stretch is depends on the speeches in use (known_index.py); this does not, so it can be kept.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge.language.words import wording
from knowledge.language.writing.normalize import fold_all
from knowledge.search.index import Ints, Postings, build_units, join_postings
from knowledge.search.known.questions import KnownQuestion

# Initials alone are too little to compare whole questions by, and would take a third of the memory.
CHANNELS = ("characters", "pinyin")
Stretch = tuple[str, str, str]


@dataclass(frozen=True)
class Asked:
    """Known questions as postings over them, in the order given.

    `stretches` are (text, speech, about) of `KnownQuestion`, each once; `stretch_of` says which each question
    asks for, -1 none. `marks` stand for the words of each question.
    """

    stretches: tuple[Stretch, ...]
    stretch_of: NDArray[np.int32]
    marks: NDArray[np.uint64]
    postings: Postings


def read_asked(known: Sequence[KnownQuestion]) -> Asked:
    """Read ways of asking, which takes some 25 microseconds each."""
    stretches: dict[Stretch, int] = {}
    stretch_of = [stretches.setdefault((one.text, one.speech, one.about), len(stretches)) for one in known]
    # The questions of one stretch together, so that their postings stand together, too.
    order = np.argsort(stretch_of, kind="stable").astype(np.int64)
    questions = [" ".join(known[place].question.split()) for place in order.tolist()]
    postings = build_units(wording.strip_all(fold_all(questions)), CHANNELS).postings
    return Asked(
        tuple(stretches),
        np.array(stretch_of, np.int32)[order],
        np.array([_mark(known[place].question) for place in order.tolist()], np.uint64),
        _small(postings, len(known)),
    )


def together(parts: Sequence[Asked]) -> Asked:
    """Return all parts as one. Who asks in the same words in a later part is heard, and the earlier is not."""
    if len(parts) == 1:
        return parts[0]
    stretches: dict[Stretch, int] = {}
    asking = []
    for place, part in enumerate(parts):
        numbers = np.array([stretches.setdefault(one, len(stretches)) for one in part.stretches], np.int32)
        numbers = numbers[part.stretch_of] if len(numbers) else part.stretch_of
        later = [other.marks for other in parts[place + 1 :]]
        heard = ~np.isin(part.marks, np.concatenate(later)) if later else np.ones(len(numbers), np.bool_)
        asking.append(np.where(heard, numbers, -1))
    sizes = [len(part.marks) for part in parts]
    offsets = np.cumsum([0, *sizes[:-1]]).tolist()
    postings = join_postings([(part.postings, offset) for part, offset in zip(parts, offsets, strict=True)])
    return Asked(
        tuple(stretches),
        np.concatenate(asking).astype(np.int32),
        np.concatenate([part.marks for part in parts]),
        _small(postings, sum(sizes)),
    )


def renumbered(postings: Postings, number_of: Ints, count: int) -> Postings:
    """Return postings with question i as number_of[i] of `count`; -1 leaves it out.

    How often a question has a term is not told: questions are short, and it would be a third of the memory.
    """
    small = np.min_scalar_type(len(postings.keys) * count)  # half the memory, and sorted in half the time
    units = number_of[postings.units]
    kept = units >= 0
    terms = np.arange(len(postings.keys), dtype=small).repeat(np.diff(postings.starts))[kept]
    pairs = np.sort(terms * small.type(count) + units[kept].astype(small))
    units = pairs - terms * small.type(count)  # sorted, they are in the order of terms still
    sizes = np.bincount(terms, minlength=len(postings.keys))
    used = sizes > 0
    starts = np.concatenate([[0], np.cumsum(sizes[used])]).astype(np.int64)
    return _small(Postings(postings.keys[used], starts, units, np.zeros(0, np.uint8)), count)


def to_bytes(asked: Asked) -> bytes:
    """Return `asked` as bytes that `from_bytes` reads."""
    kept = io.BytesIO()
    np.savez(
        kept,
        stretches=np.array(list(chain.from_iterable(asked.stretches)), dtype=np.str_),
        stretch_of=asked.stretch_of,
        marks=asked.marks,
        keys=asked.postings.keys,
        starts=asked.postings.starts,
        units=asked.postings.units,
        counts=asked.postings.counts,
    )
    return kept.getvalue()


def from_bytes(kept: bytes) -> Asked:
    """Read what `to_bytes` wrote. Raises ValueError, KeyError or OSError for other bytes."""
    with np.load(io.BytesIO(kept), allow_pickle=False) as parts:
        words = parts["stretches"].tolist()
        return Asked(
            tuple(zip(words[::3], words[1::3], words[2::3], strict=True)),
            parts["stretch_of"],
            parts["marks"],
            Postings(parts["keys"], parts["starts"], parts["units"], parts["counts"]),
        )


def _mark(question: str) -> int:
    return int.from_bytes(blake2b(question.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _small(postings: Postings, count: int) -> Postings:
    """Return postings whose units take as few bytes as `count` needs: half the memory."""
    return replace(postings, units=postings.units.astype(np.min_scalar_type(max(count, 1))))
