"""SQLite's file is for one running bot: a lock beside it, which the system releases when the process ends.

It is not a lock on the database itself, so that the command line can work beside the bot.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import OperatorError
from core.plain_files import why
from storage.upkeep.private_files import FILE, make_folder

SUFFIX = ".running"
TAKEN = (
    "{setting}：数据库 {file} 已有一个清风在用{who}。一个 SQLite 数据库只能由一个清风运行："
    "请先停掉那一个；要几个一起运行，请改用 PostgreSQL"
)
UNREADABLE = (
    "{setting}：数据库 {file} 旁的 {lock} 打不开（{why}），无法知道是否已有一个清风在用它："
    "请用建这个数据库的用户运行，或检查文件和文件夹的权限"
)


def lock_of(file: Path) -> Path:
    """Return the file that is locked while a bot runs on the database `file`."""
    whole = file.resolve()  # by whatever way somebody comes to it
    return whole.with_name(whole.name + SUFFIX)


@contextmanager
def sole_use(file: Path, setting: str) -> Iterator[None]:
    """Keep other bots off the database `file` while the block runs, and in any case until this process ends.

    Raises OperatorError, which names the setting, when another runs, under any user, or that cannot be known.
    """
    lock = lock_of(file)
    try:
        make_folder(lock.parent)
        # No child inherits it: what a killed bot started must not keep the next one out.
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)
    except OSError as error:
        said = UNREADABLE.format(setting=setting, file=file, lock=lock.name, why=why(error))
        raise OperatorError(said) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OperatorError(TAKEN.format(setting=setting, file=file, who=_who(descriptor))) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _who(descriptor: int) -> str:
    """Return which process it is, if it has said so."""
    with suppress(OSError, ValueError):
        return f"（进程 {int(os.pread(descriptor, 20, 0))}）"
    return ""
