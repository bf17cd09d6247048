"""The locks are complete: pip installs them without resolving anything, so nothing may be missing in them."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

import pytest
from locks import LOCKS, ROOT, pins
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "Linux", "x86_64"), ("linux", "Linux", "aarch64"), ("darwin", "Darwin", "arm64"))


def machines() -> Iterator[dict[str, str]]:
    """Yield what markers ask about, for each Python and system on which the bot may be set up."""
    for python in PYTHONS:
        for system, name, processor in SYSTEMS:
            here = {key: str(value) for key, value in default_environment().items()}
            yield here | {
                "python_version": python,
                "python_full_version": f"{python}.1",
                "sys_platform": system,
                "platform_system": name,
                "platform_machine": processor,
            }


def asked_for(name: str, extras: frozenset[str], machine: dict[str, str]) -> Iterator[Requirement]:
    """Yield what a package, with these extras, asks for on a machine."""
    for line in requires(name) or []:
        wanted = Requirement(line)
        markers = [machine | {"extra": extra} for extra in ("", *extras)]
        if wanted.marker is None or any(wanted.marker.evaluate(marker) for marker in markers):
            yield wanted


def missing(lock: str, machine: dict[str, str], wanted: Requirement) -> bool:
    """Return whether a lock does not give a machine what is wanted, extras included."""
    return not any(
        pin.name == canonicalize_name(wanted.name)
        and wanted.specifier.contains(pin.version, prereleases=True)
        and wanted.extras <= pin.extras
        for pin in pins(lock)
        if pin.holds_in(machine)
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_whatever_a_locked_package_asks_for_is_in_the_lock(lock: str) -> None:
    holes = set()
    for machine in machines():
        for pin in pins(lock):
            if pin.holds_in(machine):
                for wanted in asked_for(pin.name, pin.extras, machine):
                    if missing(lock, machine, wanted):
                        holes.add(f"{pin.name} asks for {wanted} (Python {machine['python_version']})")
    assert not holes


@pytest.mark.parametrize("lock", LOCKS)
def test_whatever_the_project_asks_for_is_in_the_lock(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if "dev" in lock else [])
    for machine in machines():
        assert not [line for line in wanted if missing(lock, machine, Requirement(line))]


def test_what_tests_run_with_is_what_the_bot_runs_with() -> None:
    running, testing = (set(pins(lock)) for lock in LOCKS)
    assert {(pin.name, pin.version, pin.marker) for pin in running} <= {
        (pin.name, pin.version, pin.marker) for pin in testing
    }


def test_the_packages_here_are_the_locked_ones() -> None:
    here = {key: str(value) for key, value in default_environment().items()}
    for pin in pins("requirements-dev.txt"):
        if pin.holds_in(here):
            assert version(pin.name) == pin.version, f"{pin.name}: run make setup-dev"


def test_a_hole_in_a_lock_would_be_seen() -> None:
    (machine, *_) = machines()
    assert missing("requirements.txt", machine, Requirement("pytest"))
    assert missing("requirements.txt", machine, Requirement("typer<0.1"))
    assert missing("requirements.txt", machine, Requirement("uvicorn[standard]"))
    assert not missing("requirements.txt", machine, Requirement("uvicorn"))
    with pytest.raises(PackageNotFoundError):
        list(asked_for("no-such-package", frozenset(), machine))
