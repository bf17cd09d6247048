"""Each figure of the search is what it was when that was last meant to change; see recorded_answers.py."""

import pytest
from recorded_answers import DIGITS, NAMES, QUESTIONS, measured, recorded

NEARLY = 2 * 10**-DIGITS  # another processor may round the last digit otherwise
RECORDED = recorded()


@pytest.mark.parametrize("library", NAMES)
def test_what_is_found_and_how_surely_is_as_it_was_recorded(library: str) -> None:
    was = [one for one in RECORDED if one["library"] == library]
    for now, before in zip(measured(library), was, strict=True):
        asked = (library, before["question"], "see tests/recorded_answers.py")
        assert now["question"] == before["question"]
        assert now["kind"] == before["kind"], asked
        assert [(one[0], one[2]) for one in now["found"]] == [(one[0], one[2]) for one in before["found"]], (
            asked
        )
        assert [one[1] for one in now["found"]] == pytest.approx(
            [one[1] for one in before["found"]], abs=NEARLY
        )
        for features, earlier in zip(now["why"], before["why"], strict=True):
            assert features[0] == earlier[0], asked
            assert features[1:] == pytest.approx(earlier[1:], abs=NEARLY), asked


def test_questions_of_each_kind_were_recorded() -> None:
    kinds = {one["kind"] for one in RECORDED}
    assert kinds == {"confident", "unsure", "nothing"}
    assert len(RECORDED) == len(QUESTIONS) * len(NAMES)
