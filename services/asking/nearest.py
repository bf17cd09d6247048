"""The headings over what comes nearest to a question that nothing answers."""

from dataclasses import dataclass

from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.of_speeches import LOOKED_AT

MOST_TOPICS = 3  # headings offered for a question in vain


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of a speech, word for word, and the passage it opens."""

    heading: str
    passage: Passage


async def nearest(words: str, answers: AnswerService) -> list[Topic]:
    """Return the headings over the passages that come nearest to a question, the nearest first."""
    found = (await answers.search(words[:LONGEST_QUESTION], LOOKED_AT)).candidates
    topics: dict[str, Topic] = {}
    for one in found:
        above = [
            Topic(heading, passage)
            for _, passage, heading in answers.library.headings(one.passage.slug)
            if passage.start <= one.passage.start and heading in one.passage.section
        ]
        if above:
            topics.setdefault(above[-1].passage.id, above[-1])
    return list(topics.values())[:MOST_TOPICS]
