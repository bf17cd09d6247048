"""Long conversations go as they went when they were last meant to change; see recorded_talks.py."""

import pytest
from office import Office
from recorded_talks import TALKS, held, lines_of, recorded


@pytest.mark.parametrize("talk", TALKS)
async def test_every_word_of_a_conversation_is_as_it_was_recorded(office: Office, talk: str) -> None:
    was = recorded(talk)
    assert [turn["said"] for turn in was] == lines_of(talk), "see tests/recorded_talks.py"
    for now, before in zip(await held(office, talk), was, strict=True):
        assert now == before, "see tests/recorded_talks.py"
