"""What to tell the operator when the database cannot be used."""

import os
import re
import sqlite3
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.errors import OperatorError
from core.plain_files import why

DAMAGED = "已经损坏：请停下机器人，用备份恢复"
# SQLite's own names of its errors (the part before an extension such as SQLITE_READONLY_DIRECTORY's).
SQLITE_SAYS = {
    "CANTOPEN": "打不开：请检查文件夹是否存在、是否有权限",
    "READONLY": "不能写入：请检查文件和文件夹的权限",
    "PERM": "没有权限",
    "NOTADB": "不是数据库文件",
    "CORRUPT": DAMAGED,
    "BUSY": "正被别的程序占用：请先关掉它",
    "LOCKED": "正被别的程序占用：请先关掉它",
    "FULL": "写不下了：磁盘已满",
    "IOERR": "读写失败：请检查磁盘",
}

READ_ONLY = "不能写入：它所在的磁盘是只读的，请重新挂载成可写的"
OF_THE_DISK = frozenset({"READONLY", "CANTOPEN", "IOERR"})
LEAST = 64 * 1024  # bytes free, with which SQLite can still open a file


def mask(url: URL) -> str:
    """Return the address without its password, and without its options, which may hold another."""
    shown = url.set(query={}).render_as_string(hide_password=True)
    return shown.replace("+aiosqlite", "").replace("+psycopg", "")


def is_busy(error: Exception) -> bool:
    """Return whether SQLite refused because another program is at the file just now."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(getattr(cause, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def family_of(error: BaseException) -> str:
    """Return what SQLite calls this kind of error (CORRUPT, FULL, BUSY); empty for another engine's."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    name = str(getattr(cause, "sqlite_errorname", "")) if isinstance(cause, sqlite3.Error) else ""
    return name.removeprefix("SQLITE_").split("_")[0]


def sqlite_says(family: str, file: str | Path | None) -> str | None:
    """Return what an error of SQLite's means for the file; None: nothing is known of it.

    On a full disk it only says that reading or writing failed, and of a disk that is read-only what it says of
    a missing right: the disk itself is asked.
    """
    try:
        disk = os.statvfs(Path(file).parent) if file and family in OF_THE_DISK else None
    except OSError:
        disk = None
    if disk is not None and disk.f_flag & os.ST_RDONLY:
        return READ_ONLY
    if disk is not None and family == "IOERR" and disk.f_bavail * disk.f_frsize < LEAST:
        return SQLITE_SAYS["FULL"]
    return SQLITE_SAYS.get(family)


def explain(error: Exception, url: URL, setting: str) -> OperatorError:
    """Turn a driver's error into a sentence for the operator that names the setting."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if url.get_backend_name() != "sqlite":
        return OperatorError(
            f"{setting}：用不了 PostgreSQL 数据库 {mask(url)}（{_short(cause, url)}）；"
            "请核对主机、端口、用户、口令和库名"
        )
    if isinstance(cause, OSError):
        return OperatorError(f"{setting}：数据库 {url.database} 打不开（{why(cause)}）")
    said = sqlite_says(family_of(error), url.database) or f"用不了（{_short(cause, url)}）"
    return OperatorError(f"{setting}：数据库 {url.database} {said}")


def _short(cause: BaseException, url: URL) -> str:
    """Return the driver's first words, in one line, surely without the password."""
    words = re.sub(r"\s+", " ", str(cause)).strip() or type(cause).__name__
    for secret in (url.password, *(value for key, value in url.query.items() if "pass" in key)):
        if secret:
            words = words.replace(str(secret), "***")
    return words[:200]
