"""SQLite's file is for one running bot: a second one is refused at its start, also another user's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import OperatorError
from storage.database import FILE_NAME, Database
from storage.engine.sole_use import lock_of, sole_use

ROOT = Path(__file__).resolve().parents[3]
HOLD = (
    "import sys; from storage.engine.sole_use import *; "
    "lock = sole_use(Path(sys.argv[1]), ''); lock.__enter__(); {}"
)


def held_by_another(file: Path, then: str) -> subprocess.Popen[bytes]:
    """Let another process take the lock, say so, and do `then`."""
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(f"print('held', flush=True); {then}"), str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert held.stdout is not None
    assert held.stdout.readline() == b"held\n"
    return held


def test_a_second_one_is_refused_with_a_sentence_by_whatever_path_it_comes(tmp_path: Path) -> None:
    file, link, beside = tmp_path / "a" / FILE_NAME, tmp_path / "link.db", tmp_path / "b"
    with held_by_another(file, "sys.stdin.read()") as held:
        link.symlink_to(file)
        beside.symlink_to(file.parent)
        for way in (file, link, beside / FILE_NAME):
            with (
                pytest.raises(OperatorError, match=f"已有一个清风在用（进程 {held.pid}）"),
                sole_use(way, "storage"),
            ):
                pass
        held.communicate()
    with sole_use(file, "storage"):
        pass


def test_a_killed_one_is_followed_at_once_even_if_it_leaves_a_child_behind(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    child = "import subprocess; subprocess.Popen([sys.executable, '-c', 'input()'], stdin=0); sys.stdin.read()"
    with held_by_another(file, child) as held:
        held.kill()
        held.wait()
        with sole_use(file, "storage"):
            pass


def test_one_that_cannot_know_whether_another_runs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)  # root may open everything
    with pytest.raises(OperatorError, match="无法知道是否已有"), sole_use(tmp_path / FILE_NAME, "storage"):
        pass


def test_only_the_owner_may_read_the_lock_file_and_it_holds_nobodys_words(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    with sole_use(file, "storage"):
        assert lock_of(file).stat().st_mode & 0o077 == 0
        assert lock_of(file).read_text() == str(os.getpid())


async def test_the_bot_is_refused_with_exit_status_2_and_changes_nothing(tmp_path: Path) -> None:
    with Database.in_folder(tmp_path).used_by_one():
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        done = subprocess.run(  # noqa: ASYNC221 -- nothing else runs here
            [sys.executable, "bot.py"],
            cwd=ROOT,
            check=False,
            capture_output=True,
            env=environment | {"BOT_TOKEN": f"1:{'A' * 35}", "BOT_STORAGE__FOLDER": str(tmp_path)},
        )
    assert done.returncode == 2
    assert f"已有一个清风在用（进程 {os.getpid()}）" in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == [lock_of(tmp_path / FILE_NAME).name]
