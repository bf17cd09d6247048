"""Tries mutants of the product: `make mutants`, or `python -m bench.mutants --seed 9 --count 200`.

It copies the tree, draws the mutants there with cosmic-ray (fetched by uv into an environment of its own), has
the tests that run each mutant's line try to notice it, and prints what survived as diffs. A developer's tool:
it is slow, so CI does not run it. Exit status 1 when fewer than nine in ten are noticed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.mutants.choosing import Recorded
from bench.mutants.recording import QUICK, record
from bench.mutants.trying import KILLED, TIMED_OUT, difference

COSMIC_RAY = "cosmic-ray==8.7.0"  # MIT
# Who may use the bot, what it answers, what it pushes: what must not break unnoticed.
MUTATED = (
    "services",
    "knowledge/search",
    "knowledge/speech/texts.py",
    "handlers/guard.py",
    "handlers/pushes",
    "handlers/sending",
    "handlers/schedule.py",
)
ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
NOTICED = (KILLED, TIMED_OUT)
GOAL = 0.9
# Always collected: what the first fork finds done is done by a conversation; and one test in another folder.
WARMING_UP = ("tests/acceptance/test_first_steps.py", "tests/unit/test_clock.py")


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--record", nargs="*", metavar="TEST", help="record which tests run which lines anew")
    parser.add_argument("--only", nargs="*", type=int, metavar="NUMBER", help="of the draw, only these")
    parser.add_argument("paths", nargs="*", default=MUTATED)
    asked = parser.parse_args()
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = copied(Path(folder) / "tree")
        if asked.record is not None or not (KEPT / "durations.json").exists():
            record(tree, KEPT, asked.record or ())
        mutants = drawn(tree, asked.paths, asked.seed, asked.count)
        if asked.only:
            mutants = [mutant for mutant in mutants if mutant["number"] in asked.only]
        results = tried(tree, Path(folder), mutants)
    sys.exit(reported(mutants, results, asked.seed))


def copied(tree: Path) -> Path:
    """Copy what belongs to the project to `tree`, as it stands, uncommitted changes too."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    begun = ["git", "init", "-q"]  # some tests ask git for the files
    subprocess.run(begun, cwd=tree, check=True)
    return tree


def drawn(tree: Path, paths: Sequence[str], seed: int, count: int) -> list[dict[str, Any]]:
    """Draw mutants of the files below `paths`, numbered from 1."""
    files = [str(file.relative_to(tree)) for path in paths for file in _modules(tree / path)]
    uv = str(Path(sys.executable).with_name("uv"))
    alone = [uv, "run", "-q", "--no-project", "--isolated", "--with", COSMIC_RAY, "--python", sys.executable]
    draw = [
        "python",
        str(ROOT / "bench/mutants/drawing.py"),
        "--seed",
        str(seed),
        "--count",
        str(count),
        *files,
    ]
    said = subprocess.run([*alone, *draw], cwd=tree, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) | {"number": n} for n, line in enumerate(said.splitlines(), 1)]


def _modules(path: Path) -> list[Path]:
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file for file in found if file.name != "__init__.py"]


def tried(tree: Path, folder: Path, mutants: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Have the tests try the mutants; return what became of each."""
    recorded = Recorded(KEPT, tree)
    chosen: set[str] = set()
    with (folder / "asked.jsonl").open("w", encoding="utf-8") as asked:
        for mutant in mutants:
            tests, at_import = recorded.chosen(mutant["path"], mutant["line"])
            chosen.update(tests)
            asked.write(json.dumps(mutant | {"tests": tests, "at_import": at_import}) + "\n")
    files = sorted({*WARMING_UP, *(test.split("::", 1)[0] for test in chosen)})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "bench.mutants.trying"]
    command += ["-m", QUICK]
    environment = os.environ | {"QINGFENG_MUTANTS": str(folder / "asked.jsonl")}
    with (folder / "said").open("w+") as said:
        done = subprocess.run([*command, *files], cwd=tree, env=environment, stdout=said, check=False)
        if done.returncode not in {0, pytest.ExitCode.NO_TESTS_COLLECTED}:
            print((folder / "said").read_text()[-3000:], file=sys.stderr)
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def reported(mutants: Sequence[dict[str, Any]], results: Sequence[dict[str, Any]], seed: int) -> int:
    """Print the survivors as diffs and the figures; return the exit status."""
    by_number = {mutant["number"]: mutant for mutant in mutants}
    counts: Counter[str] = Counter()
    for result in results:
        mutant, outcome = by_number[result["number"]], result["outcome"]
        original = (ROOT / mutant["path"]).read_text(encoding="utf-8")
        if outcome not in NOTICED and (why := why_equivalent(mutant, original)):
            outcome = f"equivalent: {why}"
        if outcome not in NOTICED:
            print(f"\n{result['number']} {outcome} ({result['operator']}, {result['tests']} tests)")
            print(difference(mutant["path"], original, mutant["source"]))
        counts[outcome.partition(":")[0]] += 1
    different = len(results) - counts["equivalent"]
    share = sum(counts[one] for one in NOTICED) / max(1, different)
    print(f"\nseed {seed}, {len(results)} of {len(mutants)} tried: {dict(counts)}")
    print(f"noticed {share:.3f} of the {different} that are not equivalent")
    return 0 if share >= GOAL and len(results) == len(mutants) else 1


def why_equivalent(mutant: dict[str, Any], original: str) -> str:
    """Return why nobody could notice a mutant, as equivalent.toml has it; "" when it does not stand there."""
    before, after = original.splitlines(), mutant["source"].splitlines()
    changed = [(old.strip(), new.strip()) for old, new in zip(before, after, strict=False) if old != new]
    for one in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["mutant"]:
        if one["path"] == mutant["path"] and (one["before"], one["after"]) in changed[:1]:
            return str(one["why"])
    return ""


if __name__ == "__main__":
    main()
