"""One version: pyproject.toml and the log of changes name the same."""

import re
import tomllib

from command_line import bot
from packaging.version import Version

from core.places import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_is_the_newest_in_the_changelog_or_on_its_way_past_it() -> None:
    log = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)$", log, re.MULTILINE)
    assert released, "every release has a heading: ## 1.2.3 (2027-01-31)"
    assert released == sorted(released, key=Version, reverse=True)
    here = Version(PROJECT["version"])
    if here.is_devrelease:
        assert here > Version(released[0])
        assert log.index("## Unreleased") < log.index(f"## {released[0]}")
    else:
        assert here == Version(released[0])


def test_the_program_says_its_version() -> None:
    assert bot("--version").stdout == f"清风 {PROJECT['version']}\n"


def test_every_library_has_an_upper_bound() -> None:
    """What pipx installs follows these ranges, not the lock. Time zones only ever gain data."""
    unbounded = [line for line in PROJECT["dependencies"] if not re.search(r"~=|<", line)]
    assert [re.split(r"\W", line)[0] for line in unbounded] == ["tzdata"]
