"""The fixture `ledger` for tests/fuzz: how many inputs each surface gets, and the table at the end of a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzz.driving import Ledger
from fuzz.house import Houses
from fuzz.listening import Ear, listening

COUNT, SEED = "QINGFENG_FUZZ_COUNT", "QINGFENG_FUZZ_SEED"
SHORT = "4000"  # inputs in all where nobody says how many: seconds
_KEPT = pytest.StashKey[Ledger]()


@pytest.fixture(scope="session")
def ledger(pytestconfig: pytest.Config) -> Ledger:
    """Return the run's ledger; `make fuzz COUNT=… SEED=…` says how many inputs and which."""
    kept = Ledger(int(os.environ.get(COUNT) or SHORT), int(os.environ.get(SEED) or 1))
    pytestconfig.stash[_KEPT] = kept
    return kept


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Listen to the log."""
    with listening() as hears:
        yield hears


@pytest.fixture
def houses(
    tmp_path: Path, sqlite_template: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Houses]:
    """Return houses to drive updates into."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    made = Houses(tmp_path / "houses", sqlite_template, ear)
    yield made
    made.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    kept = config.stash.get(_KEPT, None)
    if kept is not None:
        terminalreporter.section("inputs")
        for line in kept.table():
            terminalreporter.write_line(line)
