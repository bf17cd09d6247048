"""A word's number is its own, also beside words in another script that Python keeps as the same bytes."""

import pytest

from knowledge.language.words.thesaurus import general
from knowledge.language.writing.hashes import hashes_of


@pytest.mark.parametrize("word", ["慢慢", "执照", "数据", "条"])
def test_letters_with_the_bytes_of_a_word_are_not_that_word(word: str) -> None:
    letters = word.encode("utf-16-le").decode("ascii")  # baba, gbgq, penc, ag
    assert hash(letters) == hash(word)
    assert len({*hashes_of([letters, word])}) == 2
    assert not general().known(letters)
