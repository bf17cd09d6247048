"""A throw-away PostgreSQL server: for the tests, and for bench.

PostgreSQL refuses to run as root, so root starts it as another user, in a folder of that user's.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from ports import free_port
from psycopg import sql

# It may forget everything: nothing here outlives the tests.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "32MB",
    "max_connections": "200",  # four programs, each with all it may open, and the test itself
    "autovacuum": "off",
    # How long a cancelled client that is still half connected holds up a drop; and a busy one must be through.
    "authentication_timeout": "20s",
    "logging_collector": "off",
}
USERS = ("postgres", "nobody")
PASSWORD = "throw-away"
START_SECONDS = 300  # at most, on a machine where one starts for each core


class PostgresMissingError(Exception):
    """There is no PostgreSQL on this machine that could be started."""


def find_programs() -> Path:
    """Return the folder that holds `initdb` and `postgres`: the newest version installed."""
    installed = sorted(
        (folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").is_file()),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdecimal() else 0,
    )
    if installed:
        return installed[-1]
    if (found := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(found).parent
    raise PostgresMissingError("no initdb in /usr/lib/postgresql/*/bin or on the PATH")


class Server:
    """A running server; `url` is its `postgres` database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def create(self, name: str, *, template: str = "template0", encoding: str = "UTF8") -> str:
        """Make a database as a copy of `template`, an empty one unless given, and return its URL."""
        with closing(psycopg.connect(self.url, autocommit=True)) as connection:
            # Three times as fast as the default where nothing is flushed; older servers know no other way.
            strategy = "STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING {} " + strategy).format(
                    sql.Identifier(name), sql.Identifier(template), sql.Literal(encoding)
                )
            )
        return self.database(name)

    def drop(self, name: str) -> None:
        """Drop a database even if something still uses it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with closing(psycopg.connect(self.url, autocommit=True)) as connection:
            connection.execute(statement)

    def database(self, name: str) -> str:
        """Return the URL of a database of this server."""
        return f"{self.url.rsplit('/', 1)[0]}/{name}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own; stop it and remove the folder afterwards."""
    programs = find_programs()
    user = _user()
    with tempfile.TemporaryDirectory(prefix="qingfeng-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = folder / "home"
        home.mkdir()
        if user:
            shutil.chown(home, user)
        secret = home / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        # Plain passwords: on loopback, and the proper exchange costs each connection several milliseconds.
        options = [
            "-U",
            "qingfeng",
            "-A",
            "scram-sha-256",
            f"--pwfile={secret}",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        _run([programs / "initdb", *options, "-D", home / "data"], user, home)
        port = free_port()
        server = Server(f"postgresql://qingfeng:{PASSWORD}@127.0.0.1:{port}/postgres")
        arguments = " ".join(f"--{key}='{value}'" for key, value in SETTINGS.items())
        control: list[str | Path] = [programs / "pg_ctl", "-D", home / "data", "-w", "-t", str(START_SECONDS)]
        # It waits until the server answers.
        _run([*control, "start", "-l", home / "log", "-o", f"-p {port} {arguments}"], user, home)
        try:
            yield server
        finally:
            _run([*control, "stop", "-m", "immediate"], user, home)  # writing nothing: it is all thrown away


def fresh_name(prefix: str) -> str:
    """Return a database name that nobody else uses."""
    return f"{prefix}_{secrets.token_hex(6)}"


def _user() -> str | None:
    """Return whom to start the server as; None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in USERS:
        if name in known:
            return name
    raise PostgresMissingError(
        f"root may not run PostgreSQL, and there is none of the users {', '.join(USERS)}"
    )


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _run(command: list[str | Path], user: str | None, home: Path) -> None:
    """Run one of PostgreSQL's programs. Raises PostgresMissingError that says what went wrong."""
    said = home / "said"  # no pipe: the server that `pg_ctl` leaves behind would hold it open
    with said.open("wb") as output:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=home, user=user,
            env=_environment(),
        )  # fmt: skip
    if done.returncode:
        told = "".join(
            file.read_text(errors="replace")[-500:] for file in (said, home / "log") if file.exists()
        )
        raise PostgresMissingError(f"{Path(command[0]).name} failed: {told.strip()}")
