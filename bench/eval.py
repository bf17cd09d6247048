"""`make eval`: how good the answers are, beside what most bots do, in the same run. Fetches nothing.

Works on the shipped speeches alone (quotations with noise, known questions with one person left out at a
time); uses ../shared/data where it is present, and says so. `make eval SETTLED=learned.jsonl` asks what an
office's own editors settled, too (`bot.py records learned`).
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from bench import fit_confidence, functions, samples, unseen, wishes
from bench.baselines import BASELINES
from bench.noise import KINDS
from bench.reliability import draw, rows
from bench.samples import Sample, Shipped
from knowledge.language.words import wording
from knowledge.language.writing.normalize import fold
from knowledge.search import prepared, query, ranking, scoring
from knowledge.search.answer import Kind
from knowledge.search.known import index as known_index
from knowledge.search.library import Library

SEED = 7
EACH_PERSON = 60
QUOTATIONS = 280
STRANGERS = 100
SUBJECTS, DOCUMENTS = 200, 160
TALKED_OF = 4  # speeches that everyday talk is asked of
LINES = (0.45, 0.5, 0.55, 0.6, 0.7)
FIGURE = Path(__file__).parents[1] / "docs" / "figures" / "reliability.svg"


def main() -> None:
    """Print everything."""
    shipped = Shipped.read()
    library = shipped.library()
    knowing = f"{library.known_count} known questions of {len(shipped.people)} people"
    print(f"{library.passage_count} passages, {knowing}")
    development = list(samples.development(library))
    quoted = list(samples.quotations(shipped, library, QUOTATIONS, SEED))
    if development:
        print("\n== Development questions (../shared/data/questions_dev.jsonl)")
        compare(development, library, shipped.library([]))
    else:
        print("\n../shared/data is not here: development questions and the public set are skipped")
    if settled := os.environ.get("SETTLED"):
        print(f"\n== Questions that editors settled ({settled}), asked of a library that was not taught them")
        compare(list(samples.from_file(Path(settled), library)), library, shipped.library([]))
    print("\n== Speeches nobody has asked about (bench/unseen), by speeches the fit has and has not seen")
    nobody_asked(shipped)
    print("\n== Everyday talk that no speech answers, where an office has one speech of its own")
    office_talk(shipped)
    print("\n== Quotations from the speeches, with noise (share of first passages right)")
    compare(quoted, library, shipped.library([]))
    print("\n== Known questions, each person asking a library that has not heard that person")
    people(shipped)
    print("\n== Wishes to the bot and questions to the speeches, each person by a model of the others")
    wishes.print_left_out()
    print("\n== What the bot is asked to do, in any words, each writer by a model of the others")
    functions.print_left_out()
    print("\n== Public set (CMRC 2018 development), the right file first")
    strangers()
    print("\n== Ablation: share of first passages right")
    ablation(shipped, development, quoted)
    if development:
        print("\n== Confidence: predicted against observed, on the development questions, unseen by the fit")
        reliability(shipped, development)
    print("\n== Where to draw the line: share answered outright from each confidence on")
    lines(shipped, development)
    print("\n== Misses")
    misses([*development, *quoted])


def first_right(asked: Iterable[Sample], library: Library | None = None) -> float:
    """Return the share of questions in scope whose first passage is right."""
    hits = [
        sample.right((library or sample.library).answer(sample.question, k=1).candidates[0].passage)
        for sample in asked
        if sample.in_scope
    ]
    return float(np.mean(hits)) if hits else float("nan")


def compare(asked: Sequence[Sample], library: Library, untaught: Library) -> None:
    """Print a row a kind: baselines, ours without and with known questions, and what a person would see."""
    speeches = [speech for shard in library.index.shards for speech in shard.speeches]
    passages = [passage for speech in speeches for passage in speech.passages]
    texts = [passage.text for passage in passages]
    best = {name: make(texts) for name, make in BASELINES.items()}
    by_kind: dict[str, list[Sample]] = defaultdict(list)
    for sample in asked:
        by_kind[sample.kind].append(sample)
    print(
        f"{'kind':16}{'n':>4}  "
        + "".join(f"{name:>14}" for name in best)
        + f"{'ours, no known':>16}{'ours':>7}{'at once':>9}{'one tap':>9}{'wrong, sure':>13}"
    )
    for kind, group in [*by_kind.items(), ("in scope", [sample for sample in asked if sample.in_scope])]:
        seen = [_seen(sample, library) for sample in group]
        cells = f"{kind:16}{len(group):4}  "
        if any(sample.in_scope for sample in group):
            for baseline in best.values():
                cells += (
                    f"{np.mean([sample.right(passages[baseline(sample.question)]) for sample in group]):14.2f}"
                )
            cells += f"{first_right(group, untaught):16.2f}{first_right(group, library):7.2f}"
            cells += f"{np.mean([at_once for at_once, _, _ in seen]):9.2f}"
            cells += f"{np.mean([tap for _, tap, _ in seen]):9.2f}"
        else:
            cells += " " * (14 * len(best) + 16 + 7 + 18)
        print(cells + f"{sum(wrong for _, _, wrong in seen):13}")


def _seen(sample: Sample, library: Library) -> tuple[bool, bool, bool]:
    """Return (found at once, within one tap, confident and wrong)."""
    answer = library.answer(sample.question)
    right = [sample.in_scope and sample.right(candidate.passage) for candidate in answer.candidates]
    sure = answer.kind is Kind.CONFIDENT
    return sure and right[0], answer.kind is not Kind.NOTHING and any(right[:3]), sure and not right[0]


def nobody_asked(shipped: Shipped) -> None:
    """Print what a person sees of speeches without ways of asking: alone, together, beside the shipped ones."""
    fresh = [name for name in unseen.names() if name not in unseen.FITTED]
    sets = {
        "public reports, each alone (fitted)": list(unseen.alone(shipped)),
        "twelve together, six fitted": list(unseen.together(shipped, unseen.FITTED)),
        "twelve together, six fresh": list(unseen.together(shipped, fresh)),
        "beside the shipped, six fresh": list(unseen.together(shipped, fresh, beside=True)),
        "with ways of asking, two fresh": list(unseen.taught(shipped, fresh)),
        "the same beside the shipped": list(unseen.taught(shipped, fresh, beside=True)),
    }
    print(
        f"{'':38}{'n':>5}{'at once':>9}{'one tap':>9}{'wrong':>7}{'no answer':>11}{'answered':>10}{'error':>7}"
    )
    for name, group in sets.items():
        in_scope = [sample for sample in group if sample.in_scope]
        if not in_scope:
            print(f"{name:38} skipped: ../shared is absent")
            continue
        seen = np.mean([_seen(sample, sample.library) for sample in in_scope], axis=0)
        false = [_seen(sample, sample.library)[2] for sample in group if not sample.in_scope]
        judged = fit_confidence.gather(group)
        error = fit_confidence.calibration_error(fit_confidence.shown(judged), judged.right)
        print(
            f"{name:38}{len(in_scope):5}{seen[0]:9.2f}{seen[1]:9.2f}{seen[2]:7.2f}"
            f"{len(false):11}{np.mean(false):10.2f}{error:7.3f}"
        )
    kinds: dict[str, list[Sample]] = defaultdict(list)
    for sample in sets["twelve together, six fresh"]:
        kinds[sample.kind].append(sample)
    for kind, group in kinds.items():
        at_once, tap, wrong = np.mean([_seen(sample, sample.library) for sample in group], axis=0)
        print(f"  {kind:36}{len(group):5}{at_once:9.2f}{tap:9.2f}{wrong:7.2f}")
    misses(sets["twelve together, six fresh"])


def office_talk(shipped: Shipped) -> None:
    """Print what becomes of everyday talk, which no fit has seen, where an office has a speech of its own."""
    lines = map(json.loads, wishes.KEPT_ASIDE.read_text(encoding="utf-8").splitlines())
    said = [one["said"] for one in lines if not one["wish"]]
    fresh = [name for name in unseen.names() if name not in unseen.FITTED]
    kinds: dict[str, list[Kind]] = defaultdict(list)
    for sample in unseen.office_talk(shipped, fresh[:TALKED_OF], said, 0, SEED):
        answer = sample.library.answer(sample.question)
        theirs = not answer.candidates or answer.candidates[0].passage.slug in fresh
        kinds[sample.kind].append(answer.kind if theirs else Kind.NOTHING)
    for kind, found in kinds.items():
        outright, nearest = (found.count(one) / len(found) for one in (Kind.CONFIDENT, Kind.UNSURE))
        print(f"{kind:38}{len(found):5}  answered outright {outright:.3f}, by the nearest {nearest:.3f}")


def people(shipped: Shipped) -> None:
    """Print how much the others' ways of asking carry over to each person's."""
    untaught = shipped.library([])
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples.people_left_out(shipped, EACH_PERSON, SEED):
        if sample.in_scope:
            groups[sample.kind].append(sample)
    print(f"{'left out':28}{'n':>4}{'none known':>12}{'others known':>14}")
    for kind, group in groups.items():
        print(f"{kind:28}{len(group):4}{first_right(group, untaught):12.2f}{first_right(group):14.2f}")
    everyone = [sample for group in groups.values() for sample in group]
    print(f"{'all':28}{len(everyone):4}{first_right(everyone, untaught):12.2f}{first_right(everyone):14.2f}")


def strangers() -> None:
    """Print the first-file rate on the public set by kind of noise, baselines over whole files."""
    data = samples.cmrc_data()
    if data is None:
        print("skipped")
        return
    library = Library.build(samples.cmrc_speeches(data))
    texts = data["passages"]
    best = {name: make(texts) for name, make in BASELINES.items()}
    asked = data["questions"][:: max(1, len(data["questions"]) // STRANGERS)]
    # The weights were chosen on the other half.
    unseen = data["questions"][1::2]
    print(f"baselines on {len(asked)} questions, ours on the {len(unseen)} that chose nothing")
    print(f"{'noise':10}{'n':>4}  " + "".join(f"{name:>14}" for name in best) + f"{'ours':>7}")
    for kind in ("clean", *KINDS):
        cells = f"{kind:10}{len(asked):4}  "
        for baseline in best.values():
            cells += f"{np.mean([baseline(entry[kind]) == entry['gold'] for entry in asked]):14.2f}"
        ours = [library.judge(entry[kind])[0].passage.file == f"s{entry['gold']}.txt" for entry in unseen]
        print(cells + f"{np.mean(ours):7.2f}")


# What is taken out of the search, one at a time: a module's parts, and what stands in their place.
TAKEN_OUT: tuple[tuple[str, object, dict[str, object]], ...] = (
    ("without stripping of phrases", wording, {"strip_phrases": lambda folded: folded}),
    ("without repair of pairs", query, {"_repairs": lambda _text, _corpus: ()}),
    ("without title and headings", scoring, {"CONTEXT_COUNT": 0.0}),
    ("without first sentence", scoring, {"FIRST_SENTENCE": 0.0}),
    ("without whole speech", prepared, {"SPEECH": 0.0, "SPEECH_LEAST": 0.0}),
    ("without rapidfuzz tie-break", ranking, {"PARTIAL_RATIO": 0.0}),
    ("without nearest known question", ranking, {"NEAREST": 0.0}),
    ("without models of ways of asking", ranking, {"MODEL": 0.0}),
    ("known questions always trusted", ranking, {"COVERAGE_POWER": 0.0}),
    ("smoother models", known_index, {"OWN_SHARE": 0.5}),
    ("without thesaurus", query, {"other_words": lambda *_: ((), ())}),
)


@contextmanager
def changed(module: object, name: str, value: object) -> Iterator[None]:
    """Run with a module's constant changed; only measurements do that."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def ablation(shipped: Shipped, development: Sequence[Sample], quoted: Sequence[Sample]) -> None:
    """Print the first-passage rate with one part taken out at a time."""
    known = [sample for sample in samples.people_left_out(shipped, 25, SEED) if sample.in_scope]

    def row(name: str) -> None:
        # Libraries are built with the part taken out as well.
        library, untaught = shipped.library(), shipped.library([])
        print(
            f"{name:34}{first_right(development, library):12.3f}{first_right(quoted, library):12.3f}"
            f"{first_right(known):14.3f}{first_right(development, untaught):18.3f}"
        )

    print(f"{'':34}{'development':>12}{'quotations':>12}{'person out':>14}{'dev, no known':>18}")
    row("everything")
    weights = scoring.CHANNEL_WEIGHT
    for channel in ("pinyin", "initials"):
        with changed(scoring, "CHANNEL_WEIGHT", {**weights, channel: 0.0}):
            row(f"without {channel}")
    for name, module, parts in TAKEN_OUT:
        with ExitStack() as stack:
            for part, instead in parts.items():
                stack.enter_context(changed(module, part, instead))
            row(name)


def reliability(shipped: Shipped, development: Sequence[Sample]) -> None:
    """Print and draw the reliability diagram."""
    weights = fit_confidence.fit(fit_confidence.gather(fit_confidence.training_samples(shipped)))
    asked = fit_confidence.gather(development)
    observed, predicted = asked.right, fit_confidence.predict(weights, asked)
    for low, high, mean, share, count in rows(predicted, observed):
        print(
            f"  {low:.2f} to {high:.2f}  n {count:3}  predicted {mean:.2f}  right {share:.2f}  "
            + "#" * round(40 * share)
        )
    low, high = fit_confidence.interval(predicted, observed)
    error = fit_confidence.calibration_error(predicted, observed)
    print(f"  expected calibration error {error:.3f} (95 % bootstrap interval {low:.3f} to {high:.3f})")
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    FIGURE.write_text(draw(predicted, observed, error, (low, high)), encoding="utf-8")
    print(f"  drawn in {FIGURE.relative_to(FIGURE.parents[2])}")


def lines(shipped: Shipped, development: Sequence[Sample]) -> None:
    """Print what each threshold of confidence does to people, subjects and documents that were left out."""
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples.people_left_out(shipped, EACH_PERSON, SEED):
        groups["person out" if sample.in_scope else "person out, no answer"].append(sample)
    groups["subject out, no answer"] = list(samples.subjects_left_out(shipped, SUBJECTS, SEED))
    for sample in development:
        groups["development" if sample.in_scope else "development, no answer"].append(sample)
    for sample in samples.strangers(shipped, DOCUMENTS, SEED, half=1):
        if not sample.library.known:
            groups["public set" if sample.in_scope else "public set, document out"].append(sample)
    print(f"{'':26}{'n':>5}  " + "".join(f"from {line:.2f}:right wrong   " for line in LINES))
    for name, group in groups.items():
        answers = [sample.library.answer(sample.question, k=1) for sample in group]
        right = np.array(
            [
                sample.in_scope and sample.right(answer.candidates[0].passage)
                for sample, answer in zip(group, answers, strict=True)
            ]
        )
        sure = np.array([answer.confidence for answer in answers])
        cells = (
            f"{(right & (sure >= line)).mean():15.3f}{(~right & (sure >= line)).mean():6.3f}   "
            for line in LINES
        )
        print(f"{name:26}{len(group):5}  " + "".join(cells))


def misses(asked: Sequence[Sample]) -> None:
    """Print every question that was not found at once, or was answered though nothing answers it."""
    for sample in asked:
        answer = sample.library.answer(sample.question)
        first = answer.candidates[0]
        right = sample.in_scope and sample.right(first.passage)
        if (right and answer.kind is Kind.CONFIDENT) or (not sample.in_scope and answer.kind is Kind.NOTHING):
            continue
        verdict = "right" if right else "wrong" if sample.in_scope else "has no answer"
        shown = f"{first.passage.id} {fold(first.passage.text)[:36]}…"
        print(f"  {sample.kind:16} {sample.question}")
        print(f"      {answer.kind} {answer.confidence:.2f}, {verdict}: {shown}")


if __name__ == "__main__":
    main()
