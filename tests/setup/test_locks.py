"""The locks are complete: pip installs them without resolving anything, so nothing may be missing in them."""

import tomllib
from collections.abc import Iterator
from functools import cache
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


@cache
def requirements(name: str) -> tuple[Requirement, ...]:
    """Return all that a package may ask for; nothing for packages for scans that are not installed here."""
    try:
        return tuple(Requirement(line) for line in requires(name) or [])
    except PackageNotFoundError:
        assert name not in {pin.name for lock in LOCKS if "ocr" not in lock for pin in pins(lock)}
        return ()


def asked_for(name: str, extra: str, machine: dict[str, str]) -> Iterator[Requirement]:
    """Yield what a package asks for on a machine, by itself or (with a name) for one of its extras."""
    for wanted in requirements(name):
        if wanted.marker is None or wanted.marker.evaluate(machine | {"extra": extra}):
            yield wanted


def asked_by_project(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for: to run, and what the lock's extra adds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = lock.removeprefix("requirements").strip("-").removesuffix(".txt")
    lines = project["dependencies"] + project["optional-dependencies"].get(extra, [])
    return [Requirement(line) for line in lines]


def missing(lock: str, machine: dict[str, str], wanted: Requirement) -> bool:
    """Return whether a lock does not give a machine what is wanted. Extras are packages of their own."""
    return not any(
        pin.name == canonicalize_name(wanted.name) and wanted.specifier.contains(pin.version, prereleases=True)
        for pin in pins(lock)
        if pin.holds_in(machine)
    )


def holes(lock: str, machine: dict[str, str]) -> set[str]:
    """Return what a set-up from this lock would lack: from the project on, through every package and extra."""
    lacking, seen = set(), set()
    waiting = asked_by_project(lock)
    while waiting:
        wanted = waiting.pop()
        if missing(lock, machine, wanted):
            lacking.add(str(wanted))
            continue
        for extra in ("", *wanted.extras):
            if (place := (canonicalize_name(wanted.name), extra)) not in seen:
                seen.add(place)
                waiting += asked_for(*place, machine)
    return lacking


@pytest.mark.parametrize("lock", LOCKS)
def test_whatever_the_project_and_its_packages_ask_for_is_in_the_lock(lock: str) -> None:
    assert not {
        f"{hole} (Python {here['python_version']})" for here in machines() for hole in holes(lock, here)
    }


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_what_tests_run_with_is_what_the_bot_runs_with(lock: str) -> None:
    assert set(pins("requirements.txt")) <= set(pins(lock))


def test_no_two_locks_pin_different_versions() -> None:
    """They are installed into one .venv, one after the other."""
    pinned: dict[tuple[str, str], set[str]] = {}
    for pin in (pin for lock in LOCKS for pin in pins(lock)):
        pinned.setdefault((pin.name, pin.marker), set()).add(pin.version)
    assert not {name: versions for name, versions in pinned.items() if len(versions) > 1}


def test_the_packages_here_are_the_locked_ones() -> None:
    here = {key: str(value) for key, value in default_environment().items()}
    for pin in pins("requirements-dev.txt"):
        if pin.holds_in(here):
            assert version(pin.name) == pin.version, f"{pin.name}: run make setup-dev"


def test_a_hole_in_a_lock_would_be_seen() -> None:
    """The lock to run with lacks what tests need, by way of extras (coverage[toml], for one) as well."""
    (machine, *_) = machines()
    assert missing("requirements.txt", machine, Requirement("pytest"))
    assert missing("requirements.txt", machine, Requirement("typer<0.1"))
    assert not missing("requirements.txt", machine, Requirement("uvicorn"))
    assert {wanted.name for wanted in asked_for("python-telegram-bot", "job-queue", machine)} > {"httpx"}
    assert not {"apscheduler"} & {wanted.name for wanted in asked_for("python-telegram-bot", "", machine)}
