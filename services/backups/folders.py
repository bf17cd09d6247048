"""A backup is a folder: the database, the files beside it, and a list of what is in it.

It is written under another name and renamed when it is whole and on the disk: a folder with the right name and
its list is a backup, anything else is not. Only the owner can read it.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import OperatorError
from core.patterns import pattern
from storage.upkeep.private_files import FILE, FOLDER
from storage.upkeep.snapshots import flush

SQLITE, POSTGRES, LIST = "qingfeng.db", "qingfeng.pgdump", "backup.json"
FORMAT = 1
NAME = pattern(r"qingfeng-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?")
PART = ".part"
SPARE = 32 * 1024 * 1024  # bytes of the disk that a backup leaves free
MB = 1_000_000
KNOWLEDGE = ("speeches", "questions", "questions.toml", "thesaurus.toml", "quotes.toml")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `sha256` is by path within the folder; `rows` by table."""

    made_at: datetime
    engine: str
    revision: str
    rows: dict[str, int]
    program: str
    sha256: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the list as it is stored."""
        said: dict[str, Any] = {"format": FORMAT} | asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup."""

    folder: Path
    manifest: Manifest

    @property
    def database(self) -> Path:
        """Return the file with the database."""
        return self.folder / (SQLITE if self.manifest.engine == "sqlite" else POSTGRES)


def read_backup(folder: Path) -> Backup:
    """Read the list of a backup. OperatorError when the folder is none, or one of a later version's."""
    try:
        said = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if said.pop("format") != FORMAT:
            raise OperatorError(f"备份 {folder} 是更新的程序做的，本程序不认识：请升级程序")
        return Backup(folder, Manifest(**said | {"made_at": datetime.fromisoformat(said["made_at"])}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise OperatorError(f"{folder} 不是一份做完的备份：里面没有读得出的 {LIST}") from None


def backups_in(folder: Path) -> list[Backup]:
    """Return the whole backups of a folder, the newest first."""
    found = []
    for one in folder.iterdir() if folder.is_dir() else ():
        if NAME.fullmatch(one.name):
            try:
                found.append(read_backup(one))
            except OperatorError:
                continue
    return sorted(found, key=lambda one: one.manifest.made_at, reverse=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make the folder where it is missing, and hold off other programs. BlockingIOError: one is at it."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=FOLDER, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, FILE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """Give a new folder to write a backup into; it is gone afterwards unless `finish` took it.

    What an earlier program left half written goes first: the caller is alone in the folder.
    """
    for left in folder.glob(f".*{PART}"):
        shutil.rmtree(left, ignore_errors=True)
    part = folder / f".{os.getpid()}{PART}"
    part.mkdir(mode=FOLDER)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def finish(part: Path, manifest: Manifest, zone: ZoneInfo) -> Backup:
    """Write the list, have the disk keep all of it, and give the folder the name of a backup."""
    files = sorted(one for one in part.rglob("*") if one.is_file())
    sums = {file.relative_to(part).as_posix(): digest_of(file) for file in files}
    listed = Manifest(**{**asdict(manifest), "sha256": sums})
    private_file(part / LIST, listed.to_json().encode())
    for path in [*sorted(part.rglob("*"), reverse=True), part]:
        flush(path)
    plain = f"qingfeng-{manifest.made_at.astimezone(zone):%Y-%m-%d-%H%M%S}"
    number, named = 1, part.parent / plain
    while named.exists():
        number += 1
        named = part.parent / f"{plain}-{number}"
    part.rename(named)
    flush(named.parent)
    return Backup(named, listed)


def keep_newest(folder: Path, number: int, newest: Backup) -> list[Backup]:
    """Delete all whole backups but the newest ones; `newest` is the one just made. Return what is gone."""
    others = [one for one in backups_in(folder) if one.folder != newest.folder]
    gone = others[max(0, number - 1) :]
    for one in gone:
        hidden = folder / f".{one.folder.name}{PART}"  # no half deleted one is ever taken for a backup
        one.folder.rename(hidden)
        shutil.rmtree(hidden, ignore_errors=True)
    return gone


def knowledge_files(folder: Path) -> list[Path]:
    """Return the operator's own files of the knowledge folder, below it; none when there is no folder."""
    if not folder.is_dir():
        return []
    roots = [folder / name for name in KNOWLEDGE] if (folder / "speeches").is_dir() else [folder]
    found = [
        file for root in roots for file in ([root] if root.is_file() else root.rglob("*")) if file.is_file()
    ]
    return sorted(file for file in found if not _is_passing(file.relative_to(folder)))


def _is_passing(name: Path) -> bool:
    return any(part.startswith((".", "~$", "__pycache__")) for part in name.parts) or name.suffix == ".py"


def private_file(file: Path, content: bytes) -> None:
    """Write a new file that only its owner can read."""
    for missing in reversed([one for one in file.parents if not one.exists()]):
        missing.mkdir(mode=FOLDER, exist_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, FILE), "wb") as opened:
        opened.write(content)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def refuse_full_disk(folder: Path, needed: int) -> None:
    """Raise OperatorError when `needed` bytes, and some to spare, have no room below `folder`."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free, least = shutil.disk_usage(nearest).free, needed + needed // 10 + SPARE
    if free < least:
        left, wanted = free // MB, -(-least // MB)  # rounded apart: never as much left as wanted
        raise OperatorError(f"{nearest} 所在的磁盘只剩 {left} MB，至少要 {wanted} MB：请腾出空间")
