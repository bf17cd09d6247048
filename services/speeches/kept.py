"""Files beside the database that keep what takes long to read; without them everything works, but later."""

import logging
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import knowledge
from core.hand_written import LARGEST
from core.plain_files import read_plain

DIGEST = 32  # bytes

log = logging.getLogger(__name__)


@cache
def code(*patterns: str) -> bytes:
    """Return a digest of the files of knowledge/ that fit: other code may read the same thing otherwise."""
    here = Path(knowledge.__path__[0])
    return digest(b"", (file for one in patterns for file in sorted(here.glob(one))))


def digest(start: bytes, files: Iterable[Path]) -> bytes:
    """Return a digest of the names and contents of `files` behind `start`. Raises OSError."""
    found = blake2b(start, digest_size=DIGEST)
    for file in files:
        content = read_plain(file, LARGEST)
        found.update(f"{file.parent.name}/{file.name} {len(content)} ".encode())
        found.update(content)
    return found.digest()


def keep(file: Path, content: bytes) -> None:
    """Replace `file` in one step, another process may be reading it; where that cannot be done, leave it."""
    if not file.parent.is_dir():
        return
    try:
        handle, new = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as written:
            written.write(content)
        Path(new).replace(file)
    except OSError as error:
        log.info("%s 没有另存，下次启动会慢一点：%s", file.name, error)
