"""Who says that nothing shall ring is never heard as wanting it to."""

import pytest

from knowledge.language.functions.recogniser import functions_meant
from knowledge.language.functions.ringing import wants_silence


@pytest.mark.parametrize(
    "said",
    ["不响铃", "别让它响", "别叫它响", "叮咚声太吵，别让它响", "勿令作声", "咋又响了，别让手机响", "甭再吵了"],
)
def test_words_that_only_want_silence(said: str) -> None:
    assert wants_silence(said)
    assert functions_meant(said)[0][0].name == "mute"


@pytest.mark.parametrize(
    "said", ["响铃", "让它响", "改到9点，别让它响", "别静音", "警钟不响怎么办", "不发不响也不好"]
)
def test_words_that_want_something_else_or_more(said: str) -> None:
    assert not wants_silence(said)
