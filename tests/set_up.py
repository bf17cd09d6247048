"""A checkout in which nothing but the set-up is real: the Makefile, `make/` and locks of tiny wheels."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from locks import LOCKS
from wheel_index import Index, Wheel

ROOT = Path(__file__).resolve().parents[1]
PYTHON = getattr(sys, "_base_executable", sys.executable)  # not the one in .venv: each checkout makes its own

SECONDS = 900  # far more than a set-up takes, also beside others


@dataclass(frozen=True)
class Checkout:
    """A folder where `make` can be run, with an index of its own."""

    folder: Path
    index: Index

    @classmethod
    def lay(cls, folder: Path, index: Index, wheels: Iterable[Wheel] = ()) -> "Checkout":
        """Lay a checkout whose locks pin `wheels`."""
        shutil.copy(ROOT / "Makefile", folder)
        (folder / "make").mkdir()
        for program in (ROOT / "make").glob("*.py"):
            shutil.copy(program, folder / "make")
        (folder / "bot.py").write_text("print('the bot runs')\n", encoding="utf-8")
        checkout = cls(folder, index)
        checkout.lock(wheels)
        return checkout

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    @property
    def log(self) -> str:
        return (self.venv / "setup.log").read_text(encoding="utf-8")

    def lock(self, wheels: Iterable[Wheel]) -> None:
        """Pin these wheels in every lock."""
        for name in LOCKS:
            (self.folder / name).write_text("".join(wheel.pin() for wheel in wheels), encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment `make` gets: nothing of this machine's pip, nothing of a make above."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": self.index.url,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
        } | more

    def make(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `make` here, with PYTHON as the Python to be found."""
        return subprocess.run(
            ["make", f"PYTHON={PYTHON}", *arguments],
            cwd=self.folder,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )

    def installed(self) -> dict[str, str]:
        """Return name and version of each package in .venv, as its own Python sees them."""
        program = (
            "import json; from importlib.metadata import distributions;"
            "print(json.dumps([(found.name, found.version) for found in distributions()]))"
        )
        said = subprocess.run(
            [self.venv / "bin" / "python", "-I", "-c", program], capture_output=True, check=True
        )
        return dict(json.loads(said.stdout))

    def pip(self, *arguments: str) -> str:
        """Run .venv's pip and return what it complains of."""
        command = [str(self.venv / "bin" / "python"), "-m", "pip", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, check=False
        )
        return done.stderr.decode()

    def bring_pip(self, pip: Path) -> None:
        """Make a .venv by hand, with this wheel of pip in it."""
        venv.create(self.venv, symlinks=True)
        (packages,) = self.venv.glob("lib/*/site-packages")
        with zipfile.ZipFile(pip) as archive:
            archive.extractall(packages)


def complaint_of(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence that a failed `make` ended with, having made sure that it is one."""
    assert done.returncode
    said = [
        line
        for line in done.stdout.splitlines()
        if not line.startswith(("make: ***", "正在准备", ".venv 用不了"))
    ]
    assert len(said) == 1, done.stdout
    assert " / " in said[0], "in Chinese and in English"
    return said[0]
