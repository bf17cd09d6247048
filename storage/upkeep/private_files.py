"""Private files: only their owner may read the database, the files beside it and its copies."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
NAME = "qingfeng"
BACKUPS = "backups"  # the folder in it that is ours too
OTHERS = stat.S_IRWXG | stat.S_IRWXO

logger = logging.getLogger(__name__)


def make_private(file: Path) -> None:
    """Make SQLite's file and its folder, or tighten their rights; log once what was open to others.

    Raises OSError when they cannot be made. Files of another owner stay as they are.
    """
    make_folder(file.parent)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, FILE))
    found = list(_beside(file))
    if _is_ours_alone(file.parent, found):
        found.append(file.parent)
    opened = [one.name for one in found if _tighten(one)]
    if opened:
        logger.info("others on this machine could read %s; only the owner can now", ", ".join(opened))


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only its owner may read; leave those that are there alone."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=FOLDER, exist_ok=True)


def give_to_owner(folder: Path, backups: Path) -> None:
    """Give what root has made in the database's folder to whose folder it is: a service could not read it.

    Only files and backups of ours, and no file with a second name, which may be another program's.
    """
    owner = folder.stat()
    ours = [*folder.glob(f"{NAME}.*"), *([backups] if backups.parent == folder else ())]
    if backups.is_dir() and backups.stat().st_uid in {0, owner.st_uid}:
        ours += [backups / ".lock", *backups.glob(f"{NAME}-*"), *backups.glob(f"{NAME}-*/**/*")]
    for one in ours:
        try:
            found = one.lstat()
            if found.st_uid == 0 and (found.st_nlink == 1 or stat.S_ISDIR(found.st_mode)):
                os.chown(one, owner.st_uid, owner.st_gid, follow_symlinks=False)
        except OSError:  # it is gone, or this root may not
            continue


def _beside(file: Path) -> Iterator[Path]:
    """Yield the database, what SQLite keeps beside it, and the copies made before migrations."""
    for one in file.parent.glob(f"{file.stem}.*"):
        if one.is_file() and one.name.startswith((file.name, f"{file.stem}.")):
            yield one


def _is_ours_alone(folder: Path, known: list[Path]) -> bool:
    """Return whether a folder contains only the database and nothing that others may need."""
    return {one.name for one in folder.iterdir()} - {BACKUPS} == {one.name for one in known}


def _tighten(path: Path) -> bool:
    """Remove the rights of everybody else; return whether there were any."""
    found = path.stat()
    if not found.st_mode & OTHERS or found.st_uid != os.geteuid():
        return False
    path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
    return True
