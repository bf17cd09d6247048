"""The likeness to known sentences: what is looked for from a line on is found as if there were none."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.language.commands.office import desk_views
from knowledge.language.talk import to_the_bot
from knowledge.language.talk.thread import said_otherwise
from knowledge.language.words.likeness import Sentences, sentences

FILES = [
    pytest.param(module.FILE, id=module.__name__.rpartition(".")[2])
    for module in (desk_views, to_the_bot, said_otherwise)
]
LINES = (0.3, 0.5, 0.65, 0.8)


def _said_of_all_kinds() -> Iterator[str]:
    """Return sentences of every file, some of them cut short or run into each other."""
    for module in (desk_views, to_the_bot, said_otherwise):
        said = [one for _, one in sentences(module.FILE)][::7]
        yield from said
        yield from (one[: len(one) // 2] for one in said)
        yield from (one + other for one, other in pairwise(said))


@pytest.mark.parametrize("file", FILES)
def test_a_line_hides_only_what_is_below_it(file: Path) -> None:
    known = Sentences(file)
    for text in (*_said_of_all_kinds(), "", "讲话对监督怎么说"):
        name, like = known.nearest(text)
        for line in LINES:
            found = known.nearest(text, line)
            assert found == (name, like) or (like < line and found == ("", 0.0)), (text, line)


def test_a_known_sentence_is_wholly_like_itself() -> None:
    known = Sentences(to_the_bot.FILE)
    for _, said in sentences(to_the_bot.FILE):
        assert known.nearest(said, 0.99)[1] > 0.99
