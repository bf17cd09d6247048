"""deploy/install.sh and the unit, for real: on a machine of its own, as far as that goes without systemd.

What the unit allows is given to the bot by hand: its user, no privileges, a file system that is read-only
but for its data, no memory that is both writable and executable. It must still read documents and answer.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import printed

from core.places import CHECKOUT, PACKAGES

PYTHON = f"/opt/bin/python{sys.version_info.major}.{sys.version_info.minor}"
SYSTEMCTL = '#!/bin/sh\necho "systemctl $*" >>"$SAID"\n'
# As the unit says it, without systemd: no memory that is both writable and executable, no privileges to gain.
CONFINED = """
import ctypes, os, sys
set_memory_deny_write_execute, set_no_new_privileges = 65, 38
prctl = ctypes.CDLL(None, use_errno=True).prctl
assert prctl(set_memory_deny_write_execute, 1, 0, 0, 0) == 0
assert prctl(set_no_new_privileges, 1, 0, 0, 0) == 0
os.chdir("/srv/qingfeng")
program = "/srv/qingfeng/.venv/bin/python"
os.execv(program, [program, *sys.argv[1:]])
"""
# Exits with 0 if the kernel refuses memory that is both.
PROBE = (
    "import mmap, sys\n"
    "try: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)\n"
    "except OSError: sys.exit(0)\n"
    "sys.exit(1)\n"
)
SPEECH = "在机关会议上的讲话\n\n要管好自己，也要管好身边的人。"


# What a machine of its own takes of this one.
MOUNTS = """
set -e
mount -t tmpfs tmpfs /srv
mkdir /srv/upper /srv/work
mount -t overlay -o lowerdir=/etc,upperdir=/srv/upper,workdir=/srv/work overlay /etc
"""


def can_mount() -> bool:
    command = ["unshare", "--mount", "bash", "-c", MOUNTS]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


def can_confine() -> bool:
    """Return whether the kernel knows set_memory_deny_write_execute: Linux 6.3 and later."""
    program = "import ctypes, sys; sys.exit(ctypes.CDLL(None).prctl(65, 1, 0, 0, 0))"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.setups,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not can_mount(), reason="only root can have a file system of its own"),
]


class Machine:
    """A machine to install on: its /srv and /etc are copies that are gone when the test ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        checkout = folder / "srv" / "qingfeng"
        for name in sorted(PACKAGES | {"deploy"}):
            shutil.copytree(CHECKOUT / name, checkout / name)
        for name in ("bot.py", "config.toml"):
            shutil.copy2(CHECKOUT / name, checkout / name)
        packages = checkout / ".venv" / "lib" / Path(PYTHON).name / "site-packages"
        for made in (checkout / ".venv" / "bin", packages.parent):
            made.mkdir(parents=True)
        (checkout / ".venv" / "pyvenv.cfg").write_text("home = /opt/bin\n", encoding="utf-8")
        (checkout / ".venv" / "bin" / "python").symlink_to(PYTHON)
        packages.symlink_to("/mnt")
        for name in ("programs", "etc"):
            (folder / name).mkdir()
        (folder / "programs" / "systemctl").write_text(SYSTEMCTL, encoding="utf-8")
        (folder / "programs" / "systemctl").chmod(0o755)
        (folder / "confined.py").write_text(CONFINED, encoding="utf-8")
        (folder / "probe.py").write_text(PROBE, encoding="utf-8")

    @property
    def said(self) -> list[str]:
        """Return what systemd was told."""
        file = self.folder / "said"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run lines as root on this machine; what they change in /etc is there the next time."""
        place = self.folder
        mounts = f"""
            set -e
            mkdir -p {place}/over
            mount -t tmpfs tmpfs {place}/over
            mkdir {place}/over/upper {place}/over/work
            cp -a {place}/etc/. {place}/over/upper/
            layers=lowerdir=/etc,upperdir={place}/over/upper,workdir={place}/over/work
            mount -t overlay -o $layers overlay /etc
            mount --bind {place}/srv /srv
            mount --bind {sys.base_prefix} /opt
            mount --bind {sysconfig.get_path("purelib")} /mnt
            set +e
            ( set -e
              {script}
            )
            status=$?
            cp -a {place}/over/upper/. {place}/etc/
            exit $status
        """
        environment = {
            "PATH": f"{place}/programs:{os.environ['PATH']}",
            "SAID": f"{place}/said",
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": "/opt/lib",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.run(
            ["unshare", "--mount", "bash", "-c", mounts],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=1200,
            check=False,
        )


@pytest.fixture
def machine() -> Iterator[Machine]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the service's user must come through
        yield Machine(Path(folder))


INSTALL = "bash /srv/qingfeng/deploy/install.sh"


def test_it_is_installed_started_once_the_token_is_there_and_again_without_harm(machine: Machine) -> None:
    first = machine.run(INSTALL)
    assert first.returncode == 0, first.stderr
    assert "BOT_TOKEN=" in first.stdout
    assert machine.said == ["systemctl daemon-reload"], "without a token nothing is started"
    looks = machine.run(
        "stat -c '%a %U %n' /etc/qingfeng/environment /srv/qingfeng/data /etc/systemd/system/qingfeng.service\n"
        "getent passwd qingfeng"
    ).stdout.splitlines()
    assert looks[:3] == [
        "600 root /etc/qingfeng/environment",
        "700 qingfeng /srv/qingfeng/data",
        "644 root /etc/systemd/system/qingfeng.service",
    ]
    assert looks[3].endswith(":/srv/qingfeng:/usr/sbin/nologin")
    compiled = machine.folder / "srv" / "qingfeng" / "__pycache__"
    assert list(compiled.glob("bot.*.pyc")), "each start would compile the program anew"

    second = machine.run(f"echo BOT_TOKEN=123456789:secret >/etc/qingfeng/environment\n{INSTALL}")
    assert second.returncode == 0, second.stderr
    assert machine.said[1:] == [
        "systemctl daemon-reload",
        "systemctl enable qingfeng.service",
        "systemctl restart qingfeng.service",
    ]
    kept = machine.run("cat /etc/qingfeng/environment; stat -c %a /etc/qingfeng/environment").stdout.split()
    assert kept == ["BOT_TOKEN=123456789:secret", "600"]


def test_where_it_could_not_run_it_is_not_installed(machine: Machine) -> None:
    elsewhere = "mkdir /srv/home; mount --bind /srv/home /home; cd /home; cp -a /srv/qingfeng here"
    hidden = machine.run(f"{elsewhere}; bash here/deploy/install.sh")
    assert hidden.returncode == 2
    assert "/srv/qingfeng" in hidden.stderr
    bare = machine.run(f"rm -r /srv/qingfeng/.venv; {INSTALL}")
    assert bare.returncode == 2
    assert "make setup" in bare.stderr
    assert machine.said == []


@pytest.mark.skipif(not can_confine(), reason="the kernel cannot refuse memory that is both")
def test_under_what_the_unit_allows_it_checks_answers_and_reads_documents(machine: Machine) -> None:
    (machine.folder / "srv" / "讲话.pdf").write_bytes(printed(SPEECH))
    unit = (CHECKOUT / "deploy" / "qingfeng.service").read_text(encoding="utf-8")
    for line in ("MemoryDenyWriteExecute=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "User=qingfeng"):
        assert re.search(f"^{line}$", unit, re.MULTILINE), "or what is tried here is not what the unit says"
    confined = (
        "setpriv --reuid qingfeng --regid qingfeng --clear-groups --bounding-set=-all --inh-caps=-all "
        f"{PYTHON} {machine.folder}/confined.py"
    )
    done = machine.run(f"""
        {INSTALL}
        mount --bind /srv/qingfeng/data /srv/qingfeng/data
        mount -o remount,bind,ro /srv
        {confined} {machine.folder}/probe.py
        ! {confined} -c 'open("/srv/qingfeng/config.toml", "a")' 2>/dev/null
        {confined} bot.py check
        {confined} bot.py ask 三重一大是什么
        {confined} bot.py speeches import --title 讲话 --date 2024年 /srv/讲话.pdf
        {confined} bot.py speeches list
    """)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已收录" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_command_beside_the_service_has_its_user_and_its_variables(machine: Machine) -> None:
    command = "bash /srv/qingfeng/deploy/command.sh"
    assert machine.run(f"{command} check").returncode == 2
    assert machine.run(INSTALL).returncode == 0
    imported = machine.run(f"cd /srv/qingfeng && {command} speeches import")
    assert imported.returncode == 0, imported.stdout + imported.stderr
    made = machine.folder / "srv" / "qingfeng" / "data" / "qingfeng.db"
    assert made.stat().st_uid != 0
    wrong = machine.run(f"echo 'BOT_REMINDER__TIME=25:00' >>/etc/qingfeng/environment; {command} check")
    assert wrong.returncode == 2
    assert "reminder.time" in wrong.stderr
