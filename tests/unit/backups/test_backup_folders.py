"""A backup as a folder: what goes into it, how it is named, who can read it, and what is none."""

import json
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from core.errors import OperatorError
from services.backups.folders import (
    LIST,
    POSTGRES,
    SPARE,
    SQLITE,
    Backup,
    Manifest,
    alone_in,
    backups_in,
    digest_of,
    finish,
    knowledge_files,
    private_file,
    read_backup,
    refuse_full_disk,
    unfinished,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MADE = Manifest(datetime(2026, 3, 1, 19, 30, 5, tzinfo=UTC), "sqlite", "0038", {"chats": 3}, "1.0")


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def named(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in knowledge_files(folder)]


def test_of_a_knowledge_folder_the_operator_s_own_files_are_kept(tmp_path: Path) -> None:
    kept = ["questions/2025/driver.txt", "questions.toml", "quotes.toml", "speeches/2022.txt", "thesaurus.toml"]
    passing = ["speeches/.2022.txt.swp", "speeches/~$2022.docx", "speeches/__pycache__/x.txt", "speeches/x.py"]
    folder = filled(tmp_path / "k", *kept, *passing, "search/index.txt", "notes.txt", "questions/.git/config")
    assert named(folder) == kept
    assert named(filled(tmp_path / "s", "2022.txt", "of_last_year/2021.txt", "x.py")) == [
        "2022.txt",
        "of_last_year/2021.txt",
    ], "a folder of speeches alone is kept whole"
    assert named(tmp_path / "nowhere") == []


def finished(folder: Path, manifest: Manifest = MADE) -> Backup:
    with unfinished(folder) as part:
        private_file(part / "knowledge" / "speeches" / "2022.txt", b"said")
        private_file(part / SQLITE, b"rows")
        return finish(part, manifest, SHANGHAI)


def test_a_backup_is_named_by_the_office_s_clock_lists_its_files_and_is_read_back(tmp_path: Path) -> None:
    with alone_in(tmp_path / "a" / "b"):
        made = [finished(tmp_path / "a" / "b") for _ in range(3)]
    plain = "qingfeng-2026-03-02-033005"
    assert [one.folder.name for one in made] == [plain, f"{plain}-2", f"{plain}-3"]
    first = made[0].folder
    assert made[0].manifest.sha256 == {
        "knowledge/speeches/2022.txt": digest_of(first / "knowledge" / "speeches" / "2022.txt"),
        SQLITE: digest_of(first / SQLITE),
    }
    assert [read_backup(one.folder) for one in made] == made
    assert made[0].database == first / SQLITE
    assert Backup(first, Manifest(MADE.made_at, "postgresql", "", {}, "")).database == first / POSTGRES
    modes = {stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "a").rglob("*") if one.is_file()}
    assert modes == {0o600}
    assert {stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "a", tmp_path / "a" / "b", first)} == {
        0o700
    }
    assert sorted(one.name for one in first.parent.iterdir())[0] == ".lock"
    assert len(list(first.parent.iterdir())) == 4, "nothing half written is left"


def test_the_newest_is_the_first_and_what_is_no_backup_is_none(tmp_path: Path) -> None:
    early = Manifest(MADE.made_at.replace(year=2025), "sqlite", "0038", {}, "1.0")
    made = [finished(tmp_path), finished(tmp_path, early)]
    filled(
        tmp_path, f"qingfeng-2024-01-01-000000/{LIST}", "letters/backup.json", "qingfeng-2023-01-01-000000/x"
    )
    assert backups_in(tmp_path) == made
    made[0].folder.rename(tmp_path / "under another name")
    assert backups_in(tmp_path) == made[1:]
    assert backups_in(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 2}, "是更新的程序做的，本程序不认识"),
        ({"made_at": "yesterday"}, "不是一份做完的备份"),
        ({"of_another": 1}, "不是一份做完的备份"),
    ],
)
def test_a_list_that_is_another_s_is_refused(tmp_path: Path, change: dict[str, object], words: str) -> None:
    made = finished(tmp_path)
    said = json.loads((made.folder / LIST).read_text(encoding="utf-8"))
    (made.folder / LIST).write_text(json.dumps(said | change), encoding="utf-8")
    with pytest.raises(OperatorError, match=words):
        read_backup(made.folder)


def test_what_an_earlier_program_left_goes_and_what_fails_leaves_nothing(tmp_path: Path) -> None:
    filled(tmp_path, ".1.part/x", ".letters/x")

    def fails() -> None:
        with unfinished(tmp_path) as part:
            assert not (tmp_path / ".1.part").exists()
            filled(part, "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert [one.name for one in tmp_path.iterdir()] == [".letters"]


def test_only_one_program_is_in_a_folder_at_a_time(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(BlockingIOError), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_private_file_takes_no_other_s_place(tmp_path: Path) -> None:
    private_file(tmp_path / "new" / "x", b"1")
    with pytest.raises(FileExistsError):
        private_file(tmp_path / "new" / "x", b"2")
    assert (tmp_path / "new" / "x").read_bytes() == b"1"


def test_a_disk_is_full_below_what_is_needed_a_tenth_of_it_and_some_to_spare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = 3_000_000_000_000
    enough = needed + needed // 10 + SPARE
    asked: list[Path] = []
    left = enough

    def disk_usage(path: Path) -> SimpleNamespace:
        asked.append(path)
        return SimpleNamespace(free=left)

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)
    refuse_full_disk(tmp_path / "not" / "there", needed)
    assert asked == [tmp_path]
    left = enough - 1
    with pytest.raises(OperatorError) as refused:
        refuse_full_disk(tmp_path, needed)
    assert str(refused.value) == f"{tmp_path} 所在的磁盘只剩 3300033 MB，至少要 3300034 MB：请腾出空间"
