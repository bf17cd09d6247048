"""A .venv that is there is not a .venv that works: whatever is wrong with it, `make` makes it anew."""

import os
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from set_up import PYTHON, Checkout
from wheel_index import Wheel, serving

pytestmark = [pytest.mark.setups, pytest.mark.timeout(1800)]

LIBRARY = Wheel("library", "1.0")


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    """Lay a checkout that needs one library."""
    with serving([LIBRARY]) as index:
        (tmp_path / "here").mkdir()
        yield Checkout.lay(tmp_path / "here", index, [LIBRARY])


def nothing_in_it(checkout: Checkout) -> None:
    checkout.venv.mkdir()


def a_file(checkout: Checkout) -> None:
    checkout.venv.write_text("", encoding="utf-8")


def a_link_to_nowhere(checkout: Checkout) -> None:
    checkout.venv.symlink_to(checkout.folder.parent / "gone")


def a_link_to_itself(checkout: Checkout) -> None:
    checkout.venv.symlink_to(".venv")


def without_pip(checkout: Checkout) -> None:
    """As Debian without python3-venv leaves it."""
    venv.create(checkout.venv, symlinks=True)


def python_gone(checkout: Checkout) -> None:
    """As after an upgrade that removed the Python it was made with."""
    without_pip(checkout)
    for name in ("python", "python3", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        (checkout.venv / "bin" / name).unlink()
        (checkout.venv / "bin" / name).symlink_to("/nowhere/python3")


def python_that_fails(checkout: Checkout) -> None:
    without_pip(checkout)
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)


def python_too_old(checkout: Checkout) -> None:
    """As far as anything here can see: it says so when it is asked."""
    without_pip(checkout)
    (packages,) = checkout.venv.glob("lib/*/site-packages")
    (packages / "old.pth").write_text("import sys; sys.version_info = (3, 10, 0)\n", encoding="utf-8")


def moved(checkout: Checkout) -> None:
    """As in a folder copied from elsewhere: its programs would start the other one's Python."""
    (checkout.folder.parent / "elsewhere").mkdir()
    elsewhere = Checkout.lay(checkout.folder.parent / "elsewhere", checkout.index, [LIBRARY])
    elsewhere.make("setup")
    shutil.move(elsewhere.venv, checkout.venv)


def half_installed(checkout: Checkout) -> None:
    """As a pip that died while it wrote leaves it."""
    checkout.make("setup")
    (checkout.venv / "unfinished").touch()
    checkout.lock([Wheel("library", "1.1")])
    checkout.index.offer(Wheel("library", "1.1"))


BROKEN: list[Callable[[Checkout], None]] = [
    nothing_in_it,
    a_file,
    a_link_to_nowhere,
    a_link_to_itself,
    without_pip,
    python_gone,
    python_that_fails,
    python_too_old,
    moved,
    half_installed,
]


@pytest.mark.parametrize("break_it", BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_environment_is_made_anew(checkout: Checkout, break_it: Callable[[Checkout], None]) -> None:
    break_it(checkout)
    done = checkout.make("setup")
    assert done.returncode == 0, done.stdout
    assert ".venv does not work and is made anew" in done.stdout
    assert {"library", "pip"} <= set(checkout.installed())
    assert checkout.make("run").stdout == "the bot runs\n"


def test_what_works_is_left_alone(checkout: Checkout) -> None:
    """Also a .venv that somebody made by hand, with packages of their own in it."""
    own = Wheel("of-their-own", "3.0")
    checkout.index.offer(own)
    subprocess.run([PYTHON, "-m", "venv", checkout.venv], check=True)
    checkout.pip("install", own.name)
    assert checkout.make("setup").returncode == 0
    assert {"library", own.name} <= set(checkout.installed())
    asked = len(checkout.index.asked)
    assert checkout.make("setup").stdout == "✓ .venv 已备好 / ready\n"
    assert len(checkout.index.asked) == asked, "the second time there is nothing to do"


def test_a_package_that_goes_or_changes_comes_back(checkout: Checkout) -> None:
    newer = Wheel("library", "2.0")
    checkout.index.offer(newer)
    checkout.make("setup")
    for meddling in (("uninstall", "-y", "library"), ("install", "-U", "library")):
        checkout.pip(*meddling)
        assert checkout.installed().get("library") != LIBRARY.version
        assert checkout.make("setup").returncode == 0
        assert checkout.installed()["library"] == LIBRARY.version


def test_one_lock_does_not_vouch_for_another(checkout: Checkout) -> None:
    """Two branches with different locks: what one installed is not what the other asks for."""
    newer = Wheel("library", "2.0")
    checkout.index.offer(newer)
    checkout.make("setup-dev")
    (checkout.folder / "requirements.txt").write_text(newer.pin(), encoding="utf-8")
    checkout.make("setup")
    assert checkout.installed()["library"] == newer.version
    checkout.make("setup-dev")
    assert checkout.installed()["library"] == LIBRARY.version


@pytest.mark.parametrize(
    "signalled", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda sent: sent.name
)
def test_an_interrupted_set_up_is_repaired(checkout: Checkout, signalled: signal.Signals) -> None:
    checkout.index.hold.clear()
    making = subprocess.Popen(
        ["make", f"PYTHON={PYTHON}", "setup"],
        cwd=checkout.folder,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with making:
        checkout.index.wanted.wait(800)
        os.killpg(making.pid, signalled)
        said, _ = making.communicate()
    assert b"Traceback" not in said
    checkout.index.hold.set()
    assert checkout.make("run").stdout.splitlines()[-1] == "the bot runs"
    assert "library" in checkout.installed()


def test_two_at_once_wait_for_each_other(checkout: Checkout) -> None:
    command = ["make", f"PYTHON={PYTHON}", "setup"]
    environment = checkout.environment()
    both = [
        subprocess.Popen(command, cwd=checkout.folder, env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [one.communicate()[0].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum("Waiting for another make" in words for words in said) == 1
    assert checkout.index.asked.count(f"/files/{LIBRARY.file_name}") == 1
