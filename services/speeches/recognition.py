"""Scans -> text: recognised a page at a time, the doubtful lines confirmed one by one by a person.

Its progress is a row in the database: after a restart it goes on with the unfinished page.
"""

import asyncio
import base64
import importlib.util
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from core.clock import Clock
from core.errors import UnreadableDocument, UserError
from knowledge.reading.extract import extract
from knowledge.reading.seen import SURE, SeenLine, paragraphs, widened, without_number
from services.speeches.drafts import KEPT, SpeechDraftService
from services.speeches.extraction import PASSED_ON, ROOT
from storage.speeches.drafts import SpeechDraft
from storage.speeches.recognitions import Recognised, Recognition, RecognitionStore

WORKER = "services.speeches.recognition_worker"
MOST_PAGES = 60
FAILED = "“{name}”第 {page} 页识别不了，已停下。请换一份清楚些的扫描件，或发 .docx 文件。"
TOO_MANY = "“{name}”有 {pages} 页，一次最多识别 {most} 页。请分成几份再发。"
NOTHING = "“{name}”里没有认出字来。请换一份清楚些的扫描件。"
GONE = "这份扫描件已经处理过了，或放得太久已删去。请再发一次。"
NOTE = (
    "文字识别得来：共 {lines} 行，拿不准的 {asked} 行由编辑逐行看过，改了 {changed} 行；其余也请对照原件看一遍"
)

log = logging.getLogger(__name__)


class Recogniser(Protocol):
    """Reads the words on a picture."""

    async def page(self, content: bytes, number: int) -> tuple[int, list[SeenLine]]:
        """Return how many pages a document has, and the lines of page `number` (from 0).

        Raises RuntimeError when the page cannot be recognised.
        """
        ...


class RapidRecogniser:
    """rapidocr in a process of its own for each page, with limits of time (seconds) and memory (MB)."""

    def __init__(self, *, seconds: int = 240, memory_mb: int = 4096) -> None:
        self._arguments = (str(seconds), str(memory_mb))
        self._seconds = seconds

    async def page(self, content: bytes, number: int) -> tuple[int, list[SeenLine]]:
        """See Recogniser."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-X", "utf8", "-m", WORKER, *self._arguments, str(number),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT,
            env={key: os.environ[key] for key in PASSED_ON if key in os.environ},
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._seconds):
                out, _ = await process.communicate(content)
            answer = json.loads(out)
        except (TimeoutError, ValueError) as error:
            raise RuntimeError(type(error).__name__) from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
            await process.wait()
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        lines = [SeenLine(**line | {"picture": base64.b64decode(line["picture"])}) for line in answer["lines"]]
        return answer["pages"], lines


def installed() -> Recogniser | None:
    """Return the recogniser, None without the extra `ocr`."""
    return RapidRecogniser() if importlib.util.find_spec("rapidocr") else None


class RecognitionService:
    """Keeps scans until every page is recognised and every doubtful line confirmed; then they are drafts."""

    def __init__(
        self, store: RecognitionStore, drafts: SpeechDraftService, clock: Clock, recogniser: Recogniser | None
    ) -> None:
        self._store = store
        self._drafts = drafts
        self._clock = clock
        self.recogniser = recogniser

    async def begin(self, content: bytes, name: str, by: int, message_id: int) -> Recognition:
        """Keep a scan; `message_id` is the message that shows how far it is."""
        name = PurePath(name).name
        return await self._store.add(Recognition(0, by, name, content, message_id, self._clock.now()))

    async def of(self, number: int) -> Recognition:
        """Return a scan in hand. Raises UserError once it is settled."""
        if (found := await self._store.of(number)) is None:
            raise UserError(GONE)
        return found

    async def in_hand(self, number: int) -> bool:
        """Return whether a scan is not settled yet."""
        return await self._store.of(number) is not None

    async def waiting(self) -> Recognition | None:
        """Return the oldest scan with a page to recognise."""
        return await self._store.waiting()

    async def next_page(self, scan: Recognition) -> Recognition:
        """Recognise the next page and keep it.

        Raises UnreadableDocument, and forgets the scan, when it cannot be recognised.
        """
        if self.recogniser is None:
            return scan
        try:
            pages, seen = await self.recogniser.page(scan.original, scan.done)
        except RuntimeError as error:
            log.warning("recognising a page failed: %s", error)
            await self._store.drop(scan.id)
            raise UnreadableDocument(FAILED.format(name=scan.file, page=scan.done + 1)) from None
        if pages > MOST_PAGES:
            await self._store.drop(scan.id)
            raise UnreadableDocument(TOO_MANY.format(name=scan.file, pages=pages, most=MOST_PAGES))
        lines = [
            Recognised(
                page=scan.done,
                seen=widened(line.text),
                least=line.least,
                left=line.left,
                right=line.right,
                top=line.top,
                height=line.height,
                picture=line.picture,
                settled=line.least >= SURE,
            )
            for line in without_number(seen)
        ]
        scan = replace(scan, pages=pages, done=scan.done + 1, lines=(*scan.lines, *lines))
        if scan.done >= pages and not scan.lines:
            await self._store.drop(scan.id)
            raise UnreadableDocument(NOTHING.format(name=scan.file))
        await self._store.change(scan)
        return scan

    async def settle(self, scan: Recognition, place: int, words: str | None) -> Recognition:
        """Note that a person confirmed a line, or corrected it to `words`. A confirmed line is not changed."""
        line = scan.lines[place]
        if line.settled:
            return scan
        said = " ".join(words.split()) if words is not None else line.seen
        settled = replace(line, settled=True, words=said)
        scan = replace(scan, lines=(*scan.lines[:place], settled, *scan.lines[place + 1 :]))
        if not await self._store.change(scan):
            raise UserError(GONE)
        return scan

    async def finish(self, scan: Recognition) -> SpeechDraft:
        """Make a draft of a scan whose lines are all settled, with the record of who confirmed what."""
        pages = [
            [
                SeenLine(line.text, line.least, line.left, line.right, line.top, line.height)
                for line in scan.lines
                if line.page == page
            ]
            for page in range(scan.pages)
        ]
        text = "\n".join(paragraphs(pages))
        found = extract(text.encode(), f"{PurePath(scan.file).stem}.txt")
        asked = [line for line in scan.lines if line.words is not None]
        changed = [line for line in asked if line.words != line.seen]
        note = NOTE.format(lines=len(scan.lines), asked=len(asked), changed=len(changed))
        record = json.dumps(
            {
                "lines": len(scan.lines),
                "by": scan.user_id,
                "confirmed": [
                    {"page": line.page + 1, "seen": line.seen, "words": line.words} for line in asked
                ],
            },
            ensure_ascii=False,
        )
        found = replace(found, notes=(note, *found.notes))
        draft = await self._drafts.of_text(found, scan.original, scan.file, scan.user_id, record)
        kept = await self._drafts.keep(draft)
        await self._store.drop(scan.id)
        return kept

    async def prune(self) -> None:
        """Forget scans that nobody has settled for a long time."""
        await self._store.prune(self._clock.now() - KEPT)

    async def drop(self, number: int) -> None:
        """Forget a scan."""
        await self._store.drop(number)
