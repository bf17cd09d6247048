"""Tasks as files that are carried elsewhere, and what comes back: JSON lines for a model, .xlsx for people.

{"task": "2024-03-1-9f3a2b", "prompt": "…", "schema": {…}}     goes out, a task a line
{"task": "2024-03-1-9f3a2b", "answer": "…"}                    comes back: the model's output as it is
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from core.errors import UnreadableDocument
from core.hand_written import decoded
from knowledge.search.known.questions import KnownQuestion
from knowledge.ways.replies import Refused, Reply, read_reply, way_of
from knowledge.ways.tasks import SCHEMA, Task, find, slug_of
from services.speeches.extraction import ExtractionService
from services.ways.batches import WayBatchService
from services.ways.sheet import SheetRow, written
from storage.states import WriterKind
from storage.ways.batches import Batch

SHEET, LINES = ".xlsx", (".jsonl", ".ndjson")
WORKER = "services.ways.sheet_worker"
LARGEST = 16 * 1024 * 1024  # bytes of JSON lines
LONGEST_LINE = 400_000  # characters
NOT_OURS = "“{name}”不是填好的相似问：要 .xlsx 表格，或一行一个 JSON 的 .jsonl 文件。"
NOT_TEXT = "“{name}”不是 UTF-8 的文本，没有读。"
TOO_BIG = "“{name}”太大（超过 16 MB），没有读。请分成几份。"
EMPTY = "“{name}”里没有填写的问法，没有收。"
NO_LINE = "不是 {“task”: …, “answer”: …} 这样的一行"
NO_TASK = "没有这个任务，或讲话已换版、这一段变了"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A line or row that could not be read; `number` counts from 1, as people see it in their file."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file: a batch for each speech in it, and the rows that could not be read."""

    batches: tuple[Batch, ...]
    refused: tuple[RefusedRow, ...]


class WayFileService:
    """Files of strangers are read within limits, a spreadsheet in a process of its own."""

    def __init__(self, batches: WayBatchService, extraction: ExtractionService) -> None:
        self._batches = batches
        self._extraction = extraction

    async def tasks_as_lines(self, slug: str, rounds: int) -> bytes:
        """Return the tasks for a speech as JSON lines. Raises UserError when there is no such speech."""
        lines = [
            json.dumps({"task": task.id, "prompt": task.prompt, "schema": SCHEMA}, ensure_ascii=False)
            for task in await self._batches.tasks(slug, rounds)
        ]
        return "".join(f"{line}\n" for line in lines).encode()

    async def tasks_as_sheet(self, slug: str, rounds: int) -> bytes:
        """Return the tasks for a speech as a spreadsheet. Raises UserError when there is no such speech."""
        return await written(await self._batches.tasks(slug, rounds))

    async def bring(self, content: bytes, name: str, by: int | None) -> Brought:
        """Read a file that came back. Raises UnreadableDocument for one that is none, or has nothing in it."""
        name = PurePath(name.replace("\0", "")).name[:100]
        is_sheet = name.lower().endswith(SHEET)
        if not is_sheet and not name.lower().endswith(LINES):
            raise UnreadableDocument(NOT_OURS.format(name=name))
        if is_sheet:
            answered = await self._extraction.read_with(WORKER, content, name)
            rows = [SheetRow(*row) for row in answered["rows"]]
            replies, refused = await self._rows(rows)
        else:
            replies, refused = await self._lines(_text(content, name))
        kind = WriterKind.PEOPLE if is_sheet else WriterKind.FILE
        batches = [
            await self._batches.bring(slug, kind, name, reply, by)
            for slug, reply in replies.items()
            if reply.ways or reply.refused
        ]
        if not batches and not refused:
            raise UnreadableDocument(EMPTY.format(name=name))
        return Brought(tuple(batches), tuple(refused))

    async def _lines(self, text: str) -> tuple[dict[str, Reply], list[RefusedRow]]:
        tasks, replies, refused = _Tasks(self._batches), dict[str, Reply](), list[RefusedRow]()
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            entry = _answer(line)
            task = await tasks.of(entry[0]) if entry else None
            if entry is None or task is None:
                refused.append(RefusedRow(number, NO_LINE if entry is None else NO_TASK))
                continue
            _add(replies, task.slug, read_reply(task, entry[1]))
        return replies, refused

    async def _rows(self, rows: Sequence[SheetRow]) -> tuple[dict[str, Reply], list[RefusedRow]]:
        tasks, replies, refused = _Tasks(self._batches), dict[str, Reply](), list[RefusedRow]()
        for row in rows:
            task = await tasks.of(row.task)
            if row.why or task is None:
                refused.append(RefusedRow(row.number, row.why or NO_TASK))
                continue
            if not 0 <= row.sentence <= len(task.stretch.sentences):
                refused.append(RefusedRow(row.number, NO_TASK))
                continue
            found = way_of(task, row.sentence, row.question, row.asker)
            if isinstance(found, KnownQuestion):
                _add(replies, task.slug, Reply((found,), ()))
            else:
                refused.append(RefusedRow(row.number, found))
                _add(replies, task.slug, Reply((), (Refused(row.question, found),)))
        return replies, refused


class _Tasks:
    """The tasks of the speeches that a file names, looked up once."""

    def __init__(self, batches: WayBatchService) -> None:
        self._batches = batches
        self._known: dict[str, list[Task]] = {}

    async def of(self, task: str) -> Task | None:
        slug = slug_of(task)
        if slug and slug not in self._known:
            self._known[slug] = await self._batches.tasks(slug) if self._batches.has(slug) else []
        return find(self._known.get(slug, ()), task)


def _add(replies: dict[str, Reply], slug: str, reply: Reply) -> None:
    before = replies.get(slug, Reply((), ()))
    replies[slug] = Reply(before.ways + reply.ways, before.refused + reply.refused)


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise UnreadableDocument(TOO_BIG.format(name=name))
    try:
        return decoded(content)
    except ValueError:
        raise UnreadableDocument(NOT_TEXT.format(name=name)) from None


def _answer(line: str) -> tuple[str, str] | None:
    """Return task and answer of a line; None when it is none."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict):
        return None
    task, answer = entry.get("task"), entry.get("answer")
    return (task, answer) if isinstance(task, str) and isinstance(answer, str) else None


def numbered(refused: Sequence[RefusedRow], most: int) -> Iterator[str]:
    """Yield a line for each of the first `most` rows that were refused."""
    for one in refused[:most]:
        yield f"第 {one.number} 行：{one.why}"
    if len(refused) > most:
        yield f"……另有 {len(refused) - most} 行"
