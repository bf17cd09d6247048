"""What items are drafted from: every sentence of the speeches, and quick ways to ask what they say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from core.patterns import pattern
from knowledge.quotes.approved import BOUND_TO_THE_OCCASION, REDACTION
from knowledge.quotes.spans import CLOSING, balanced
from knowledge.speech.headings import heading_mark
from knowledge.speech.segment import Segmented

SHORTEST, LONGEST = 14, 250  # characters of a sentence that is asked about
# After such a beginning, a reader asks who or what is meant.
LEANS_BACK = pattern(
    r"(?:这|那|他|她|它|此|其|对此|为此|因此|但|然而|有的|有些|所以|于是|比如|例如|同志们|各位[^，。：！；]{0,6}[，：！]|"
    r"同时|与此同时|另外|除此|再次|再者|最后|而且|并且|并要|还|也|又|相反|反之|换言之|总之)"
)
LONGEST_HEADING = 40  # characters
COLUMN = "|"  # of a web page's title or a table, no sentence
HAN = pattern(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Statement:
    """A sentence of a speech, verbatim; `start` is where it stands in the speech's text."""

    slug: str
    start: int
    text: str

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Return every two characters that stand side by side in it."""
        return pairs_of(self.text)


@dataclass(frozen=True, slots=True)
class Blank:
    """The stretch [start:end] of a statement that is asked for.

    `beside` is what the list names that is asked for, `head` the form that it stands in or how that ends.
    In a `form` of sentence (把…作为) the words beside the blank are the form's, which say nothing of it.
    """

    statement: Statement
    start: int
    end: int
    beside: tuple[str, ...] = ()
    head: str = ""
    form: bool = False

    @property
    def answer(self) -> str:
        return self.statement.text[self.start : self.end]

    @property
    def before(self) -> str:
        """Return the characters directly before the blank, up to a sign."""
        return _run(reversed(self.statement.text[: self.start]))[::-1]

    @property
    def after(self) -> str:
        """Return the characters directly behind the blank, up to a sign."""
        return _run(self.statement.text[self.end :])


class Material:
    """The sentences of some speeches, with an index of the pairs of characters in them."""

    def __init__(self, speeches: Sequence[Segmented]) -> None:
        self.speeches = speeches
        self.statements: list[Statement] = []
        self._holding: dict[str, set[int]] = {}
        self._known: dict[str, list[Statement]] = {}
        for speech in speeches:
            for sentence in speech.sentences:
                words = speech.speech.text[sentence.start : sentence.end]
                self._add(Statement(speech.speech.slug, sentence.start, words))

    def _add(self, statement: Statement) -> None:
        number = len(self.statements)
        self.statements.append(statement)
        for pair in statement.pairs:
            self._holding.setdefault(pair, set()).add(number)

    def holding(self, words: str) -> list[Statement]:
        """Return the statements that say these words (two characters or more)."""
        if words not in self._known:
            numbers = sorted(self._numbers(words))
            found = (self.statements[number] for number in numbers)
            self._known[words] = [one for one in found if words in one.text]
        return self._known[words]

    def says(self, words: str) -> bool:
        """Return whether any speech says these words."""
        return any(words in self.statements[number].text for number in self._numbers(words))

    def times(self, words: str) -> int:
        """Return how many sentences say these words."""
        return len(self.holding(words))

    def _numbers(self, words: str) -> set[int]:
        """Return the places of the statements that have each pair of characters of `words`."""
        found: set[int] | None = None
        for pair in pairs_of(words):
            numbers = self._holding.get(pair, set())
            found = numbers if found is None else found & numbers
            if not found:
                return set()
        return found or set()


def pairs_of(words: str) -> frozenset[str]:
    """Return every two characters that stand side by side."""
    return frozenset(left + right for left, right in pairwise(words))


def worth_asking(speech: Segmented) -> Iterator[Statement]:
    """Yield the sentences of a speech that can be understood alone and are no heading."""
    text = speech.speech.text
    for sentence in speech.sentences:
        words = text[sentence.start : sentence.end]
        if (
            SHORTEST <= len(words) <= LONGEST
            and words[-1] in "。！；" + CLOSING
            and REDACTION not in words
            and COLUMN not in words
            and not LEANS_BACK.match(words)
            and not any(bound in words for bound in BOUND_TO_THE_OCCASION)
            and balanced(words)
            and (len(words) > LONGEST_HEADING or heading_mark(words, 0, len(words)) is None)
        ):
            yield Statement(speech.speech.slug, sentence.start, words)


def _run(letters: Iterable[str]) -> str:
    said = []
    for letter in letters:
        if not HAN.match(letter):
            break
        said.append(letter)
    return "".join(said)
