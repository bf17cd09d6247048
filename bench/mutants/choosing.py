"""Chooses the tests that may notice a mutant: those that ran its line when all were recorded once."""

import ast
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData

BUDGET = 15.0  # processor seconds of tests for one mutant, as they took when they were recorded
ENOUGH = 20  # tests; where fewer ran the line, others that ran its file are added
WIDEST = 3  # tests that ran most of the file, which come early even if they take long
ALIKE = 5  # letters in which two words that mean the same begin alike
ITS_NAME, ITS_THEME = 2, 1
LAYERS = ("unit", "integration", "acceptance")


class Chosen(NamedTuple):
    """The tests for one mutant, in order. `at_import`: its line runs while modules are imported."""

    tests: tuple[str, ...]
    at_import: bool


class Recorded:
    """Which tests ran which lines, and how long each took. Made by recording.py."""

    def __init__(self, folder: Path, tree: Path) -> None:
        self._tree = tree
        self._data = CoverageData(str(folder / "contexts.coverage"))
        self._data.read()
        self._took: dict[str, float] = json.loads((folder / "durations.json").read_text(encoding="utf-8"))
        self._lines: dict[str, dict[int, set[str]]] = {}

    @property
    def tests(self) -> frozenset[str]:
        """Return every test that was recorded."""
        return frozenset(self._took)

    def chosen(self, path: str, line: int, budget: float = BUDGET) -> Chosen:
        """Return the tests for a mutant of that line, at most `budget` seconds of them."""
        ran = self._ran(path)
        here, at_import = ran.get(line, set()), "" in ran.get(line, {""})
        here = here - {""} or self._of_names(path, line)
        files = self._took_part(path)
        ordered = sorted(here, key=lambda test: self._rank(test, path, files))
        widest = sorted(here, key=lambda test: (-files.get(test, 0), self._took[test], test))[:WIDEST]
        ordered = list(dict.fromkeys([*ordered[:WIDEST], *widest, *ordered]))
        if len(ordered) < ENOUGH:
            others = sorted(files.keys() - here, key=lambda test: (-files[test], self._took[test], test))
            ordered += others[: ENOUGH - len(ordered)]
        if not ordered:  # it runs in another process only
            alike = [test for test in self.tests if _likeness(test.split("::", 1)[0], path)]
            ordered = sorted(alike, key=lambda test: self._rank(test, path, files))
        return Chosen((*self._within(ordered, budget), *self._unrecorded(path)), at_import)

    def _unrecorded(self, path: str) -> list[str]:
        """Return the files of tests that were written since, where they are named like the mutant's module."""
        known = {test.split("::", 1)[0] for test in self.tests}
        files = sorted(str(file.relative_to(self._tree)) for file in self._tree.glob("tests/**/test_*.py"))
        return [file for file in files if file not in known and _likeness(file, path) == ITS_NAME]

    def _within(self, tests: Iterable[str], budget: float) -> Iterable[str]:
        for test in tests:
            if self._took[test] <= budget:  # one that takes long does not keep out those behind it
                budget -= self._took[test]
                yield test

    def _rank(self, test: str, path: str, files: dict[str, int]) -> tuple[object, ...]:
        """Return where a test comes in: first by its name, then its theme, then what is quick."""
        likeness, quick = _likeness(test.split("::", 1)[0], path), self._took[test] < 1
        return (-likeness, not quick, _layer(test), -files.get(test, 0) // 10, self._took[test], test)

    def _ran(self, path: str) -> dict[int, set[str]]:
        if path not in self._lines:
            found = self._data.contexts_by_lineno(path)
            known = self.tests | {""}
            self._lines[path] = {line: {_test(one) for one in ran} & known for line, ran in found.items()}
        return self._lines[path]

    def _took_part(self, path: str) -> dict[str, int]:
        """Return the tests that ran anything of a file, with how many of its lines."""
        counted: dict[str, int] = {}
        for ran in self._ran(path).values():
            for test in ran - {""}:
                counted[test] = counted.get(test, 0) + 1
        return counted

    def _of_names(self, path: str, line: int) -> set[str]:
        """Return the tests that ran a line where something is used that is given its value on this line."""
        if not (names := _assigned((self._tree / path).read_text(encoding="utf-8"), line)):
            return set()
        used = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        found: set[str] = set()
        for other in self._data.measured_files():
            if not (self._tree / other).is_file():
                continue
            for number, words in enumerate((self._tree / other).read_text(encoding="utf-8").splitlines(), 1):
                if used.search(words):
                    found |= self._ran(other).get(number, set())
        return found - {""}


def _test(context: str) -> str:
    return context.rpartition("|")[0]


def _likeness(file: str, path: str) -> int:
    """Return how much a file of tests is named like a module: curating_quotes like curation, or its theme."""
    words = {word for part in Path(file).with_suffix("").parts for word in part.split("_")}
    begun = {word[:ALIKE] for word in words if len(word) >= ALIKE}
    module = Path(path)
    if {word[:ALIKE] for word in module.stem.split("_")} & begun:
        return ITS_NAME
    return ITS_THEME if module.parent.name in words else 0


def _layer(test: str) -> int:
    return next((n for n, layer in enumerate(LAYERS) if f"/{layer}/" in test), len(LAYERS))


@cache
def _assigned(source: str, line: int) -> tuple[str, ...]:
    """Return the names that the statement around a line outside functions gives values to."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= line <= (node.end_lineno or 0):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return tuple(one.id for one in targets if isinstance(one, ast.Name))
    return ()
