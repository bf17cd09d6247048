"""Answers found before: people in one office ask the same things. In memory only, and without their words."""

from collections import OrderedDict
from dataclasses import replace
from hashlib import blake2b

from knowledge.search.answer import Answer
from knowledge.search.library import Library

MOST = 256  # about half a megabyte


class AnswersFound:
    """The latest answers of the library in use, by a digest of the question's exact words.

    An answer depends on nothing else, as a library is immutable. Another library's answers are dropped with
    the first answer that is kept of the new one.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._library: Library | None = None
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()

    def get(self, library: Library, question: str) -> Answer | None:
        """Return what `library` answered to these words, its `question` empty; None when it is not known."""
        key = _key(question)
        if library is not self._library or key not in self._answers:
            return None
        self._answers.move_to_end(key)
        return self._answers[key]

    def keep(self, library: Library, question: str, answer: Answer) -> None:
        """Keep what `library` answered; the one that was asked for longest ago gives way."""
        if library is not self._library:
            self._library = library
            self._answers.clear()
        self._answers[_key(question)] = replace(answer, question="")
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)


def _key(question: str) -> bytes:
    return blake2b(question.encode("utf-8", "surrogatepass"), digest_size=16).digest()
