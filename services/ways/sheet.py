"""Tasks as a spreadsheet for people: a speech's sentences, and empty rows for each kind of person who asks."""

import asyncio
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.ways.tasks import NEAR, Task

COLUMNS = ("任务", "句号", "原文", "谁问", "问法")
WIDTHS = (22, 6, 70, 14, 50)
TITLE, HELP = "相似问", "怎么填"
BESIDE = "（挨着的问题：像是会有答案，其实这一段没有说到）"
MOST_ROWS = 20_000
MOST_COLUMNS = 12
LONGEST_CELL = 300  # characters that are looked at
HOW = (
    "在“相似问”一页里填“问法”一列，别的列不要动；不想写的行空着。",
    "每一行：假如您是“谁问”里的那种人，想找到“原文”这一句，会怎么问。用那种人自己的词，不要照抄原文。",
    "同一句可以多写：复制一行，再写一种问法。",
    "“句号”是 0 的行，写挨着这一段、但这一段答不了的问题。",
    "填好后保存成 .xlsx，发回给机器人；或用命令 ways import。",
)
IS_FORMULA = "是公式，不是文字"
NO_NUMBER = "“句号”不是数字"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that somebody filled in; `number` is the row as people see it, `why` why it cannot be read."""

    number: int
    task: str
    sentence: int
    asker: str
    question: str
    why: str = ""


async def written(tasks: Sequence[Task]) -> bytes:
    """Return the spreadsheet for these tasks. The work is done in a thread."""
    return await asyncio.to_thread(_written, tasks)


def _written(tasks: Sequence[Task]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second, for the few who need it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see above

    book = Workbook(write_only=True)
    sheet = book.create_sheet(TITLE)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width

    def cell(said: str | int, *, bold: bool = False) -> Any:  # noqa: ANN401 - what openpyxl makes
        made = WriteOnlyCell(sheet, value=said)
        if isinstance(said, str):
            made.data_type = "s"  # a speech that says “=…” is no formula
        made.alignment = Alignment(wrap_text=True, vertical="top")
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, bold=True) for name in COLUMNS])
    for row in _rows(tasks):
        sheet.append([cell(said) for said in row])
    help_sheet = book.create_sheet(HELP)
    help_sheet.column_dimensions["A"].width = 100
    for line in HOW:
        help_sheet.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(tasks: Sequence[Task]) -> Iterator[tuple[str | int, ...]]:
    """Yield a row for each sentence and each kind of person, then some for what stands beside."""
    for task in tasks:
        for number, sentence in enumerate(task.stretch.sentences, 1):
            for asker in task.askers:
                yield task.id, number, sentence, asker, ""
        for place in range(NEAR):
            yield task.id, 0, BESIDE, task.askers[place % len(task.askers)], ""


def filled_rows(content: bytes) -> list[SheetRow]:
    """Return the rows that somebody filled in. Called in the worker process; openpyxl raises what it likes.

    Formulas are read as what they are, text, and never worked out.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - see above

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book[TITLE] if TITLE in book.sheetnames else book.worksheets[0]
    found: list[SheetRow] = []
    rows = sheet.iter_rows(min_row=2, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    for number, cells in enumerate(rows, 2):
        said = [_said(one.value) for one in cells[: len(COLUMNS)]]
        said += [""] * (len(COLUMNS) - len(said))
        task, sentence, _, asker, question = said
        if not question:
            continue
        why = IS_FORMULA if len(cells) >= len(COLUMNS) and cells[len(COLUMNS) - 1].data_type == "f" else ""
        digits = sentence.removesuffix(".0")
        if not why and not (digits.isascii() and digits.isdigit() and len(digits) < 5):
            why = NO_NUMBER
        found.append(SheetRow(number, task, 0 if why else int(digits), asker, question, why))
    return found


def _said(value: object) -> str:
    return "" if value is None else str(value).strip()[:LONGEST_CELL]
