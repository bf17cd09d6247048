"""A question with choices about what a speech says: plain data that more than one layer uses."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from core.models import Content, Shows

# Telegram's limits of a poll, in code points.
LONGEST_QUESTION = 300
LONGEST_CHOICE = 100
LONGEST_EXPLANATION = 200
FEWEST_CHOICES, MOST_CHOICES = 2, 10

BLANK = "（　　）"
KEY = 15  # hexadecimal digits: as a number it fits a column of numbers


class QuizKind(StrEnum):
    """What is asked for."""

    TERM = "term"  # a term, for how it is spoken of
    ROLE = "role"  # what is said to be something: 调查研究是…的重要手段
    NATURE = "nature"  # what something is said to be
    WHO = "who"  # who has to do something
    FORBIDDEN = "forbidden"  # what must not be
    OUTSIDE = "outside"  # which choice a list does not name
    LIST = "list"  # the missing member of a list
    NUMBER = "number"
    HEADING = "heading"  # the missing one of a speech's headings
    SPEECH = "speech"  # which speech says it


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A question, its choices and the place of the right one.

    `sentence` is the sentence of the speech `slug` that says so, verbatim; `answer` is what the rule asked for
    there, which editing does not change: the right choice as it was drafted, or the list that has it not.
    """

    kind: QuizKind
    slug: str
    sentence: str
    answer: str
    question: str
    choices: tuple[str, ...]
    right: int

    @property
    def asked(self) -> str:
        """Return the question in a line, as lists have it: the sentence, without who says it."""
        return self.question.splitlines()[-1].strip("“”")

    @property
    def right_words(self) -> str:
        """Return the right choice as it is shown behind `asked`, with 不在括号里的 where that is not said."""
        words = self.choices[self.right]
        outside = self.kind is QuizKind.OUTSIDE and words not in self.sentence
        return f"（不在括号里的）{words}" if outside else words

    @property
    def key(self) -> str:
        """Return what tells this item from others: what it asks for where, not how it is worded."""
        said = f"{self.kind}|{self.slug}|{self.sentence}|{self.answer}"
        return hashlib.sha256(said.encode()).hexdigest()[:KEY]


@dataclass(frozen=True, slots=True)
class WeeklyQuiz(Content):
    """每周一题: the item of a week, the explanation that Telegram shows, and the passage it is from."""

    item: QuizItem
    explanation: str
    passage_id: str

    @property
    def shows(self) -> Shows | None:
        """Return the passage that the item is about."""
        return Shows(self.passage_id, self.item.sentence, lasting=True)
