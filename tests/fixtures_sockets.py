"""The fixture `socket_folder`: the system takes about a hundred bytes for the name of a socket's file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """Return a folder whose name is short wherever the tests' own folders lie."""
    with tempfile.TemporaryDirectory(prefix="qf") as name:
        yield Path(name)
