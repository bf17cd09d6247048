"""Paths on the command line: ~ and $NAME mean what they mean in the settings, also behind --option=."""

from pathlib import Path

import typer

from core.hand_written import expanded


def given(name: str) -> Path:
    """Return the path somebody gave; typer prints what is wrong with it."""
    try:
        return expanded(name)
    except ValueError as error:
        raise typer.BadParameter(f"{name} {error}") from None
