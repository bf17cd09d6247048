"""Answers found before: people in one office ask the same things. In memory only, and without their words."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import replace

from knowledge.language.talk.heard_before import digest_of
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

    def get(self, library: Library, question: str, only: Collection[str] = ()) -> Answer | None:
        """Return what `library` answered to these words, its `question` empty; None when it is not known.

        `only`: the speeches that were asked; all, if none is named.
        """
        key = _key(question, only)
        if library is not self._library or key not in self._answers:
            return None
        self._answers.move_to_end(key)
        return self._answers[key]

    def keep(self, library: Library, question: str, answer: Answer, only: Collection[str] = ()) -> None:
        """Keep what `library` answered; the one that was asked for longest ago gives way."""
        if library is not self._library:
            self._library = library
            self._answers.clear()
        self._answers[_key(question, only)] = replace(answer, question="")
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)


def _key(question: str, only: Collection[str]) -> bytes:
    return digest_of("\0".join([*sorted(only), question]))
