"""What deploy/ holds: a unit that can reach little, and an image with what the package needs, no more."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from cli.stopping import WITHIN
from core.places import CHECKOUT
from handlers.health.watchdog import LOOK_EVERY

DEPLOY = CHECKOUT / "deploy"
UNIT, DOCKERFILE, COMPOSE = DEPLOY / "qingfeng.service", DEPLOY / "Dockerfile", DEPLOY / "compose.yaml"
MOST_EXPOSED = 2.5  # of 10, as `systemd-analyze security` counts
analyse = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")


def unit() -> dict[str, list[str]]:
    """Return what the unit says, by key."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


@analyse
def test_the_unit_exposes_little_of_the_machine() -> None:
    threshold = f"--threshold={round(MOST_EXPOSED * 10)}"
    command = ["systemd-analyze", "security", "--offline=true", threshold, "--no-pager", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    score = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert score, done.stderr
    assert float(score[1]) <= MOST_EXPOSED
    assert done.returncode == 0


@analyse
def test_the_unit_is_one_that_systemd_reads(tmp_path: Path) -> None:
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.symlink_to("/bin/true")
    written = tmp_path / "qingfeng.service"
    text = UNIT.read_text(encoding="utf-8").replace("/srv/qingfeng", str(tmp_path))
    written.write_text(re.sub("(?m)^Documentation=.*$", "", text), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(written)], capture_output=True, text=True, check=False
    )
    assert not [line for line in done.stderr.splitlines() if "qingfeng.service" in line], done.stderr


def test_the_unit_writes_where_the_database_is_and_nowhere_else() -> None:
    said = unit()
    assert said["ReadWritePaths"] == [f"{said['WorkingDirectory'][0]}/data"]
    assert said["ProtectSystem"] == ["strict"]
    assert said["User"] == ["qingfeng"]
    assert said["CapabilityBoundingSet"] == [""]


def test_it_is_given_longer_to_stop_than_it_takes_itself() -> None:
    grace = re.search(r"stop_grace_period: (\d+)s", COMPOSE.read_text(encoding="utf-8"))
    assert grace
    assert min(int(unit()["TimeoutStopSec"][0]), int(grace[1])) > WITHIN
    assert int(unit()["WatchdogSec"][0]) > 2 * LOOK_EVERY, "it says that it lives in time"
    assert unit()["Type"] == ["notify"]


def stages() -> list[list[tuple[str, str]]]:
    """Return the Dockerfile's instructions, a list for each stage."""
    text = re.sub(r"\\\n", " ", DOCKERFILE.read_text(encoding="utf-8"))
    found: list[list[tuple[str, str]]] = [[]]
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if not word or word.startswith("#"):
            continue
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found[1:]


def copied(stage: list[tuple[str, str]]) -> set[str]:
    """Return what a stage copies out of the checkout."""
    lines = [rest.split() for word, rest in stage if word == "COPY" and not rest.startswith("--from")]
    return {name for words in lines for name in words[:-1]}


def test_the_image_holds_what_the_package_holds() -> None:
    wheel = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = set(wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    assert copied(stages()[-1]) == needed | {"config.toml", "LICENSE"}
    compiled = next(rest for word, rest in stages()[-1] if word == "RUN" and "compileall" in rest)
    assert needed <= set(compiled.split()), "it can compile nothing later: its file system is read-only"


def test_the_context_has_what_is_copied_and_nothing_else() -> None:
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert lines[0] == "*"
    wanted = {name.rstrip("*") for stage in stages() for name in copied(stage)}
    assert allowed == wanted


def test_the_packages_are_the_locks_and_the_bases_are_pinned() -> None:
    first, last = stages()
    assert any("make/prepare.py requirements.txt" in rest for _, rest in first), "as `make setup` does it"
    assert not [rest for stage in stages() for word, rest in stage if word == "RUN" and "pip install" in rest]
    base = re.search(r"^ARG BASE=(\S+)$", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert base
    images = [base[1], *re.findall(r"image: (\S+:\S+)", COMPOSE.read_text(encoding="utf-8"))]
    assert len(images) == 2
    for image in images:
        assert re.fullmatch(r"\S+:\d+\.\d+(-[a-z]+)?", image), f"{image}: say which"
    assert last[0] == ("FROM", "${BASE}")


def test_the_image_runs_without_root_and_can_be_asked_how_it_is() -> None:
    last = dict(stages()[-1])
    user = last["USER"].split(":")[0]
    assert user.isdecimal(), "a number, which Kubernetes can check"
    assert int(user) > 0
    assert last["ENTRYPOINT"] == '["/srv/qingfeng/.venv/bin/python", "bot.py"]'
    (port,) = re.findall(r"BOT_HEALTH__LISTEN=(\d+)", last["ENV"])
    (asked,) = re.findall(r"-c\", \"(.*)\"]", last["HEALTHCHECK"])
    assert f"http://127.0.0.1:{port}/readyz" in asked
    compile(asked, "HEALTHCHECK", "exec")


def test_the_services_give_up_what_they_do_not_need() -> None:
    bot, database = re.split(r"(?m)^  database:$", COMPOSE.read_text(encoding="utf-8"), maxsplit=1)
    for service in (bot, database):
        for words in (
            "read_only: true",
            "cap_drop: [ALL]",
            "no-new-privileges:true",
            "restart: unless-stopped",
        ):
            assert words in service, words
    assert "cap_add" not in bot
    assert "ports:" not in bot + database, "nothing is reached from outside"
    assert "condition: service_healthy" in bot
    assert "/run/secrets/token" in bot
