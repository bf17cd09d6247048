"""A machine without a network: what `make wheelhouse` fetched elsewhere, `make setup WHEELHOUSE=…` installs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from set_up import PYTHON, SECONDS, Checkout, complaint_of
from wheel_index import Wheel, serving

pytestmark = [pytest.mark.setups, pytest.mark.timeout(1800)]
LIBRARY, OTHER = Wheel("library", "1.0"), Wheel("other-library", "1.0")


def cut_off() -> list[str]:
    """Return what runs a command in a network with nobody in it; nothing where that is not allowed."""
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    try:
        done = subprocess.run([*words, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return [] if done.returncode else words


def offline(checkout: Checkout, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make where no network is."""
    return subprocess.run(
        [*cut_off(), "make", f"PYTHON={PYTHON}", *arguments],
        cwd=checkout.folder,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def test_wheels_are_fetched_here_and_installed_there_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "closed").mkdir()
    with serving([LIBRARY, OTHER]) as index:
        here = Checkout.lay(tmp_path / "open", index, [LIBRARY, OTHER])
        fetched = here.make("wheelhouse")
        assert fetched.returncode == 0, fetched.stdout
        assert "2 个安装包" in fetched.stdout
        assert {file.name for file in (here.folder / "wheelhouse").iterdir()} == {
            LIBRARY.file_name,
            OTHER.file_name,
        }
        there = Checkout.lay(tmp_path / "closed", index, [LIBRARY, OTHER])
        shutil.copytree(here.folder / "wheelhouse", there.folder / "brought")
        index.asked.clear()

        done = offline(there, "setup", "WHEELHOUSE=brought")
        assert done.returncode == 0, done.stdout
        assert index.asked == [], "nobody was asked for anything"
        assert {"library", "other-library"} <= there.installed().keys()
        run = offline(there, "run")
        assert run.stdout.splitlines()[-1] == "the bot runs", "what is there needs no wheels any more"


def test_what_is_wrong_with_the_wheels_is_said(tmp_path: Path) -> None:
    with serving([LIBRARY, OTHER]) as index:
        checkout = Checkout.lay(tmp_path, index, [LIBRARY, OTHER])
        brought = tmp_path / "brought"
        complaint = complaint_of(offline(checkout, "setup", "WHEELHOUSE=brought"))
        assert "no wheels in" in complaint
        assert "make wheelhouse" in complaint
        brought.mkdir()
        (brought / LIBRARY.file_name).write_bytes(LIBRARY.content)
        assert "other-library" in complaint_of(offline(checkout, "setup", "WHEELHOUSE=brought"))
        (brought / OTHER.file_name).write_bytes(OTHER.content + b"changed")
        changed = complaint_of(offline(checkout, "setup", "WHEELHOUSE=brought"))
        assert "other-library" in changed
        assert "not what the lock pins" in changed
        (brought / OTHER.file_name).write_bytes(OTHER.content)
        assert offline(checkout, "setup", "WHEELHOUSE=brought").returncode == 0
