"""What SQLite cannot say of a disk, the disk is asked: full, or read-only."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from storage.engine.failures import LEAST, READ_ONLY, SQLITE_SAYS, sqlite_says


def disk(monkeypatch: pytest.MonkeyPatch, *, free: int, read_only: bool = False) -> None:
    flag = os.ST_RDONLY if read_only else 0
    said = SimpleNamespace(f_flag=flag, f_bavail=free, f_frsize=1)
    monkeypatch.setattr(os, "statvfs", lambda _: said)


@pytest.mark.parametrize(
    ("family", "free", "read_only", "told"),
    [
        ("IOERR", 0, False, SQLITE_SAYS["FULL"]),
        ("IOERR", LEAST, False, SQLITE_SAYS["IOERR"]),
        ("IOERR", LEAST, True, READ_ONLY),
        ("READONLY", 0, True, READ_ONLY),
        ("READONLY", 0, False, SQLITE_SAYS["READONLY"]),
        ("CANTOPEN", LEAST, True, READ_ONLY),
        ("CANTOPEN", 0, False, SQLITE_SAYS["CANTOPEN"]),
        ("FULL", LEAST, False, SQLITE_SAYS["FULL"]),
        ("CORRUPT", 0, True, SQLITE_SAYS["CORRUPT"]),
        ("NOSUCH", 0, False, None),
    ],
)
def test_the_disk_is_asked_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, family: str, free: int, read_only: bool, told: str | None
) -> None:
    disk(monkeypatch, free=free, read_only=read_only)
    assert sqlite_says(family, tmp_path / "qingfeng.db") == told


def test_where_there_is_no_disk_to_ask_what_sqlite_says_is_said(tmp_path: Path) -> None:
    assert sqlite_says("IOERR", tmp_path / "gone" / "qingfeng.db") == SQLITE_SAYS["IOERR"]
    assert sqlite_says("IOERR", None) == SQLITE_SAYS["IOERR"]
