"""Turns people's documents into text. Each is read in a process that can be ended at any moment."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.errors import ScannedDocument, UnreadableDocument
from knowledge.reading.extract import check_size
from knowledge.reading.extracted import Extracted, LeftOut

ROOT = Path(__file__).resolve().parents[2]
# The only variables of the bot's environment that a worker gets: where the system's libraries are.
PASSED_ON = ("LD_LIBRARY_PATH",)
WORKER = "services.speeches.extraction_worker"
TOO_SLOW = "读“{name}”花的时间太长，已停下。请只留文字，另存为 .docx 或 .txt 后再发。"
BROKEN = "“{name}”读不了：文件可能已损坏，或读它要的内存超过了限度。请另存为新的 .docx 后再发。"
CLOSED = "机器人正在停下，“{name}”没有读。请稍后再发一次。"

log = logging.getLogger(__name__)


class ExtractionService:
    """Reads documents in worker processes.

    A document may take `seconds` of time and `memory_mb` MB of memory; `processes` are read at once, others
    wait their turn. Of a document, only the text remains after its process ends.
    """

    def __init__(self, *, seconds: float = 60, memory_mb: int = 512, processes: int = 1) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._turns = asyncio.Semaphore(processes)
        self._running: set[Process] = set()
        self._closing = asyncio.Event()

    async def extract(self, content: bytes, file_name: str) -> Extracted:
        """Return what the document says; UnreadableDocument says why not and what to send instead."""
        fields = (await self.read_with(WORKER, content, file_name))["extracted"]
        left_out = tuple(LeftOut(**entry) for entry in fields.pop("left_out"))
        notes, unsure = tuple(fields.pop("notes")), tuple(fields.pop("unsure"))
        return Extracted(left_out=left_out, notes=notes, unsure=unsure, **fields)

    async def read_with(self, worker: str, content: bytes, file_name: str) -> dict[str, Any]:
        """Return what a worker, a module, says of a document, within the limits that hold for all of them.

        UnreadableDocument says why it cannot be read and what to send instead.
        """
        check_size(len(content), file_name)
        name = Path(file_name.replace("\0", "")).name[:200].encode(errors="replace").decode()
        async with self._turns:
            if self._closing.is_set():
                raise UnreadableDocument(CLOSED.format(name=name))
            answered = await self._ask(worker, content, name)
        if "unreadable" in answered:
            raise (ScannedDocument if answered.get("scanned") else UnreadableDocument)(answered["unreadable"])
        if "failed" in answered:
            log.error("reading a document failed: %s", answered["failed"])
            raise UnreadableDocument(BROKEN.format(name=name))
        return answered

    async def close(self) -> None:
        """End the reading of documents; callers that wait get an error."""
        self._closing.set()
        for process in list(self._running):
            await _end(process)

    async def _ask(self, worker: str, content: bytes, name: str) -> dict[str, Any]:
        arguments = [str(int(self._seconds) + 1), str(self._memory_mb), name]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-X",
            "utf8",
            "-m",
            worker,
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env={key: os.environ[key] for key in PASSED_ON if key in os.environ},
        )
        self._running.add(process)
        try:
            if self._closing.is_set():  # while the process was starting
                raise UnreadableDocument(CLOSED.format(name=name))
            async with asyncio.timeout(self._seconds):
                out, _ = await process.communicate(content)
        except TimeoutError:
            raise UnreadableDocument(TOO_SLOW.format(name=name)) from None
        finally:
            self._running.discard(process)
            await _end(process)
        if process.returncode != 0:
            log.warning("extraction worker ended with status %s", process.returncode)
            raise UnreadableDocument((CLOSED if self._closing.is_set() else BROKEN).format(name=name))
        answered: dict[str, Any] = json.loads(out)
        return answered


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()
