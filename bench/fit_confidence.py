"""Fit the weights of knowledge/search/confidence.py: logistic regression whose weights cannot turn negative.

    python -m bench.fit_confidence

Prints the weights to put there, what they do to each kind of question, and how well they are calibrated
on the development questions, which the fit never sees. Where ../shared is absent it fits on less, and says so.
"""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from bench import samples
from bench.samples import Sample, Shipped
from knowledge.search.confidence import CONFIDENT_FROM

Floats = NDArray[np.float64]

SEED = 11
L2 = 3e-4
STEPS = 3000
BINS = 5
STRANGERS = 160
# What a question of each kind counts, so that the mix is about what an office asks.
COUNTS = {"known": 0.7, "absent": 1.0, "unheard": 0.75, "quoted": 1.5, "term": 1.0, "scrap": 1.0}
COUNTS |= {"beside": 0.3, "foreign": 0.5, "stranger": 1.0, "stranger-absent": 2.0}
COUNTS |= {"untaught": 0.5, "untaught-absent": 1.0}


def gather(all_samples: list[Sample]) -> tuple[Floats, Floats]:
    """Return (features, right or not) of each sample's first passage."""
    rows, right = [], []
    for sample in all_samples:
        first = sample.library.judge(sample.question)
        rows.append(first.features.values())
        right.append(sample.in_scope and sample.right(first.passage))
    return np.array(rows), np.array(right, dtype=float)


def fit(features: Floats, right: Floats, counts: Floats) -> Floats:
    """Return weights and bias by accelerated projected gradient descent."""
    inputs = np.c_[features, np.ones(len(features))]
    scale = np.sqrt((inputs**2).mean(axis=0)) + 1e-9
    inputs = inputs / scale
    share = counts / counts.sum()
    step = 1 / (np.linalg.eigvalsh((inputs * share[:, None]).T @ inputs).max() / 4 + L2)
    penalised = np.r_[np.ones(features.shape[1]), 0]
    weights = np.zeros(inputs.shape[1])
    ahead, pace = weights.copy(), 1.0
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-inputs @ ahead))
        stepped = ahead - step * (inputs.T @ ((probability - right) * share) + L2 * penalised * ahead)
        stepped[:-1] = np.maximum(stepped[:-1], 0)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = stepped + (pace - 1) / faster * (stepped - weights)
        weights, pace = stepped, faster
    result: Floats = weights / scale
    return result


def predict(weights: Floats, features: Floats) -> Floats:
    """Return probabilities."""
    result: Floats = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return result


def calibration_error(probability: Floats, right: Floats) -> float:
    """Return the expected calibration error over five bins of equal size."""
    order = np.argsort(probability, kind="stable")
    parts = np.array_split(order, BINS)
    return float(
        sum(abs(probability[part].mean() - right[part].mean()) * len(part) for part in parts) / len(order)
    )


def interval(probability: Floats, right: Floats, draws: int = 1000) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the calibration error."""
    source = np.random.default_rng(SEED)
    picks = [source.integers(0, len(right), len(right)) for _ in range(draws)]
    errors = [calibration_error(probability[pick], right[pick]) for pick in picks]
    return float(np.quantile(errors, 0.025)), float(np.quantile(errors, 0.975))


def training_samples(shipped: Shipped) -> list[Sample]:
    """Return questions of libraries with known questions."""
    library = shipped.library()
    outside = [sample for sample in samples.strangers(shipped, STRANGERS, SEED) if sample.library.known]
    return [
        *samples.people_left_out(shipped, 120, SEED),
        *samples.subjects_left_out(shipped, 200, SEED),
        *samples.quotations(shipped, library, 250, SEED),
        *samples.terms(shipped, library, SEED),
        *outside,
    ]


def wordy_samples(shipped: Shipped) -> list[Sample]:
    """Return questions of libraries without known questions."""
    library = shipped.library([])
    alone = [sample for sample in samples.strangers(shipped, STRANGERS, SEED) if not sample.library.known]
    return [
        *alone,
        *samples.untaught(shipped, 300, SEED),
        *samples.quotations(shipped, library, 150, SEED),
        *samples.terms(shipped, library, SEED),
    ]


def counts(asked: list[Sample]) -> Floats:
    """Return what each sample counts."""
    return np.array([COUNTS[sample.kind.split(":")[0]] for sample in asked])


def report(asked: list[Sample], probability: Floats, right: Floats) -> None:
    """Print a row a kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, sample in enumerate(asked):
        by_kind[sample.kind.split(":")[0]].append(place)
    for kind, places in by_kind.items():
        sure, good = probability[places] >= CONFIDENT_FROM, right[places] == 1
        print(
            f"{kind:18} n {len(places):4}  right {good.mean():.2f}  mean {probability[places].mean():.2f}  "
            f"sure and right {(sure & good).mean():.2f}  sure and wrong {(sure & ~good).mean():.3f}"
        )


def main() -> None:
    """Fit and report."""
    shipped = Shipped.read()
    training = training_samples(shipped)
    base = (*gather(training), counts(training))
    asked = list(samples.development(shipped.library()))
    if asked:
        features, right = gather(asked)
        judged = predict(fit(*base), features)
        low, high = interval(judged, right)
        print(f"calibration error {calibration_error(judged, right):.3f} (95 % {low:.3f} to {high:.3f})")
    else:
        print("../shared is absent: fitted without the public set")
    show("WITH_KNOWN", training, base)
    wordy = wordy_samples(shipped)
    show("BY_WORDS", wordy, (*gather(wordy), counts(wordy)))


def show(name: str, asked: list[Sample], data: tuple[Floats, Floats, Floats]) -> None:
    """Fit, print the line for knowledge/search/confidence.py and what it does to each kind of question."""
    weights = fit(*data)
    print(f"{name} = Judge({weights[-1]:.2f}, ({', '.join(f'{weight:.3g}' for weight in weights[:-1])}))")
    report(asked, predict(weights, data[0]), data[1])


if __name__ == "__main__":
    main()
