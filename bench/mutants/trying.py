"""A pytest plugin that tries mutants instead of running the tests once: collected once, then a fork a mutant.

It finds what to try in the file that QINGFENG_MUTANTS names, a JSON object a line: {"path", "source", "tests"};
and writes beside it, into results.jsonl, what became of each. It works on a copy of the tree, in which it is
started: while a mutant is tried its file stands there, so that processes which tests start run it too.
"""

import difflib
import json
import math
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from bench.mutants.applying import apply, is_exact

KILLED, SURVIVED, TIMED_OUT, UNTRIED = "killed", "survived", "timed out", "no test"
PATIENCE = 300.0  # seconds for one mutant, whatever the machine has to do besides
CIRCLES = 15  # seconds of work on one test: beyond that it runs in circles
FEW = 15  # tests for a process that has to import everything anew, which is slow
# Exit statuses of a child beside 0 and 1.
UNCHANGED = 4  # the mutant cannot be applied to a process that runs: a new one has to import it
BROKEN = 5


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try every mutant; pytest itself has no tests left to run."""
    asked = Path(os.environ["QINGFENG_MUTANTS"])
    items = {item.nodeid: item for item in session.items}
    _warm(list(items.values()))
    with asked.with_name("results.jsonl").open("a", encoding="utf-8") as results:
        for line in asked.read_text(encoding="utf-8").splitlines():
            result = _try(json.loads(line), items)
            results.write(json.dumps(result, ensure_ascii=False) + "\n")
            results.flush()
    return True


def _warm(items: Sequence[pytest.Item]) -> None:
    """Run one conversation, so that templates and libraries are there before the first fork."""
    first = next(item for item in items if "office" in getattr(item, "fixturenames", ()))
    other = next(item for item in items if item.path.parent != first.path.parent)
    reports = runtestprotocol(first, log=False, nextitem=other)
    if any(report.failed for report in reports):
        raise RuntimeError(f"{first.nodeid} fails without any mutant: {reports}")


def _try(asked: dict[str, Any], items: dict[str, pytest.Item]) -> dict[str, Any]:
    path, began = Path(asked["path"]), time.monotonic()
    original = path.read_text(encoding="utf-8")
    tests = [one for test in asked["tests"] for one in _named(test, items)]
    result: dict[str, Any] = {key: asked[key] for key in ("path", "line", "operator", "number")}
    path.write_text(asked["source"], encoding="utf-8")
    try:
        if not tests:
            outcome, by = UNTRIED, ""
        else:
            outcome, by = _fork([items[test] for test in tests], str(path), original, asked["source"])
            exact = is_exact(original, asked["source"]) and not asked["at_import"]
            if outcome == UNTRIED or (outcome == SURVIVED and not exact):
                outcome, by = _afresh(tests[:FEW])
    finally:
        path.write_text(original, encoding="utf-8")
    if outcome not in {KILLED, TIMED_OUT}:
        print(difference(str(path), original, asked["source"]), file=sys.stderr)
    took = round(time.monotonic() - began, 1)
    print(f"{asked['number']:4} {outcome:9} {took:6.1f} s  {path}:{asked['line']} {by}", file=sys.stderr)
    return result | {"outcome": outcome, "by": by, "seconds": took, "tests": len(tests)}


def _named(test: str, items: dict[str, pytest.Item]) -> list[str]:
    """Return that test, or every test of a file, on one database."""
    if "::" in test:
        return [test] if test in items else []
    return [one for one in items if one.startswith(f"{test}::") and "[postgresql" not in one]


def difference(path: str, original: str, mutated: str) -> str:
    """Return what a mutant changes, as a unified diff."""
    before, after = original.splitlines(), mutated.splitlines()
    return "\n".join(difflib.unified_diff(before, after, path, path, lineterm="", n=2))


def _fork(items: Sequence[pytest.Item], path: str, original: str, mutated: str) -> tuple[str, str]:
    """Run the tests in a child of this process, mutated; return the outcome and the test that noticed."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        os.close(reads)
        _in_child(items, path, original, mutated, writes)
    os.close(writes)
    return _outcome(child, reads)


def _in_child(items: Sequence[pytest.Item], path: str, original: str, mutated: str, writes: int) -> None:
    status = BROKEN
    try:
        if not apply(path, original, mutated):
            status = UNCHANGED
            return
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + CIRCLES, -1))
            reports = runtestprotocol(item, log=False, nextitem=following)
            if any(report.failed for report in reports):
                os.write(writes, item.nodeid.encode())
                status = 1
                return
        status = 0
    except BaseException as error:  # noqa: BLE001 - the child must not go on as a second pytest
        os.write(writes, f"{type(error).__name__}: {error}"[:500].encode())
        status = 1 if isinstance(error, SyntaxError | ImportError | NameError) else BROKEN
    finally:
        os._exit(status)


def _outcome(child: int, reads: int) -> tuple[str, str]:
    said = b""
    with os.fdopen(reads, "rb", buffering=0) as pipe:
        if select.select([pipe], [], [], PATIENCE)[0]:
            said = pipe.read(4096)
        else:
            os.killpg(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code < 0:
        return TIMED_OUT, ""
    if code == BROKEN:
        raise RuntimeError(f"a child broke down: {said.decode(errors='replace')}")
    return {0: SURVIVED, UNCHANGED: UNTRIED}.get(code, KILLED), said.decode(errors="replace")


def _afresh(tests: Sequence[str]) -> tuple[str, str]:
    """Run the tests in a new process, which imports the mutant."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "-p", "no:cacheprovider", *tests]
    environment = {key: value for key, value in os.environ.items() if key != "QINGFENG_MUTANTS"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )
    try:
        said, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return TIMED_OUT, ""
    if process.returncode == 0:
        return SURVIVED, ""
    named = [line.split()[1] for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return KILLED, named[0] if named else said.strip().splitlines()[-1]
