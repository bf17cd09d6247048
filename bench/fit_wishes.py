"""Fits the weights that tell wishes from questions, and estimates them on persons left out.

.venv/bin/python -m bench.fit_wishes

It writes knowledge/language/wishes/wish_weights.txt, fitted on everybody, and bench/wishes/left_out.json: what
a model makes of each person that has heard only the others.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bench.wish_examples import ASKED, FOLDER, QUESTION, Example, asked, learned_from, persons
from bench.wishes import figures, is_taken_by_rule
from knowledge.language.wishes.wish_features import core, features, plain
from knowledge.language.wishes.wish_model import FILE, IN_ANY_WORDS, TALK, WishModel, text_of

LEFT_OUT = FOLDER / "left_out.json"
REMEMBERED = 7  # steps from which L-BFGS guesses the curvature
SHORTEST = 1e-4  # of a step
OFTEN = 10  # questions that have a pair of characters
SEVERAL = 3  # wishes that have a pair of characters
HAN = re.compile("[\u4e00-\u9fff]{2}")
HAN_BESIDE = re.compile("[\u3400-\u9fff]")
GROUPS = 4  # of persons left out together: a fit takes a minute
AT_ONCE = 500  # sums
NEVER = -1e9  # the score of what an example cannot be
PERSON = 2.0  # a sentence that a person said counts as much as two others
TALKED = 8.0  # of mere talk there are few
KEPT = 14000  # features with the most to say; the rest changes little

Matrix = NDArray[np.float32]
Counted = tuple[str, str, float]  # what is said, its kind, and how much it counts


@dataclass(frozen=True)
class Effort:
    """How a model is fitted: in how many rounds, and again with the features kept; which ridge holds it.

    `least`: how often a feature must occur.
    """

    rounds: int
    rounds_again: int
    ridge: float
    least: int


THOROUGH = Effort(80, 25, 0.1, 4)


def main() -> None:
    """Fit and write, then estimate and write."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    base = _base()
    FILE.write_text(fit([*base, *_said(persons())]), encoding="utf-8")
    found = {"fingerprint": fingerprint(), "persons": left_out(base)}
    LEFT_OUT.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Return what changes when the examples do, or what the features make of them: then fit anew."""
    seen = hashlib.sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.suffix in {".jsonl", ".txt"}):
        seen.update(file.read_bytes())
    for said in persons().values():
        for text, _ in said:
            seen.update(" ".join(sorted(features(text))).encode())
    return seen.hexdigest()[:16]


def left_out(base: list[Counted]) -> dict[str, dict[str, float]]:
    """Return the figures for each person, by a model that has heard neither them nor some others."""
    everybody = persons()
    found: dict[str, dict[str, float]] = {}
    for first in range(GROUPS):
        unheard = list(everybody)[first::GROUPS]
        heard = {name: said for name, said in everybody.items() if name not in unheard}
        model = WishModel.read(fit([*base, *_said(heard)]).encode())
        found |= {name: figures(everybody[name], model) for name in unheard}
        print(found, flush=True)
    return {name: found[name] for name in everybody}


def _base() -> list[Counted]:
    questions = [said for said in asked() if not is_taken_by_rule(said)][:ASKED]
    return [(said, kind, 1.0) for said, kind in learned_from(questions)]


def _said(by_person: dict[str, list[Example]]) -> list[Counted]:
    heard = [example for said in by_person.values() for example in said]
    return [(text, kind, TALKED if kind in {"undo", *TALK} else PERSON) for text, kind in heard]


def fit(examples: list[Counted]) -> str:
    """Return the file of the model of these examples: what is said, its kind, how much it counts."""
    return text_of(*fitted(examples, KEPT), _only_asked(examples), wished(examples))


def fitted(
    examples: list[Counted],
    most: int,
    effort: Effort = THOROUGH,
    visible: Sequence[frozenset[str]] | None = None,
    shared: Callable[[str], str] = str,
) -> tuple[tuple[str, ...], dict[str, int], Matrix]:
    """Return the kinds, the row of each feature, at most so many, and a weight for each kind in each row.

    `visible`: beside QUESTION, what each example can be at all; an empty one can be anything. `shared`: what
    several kinds have in common; a kind's weights are its own and those of what it shares.
    """
    kinds = (QUESTION, *sorted({kind for _, kind, _ in examples} - {QUESTION}))
    found = [_features(said) for said, _, _ in examples]
    counts = Counter(name for names in found for name in names)
    names = [name for name, count in counts.items() if count >= effort.least]
    right = np.array([kinds.index(kind) for _, kind, _ in examples])
    counted = np.array([count for _, _, count in examples], dtype=np.float32)
    closed = None if visible is None else _closed(kinds, visible)
    tied = _tied(kinds, shared)
    task = _Task.of(found, names, right, counted, effort.ridge, tied, closed)
    weights = _descend(task, np.zeros((len(names) + 1, len(tied)), dtype=np.float32), effort.rounds)
    worth = np.linalg.norm((weights @ tied)[:-1], axis=1) * np.sqrt([counts[name] for name in names])
    kept = np.sort(np.argsort(-worth)[:most])
    names = [names[place] for place in kept]
    task = _Task.of(found, names, right, counted, effort.ridge, tied, closed)
    weights = _descend(task, np.vstack([weights[kept], weights[-1:]]), effort.rounds_again) @ tied
    return kinds, {name: row for row, name in enumerate(names)}, weights


def _tied(kinds: tuple[str, ...], shared: Callable[[str], str]) -> Matrix:
    """Return a row for each kind, and for each thing that is shared, with a one where a kind has it."""
    several = sorted({shared(kind) for kind in kinds} - set(kinds))
    rows = [[float(one in {kind, shared(kind)}) for kind in kinds] for one in (*kinds, *several)]
    return np.array(rows, dtype=np.float32)


def _closed(kinds: tuple[str, ...], visible: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Return for each example which kinds it cannot be."""
    every = frozenset(kinds)
    return np.array([[kind not in ((one or every) | {QUESTION}) for kind in kinds] for one in visible])


_features = cache(features)


def _only_asked(examples: list[Counted]) -> frozenset[str]:
    """Return the pairs of characters that so many questions have and none of the wishes."""
    wished = {pair for said, kind, _ in examples if kind not in {QUESTION, *TALK} for pair in _pairs(said)}
    return frozenset(pair for pair, count in _asked_pairs().items() if count >= OFTEN and pair not in wished)


def wished(examples: list[Counted]) -> frozenset[str]:
    """Return the pairs of characters that several wishes have; of those in any words (举报…) none."""
    counts = Counter(
        pair
        for said, kind, _ in examples
        if kind not in {QUESTION, *IN_ANY_WORDS, *TALK}
        for pair in _neighbours(plain(said)) | _neighbours(core(said))
    )
    return frozenset(pair for pair, count in counts.items() if count >= SEVERAL)


def _neighbours(said: str) -> set[str]:
    return {pair for at in range(len(said) - 1) if HAN_BESIDE.search(pair := said[at : at + 2])}


@cache
def _asked_pairs() -> Counter[str]:
    return Counter(pair for said in asked() for pair in _pairs(said))


def _pairs(said: str) -> set[str]:
    whole = plain(said)
    pairs = {whole[at : at + 2] for at in range(len(whole) - 1)}
    return {pair for pair in pairs if HAN.fullmatch(pair)}


@dataclass(frozen=True)
class _Task:
    """The examples as two lists of (example, feature), in the order of each, and what each example is."""

    by_example: NDArray[np.int32]
    example_starts: NDArray[np.int64]
    by_feature: NDArray[np.int32]
    feature_starts: NDArray[np.int64]
    scale: Matrix
    right: NDArray[np.int64]
    counted: Matrix
    ridge: float
    tied: Matrix
    closed: NDArray[np.bool_] | None

    @classmethod
    def of(
        cls,
        found: list[set[str]],
        names: list[str],
        right: NDArray[np.int64],
        counted: Matrix,
        ridge: float,
        tied: Matrix,
        closed: NDArray[np.bool_] | None,
    ) -> "_Task":
        place = {name: row for row, name in enumerate(names)}
        bias = len(names)
        known = [sorted(place[name] for name in one if name in place) for one in found]
        rows = [np.array(row or [bias], dtype=np.int32) for row in known]
        sizes = np.array([len(row) for row in rows])
        joined = np.concatenate(rows)
        whose = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
        order = np.argsort(joined, kind="stable")
        per_feature = np.bincount(joined, minlength=bias)[:bias]
        return cls(
            joined,
            np.concatenate([[0], np.cumsum(sizes)[:-1]]),
            whose[order],
            np.concatenate([[0], np.cumsum(per_feature)[:-1]]),
            (1 / np.sqrt(sizes)).astype(np.float32)[:, None],
            right,
            counted,
            ridge,
            tied,
            closed,
        )

    def loss(self, weights: Matrix) -> tuple[float, Matrix]:
        """Return the loss and its slope: cross-entropy and a ridge that leaves the bias alone."""
        whole = weights @ self.tied
        scores = _summed(whole, self.by_example, self.example_starts) * self.scale + whole[-1]
        if self.closed is not None:
            scores[self.closed] = NEVER
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1, keepdims=True)
        here = np.arange(len(self.right))
        lost = float((self.counted * (np.log(total[:, 0]) - scores[here, self.right])).sum())
        slope = odds / total
        slope[here, self.right] -= 1
        slope *= self.counted[:, None]
        bias = slope.sum(axis=0)
        slope = _summed(slope * self.scale, self.by_feature, self.feature_starts)
        slope = np.vstack([slope, bias[None]]) @ self.tied.T
        held = weights[:-1]
        slope[:-1] += self.ridge * held
        return lost + 0.5 * self.ridge * float((held**2).sum()), slope


def _summed(rows: Matrix, places: NDArray[np.int32], starts: NDArray[np.int64]) -> Matrix:
    """Return the sum of the rows at `places` from each start to the next; some at a time, which is faster."""
    ends = np.append(starts[1:], len(places))
    parts = []
    for first in range(0, len(starts), AT_ONCE):
        begin = starts[first]
        there = places[begin : ends[min(first + AT_ONCE, len(starts)) - 1]]
        parts.append(np.add.reduceat(rows[there], starts[first : first + AT_ONCE] - begin, axis=0))
    return np.concatenate(parts)


def _descend(task: _Task, weights: Matrix, rounds: int) -> Matrix:
    """Return the weights after so many rounds of L-BFGS."""
    lost, slope = task.loss(weights)
    steps: list[tuple[Matrix, Matrix, float]] = []
    for _ in range(rounds):
        towards = _direction(slope, steps)
        gain, length = float((slope * towards).sum()), 1.0
        there = weights - towards
        lost_there, slope_there = task.loss(there)
        while lost_there > lost - 1e-4 * length * gain and length > SHORTEST:
            length /= 2
            there = weights - length * towards
            lost_there, slope_there = task.loss(there)
        step, change = there - weights, slope_there - slope
        steps = [*steps[-REMEMBERED + 1 :], (step, change, float((step * change).sum()))]
        done = abs(lost - lost_there) < 1e-4 * abs(lost)
        weights, lost, slope = there, lost_there, slope_there
        if done:
            break
    return weights


def _direction(slope: Matrix, steps: list[tuple[Matrix, Matrix, float]]) -> Matrix:
    towards, shares = slope.copy(), []
    for step, change, product in reversed(steps):
        share = float((step * towards).sum()) / product
        shares.append(share)
        towards -= share * change
    if steps:
        _, change, product = steps[-1]
        towards *= product / float((change**2).sum())
    else:
        towards /= np.sqrt(float((slope**2).sum()))
    for (step, change, product), share in zip(steps, reversed(shares), strict=True):
        towards += (share - float((change * towards).sum()) / product) * step
    return towards


if __name__ == "__main__":
    main()
