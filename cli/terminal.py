"""How the command line prints: sentences for people, bytes for programs, and never a secret.

Terminals have different encodings: GBK on an old Chinese system, UTF-8 elsewhere. A sign that the terminal does
not have is replaced by the nearest one, so that no command fails because of a ✓.
"""

import codecs
import io
import logging
import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

from core.errors import OperatorError
from core.hiding import Hidden
from core.log_lines import without_moves
from core.plain_files import why

REPLACING = "qingfeng-nearest"
NEAREST = {"✓": "√", "✗": "×", "⚠": "！", "•": "·"}
CHINESE = "清风"
CLOSED = "写不出结果：标准输出是关着的"

logger = logging.getLogger(__name__)


class _HidingStream(io.TextIOWrapper):
    """A text stream that accepts every sign, hides secrets, and lets nothing written move a terminal."""

    def __init__(self, stream: io.TextIOWrapper, hidden: Hidden) -> None:
        encoding, line_buffering = _encoding(stream.encoding), stream.line_buffering
        # Detach it: otherwise the old stream closes the file when it is collected.
        super().__init__(stream.detach(), encoding, REPLACING, line_buffering=line_buffering)
        self._hidden = hidden

    def write(self, text: str) -> int:
        super().write(without_moves(self._hidden.hide(text)))
        return len(text)


def prepare(hidden: Hidden) -> None:
    """Make standard output and standard error accept every text, and hide in them what is `hidden`."""
    codecs.register_error(REPLACING, _nearest)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = _HidingStream(sys.stdout, hidden)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _HidingStream(sys.stderr, hidden)


def say(text: str) -> None:
    """Print a line at once. OperatorError when that fails; BrokenPipeError: the reader has left."""

    def write(stream: TextIO) -> None:
        stream.write(f"{text}\n")

    _write(write)


def write_out(content: bytes) -> None:
    """Write what a program reads, at once. Raises what `say` raises."""

    def write(stream: TextIO) -> None:
        stream.flush()
        stream.buffer.write(content)

    _write(write)


def announce(text: str, otherwise: str) -> None:
    """Print a line, and go on in any case; log `otherwise` if it cannot be printed."""
    try:
        say(text)
    except (OperatorError, BrokenPipeError):
        logger.warning("%s", otherwise)


def complain(text: str) -> None:
    """Print a line on standard error. If that fails, nothing else can be done."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def _write(write: Callable[[TextIO], None]) -> None:
    if sys.stdout is None:
        raise OperatorError(CLOSED)
    try:
        write(sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(sys.stdout)
        raise  # the reader has closed the pipe: typer ends quietly
    except OSError as error:
        let_go(sys.stdout)
        raise OperatorError(f"写不出结果：{why(error)}") from None


def let_go(stream: TextIO | None) -> None:
    """Throw away what is left in the stream: otherwise Python tries again at its end and prints a traceback."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _encoding(found: str) -> str:
    """Return the encoding to write in: the terminal's own if it knows Chinese, else UTF-8."""
    try:
        CHINESE.encode(found)
    except (UnicodeEncodeError, LookupError):
        return "utf-8"
    return found


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Return replacements for characters that an encoding lacks. Called by Python's encoders."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_sign(one, error.encoding) for one in error.object[error.start : error.end]), error.end


def _sign(character: str, encoding: str) -> str:
    for sign in (NEAREST.get(character, ""), unicodedata.normalize("NFKC", character)):
        try:
            sign.encode(encoding)
        except UnicodeEncodeError:
            continue
        if sign:
            return sign
    return "?"
