"""What a program reads of the command line: bytes on the standard output, and nothing else there."""

import sys

from core.errors import OperatorError


def write_out(content: bytes) -> None:
    """Write `content` at once. OperatorError when that fails; BrokenPipeError: the reader has left."""
    if sys.stdout is None:
        raise OperatorError("写不出结果：标准输出是关着的")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has had enough: typer ends quietly
    except OSError as error:
        raise OperatorError(f"写不出结果：{error.strerror}") from None
