"""bot.py records: what was asked, what editors taught, who changed what, what was set aside; as files."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.given_paths import given
from cli.terminal import complain, write_out
from core.places import PROGRAM
from core.settings import Settings

if TYPE_CHECKING:
    from knowledge.search.library import Library
    from services.records import RecordService

records_cli = typer.Typer(
    help="记录：导出提问与回答、编辑补充的问法、变更记录、放到一边的消息。机器人运行着也可以用。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件，默认写到标准输出",
        show_default=False,
        parser=given,
        metavar="FILE",
    ),
]


@dataclass(frozen=True, slots=True)
class _Held:
    """A library that stays as it is."""

    library: "Library"


@records_cli.command("questions")
def export_questions(context: typer.Context, output: Output = None) -> None:
    """导出提问与回答（CSV，不含提问人）。"""
    _write(context.obj, lambda records: records.questions(), output, "csv")


@records_cli.command("changes")
def export_changes(context: typer.Context, output: Output = None) -> None:
    """导出变更记录：谁、什么时候、改了什么（CSV）。"""
    _write(context.obj, lambda records: records.changes(), output, "csv")


@records_cli.command("learned")
def export_learned(context: typer.Context, output: Output = None) -> None:
    """导出编辑在未答问题箱里补充的问法（JSONL），make eval SETTLED=文件 会一并检查。"""
    _write(context.obj, lambda records: records.learned(), output, "jsonl")


@records_cli.command("aside")
def export_aside(context: typer.Context, output: Output = None) -> None:
    """导出读不懂或处理不了、放到一边的消息（JSONL，content 是原样的字节，base64），存 7 天。"""
    _write(context.obj, lambda records: records.aside(), output, "jsonl")


def _write(
    settings: Settings, record: "Callable[[RecordService], Awaitable[bytes]]", output: Path | None, kind: str
) -> None:
    from services.transfer.files import save_text

    content = asyncio.run(_read(settings, record))
    if output is None:
        write_out(content)
    else:
        save_text(output, content, kind)
        complain(f"已导出到 {output}")


async def _read(settings: Settings, record: "Callable[[RecordService], Awaitable[bytes]]") -> bytes:
    from core.errors import OperatorError
    from knowledge.search.library import Library
    from services.records import RecordService
    from services.shown_words import ShownWords
    from storage.asking.known_questions import KnownQuestionStore
    from storage.asking.questions import QuestionStore
    from storage.database import Database
    from storage.people.audit import AuditStore
    from storage.people.names import NameStore
    from storage.speeches.versions import SpeechStore
    from storage.updates.set_aside import SetAsideStore
    from storage.upkeep.schema import SchemaState

    database = Database.configured(settings.storage)
    try:
        if await database.schema_state() is not SchemaState.CURRENT:
            raise OperatorError(f"数据库还没有，或与程序的版本不一致：先运行一次 {PROGRAM}，再导出")
        versions = SpeechStore(database)
        library = Library.build(await versions.current())
        known = KnownQuestionStore(database)
        records = RecordService(
            QuestionStore(database),
            AuditStore(database),
            known,
            ShownWords(_Held(library), versions),
            SetAsideStore(database),
            NameStore(database),
            settings.reminder.zone,
        )
        return await record(records)
    finally:
        await database.close()
