"""Prepare .venv for `make`: `python make/prepare.py LOCK` installs what the file LOCK pins, and nothing else.

With --fetch it puts these packages into a folder instead, for a machine without a network (make/wheelhouse.py).

It runs before anything is installed, so it uses the standard library only. Whatever goes wrong is one sentence,
in Chinese and in English; what pip said stands in .venv/setup.log. With --check it only looks, and its exit
status 0 means that .venv holds what LOCK pins; the Makefile asks so before each task.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import wheelhouse
from complaints import SetUpError, about_pip, about_venv

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
STATE = VENV / "prepared.json"
UNFINISHED = VENV / "unfinished"  # exists while pip works: a half-finished .venv must not be used
OLDEST = (3, 11)
# A person's own settings of pip that would put the packages elsewhere, or leave the log empty.
MISLEADING = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_QUIET", "PIP_NO_BINARY")


def main(arguments: list[str]) -> int:
    """Look or prepare, as the arguments say; return the exit status."""
    lock = ROOT / arguments[-1]
    if arguments[0] == "--check":
        return 0 if _holds(lock) else 1
    if arguments[0] == "--record":
        _record(lock)
        return 0
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal may know no Chinese
    try:
        with _alone():
            if arguments[0] == "--fetch":
                _fetch(lock)
            elif not (PYTHON.exists() and _succeeds(__file__, "--check", lock.name)):
                _prepare(lock)
    except SetUpError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(
            f"准备不了 .venv（{error}）：请检查磁盘和这个文件夹的权限，再试一次。"
            f" / .venv cannot be prepared ({error}): check the disk and who may write here, then try again."
        )
        return 1
    except KeyboardInterrupt:
        say("准备中断了，下次会接着做好。 / Interrupted; the next run will finish it.")
        return 130
    return 0


def say(line: str) -> None:
    """Print a line at once, also where the output is a file."""
    print(line, flush=True)


def _prepare(lock: Path) -> None:
    """Make .venv if there is none that works, and install what `lock` pins. Raises SetUpError."""
    say("正在准备 .venv（第一次约一分钟）… Setting up .venv (about a minute the first time)…")
    if not _works():
        if VENV.exists() or VENV.is_symlink():
            say(".venv 用不了，现在重做。 / .venv does not work and is made anew.")
        _remove()
        _create()
    UNFINISHED.touch()
    _install(lock)
    if not _succeeds(__file__, "--record", lock.name):
        raise SetUpError(
            ".venv 写不进去：请检查磁盘，再试一次。", ".venv cannot be written: check the disk and try again."
        )
    UNFINISHED.unlink()


def _holds(lock: Path) -> bool:
    """Return whether .venv holds what `lock` pins. It is .venv's own Python that runs this, so it works too."""
    state = _state()
    noted = state.get("locks", {}).get(lock.name, {})
    return (
        sys.version_info >= OLDEST
        and not UNFINISHED.exists()
        and state.get("home") == os.path.realpath(VENV)
        and noted.get("digest") == _digest(lock)
        and _installed().issuperset(noted["installed"])
    )


def _record(lock: Path) -> None:
    """Note what of `lock` is installed now, and of any lock that it contains."""
    pins = _pins(lock)
    noted = _state().get("locks", {})
    for file in ROOT.glob("requirements*.txt"):
        if (contained := _pins(file)) <= pins:
            wanted = {f"{name}-{version}" for name, version, _ in contained}
            noted[file.name] = {"digest": _digest(file), "installed": sorted(wanted & _installed())}
    STATE.write_text(json.dumps({"home": os.path.realpath(VENV), "locks": noted}, indent=1), encoding="utf-8")


def _pins(lock: Path) -> set[tuple[str, str, str]]:
    """Return the name, version and marker of each package that `lock` pins."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)(?:\[.*?\])?==([^ ;]+)([^\\]*)", line) for line in lines)
    return {(_plain(pin[1]), pin[2], pin[3].strip()) for pin in found if pin}


def _installed() -> set[str]:
    """Return name-version of each package in .venv. Only .venv's own Python knows where they are."""
    records = (record.stem for record in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return {f"{_plain(name)}-{version}" for name, _, version in (record.partition("-") for record in records)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _works() -> bool:
    """Return whether .venv can be installed into: it was finished, was not moved, and its pip runs."""
    home = _state().get(
        "home", os.path.realpath(VENV)
    )  # the programs in bin/ name the folder they were made for
    new_enough = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return (
        not UNFINISHED.exists()
        and home == os.path.realpath(VENV)
        and PYTHON.exists()
        and _succeeds("-c", new_enough)
        and _succeeds("-m", "pip", "--version")
    )


def _remove() -> None:
    try:
        if VENV.is_dir() and not VENV.is_symlink():
            shutil.rmtree(VENV)
        else:
            VENV.unlink(missing_ok=True)
    except OSError as error:
        raise SetUpError(
            f"旧的 .venv 删不掉（{error.strerror}）：请手动删去它，再试一次。",
            f"The old .venv cannot be removed ({error.strerror}): delete it by hand and try again.",
        ) from None


def _create() -> None:
    """Make an empty .venv with pip. Raises SetUpError that says what to install."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    python = getattr(sys, "_base_executable", sys.executable)  # .venv's own was removed just now
    said = "" if missing else _run([python, "-I", "-m", "venv", str(VENV)])
    if said is not None:
        raise about_venv(python, said)


def _run(command: list[str]) -> str | None:
    """Run a command; return what it said if it failed, None if all is well."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode(errors="replace") if done.returncode else None


def _install(lock: Path) -> None:
    """Install exactly what `lock` pins. Raises SetUpError that names the package."""
    done, said = _pip(["install", *wheelhouse.source()], lock)
    if done:
        if "Installing collected packages" not in said:
            UNFINISHED.unlink()  # pip has changed nothing yet
        raise about_pip(said, _version(), LOG.relative_to(ROOT))


def _fetch(lock: Path) -> None:
    """Put the packages that `lock` pins into a folder. Raises SetUpError that names the package."""
    folder = wheelhouse.target()
    folder.mkdir(parents=True, exist_ok=True)
    done, said = _pip(["download", "--dest", str(folder)], lock)
    if done:
        raise about_pip(said, _version(), LOG.relative_to(ROOT))
    number, size = wheelhouse.size_of(folder)
    say(
        f"✓ {folder} 里有 {number} 个安装包，共 {size} MB，供同样系统、同样 Python（{_version()}）的机器用"
        f" / {number} wheels, {size} MB, for a machine with the same system and Python"
    )


def _pip(what: list[str], lock: Path) -> tuple[int, str]:
    """Let .venv's pip do something with exactly what `lock` pins; return its status and what it said."""
    # The lock is complete (a test compares it with what its packages ask for), so pip resolves nothing, and no
    # later release matters. It builds nothing either: that would fetch the newest tools to build with.
    exactly = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", lock.name]
    command = [str(PYTHON), "-I", "-m", "pip", *what, "--no-input", "--disable-pip-version-check", *exactly]
    environment = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment | {"PIP_USER": "0"},
            stdout=log,
            stderr=log,
            close_fds=False,  # it holds the folder's lock as well
            check=False,
        )
    return done.returncode, LOG.read_text(encoding="utf-8", errors="replace")


def _version() -> str:
    """Return the version of .venv's Python."""
    found = re.search(r"^version\S* *= *(\S+)", (VENV / "pyvenv.cfg").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else "?"


def _succeeds(*arguments: str) -> bool:
    """Return whether .venv's Python can be run so."""
    with suppress(OSError):
        return not subprocess.run([PYTHON, "-E", "-s", *arguments], capture_output=True, check=False).returncode
    return False


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other `make` prepares this folder. The lock is on the folder and ends with its holder."""
    folder = os.open(ROOT, os.O_RDONLY)
    os.set_inheritable(folder, True)  # a pip that outlives a killed make still holds it
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个 make 正在准备 .venv，等它做完。 / Waiting for another make that prepares .venv.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(folder)


def _state() -> dict[str, Any]:
    with suppress(OSError, ValueError):
        state = json.loads(STATE.read_text(encoding="utf-8"))
        if isinstance(state, dict):
            return state
    return {}


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
