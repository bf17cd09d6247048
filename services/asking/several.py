"""Several questions in one message, told from one that is long: decision 0708."""

from knowledge.language.talk.pasted import is_pasted
from knowledge.language.words.parts import Parts, parts_of
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Kind
from knowledge.search.exact.words_asked import words_asked
from knowledge.search.library import Library
from services.asking.answers import AnswerService
from services.asking.of_speeches import OfSpeeches
from services.reporting import is_report


class SeveralQuestions:
    """Takes the questions in a message apart, where they are several."""

    def __init__(self, answers: AnswerService, speeches: OfSpeeches) -> None:
        self._answers = answers
        self._speeches = speeches

    async def parts(self, words: str) -> tuple[str, ...]:
        """Return the questions in `words`, each to be answered by itself; one where they are one.

        Where it is only likely that they are several, all of them must be answered surely by themselves. How
        two things differ may be said in one place.
        """
        found = parts_of(words)
        asks_where = len(found.questions) > 1 and words_asked(words, self._library.names, self._speeches.year())
        if asks_where and asks_where.quoted:
            return (words,)
        if len(found.questions) == 1:
            return found.questions
        if is_report(words) or is_pasted(words):
            return (words,)
        if found.compared:
            return found.questions if await self._apart(words, found) else (words,)
        if found.sure:
            return found.questions
        alone = [await self._answers.search(part, 1) for part in found.questions]
        first = {one.candidates[0].passage.id for one in alone if one.kind is Kind.CONFIDENT}
        return found.questions if len(first) == len(alone) else (words,)

    async def _apart(self, words: str, found: Parts) -> bool:
        """Return whether two things that are compared are shown each by itself.

        What answers the whole outright does for both, unless it speaks of one of them only and the speeches of
        the other elsewhere.
        """
        whole = await self._answers.search(words, 1)
        if whole.kind is not Kind.CONFIDENT:
            alone = [await self._answers.search(part, 1) for part in found.questions]
            return any(one.kind is Kind.CONFIDENT for one in alone)
        said, terms = fold(whole.candidates[0].passage.text), [fold(term) for term in found.compared]
        there = [term in said for term in terms]
        return any(there) and any(
            self._library.holding(term) for term, known in zip(terms, there, strict=True) if not known
        )

    def says_both(self, terms: tuple[str, ...]) -> bool:
        """Return whether some passage has all of these words."""
        return self._library.together(tuple(map(fold, terms)))

    @property
    def _library(self) -> Library:
        return self._answers.library
