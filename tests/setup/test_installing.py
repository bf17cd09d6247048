"""清风 as a package: a wheel, built and installed into an environment of its own, does what a checkout does."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from command_line import bot
from documents import word

from core.places import CHECKOUT, PACKAGES

pytestmark = [pytest.mark.setups, pytest.mark.timeout(1200)]

QUESTION = "三重一大是什么"
PIP = [sys.executable, "-m", "pip"]
OFFLINE = ["--no-index", "--no-deps", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pipx and uv do, with the locked hatchling."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", folder, CHECKOUT], check=True)
    (built,) = folder.glob("*.whl")
    return built


@dataclass(frozen=True)
class Installed:
    """`qingfeng` as its user has it."""

    program: Path
    home: Path

    @property
    def folder(self) -> Path:
        return self.home / ".local" / "share" / "qingfeng"

    def environment(self, **variables: str) -> dict[str, str]:
        """Return an environment that leads nowhere else."""
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | variables

    def run(self, *arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a folder that has nothing to do with it."""
        return subprocess.run(
            [self.program, *arguments],
            input=stdin,
            cwd=self.home,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, which borrows the libraries of this one."""
    folder = tmp_path_factory.mktemp("tool")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run([*PIP, "--python", python, "install", *OFFLINE, wheel], check=True)
    (packages,) = folder.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "qingfeng"


@pytest.fixture
def installed(program: Path, tmp_path: Path) -> Installed:
    """Give the installed command to somebody who has never run it."""
    return Installed(program, tmp_path)


def test_the_wheel_holds_what_the_bot_needs_and_nothing_else(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = {name for name in listed.stdout.split("\0") if name.split("/")[0] in PACKAGES and "/" in name}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == kept | {"bot.py", "core/config.toml"}


def test_it_answers_as_in_the_checkout(installed: Installed) -> None:
    asked = installed.run("ask", "--json", QUESTION)
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout) == json.loads(bot("ask", "--json", QUESTION).stdout)


def test_the_first_run_brings_settings_and_speeches_which_are_then_the_users(installed: Installed) -> None:
    first = installed.run("ask", QUESTION)
    assert str(installed.folder) in first.stderr
    for name in ("config.toml", "knowledge/quotes.toml", "knowledge/speeches/2023.txt"):
        assert (installed.folder / name).read_bytes() == (CHECKOUT / name).read_bytes()
    assert not list(installed.folder.rglob("*.py")), "settings and speeches, no code"
    (installed.folder / "knowledge" / "speeches" / "speeches.toml").unlink()
    (installed.folder / "knowledge" / "speeches" / "2022.txt").unlink()
    config = installed.folder / "config.toml"
    config.write_text("[asking]\npassages = 9\n", encoding="utf-8")
    second = installed.run("ask", QUESTION)
    assert "asking.passages" in second.stderr, "the user's own settings count"
    config.write_text("", encoding="utf-8")
    assert not installed.run("ask", QUESTION).stderr
    assert not (installed.folder / "knowledge" / "speeches" / "2022.txt").exists()


def test_its_commands_work(installed: Installed) -> None:
    document = installed.home / "讲话.docx"
    document.write_bytes(word("在机关会议上的讲话\n\n要管好自己，也要管好身边的人。"))
    for arguments in (
        ["check"],
        ["speeches", "import", "--title", "讲话", "--date", "2024-01-05", str(document)],
        ["speeches", "list"],
        ["records", "questions"],
        ["subscriptions", "export"],
    ):
        done = installed.run(*arguments)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert (installed.folder / "data" / "qingfeng.db").exists()
    assert installed.run("--version").stdout == bot("--version").stdout
    assert "qingfeng ask" in installed.run("ask").stderr, "it calls itself by its own name"


def test_it_opens_the_local_chat(installed: Installed) -> None:
    with subprocess.Popen(
        [installed.program],
        cwd=installed.home,
        env=installed.environment(BOT_LOCAL_CHAT__PORT="0"),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as running:
        assert running.stdout
        line = running.stdout.readline()
        address = line.split("：")[1].split()[0]
        assert "<!doctype html>" in httpx.get(address, timeout=60, trust_env=False).text.lower()
        running.send_signal(signal.SIGINT)
        assert running.wait(300) == 0


def test_a_folder_that_cannot_be_written_is_one_sentence(installed: Installed) -> None:
    (installed.home / "file").write_text("", encoding="utf-8")
    refused = installed.run("check", XDG_DATA_HOME=str(installed.home / "file"))
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
    assert "XDG_DATA_HOME" in refused.stderr


def test_settings_elsewhere_bring_nothing_but_the_speeches_they_do_not_name(installed: Installed) -> None:
    config = installed.home / "elsewhere.toml"
    config.write_text("", encoding="utf-8")
    asked = installed.run("--config", str(config), "ask", "--json", QUESTION)
    assert asked.returncode == 0, asked.stderr
    assert not (installed.folder / "config.toml").exists()
    assert (installed.folder / "knowledge" / "speeches" / "2023.txt").exists()
