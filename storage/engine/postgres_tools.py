"""PostgreSQL's own pg_dump and pg_restore, where they are there. No password stands on their command lines."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from core.errors import OperatorError
from storage.upkeep.snapshots import DamagedCopyError, InterruptedCopyError

DEBIAN = Path("/usr/lib/postgresql")  # its programs are not on the PATH there
COPY = re.compile(rb'^COPY (?:\S+\.)?"?(\w+)"? \(')
END = b"\\.\n"
LOOK_EVERY = 0.5  # seconds between two looks whether to go on
SECRETS = ("password", "sslpassword")


class MissingToolError(OperatorError):
    """The program is not installed here."""


def find_tool(name: str) -> str:
    """Return where pg_dump or pg_restore is. Raises MissingToolError."""
    if found := shutil.which(name):
        return found
    versions = [file for file in DEBIAN.glob(f"*/bin/{name}") if file.parents[1].name.isdecimal()]
    if not versions:
        raise MissingToolError(f"找不到 PostgreSQL 的程序 {name}：请安装 postgresql-client，版本不低于服务器的")
    return str(max(versions, key=lambda file: int(file.parents[1].name)))


def dump(url: URL, tables: Iterable[str], held: str, target: Path, goes_on: Callable[[], bool]) -> None:
    """Write these tables, as they are in the exported snapshot `held`, into the new file `target`."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    command = [find_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--strict-names"]
    command += [f"--table={name}" for name in sorted(tables)]
    command += [f"--snapshot={held}", f"--file={target}", f"--dbname={_address(url)}"]
    with _started(command, url, stdout=subprocess.DEVNULL) as process:
        while True:
            try:
                process.wait(LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                if not goes_on():
                    raise InterruptedCopyError from None
        _refuse_failure(process, url)


def dumped_rows(file: Path, goes_on: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """Read all of a dump and return the rows of each table. DamagedCopyError when it cannot be read whole."""
    command = [find_tool("pg_restore"), "--data-only", "--file=-", str(file)]
    rows: dict[str, int] = {}
    table: str | None = None
    with _started(command, None, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for; for mypy
        for line in process.stdout:
            if not goes_on():
                raise InterruptedCopyError
            if table is None:
                if found := COPY.match(line):
                    table = found[1].decode()
                    rows[table] = 0
            elif line == END:
                table = None
            else:
                rows[table] += 1
        if process.wait() or table is not None:
            raise DamagedCopyError("备份里的 PostgreSQL 转储读不完整")
    return rows


def put_back(url: URL, file: Path) -> None:
    """Read a dump into an empty database, all or nothing. OperatorError says what was wrong."""
    command = [find_tool("pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner"]
    command += ["--no-privileges", f"--dbname={_address(url)}", str(file)]
    with _started(command, url, stdout=subprocess.DEVNULL) as process:
        process.wait()
        _refuse_failure(process, url)


@contextmanager
def _started(command: list[str], url: URL | None, *, stdout: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program; it does not outlive the block."""
    process = subprocess.Popen(  # noqa: S603 -- PostgreSQL's own program, without a shell
        command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, env=_environment(url)
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _refuse_failure(process: "subprocess.Popen[bytes]", url: URL) -> None:
    if process.returncode:
        assert process.stderr is not None  # noqa: S101 - it was asked for; for mypy
        said = re.sub(r"\s+", " ", process.stderr.read().decode("utf-8", "replace")).strip()
        for secret in (url.password, *(value for key, value in url.query.items() if key in SECRETS)):
            said = said.replace(str(secret), "***") if secret else said
        raise OperatorError(f"PostgreSQL 的程序没有做成：{said[:300]}")


def _environment(url: URL | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "PG"))}
    password = None if url is None else url.password or url.query.get("password")
    return kept | {"LC_ALL": "C"} | ({"PGPASSWORD": str(password)} if password else {})


def _address(url: URL) -> str:
    """Return the address as libpq reads it, without a password."""
    query = {key: value for key, value in url.query.items() if key not in SECRETS}
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)
