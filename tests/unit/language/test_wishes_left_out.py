"""How well people are understood whom the model has not heard: bench/fit_wishes.py's figures have a floor."""

import json

from bench.fit_wishes import LEFT_OUT, fingerprint


def test_persons_left_out_are_understood_and_their_questions_left_alone() -> None:
    """The figures are of models that have not heard the person; they belong to the examples as they are."""
    found = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    assert found["fingerprint"] == fingerprint(), "fit anew: .venv/bin/python -m bench.fit_wishes"
    rows = found["persons"].values()
    wishes, questions = sum(row["wishes"] for row in rows), sum(row["questions"] for row in rows)
    assert (wishes, questions) >= (800, 600)
    assert sum(row["recall"] * row["wishes"] for row in rows) / wishes >= 0.865
    assert sum(row["not denied"] * row["wishes"] for row in rows) / wishes >= 0.93
    assert sum(row["questions taken"] for row in rows) / questions <= 0.004
    talk = sum(row["talk"] for row in rows)
    assert sum(row["talk known"] * row["talk"] for row in rows) / talk >= 0.78
    assert sum(row["questions for talk"] for row in rows) / questions <= 0.004
