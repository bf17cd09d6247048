"""Things in the folders of an office that are no files, though their names say so: nothing waits for them."""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.certificate import read_certificate
from core.errors import OperatorError
from core.plain_files import read_plain
from core.secret_file import read_secret_file
from core.token_file import read_token_file
from core.toml_file import read_toml
from core.trust import trusted_authorities
from knowledge.reading.folder import locate, look_through
from knowledge.search.known.ways import read_ways
from services.speeches.kept import digest

NOBODY = 65534  # the user of this number, on most systems
SPEECH = "院里的银杏每年十一月落叶，由后勤科清扫。\n"
ENGLISH = ("No such", "Is a directory", "Too many", "Errno", "Input/output", "Permission")


def _socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(file.parent)  # a socket's name is short
        try:
            one.bind(file.name)
        finally:
            os.chdir(here)


def _large(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(5 * 1024**3)


def _pipe_behind_a_link(file: Path) -> None:
    os.mkfifo(file.parent / "pipe")
    file.symlink_to("pipe")


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "a link to a pipe": _pipe_behind_a_link,
    "socket": _socket,
    "zeros without end": lambda file: file.symlink_to("/dev/zero"),
    "random without end": lambda file: file.symlink_to("/dev/urandom"),
    "terminal": lambda file: file.symlink_to("/dev/tty"),
    "standard input": lambda file: file.symlink_to("/dev/stdin"),
    "a link to nothing": lambda file: file.symlink_to("/nowhere/at/all"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "folder": Path.mkdir,
    "larger than memory": _large,
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["x.txt", "x.docx", "x.md"])
def test_what_is_no_file_is_named_and_the_others_are_read(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "garden.txt").write_text(SPEECH, encoding="utf-8")
    ODD[kind](tmp_path / name)
    found = look_through(tmp_path)
    assert [one.speech.file for one in found.speeches] == ["garden.txt"]
    said = [*(one.why for one in found.unread), *found.ignored]
    assert any(name in one for one in said), said
    assert not any(word in one for one in said for word in ENGLISH), said


def _of_ways(file: Path) -> object:
    try:
        return digest(b"", [file]), read_ways([file])
    except OSError as error:
        raise OperatorError(str(error.strerror)) from None


READERS: tuple[Callable[[Path], object], ...] = (
    read_toml,
    _of_ways,
    read_token_file,
    lambda file: read_secret_file(file, "ways.key_file"),
    trusted_authorities,
    lambda file: read_certificate(file, None, "bot.example.org"),
)


@pytest.mark.parametrize("kind", ODD)
def test_no_setting_or_list_is_waited_for(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    ODD[kind](file)
    for read in READERS:
        with pytest.raises(OperatorError) as failed:
            read(file)
        assert not any(word in str(failed.value) for word in ENGLISH), failed.value


def test_what_a_shell_hands_over_is_read() -> None:
    reads, writes = os.pipe()
    os.write(writes, b"[speech]")
    os.close(writes)
    assert read_plain(Path(f"/dev/fd/{reads}"), 99) == b"[speech]"
    os.close(reads)


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("closed", ["", "speeches", "questions", "questions/garden"])
def test_a_folder_that_may_not_be_looked_into_is_named(closed: str, mode: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        (place / "speeches").mkdir(parents=True)
        (place / "speeches" / "garden.txt").write_text(SPEECH, encoding="utf-8")
        (place / "questions" / "garden").mkdir(parents=True)
        (place / "questions" / "garden" / "one.txt").write_text("", encoding="utf-8")
        with _closed(place, place / closed, mode), pytest.raises(OperatorError, match="没有权限") as failed:
            _look_at_all(place)
        assert closed in str(failed.value)


def _look_at_all(place: Path) -> None:
    files = locate(place)
    read_ways(files.ways)
    look_through(files.speeches)


@contextmanager
def _closed(place: Path, closed: Path, mode: int) -> Iterator[None]:
    """Give `closed` a mode, and be a user to whom it applies: root may read everything."""
    root = os.geteuid() == 0
    if root:
        for one in (place, *place.rglob("*")):
            os.chown(one, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        closed.chmod(mode)
        yield
    finally:
        closed.chmod(0o700)
        if root:
            os.seteuid(0)
