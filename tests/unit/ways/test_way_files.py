"""Files that carry tasks out and answers back: what is read of each line and row, and why not the others."""

import json
from dataclasses import astuple, replace
from typing import Any

import pytest
from way_samples import CARD, REGISTER, SPEECH, WEEKEND

from core.errors import UnreadableDocument
from knowledge.speech.segment import segment
from knowledge.ways.replies import Refused, Reply
from knowledge.ways.tasks import Task, tasks
from services.ways import files as module
from services.ways.files import NO_LINE, NO_TASK, Brought, RefusedRow, WayFileService, numbered
from services.ways.sheet import NO_NUMBER, SheetRow
from storage.states import WriterKind

TASKS = tasks(segment(SPEECH), 1)
FIRST, SECOND = TASKS
OTHERS = [replace(one, id=one.id.replace("2025-", "2024-"), slug="2024") for one in TASKS]
QUESTION, ANOTHER, BESIDE = "借车要办啥手续", "双休日动车谁点头", "班车几点从北门开"


class Batches:
    """Stands for the batches: two speeches have tasks; a batch is what it was made of."""

    def __init__(self) -> None:
        self.looked_up: list[str] = []

    def has(self, slug: str) -> bool:
        return slug in {"2025", "2024"}

    async def tasks(self, slug: str, rounds: int = 2) -> list[Task]:
        self.looked_up.append(slug)
        return [*TASKS][: 2 * rounds] if slug == "2025" else OTHERS

    async def bring(self, *what: object) -> Any:  # noqa: ANN401 - stands for a batch
        return what


class Reading:
    """Stands for the process that reads a spreadsheet: it found these rows."""

    def __init__(self, *rows: SheetRow) -> None:
        self.rows = rows
        self.wanted: list[tuple[str, bytes, str]] = []

    async def read_with(self, worker: str, content: bytes, name: str) -> dict[str, object]:
        self.wanted.append((worker, content, name))
        return {"rows": [list(astuple(row)) for row in self.rows]}


def service(*rows: SheetRow) -> WayFileService:
    batches: Any = Batches()
    reading: Any = Reading(*rows)
    return WayFileService(batches, reading)


def line(task: str, *questions: tuple[int, str]) -> str:
    answer = "\n".join(json.dumps({"s": number, "who": "司机", "q": said}) for number, said in questions)
    return json.dumps({"task": task, "answer": answer})


def batch(brought: Brought, place: int = 0) -> tuple[str, WriterKind, str, Reply, int]:
    every: Any = brought.batches
    made: tuple[str, WriterKind, str, Reply, int] = every[place]
    return made


def asked(reply: Reply) -> list[tuple[str, str]]:
    return [(one.question, one.text) for one in reply.ways]


async def test_a_line_a_task_goes_out_and_a_line_an_answer_comes_back() -> None:
    files = service()
    lines = (await files.tasks_as_lines("2025", 1)).decode().splitlines()
    assert [json.loads(one)["task"] for one in lines] == [FIRST.id, SECOND.id]
    assert [json.loads(one)["prompt"] for one in lines] == [FIRST.prompt, SECOND.prompt]
    assert all(set(json.loads(one)) == {"task", "prompt", "schema"} for one in lines)
    back = "\n".join(
        [
            line(FIRST.id, (1, QUESTION), (2, ANOTHER)),
            "",
            line(OTHERS[1].id, (1, "油卡能借给亲戚吗")),
            line(FIRST.id, (0, BESIDE), (9, "没有这一句的问题")),
        ]
    )
    brought = await files.bring(back.encode(), "a/b/写好的.JSONL", 7)
    assert brought.refused == ()
    slug, kind, name, reply, by = batch(brought)
    assert (slug, kind, name, by) == ("2025", WriterKind.FILE, "写好的.JSONL", 7)
    assert asked(reply) == [(QUESTION, REGISTER), (ANOTHER, WEEKEND), (BESIDE, "")]
    assert [one.why for one in reply.refused] == ["编号不在这一段里"]
    slug, _, _, reply, _ = batch(brought, 1)
    assert (slug, asked(reply)) == ("2024", [("油卡能借给亲戚吗", CARD)])


async def test_what_is_no_line_of_ours_is_named_by_its_number_and_why() -> None:
    gone = FIRST.id[:-6] + "ffffff"
    back = "\n".join(
        [
            "[1]",
            "{",
            json.dumps({"task": FIRST.id, "answer": 1}),
            json.dumps({"task": 1, "answer": ""}),
            "  ",
            line(gone, (1, QUESTION)),
            line("1999-01-1-653769", (1, QUESTION)),
            line("no task", (1, QUESTION)),
        ]
    )
    brought = await service().bring(back.encode(), "x.ndjson", None)
    assert brought.batches == ()
    why = {1: NO_LINE, 2: NO_LINE, 3: NO_LINE, 4: NO_LINE, 6: NO_TASK, 7: NO_TASK, 8: NO_TASK}
    assert brought.refused == tuple(RefusedRow(number, said) for number, said in why.items())
    assert list(numbered(brought.refused, 7))[-1] == f"第 8 行：{NO_TASK}"
    assert list(numbered(brought.refused, 6))[-2:] == [f"第 7 行：{NO_TASK}", "……另有 1 行"]


async def test_the_tasks_of_a_speech_are_looked_up_once_and_of_an_unknown_one_never() -> None:
    files = service()
    batches: Any = files._batches
    back = "\n".join([line(one.id, (1, QUESTION)) for one in (*TASKS, *OTHERS)])
    await files.bring((back + "\n" + line("1999-01-1-653769")).encode(), "x.jsonl", 7)
    assert batches.looked_up == ["2025", "2024"]


async def test_a_line_that_is_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    one = line(FIRST.id, (1, QUESTION))
    monkeypatch.setattr(module, "LONGEST_LINE", len(one))
    assert (await service().bring(one.encode(), "x.jsonl", 7)).refused == ()
    monkeypatch.setattr(module, "LONGEST_LINE", len(one) - 1)
    assert (await service().bring(one.encode(), "x.jsonl", 7)).refused == (RefusedRow(1, NO_LINE),)


def row(number: int, sentence: int, question: str, task: str = FIRST.id, why: str = "") -> SheetRow:
    return SheetRow(number, task, sentence, "司机", question, why)


async def test_each_row_of_a_sheet_is_a_way_or_named_and_kept_with_its_reason() -> None:
    last = len(FIRST.stretch.sentences)
    files = service(
        row(2, 1, QUESTION),
        row(3, last, ANOTHER),
        row(4, 0, BESIDE),
        row(5, last + 1, "没有这一句的问题"),
        row(6, -1, "也没有这一句"),
        row(7, 1, "没有这个任务", task="2025-01-1-ffffff"),
        row(8, 0, "写错了编号", why=NO_NUMBER),
        row(9, 1, "短"),
    )
    brought = await files.bring(b"xlsx", "填好的.XLSX", 7)
    reading: Any = files._extraction
    assert reading.wanted == [("services.ways.sheet_worker", b"xlsx", "填好的.XLSX")]
    why = {5: NO_TASK, 6: NO_TASK, 7: NO_TASK, 8: NO_NUMBER, 9: "太短"}
    assert brought.refused == tuple(RefusedRow(number, said) for number, said in why.items())
    slug, kind, _, reply, _ = batch(brought)
    assert (slug, kind) == ("2025", WriterKind.PEOPLE)
    assert asked(reply) == [(QUESTION, REGISTER), (ANOTHER, FIRST.stretch.sentences[-1]), (BESIDE, "")]
    assert reply.refused == (Refused("短", "太短"),)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "x.docx", "“x.docx”不是填好的相似问：要 .xlsx 表格，或一行一个 JSON 的 .jsonl 文件。"),
        (b"", "xlsx", "“xlsx”不是填好的相似问：要 .xlsx 表格，或一行一个 JSON 的 .jsonl 文件。"),
        (b"\n \n", "x.jsonl", "“x.jsonl”里没有填写的问法，没有收。"),
        (b"", "x.xlsx", "“x.xlsx”里没有填写的问法，没有收。"),
        (b"\xff\xff\x81", "x.jsonl", "“x.jsonl”不是 UTF-8 的文本，没有读。"),
    ],
)
async def test_a_file_that_is_none_or_has_nothing_in_it_is_refused(
    content: bytes, name: str, said: str
) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        await service().bring(content, name, 7)
    assert str(refused.value) == said


async def test_a_file_that_is_too_big_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    one = line(FIRST.id, (1, QUESTION)).encode()
    monkeypatch.setattr(module, "LARGEST", len(one))
    assert len((await service().bring(one, "x.jsonl", 7)).batches) == 1
    monkeypatch.setattr(module, "LARGEST", len(one) - 1)
    with pytest.raises(UnreadableDocument, match=r"“x\.jsonl”太大（超过 16 MB），没有读"):
        await service().bring(one, "x.jsonl", 7)
