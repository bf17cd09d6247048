"""Files that people name or put somewhere: read without waiting for ever, and what fails said in Chinese.

A pipe nobody writes to, a terminal or /dev/zero has a name like any file; reading one never ends.
"""

import errno
import os
import stat
from pathlib import Path

NO_FILE = "不是普通的文件，而是管道或设备之类"
# Pipes that a shell handed over, as --config <(…) does: their writer is there.
HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
WHY = {
    errno.ENOENT: "没有这个文件或文件夹（链接的话，指向的已不在）",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.ENXIO: NO_FILE,
    errno.ENODEV: NO_FILE,
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘的配额用完了",
    errno.EFBIG: "文件太大",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EEXIST: "已有同名的文件",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用",
    errno.ESTALE: "网络磁盘连不上",
    errno.EHOSTDOWN: "网络磁盘连不上",
    errno.ENOTCONN: "网络磁盘连不上",
    errno.ETIMEDOUT: "等得太久，没有回应",
}


def why(error: OSError) -> str:
    """Return in Chinese why a file or folder cannot be read or written; the system's words where unknown."""
    return WHY.get(error.errno or 0) or error.strerror or type(error).__name__


def is_plain(file: Path) -> bool:
    """Return whether `file` may be read: all but pipes, sockets and devices. A broken link fails when read."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def read_plain(file: Path, largest: int) -> bytes:
    """Return what is in `file`, at most one byte more than `largest`, which tells that it is larger.

    Raises OSError, whose `strerror` says in Chinese why; also for what is no file, before it is read.
    """
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
        with os.fdopen(handle, "rb") as opened:
            _check(handle, file)
            return opened.read(largest + 1)
    except OSError as error:
        raise OSError(error.errno, why(error), str(file)) from None


def _check(handle: int, file: Path) -> None:
    mode = os.fstat(handle).st_mode
    if stat.S_ISFIFO(mode) and str(file).startswith(HANDED_OVER):
        os.set_blocking(handle, True)
    elif not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO, "")
