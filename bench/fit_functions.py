"""Fits the weights that tell what the bot is asked to do, and estimates them on writers left out.

.venv/bin/python -m bench.fit_functions

It writes knowledge/language/functions/weights.txt, fitted on everybody, and bench/functions/left_out.json: what
a model makes of each writer that has heard only the others.
"""

import argparse
import hashlib
import json

from bench import wishes
from bench.fit_wishes import Counted, Effort, fitted
from bench.functions import FOLDER, NONE, figures, listed, of_questions, writers
from bench.wish_examples import QUESTION, Example, asked, learned_from, persons, talked
from knowledge.language.functions.recogniser import FILE, Recogniser, text_of
from knowledge.language.wishes.wish_features import features

LEFT_OUT = FOLDER / "left_out.json"
GROUPS = 3  # of writers left out together: a fit takes minutes
KEPT = 14000  # features
QUICK = Effort(45, 8, 0.03, 5)
LEARNED = 4000  # questions; those behind HEARD are for measuring
HEARD, MEASURED = 5000, 3000
BUILT = 3000  # sentences of an office's life and questions of a build


def main() -> None:
    """Fit and write, then estimate and write."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    base = _base()
    FILE.write_text(text_of(*fitted([*base, *_said(writers())], KEPT, QUICK)), encoding="utf-8")
    found = {"fingerprint": fingerprint(), **left_out(base)}
    LEFT_OUT.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Return what changes when the sentences do, or what the features make of them: then fit anew."""
    seen = hashlib.sha256()
    for said in writers().values():
        for text, kind in said:
            seen.update(" ".join([kind, *sorted(features(text))]).encode())
    return seen.hexdigest()[:16]


def left_out(base: list[Counted]) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures for each writer, and for questions, by models that have heard neither."""
    everybody = writers()
    found: dict[str, dict[str, float]] = {}
    questions: dict[str, dict[str, float]] = {}
    for first in range(GROUPS):
        unheard = list(everybody)[first::GROUPS]
        heard = {name: said for name, said in everybody.items() if name not in unheard}
        model = Recogniser.of(*fitted([*base, *_said(heard)], KEPT, QUICK))
        found |= {name: figures(everybody[name], model) for name in unheard}
        questions[f"without {' and '.join(unheard)}"] = {
            "known ways of asking": of_questions(asked()[HEARD : HEARD + MEASURED], model)[0],
            "offered": of_questions(asked()[HEARD : HEARD + MEASURED], model)[1],
            "of an office's life": of_questions(_kept_aside(), model)[0],
            "of these offered": of_questions(_kept_aside(), model)[1],
        }
        print(found, questions, flush=True)
    return {"writers": {name: found[name] for name in everybody}, "questions": questions}


def _kept_aside() -> list[str]:
    said = map(json.loads, wishes.KEPT_ASIDE.read_text(encoding="utf-8").splitlines())
    return [one["said"] for one in said if not one["wish"]]


def _base() -> list[Counted]:
    """Return what is learned beside the writers: questions, an office's life, and what stands in lists."""
    built = [said for said, kind in learned_from([]) if kind in {QUESTION, "mood"}]
    step = max(1, len(built) // BUILT)
    nothing = [*asked()[:LEARNED], *built[::step]]
    nothing += [said for one in persons().values() for said, kind in one if kind in {QUESTION, "mood"}]
    nothing += [said for said, kind in talked() if kind == "mood"]
    return [*((said, QUESTION, 1.0) for said in nothing), *((said, kind, 1.0) for said, kind in listed())]


def _said(by_writer: dict[str, list[Example]]) -> list[Counted]:
    said = (one for examples in by_writer.values() for one in examples)
    return [(text, QUESTION if kind == NONE else kind, 1.0) for text, kind in said]


if __name__ == "__main__":
    main()
