"""The worker process: what a document does to it, the bot does not feel."""

import asyncio
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from documents import package, paragraph, printed, speech, word
from forking import PROGRAM

from core.errors import UnreadableDocument
from knowledge.reading.extract import extract
from services.speeches.extraction import WORKER, ExtractionService

Answer = TypeVar("Answer")
PATIENCE = 300.0


def bomb_pdf(megabytes: int) -> bytes:
    """Return a PDF whose page unpacks to that much."""
    content = zlib.compress(b"BT ET " * (megabytes * 1024 * 1024 // 6), 9)
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>endobj\n"
    )
    stream = f"4 0 obj<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode()
    return head + stream + content + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def children() -> list[psutil.Process]:
    """Return this process's children but the tests' own: a database, and what commands are forked from."""
    found = [child for child in psutil.Process().children() if asked(child.name) not in {None, "postgres"}]
    return [child for child in found if PROGRAM not in (asked(child.cmdline) or ())]


def asked(question: Callable[[], Answer]) -> Answer | None:
    """Return what a process says of itself; None when it has ended meanwhile."""
    try:
        return question()
    except psutil.NoSuchProcess:
        return None


async def born() -> psutil.Process:
    """Return the worker once it is one: between fork and exec a process is still the bot's copy."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for child in children():
                if WORKER in (asked(child.cmdline) or ()):
                    return child
            await asyncio.sleep(0)


@pytest.mark.parametrize("name", ["speech.txt", "speech.docx", "speech.pdf", "speech.md"])
async def test_a_document_is_read_as_it_would_be_here(name: str) -> None:
    make = {"docx": word, "pdf": printed}.get(name.rpartition(".")[2], str.encode)
    content = make(speech("2022"))
    service = ExtractionService()
    assert await service.extract(content, name) == extract(content, name)
    assert not children()


async def test_a_refusal_comes_through_word_for_word() -> None:
    with pytest.raises(UnreadableDocument, match=r"“旧稿.doc”是旧版 Word"):
        await ExtractionService().extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧稿.doc")


async def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableDocument, match="时间太长"):
        await ExtractionService(seconds=0.01).extract(word(speech("2022")), "speech.docx")
    assert not children()


async def test_what_takes_too_much_memory_is_ended() -> None:
    runs = "<w:p><w:r><w:t>字</w:t></w:r></w:p>" * 400_000
    with pytest.raises(UnreadableDocument, match="内存"):
        await ExtractionService(memory_mb=128).extract(package(runs), "speech.docx")


async def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        await ExtractionService(memory_mb=256).extract(bomb_pdf(120), "speech.pdf")


async def test_a_worker_that_dies_is_a_refusal_not_a_failure() -> None:
    service = ExtractionService()
    reading = asyncio.create_task(service.extract(printed(speech("2023") * 20), "speech.pdf"))
    (await born()).kill()
    with pytest.raises(UnreadableDocument, match="读不了"):
        await reading


async def test_the_loop_goes_on_and_one_document_is_read_at_a_time() -> None:
    service = ExtractionService(processes=1)
    readings = [asyncio.create_task(service.extract(word(speech("2022")), "speech.docx")) for _ in range(3)]
    turns = most = 0
    while not all(reading.done() for reading in readings):
        await asyncio.sleep(0)
        turns += 1
        most = max(most, len(children()))
    assert turns > 20
    assert most == 1
    assert len({reading.result().text for reading in readings}) == 1


async def test_closing_ends_what_is_read_and_what_waits() -> None:
    service = ExtractionService()
    slow = printed(speech("2023") * 20)
    readings = [asyncio.create_task(service.extract(slow, "speech.pdf")) for _ in range(2)]
    await born()
    await service.close()
    for ended in await asyncio.gather(*readings, return_exceptions=True):
        assert isinstance(ended, UnreadableDocument)
        assert "正在停下" in str(ended)
    assert not children()


async def test_giving_up_ends_the_worker() -> None:
    reading = asyncio.create_task(ExtractionService().extract(printed(speech("2023") * 20), "speech.pdf"))
    await born()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not children()


async def test_a_worker_gets_none_of_the_bots_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:secret")
    reading = asyncio.create_task(ExtractionService().extract(package(paragraph("同志们")), "a\0\udc80/b.docx"))
    worker = await born()
    assert b"secret" not in Path(f"/proc/{worker.pid}/environ").read_bytes()
    assert os.environ["BOT_TOKEN"] == "123:secret"
    assert (await reading).text == "同志们"
