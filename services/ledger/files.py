"""The pack as files, written in a thread: the event loop goes on answering."""

import asyncio
from dataclasses import dataclass

from knowledge.writing.workbook import workbook
from services.ledger.pack import Pack


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and what is in it."""

    name: str
    content: bytes


async def ledger_files(pack: Pack) -> tuple[File, ...]:
    """Return the pack as a document and a workbook."""
    return await asyncio.to_thread(_written, pack)


def _written(pack: Pack) -> tuple[File, ...]:
    from knowledge.writing.official import document  # noqa: PLC0415 - python-docx loads for a tenth of a second

    name = f"ledger-{pack.span.first}-{pack.span.last}"
    return (File(f"{name}.docx", document(pack.paper)), File(f"{name}.xlsx", workbook(pack.paper)))
