"""The process that reads one spreadsheet: `python -m services.ways.sheet_worker SECONDS MEMORY_MB NAME`.

The file comes on standard input; one JSON object goes out: {"rows": […]}, {"unreadable": "…"} or {"failed":
where}. Whatever a hostile file does here, it does to this process alone: see extraction_worker of speeches.
"""

import dataclasses

from core.errors import UnreadableDocument
from knowledge.reading.docx.package import Package
from services.speeches.extraction_worker import failed, work
from services.ways.sheet import filled_rows

MOST_UNPACKED = 64 * 1024 * 1024  # bytes, all parts together
TOO_MUCH = "“{name}”解压后太大，不像填好的表格，没有读。"
DAMAGED = "“{name}”打不开：不是 .xlsx 表格，或已损坏。请用表格软件打开，另存为 .xlsx 后再发。"


def check(content: bytes, name: str) -> None:
    """Raise UnreadableDocument for what is no package, unpacks to too much, or brings a DTD along."""
    package, unpacked = Package(content, name), 0
    for part in sorted(package.names):
        if part.endswith("/"):
            continue
        if part.endswith((".xml", ".rels")):
            package.tree(part)
        unpacked += len(package.read(part))
        if unpacked > MOST_UNPACKED:
            raise UnreadableDocument(TOO_MUCH.format(name=name))


def answer(content: bytes, name: str) -> dict[str, object]:
    """Return what came of reading the spreadsheet, as JSON says it."""
    try:
        check(content, name)
        return {"rows": [dataclasses.astuple(row) for row in filled_rows(content)]}
    except UnreadableDocument as error:
        return {"unreadable": str(error).replace("Word 或 WPS", "表格软件").replace(".docx", ".xlsx")}
    except MemoryError:
        return {"unreadable": TOO_MUCH.format(name=name)}
    except (KeyError, ValueError, IndexError, OSError, TypeError):
        return {"unreadable": DAMAGED.format(name=name)}
    except Exception as error:  # noqa: BLE001 - told to the bot's log, without a word of the file
        return {"failed": failed(error)}


if __name__ == "__main__":
    work(answer)
