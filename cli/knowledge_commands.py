"""What the commands that change the knowledge share: naming a speech, reading a file, work on a desk."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from core.errors import OperatorError, UserError
from core.plain_files import why

Desk = TypeVar("Desk")
Slug = Annotated[str, typer.Argument(help="讲话的编号，见 speeches list", show_default=False)]


def content_of(file: Path) -> bytes:
    """Return the bytes of a file named on the command line. Raises OperatorError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise OperatorError(f"读不了 {file}：{why(error)}") from None


def at_desk(desk: AbstractAsyncContextManager[Desk], work: Callable[[Desk], Awaitable[None]]) -> None:
    """Do `work` with the services that `desk` opens. A UserError, shown in chat, is an OperatorError here."""

    async def run() -> None:
        async with desk as opened:
            await work(opened)

    try:
        asyncio.run(run())
    except UserError as error:
        raise OperatorError(str(error)) from None
