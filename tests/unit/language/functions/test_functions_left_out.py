"""How well is told what a stranger wants done: bench/fit_functions.py's figures have a floor."""

import json

from bench.fit_functions import LEFT_OUT, fingerprint
from bench.functions import writers


def test_writers_left_out_are_understood_and_questions_left_alone() -> None:
    """The figures are of models that have not heard the writer; they belong to the sentences as they are."""
    found = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    assert found["fingerprint"] == fingerprint(), "fit anew: .venv/bin/python -m bench.fit_functions"
    assert set(found["writers"]) == set(writers())
    rows = found["writers"].values()
    for of, least in (("first", 0.88), ("three", 0.95), ("done", 0.7), ("right", 0.97)):
        assert sum(row[of] for row in rows) / len(rows) >= least, of
    assert sum(row["taken"] for row in rows) / len(rows) <= 0.015
    for row in found["questions"].values():
        assert row["known ways of asking"] <= 0.007
        assert row["of an office's life"] <= 0.02
