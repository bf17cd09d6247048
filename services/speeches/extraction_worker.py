"""The process that reads one document: `python -m services.speeches.extraction_worker SECONDS MEMORY_MB NAME`.

The document comes on standard input, one JSON object goes out: {"extracted": …}, {"unreadable": "…"} or, after
a defect of the program, {"failed": where}. A hostile file can harm only this process: time, memory and files
are limited by the system, and the environment has none of the bot's secrets.
"""

import dataclasses
import json
import resource
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core.errors import ScannedDocument, UnreadableDocument
from knowledge.reading.extract import MAX_BYTES, extract

TOO_MUCH = "“{name}”太复杂，读它要的内存超过了限度。请只留文字，另存为 .docx 或 .txt 后再发。"


def limit(seconds: int, memory_mb: int) -> None:
    """Bind this process: processor time in seconds, address space in MB, no file written, no core dump."""
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_mb * 1024 * 1024),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # where the operator has set it lower already
            resource.setrlimit(kind, (most, most))


def answer(content: bytes, name: str) -> dict[str, object]:
    """Return the result of reading the document, ready for JSON."""
    try:
        return {"extracted": dataclasses.asdict(extract(content, name))}
    except UnreadableDocument as error:
        return {"unreadable": str(error), "scanned": isinstance(error, ScannedDocument)}
    except MemoryError:
        return {"unreadable": TOO_MUCH.format(name=name)}
    except Exception as error:  # noqa: BLE001 - told to the bot's log, without a word of the document
        return {"failed": failed(error)}


def failed(error: Exception) -> str:
    """Return what went wrong and where in the program, without any words of the document."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"


def work(answer: Callable[[bytes, str], dict[str, object]]) -> None:
    """Read a file from standard input, within what the command line says, and write the answer."""
    seconds, memory_mb, name = sys.argv[1:]
    limit(int(seconds), int(memory_mb))
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    sys.stdout.write(json.dumps(answer(content, name)))


if __name__ == "__main__":
    work(answer)
