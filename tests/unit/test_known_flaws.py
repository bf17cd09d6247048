"""`make audit` says what is known of the locked packages, and says so when nothing could be looked up."""

from pathlib import Path

import pytest
from audit import FOUND, UNREACHED, audit, report

WELL = {"name": "anyio", "version": "4.0", "vulns": []}
ILL = {"name": "h11", "version": "0.1", "vulns": [{"id": "CVE-2099-1", "fix_versions": ["0.2"]}]}
UNKNOWN = {"name": "yarl", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_what_is_well_is_said_with_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([WELL]) == 0
    assert "1 locked packages" in capsys.readouterr().out


def test_a_flaw_is_named_with_the_version_that_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([WELL, ILL, UNKNOWN]) == FOUND
    said = capsys.readouterr().out
    assert "h11 0.1: CVE-2099-1" in said
    assert "0.2" in said
    assert "packages without data: yarl" in said


def test_a_list_that_knows_no_package_is_no_all_clear(capsys: pytest.CaptureFixture[str]) -> None:
    """A mirror of the index may answer, and have no data."""
    assert report([UNKNOWN, {**UNKNOWN, "name": "h11"}]) == UNREACHED
    assert "什么都没有查" in capsys.readouterr().out


def test_a_tool_that_cannot_be_fetched_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for uv in ("false", str(tmp_path / "no-uv")):
        assert audit(uv) == UNREACHED
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    assert "什么都没有查" in said[0]
