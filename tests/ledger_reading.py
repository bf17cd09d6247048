"""Reads the ledger's files as a person would: the workbook's sheets as rows, the document's words."""

import io
import zipfile
from html import unescape
from typing import Any

from office import Colleague
from openpyxl import load_workbook

Rows = list[tuple[Any, ...]]


def sheets_of(content: bytes) -> dict[str, Rows]:
    """Return each sheet's rows without the empty ones."""
    book = load_workbook(io.BytesIO(content))
    return {
        page.title: [row for row in page.iter_rows(values_only=True) if any(cell is not None for cell in row)]
        for page in book.worksheets
    }


def everything_in(content: bytes) -> str:
    """Return every part of an Office file, as the text that a reader of it sees."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(unescape(parts.read(name).decode("utf-8", "replace")) for name in parts.namelist())


def files_sent_to(person: Colleague) -> dict[str, bytes]:
    """Return the documents that the bot sent to a person, the last one of each name, by name."""
    world = person.office.world
    found = [message.media["document"] for message in person.answers() if "document" in message.media]
    return {one["file_name"]: world.files[one["file_id"]].content for one in found}


def table(rows: Rows, head: str) -> list[dict[str, Any]]:
    """Return the rows below the row that begins with `head`, up to its sums, by the heads of the columns."""
    at = next(number for number, row in enumerate(rows) if row[0] == head)
    found = []
    for row in rows[at + 1 :]:
        if row[0] == "合计":
            break
        found.append({name: cell for name, cell in zip(rows[at], row, strict=False) if name})
    return found
