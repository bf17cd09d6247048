"""Paths on the command line: ~ and $NAME mean what they mean in the settings, also behind --option=."""

import errno
from pathlib import Path

import typer

from core.hand_written import expanded

SHOWN = 60  # characters of a name


def given(name: str) -> Path:
    """Return the path somebody gave; typer prints what is wrong with it."""
    try:
        path = expanded(name)
    except ValueError as error:
        raise typer.BadParameter(f"{name[:SHOWN]} {error}") from None
    try:
        path.exists()
    except OSError as error:  # any other than this is said where the file is opened
        if error.errno == errno.ENAMETOOLONG:
            raise typer.BadParameter(f"{name[:SHOWN]}… 太长，不会有这样的文件") from None
    return path
