"""What is asked of the record in words (今年发了几次通知, 有多少人已阅了): the sums of a sheet of the ledger.

They are the ledger's own figures, of the office as a whole: each can be looked up in its rows.
"""

from telegram import Message

from handlers.context import Context
from handlers.quiz.results import hardest_of
from handlers.sending.speaking import say
from handlers.words.replies import plain
from knowledge.language.writing.clipped import clipped
from knowledge.writing.paper import Cell, Table
from services.ledger.facts import Span
from services.ledger.pack import said_span
from services.ledger.sheets.by_hand import HandSource
from services.ledger.sheets.duties import DutySource
from services.ledger.sheets.quiz import QuizSource

LAST = 5  # rows that are said one by one
LONGEST_CELL = 24  # characters
HEAD = "{sheet}，{days}：\n"
NONE = "没有记录。"
LATEST = "\n最近的：\n"
ALL = "\n都是整体的数，不分人。逐条的在台账里：发“台账 {first} 到 {last}”。"
NUMBER, HIDDEN, MONTHS = "条数", "编号", "月份"
# What an office did of these beside the bot stands there.
BESIDE = {DutySource.name: HandSource.name}


async def tell_figures(sheet: str, span: Span, message: Message, context: Context) -> None:
    """Say the sums of a sheet over these days, and its last rows."""
    said = await _said(sheet, span, context)
    if sheet in BESIDE:
        said += f"\n{await _said(BESIDE[sheet], span, context)}"
    if sheet == QuizSource.name:
        said += hardest_of(await context.services.quiz_results.of_weeks(span.first, span.last))
    last = min(span.last, context.services.ledger.today())
    await say(context, message, plain(said + ALL.format(first=span.first, last=last)))


async def _said(sheet: str, span: Span, context: Context) -> str:
    pack = await context.services.ledger.gather(span, only=sheet)
    _, found = pack.paper.sheets
    said = HEAD.format(sheet=sheet, days=said_span(pack.span))
    tables = [table for table in found.tables if table.rows]
    if not tables:
        return said + NONE
    said += "\n".join(map(_sums, tables))
    return said + LATEST + "\n".join(_row(tables[0], row) for row in tables[0].rows[-LAST:])


def _sums(table: Table) -> str:
    sums = [f"{column.head} {table.total(at)}" for at, column in enumerate(table.columns) if column.total]
    if table.columns[0].head != MONTHS:
        sums.insert(0, f"{NUMBER} {len(table.rows)}")
    return (f"{table.name}：" if table.name else "") + "，".join(sums)


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    told = (
        f"{column.head} {cell}" if column.total else clipped(f"{cell}", LONGEST_CELL)
        for column, cell in zip(table.columns, row, strict=True)
        if cell != "" and column.head != HIDDEN
    )
    return "· " + "，".join(told)
