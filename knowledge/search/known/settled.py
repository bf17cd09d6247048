"""What editors have settled: the same words asked again get what they chose, whatever speaks against it.

Evidence is for questions that nobody has decided. An editor who binds 四风是什么 to a passage is told that it
will be the answer: so it is, also where the words are too few to be sure of, or are often asked in vain.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.words import frames, wording
from knowledge.language.writing.normalize import fold
from knowledge.search.index import Shard
from knowledge.search.known.index import find_text
from knowledge.search.known.questions import EDITOR, KnownQuestion
from knowledge.speech.segment import Passage

# X是什么 and 什么是X are the same words in another order.
DEFINED = pattern(
    r"(?:什么是|什么叫|啥是|啥叫|何谓|何为)(?P<before>.+)"
    r"|(?P<after>.+?)(?:指的|说的|讲的)?(?:是什么意思|是啥意思|什么意思|啥意思|是指什么|指什么|是什么|是啥)"
)
POLITE = pattern(wording.POLITE)


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the answer begins, (shard, sentence); None: the speeches do not say."""

    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor decided of a question: the passage that answers it; None: the speeches do not say."""

    passage: Passage | None


def settled(known: Sequence[KnownQuestion], shards: Sequence[Shard]) -> dict[str, Settled]:
    """Return what editors settled, by `asked_so`; what no speech says any longer is left out."""
    found: dict[str, Settled] = {}
    for one in known:
        if one.asker != EDITOR:
            continue
        place = find_text(shards, one.text, one.speech) if one.text else None
        if place is not None or not one.text:
            found[asked_so(one.question)] = Settled(place)
    return found


def asked_so(question: str) -> str:
    """Return a question without what may differ when it is asked again: signs, politeness, the frame around."""
    bare = re.sub(r"[\W_]+", "", POLITE.sub(" ", frames.core(fold(question))))
    if match := DEFINED.fullmatch(bare):
        return f"{match['before'] or match['after']}是什么"
    return bare


def decision(made: Mapping[str, Settled], question: str) -> Settled | None:
    """Return what was decided for a question in these words; None: nothing."""
    return made.get(asked_so(question)) if made else None
