"""The answer of `bot.py ask` for a person at a terminal."""

from collections.abc import Sequence

from knowledge.search.answer import Answer, Candidate, Kind
from knowledge.search.exact.mentions import Mentions

NOTHING = "讲话里没有找到能回答的段落。换个说法，或用讲话里会出现的词再问一次。"
IN_VAIN = "讲话里没有哪一段直接回答这个问题。"
MENTIONED = "“{words}”有 {places} 段提到：{numbers}。"
UNSURE = "拿不准，您要找的是不是这些："
OTHERS = "另外还有："
WORTH_NAMING = 0.2  # below this confidence another passage is of no use


def answer_text(answer: Answer, mentioned: Sequence[Mentions] = ()) -> str:
    """Return the passage with its source; when unsure the candidates; when nothing fits, that.

    `mentioned`: where the words stand that the question is about, for a question that nothing answers.
    """
    if answer.kind is Kind.NOTHING or not answer.candidates:
        return IN_VAIN + "".join(map(_mentioned, mentioned)) if mentioned else NOTHING
    if answer.kind is Kind.UNSURE:
        return "\n\n".join([UNSURE, *map(_shown, answer.candidates)])
    first, *others = answer.candidates
    lines = [_shown(first)]
    if named := [candidate.passage.id for candidate in others if candidate.confidence >= WORTH_NAMING]:
        lines.append(OTHERS + "、".join(named))
    return "\n\n".join(lines)


def _mentioned(found: Mentions) -> str:
    numbers = "、".join(place.number for place in found.places)
    return MENTIONED.format(words=found.words, places=len(found.places), numbers=numbers)


def _shown(candidate: Candidate) -> str:
    passage = candidate.passage
    source = " · ".join(
        part for part in (f"《{passage.title}》", passage.date, passage.section, passage.id) if part
    )
    return f"{passage.text}\n—— {source}"
