"""Records once which tests run which lines of the product, and how much processor time each test takes.

Nothing else chooses the tests for a mutant so well. What was recorded is kept in .mutants/ until `make mutants
RECORD=1`; RECORD=tests/unit/x.py records only these again.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from bench.mutants.applying import forget_results

KEPT = Path(os.environ.get("QINGFENG_RECORDED", ".mutants"))
TESTS = ("tests/unit", "tests/integration", "tests/acceptance")
# Of no use here: they try other parts. Each test on one database is enough.
LEFT_OUT = ("unit/emulator", "unit/reading", "unit/language", "integration/emulator")
QUICK = "not browser and not kills and not setups"
ONE_DATABASE = "not postgresql"
SETTINGS = """[run]
source = services,knowledge,handlers
concurrency = thread,greenlet
relative_files = true
data_file = {kept}/contexts.coverage
"""
WORK = "processor seconds"
_BEGAN = pytest.StashKey[float]()
_took: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Empty the caches of functions before each test: else only the first one runs what fills them."""
    forget_results()
    item.stash[_BEGAN] = _processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put into each report what the test has taken so far, its processes included.

    Processor seconds: those of the clock are several times as many where the machine is busy.
    """
    report = yield
    report.user_properties[:] = [(WORK, _processor_seconds() - item.stash[_BEGAN])]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what a report says that the test has taken."""
    _took[report.nodeid] = float(str(dict(report.user_properties)[WORK]))


def _processor_seconds() -> float:
    """Return what this process, and those that it has waited for, have worked."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep it beside what was noted before."""
    if hasattr(session.config, "workerinput"):
        return  # one of several that run tests side by side: what it notes is noted where they are gathered
    file = KEPT / "durations.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.write_text(json.dumps(known | _took, indent=0, sort_keys=True), encoding="utf-8")


def record(tree: Path, kept: Path, tests: Sequence[str] = ()) -> None:
    """Run the tests in `tree`, a copy, and keep in the folder `kept` what they ran; without `tests` all."""
    kept.mkdir(exist_ok=True)
    (kept / "settings").write_text(SETTINGS.format(kept=kept), encoding="utf-8")
    ignored = [f"--ignore=tests/{folder}" for folder in LEFT_OUT]
    measured = ["--cov", f"--cov-config={kept / 'settings'}", "--cov-context=test", "--cov-report="]
    if tests:
        measured.append("--cov-append")
    asked = [*(tests or TESTS), *ignored, "-k", ONE_DATABASE, "-m", QUICK]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "bench.mutants.recording"]
    environment = os.environ | {"QINGFENG_RECORDED": str(kept)}
    done = subprocess.run([*command, *measured, *asked], cwd=tree, env=environment, check=False)
    if done.returncode:
        sys.exit("the tests must pass before mutants are tried")
