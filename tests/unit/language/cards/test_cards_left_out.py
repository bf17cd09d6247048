"""How well is told which button of a card a stranger means: bench/fit_cards.py's figures have a floor."""

import json

from bench.fit_cards import LEFT_OUT, fingerprint, writers


def test_writers_left_out_are_understood_and_the_rest_left_alone() -> None:
    """The figures are of models that have not heard the writer; they belong to the sentences as they are."""
    found = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    assert found["fingerprint"] == fingerprint(), "fit anew: .venv/bin/python -m bench.fit_cards"
    assert set(found["writers"]) == set(writers())
    rows = found["writers"].values()
    for of, least in (("first", 0.89), ("pressed", 0.58), ("right", 0.96), ("asked", 0.18)):
        assert sum(row[of] for row in rows) / len(rows) >= least, of
    for of, most in (("none pressed", 0.03), ("questions pressed", 0.002), ("questions asked", 0.01)):
        assert sum(row[of] for row in rows) / len(rows) <= most, of
