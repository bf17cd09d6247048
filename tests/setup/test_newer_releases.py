"""A new release of a library, of whatever library, changes nothing for who sets up from the locks."""

import ensurepip
import os
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest
from locks import LOCKS, Pin, pins
from packaging.markers import default_environment
from packaging.utils import canonicalize_name, parse_wheel_filename
from set_up import Checkout
from wheel_index import Index, Wheel, serving

pytestmark = [pytest.mark.setups, pytest.mark.timeout(1800)]

NEWER = "9999.0"


def wheel_of(pin: Pin, version: str) -> Wheel:
    """Return a wheel that has of the real package its name and, where that is installed, all it asks for."""
    try:
        offered = tuple(metadata(pin.name).get_all("Provides-Extra") or ())
        return Wheel(pin.name, version, tuple(requires(pin.name) or ()), offered)
    except PackageNotFoundError:  # the extra for scans is not installed to test
        return Wheel(pin.name, version)


def known(lock: str) -> list[Pin]:
    """Return the pins of packages that this machine can ask: not those for Windows alone."""
    return [pin for pin in pins(lock) if "win32" not in pin.marker]


def lock_of(lock: str) -> str:
    """Return the real lock, with the tiny wheels' hashes."""
    return "".join(wheel_of(pin, pin.version).pin(pin.marker) for pin in known(lock))


def pips_at_hand() -> dict[int, Path]:
    """Return a wheel of each major version of pip that lies on this machine, the oldest of each.

    QINGFENG_PIPS may name a folder with more: `pip download --no-deps -d FOLDER pip==26.3`.
    """
    folders = [
        Path(os.environ.get("QINGFENG_PIPS", os.devnull)),
        Path(ensurepip.__file__).parent / "_bundled",
        Path("/usr/share/python-wheels"),
    ]
    folders += Path(sys.base_prefix).parent.glob("*/lib/python3*/ensurepip/_bundled")
    wheels = {
        wheel: parse_wheel_filename(wheel.name)[1] for folder in folders for wheel in folder.glob("pip-*.whl")
    }
    by_age = sorted((version, wheel) for wheel, version in wheels.items() if version.major >= 23)
    return {version.major: wheel for version, wheel in reversed(by_age)}


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    """Serve an index that offers what is locked, and a newer release of everything."""
    pinned = {pin for lock in LOCKS for pin in known(lock)}
    with serving(wheel_of(pin, version) for pin in pinned for version in (pin.version, NEWER)) as index:
        yield index


@pytest.fixture
def checkout(tmp_path: Path, index: Index) -> Checkout:
    """Lay a checkout with the real locks' packages and markers."""
    checkout = Checkout.lay(tmp_path, index)
    for lock in LOCKS:
        (tmp_path / lock).write_text(lock_of(lock), encoding="utf-8")
    return checkout


def locked(lock: str) -> dict[str, str]:
    """Return what `lock` pins for this machine."""
    here = {key: str(value) for key, value in default_environment().items()}
    return {pin.name: pin.version for pin in known(lock) if pin.holds_in(here)}


def installed(checkout: Checkout) -> dict[str, str]:
    """Return what is installed beside what a new .venv comes with."""
    there = {canonicalize_name(name): version for name, version in checkout.installed().items()}
    return {name: version for name, version in there.items() if name not in {"pip", "setuptools"}}


def test_make_run_sets_up_from_nothing_what_is_locked(checkout: Checkout) -> None:
    ran = checkout.make("run")
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.splitlines()[-1] == "the bot runs"
    assert installed(checkout) == locked("requirements.txt")


def test_the_extra_for_scans_comes_beside_what_runs(checkout: Checkout) -> None:
    done = checkout.make("setup", "EXTRAS=ocr")
    assert done.returncode == 0, done.stdout
    assert installed(checkout) == locked("requirements-ocr.txt")
    assert checkout.make("setup", "EXTRAS=ocr").stdout == "✓ .venv 已备好 / ready\n"


PIPS = pips_at_hand()


@pytest.mark.parametrize("pip", PIPS.values(), ids=[f"pip{major}" for major in PIPS])
def test_every_pip_installs_what_is_locked(checkout: Checkout, pip: Path) -> None:
    checkout.bring_pip(pip)
    done = checkout.make("setup-dev")
    assert done.returncode == 0, done.stdout
    assert installed(checkout) == locked("requirements-dev.txt")


@pytest.mark.skipif(23 not in PIPS, reason="no pip 23 on this machine: later ones resolve it")
def test_the_index_would_lead_a_set_up_astray_that_resolves(checkout: Checkout) -> None:
    """As the set-up once did it; the lock to run with can be installed by hand even so."""
    checkout.bring_pip(PIPS[23])
    said = checkout.pip("install", "--require-hashes", "--dry-run", "-r", "requirements-dev.txt")
    assert "coverage[toml]" in said
    assert "pinned with ==" in said
    assert not checkout.pip("install", "--require-hashes", "--dry-run", "-r", "requirements.txt")
