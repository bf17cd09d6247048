"""Fit the weights of knowledge/search/confidence.py: a logistic regression without negative weights.

    python -m bench.fit_confidence

Prints the weights to put there, what they do to each kind of question, and how well they are calibrated
on the development questions, which the fit never sees. Where ../shared is absent it fits on less, and says so.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench import samples, unseen
from bench.samples import Sample, Shipped
from bench.wish_examples import Grammar
from knowledge.search.confidence import BY_WORDS, CONFIDENT_FROM, WITH_KNOWN

Floats = NDArray[np.float64]

SEED = 11
L2 = 3e-4
STEPS = 3000
BINS = 5
STRANGERS = 160
# What a question of each kind counts, so that the mix is about what an office asks.
COUNTS = {"known": 0.7, "absent": 1.0, "unheard": 0.75, "quoted": 1.0, "term": 1.0, "scrap": 1.0}
COUNTS |= {"beside": 0.3, "foreign": 0.5, "stranger": 0.5, "stranger-absent": 0.25}
COUNTS |= {
    "few": 0.5,
    "few-absent": 1.0,
    "new": 1.0,
    "new beside": 0.7,
    "new beside, other": 0.2,
    "new-absent": 1.0,
}
COUNTS |= {"untaught": 0.5, "untaught-absent": 1.0}
COUNTS |= {"unseen": 2.0, "unseen, absent": 2.0}
COUNTS |= {"unseen beside": 1.0, "unseen beside, absent": 1.0, "unseen beside, other": 0.3}
# Few, and what an office has after it had ways of asking written.
COUNTS |= {"taught": 6.0, "taught, absent": 6.0, "taught beside": 3.0, "taught beside, absent": 3.0}
COUNTS |= dict.fromkeys(("taught, other", "taught, absent, other"), 0.7)
COUNTS |= dict.fromkeys(("taught beside, other", "taught beside, absent, other"), 0.7)
# What speeches without ways of asking are judged by is fitted by itself, with what people say in an office all
# day: the common words of such talk lead somewhere in any speech, and mean nothing.
BY_WORDS_COUNTS = {"quoted": 1.0, "term": 6.0}
BY_WORDS_COUNTS |= dict.fromkeys(("reports", "reports, absent", "unseen", "unseen, absent"), 2.0)
BY_WORDS_COUNTS |= dict.fromkeys(("unseen beside", "unseen beside, absent"), 1.0)
BY_WORDS_COUNTS |= dict.fromkeys(("untaught", "untaught-absent"), 0.35)
BY_WORDS_COUNTS |= dict.fromkeys(("new", "new beside", "new-absent"), 0.8)
BY_WORDS_COUNTS |= dict.fromkeys(("stranger", "stranger-absent"), 0.4)
BY_WORDS_COUNTS |= {"office, short beside": 0.6, "office, short alone": 0.42, "office, whole": 0.42}
OFFICE_LINE, OFFICE_EACH = 6, 60
BESIDE = ("new beside", "unseen beside")
TAUGHT = ("taught", "taught, absent", "taught beside", "taught beside, absent")


@dataclass(frozen=True)
class Gathered:
    """Judged passages: the features of each, by how much is known of its speech, and whether it is right.

    A question gives a passage of each kind of speech: beside one that many have asked about, a new one is
    judged by its words, and both judges learn from the question.
    """

    features: Floats
    density: Floats
    right: Floats
    kinds: list[str]

    @property
    def inputs(self) -> Floats:
        """Return what the two judges see, side by side, each in proportion."""
        known = self.density[:, None]
        inputs: Floats = np.c_[(1 - known) * self.features, known * self.features, 1 - known, known]
        return inputs

    def counts(self, by_kind: Mapping[str, float]) -> Floats:
        """Return what each counts."""
        return np.array([by_kind.get(kind, 0.0) for kind in self.kinds])

    def by_words(self) -> "Gathered":
        """Return those of speeches without ways of asking."""
        chosen = np.flatnonzero(self.density == 0)
        kinds = [self.kinds[place] for place in chosen]
        return Gathered(self.features[chosen], self.density[chosen], self.right[chosen], kinds)


def gather(all_samples: Iterable[Sample]) -> Gathered:
    """Judge the first passage of each kind of speech for every sample."""
    features, density, right, kinds = [], [], [], []
    for sample in all_samples:
        for judged in sample.library.judge(sample.question):
            features.append(judged.features.values())
            density.append(judged.features.density)
            right.append(sample.in_scope and sample.right(judged.passage))
            kind = sample.kind.split(":")[0]
            # What the other kind of speech has to say may be right as well, and there is more of it.
            aside = (kind in BESIDE and judged.features.density) or (
                kind in TAUGHT and not judged.features.density
            )
            kinds.append(f"{kind}, other" if aside else kind)
    return Gathered(np.array(features), np.array(density), np.array(right, dtype=float), kinds)


def fit(gathered: Gathered, by_kind: Mapping[str, float] = COUNTS) -> Floats:
    """Return the weights of both judges and their two biases, by accelerated projected gradient descent."""
    counts = gathered.counts(by_kind)
    inputs, right, share = gathered.inputs, gathered.right, counts / counts.sum()
    scale = np.sqrt((inputs**2).mean(axis=0)) + 1e-9
    inputs = inputs / scale
    step = 1 / (np.linalg.eigvalsh((inputs * share[:, None]).T @ inputs).max() / 4 + L2)
    biases = np.arange(inputs.shape[1]) >= inputs.shape[1] - 2
    weights = np.zeros(inputs.shape[1])
    ahead, pace = weights.copy(), 1.0
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-inputs @ ahead))
        slope = inputs.T @ ((probability - right) * share) + L2 * np.where(biases, 0, ahead)
        stepped = ahead - step * slope
        stepped = np.where(biases, stepped, np.maximum(stepped, 0))
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = stepped + (pace - 1) / faster * (stepped - weights)
        weights, pace = stepped, faster
    result: Floats = weights / scale
    return result


def predict(weights: Floats, gathered: Gathered) -> Floats:
    """Return probabilities."""
    result: Floats = 1 / (1 + np.exp(-(gathered.inputs @ weights)))
    return result


def shown(gathered: Gathered) -> Floats:
    """Return the probabilities of the weights in use."""
    weights = np.array([*BY_WORDS.weights, *WITH_KNOWN.weights, BY_WORDS.bias, WITH_KNOWN.bias])
    return predict(weights, gathered)


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


def training_samples(shipped: Shipped) -> Iterator[Sample]:
    """Yield questions of libraries that know many ways of asking, few and none."""
    yield from samples.people_left_out(shipped, 120, SEED)
    yield from samples.subjects_left_out(shipped, 200, SEED)
    yield from samples.taught_by_few(shipped, 30, SEED)
    yield from samples.speeches_left_out(shipped, 400, SEED)
    yield from samples.strangers(shipped, STRANGERS, SEED)
    yield from _renamed("unseen", unseen.alone(shipped))
    yield from _renamed("unseen", unseen.together(shipped, unseen.FITTED))
    yield from _renamed("unseen beside", unseen.together(shipped, unseen.FITTED, beside=True))
    for beside in (False, True):
        kind = "taught beside" if beside else "taught"
        yield from _renamed(kind, unseen.taught(shipped, unseen.FITTED, beside=beside))
    for library in (shipped.library(), shipped.library([])):
        yield from samples.quotations(shipped, library, 200, SEED)
        yield from samples.terms(shipped, library, SEED)


def words_samples(shipped: Shipped) -> Iterator[Sample]:
    """Yield questions of speeches that nobody has asked about, and what people say in an office all day."""
    yield from _renamed("reports", unseen.alone(shipped))
    yield from _renamed("unseen", unseen.together(shipped, unseen.FITTED))
    yield from _renamed("unseen beside", unseen.together(shipped, unseen.FITTED, beside=True))
    library = shipped.library([])
    yield from samples.quotations(shipped, library, 200, SEED)
    yield from samples.terms(shipped, library, SEED)
    yield from samples.untaught(shipped, 300, SEED)
    yield from samples.speeches_left_out(shipped, 200, SEED)
    yield from samples.strangers(shipped, STRANGERS, SEED)
    office, draw = Grammar.read("office.txt"), random.Random(SEED)
    said = [one for _, line in office.lines for one in office.some(line, OFFICE_LINE, draw)]
    yield from unseen.office_talk(shipped, unseen.FITTED, said, OFFICE_EACH, SEED)


def _renamed(kind: str, asked: Iterable[Sample]) -> Iterator[Sample]:
    for sample in asked:
        yield replace(sample, kind=kind if sample.in_scope else f"{kind}, absent")


def report(gathered: Gathered, probability: Floats) -> None:
    """Print a row a kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, kind in enumerate(gathered.kinds):
        by_kind[kind].append(place)
    for kind, places in by_kind.items():
        sure, good = probability[places] >= CONFIDENT_FROM, gathered.right[places] == 1
        print(
            f"{kind:18} n {len(places):4}  right {good.mean():.2f}  mean {probability[places].mean():.2f}  "
            f"sure and right {(sure & good).mean():.2f}  sure and wrong {(sure & ~good).mean():.3f}"
        )


def main() -> None:
    """Fit and report."""
    shipped = Shipped.read()
    training = gather(training_samples(shipped))
    weights = fit(training)
    count = training.features.shape[1]
    words = fit(gather(words_samples(shipped)).by_words(), BY_WORDS_COUNTS)
    for name, row, bias in (
        ("BY_WORDS", words[:count], words[-2]),
        ("WITH_KNOWN", weights[count:-2], weights[-1]),
    ):
        print(f"{name} = Judge({bias:.2f}, ({', '.join(f'{weight:.3g}' for weight in row)}))")
    report(training, predict(weights, training))
    kept = [name for name in unseen.names() if name not in unseen.FITTED]
    strange = gather(unseen.together(shipped, kept))
    judged = predict(weights, strange)
    print(f"speeches the fit has not seen: calibration error {calibration_error(judged, strange.right):.3f}")
    report(strange, judged)
    asked = gather(samples.development(shipped.library()))
    if asked.kinds:
        judged = predict(weights, asked)
        low, high = interval(judged, asked.right)
        error = calibration_error(judged, asked.right)
        print(f"development: calibration error {error:.3f} (95 % {low:.3f} to {high:.3f})")
    else:
        print("../shared is absent: fitted without the public set")


if __name__ == "__main__":
    main()
