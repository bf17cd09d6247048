"""bot.py ledger: the ledger of a month, a quarter, a year or between two dates, as files."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.given_paths import given
from cli.terminal import complain
from core.places import PROGRAM
from core.settings import Settings

if TYPE_CHECKING:
    from knowledge.search.library import Library
    from services.ledger.facts import Span
    from services.ledger.files import File


@dataclass(frozen=True, slots=True)
class _Held:
    """A library that stays as it is."""

    library: "Library"


def ledger(
    context: typer.Context,
    days: Annotated[
        list[str],
        typer.Argument(help="哪段时间：2026年9月、2026年第三季度、今年，或起止两个日期", metavar="DAYS"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="放文件的文件夹，默认是当前文件夹",
            show_default=False,
            parser=given,
            metavar="FOLDER",
        ),
    ] = None,
) -> None:
    """做台账：一段时间的推送、通知、讲话、意见和提问，没有人名。机器人运行着也可以用。"""
    from core.clock import SystemClock
    from core.errors import OperatorError
    from knowledge.language.calendar.past_periods import past_period
    from knowledge.language.hours.times import local_day
    from knowledge.language.writing.signs import Fault, MisreadError
    from services.ledger.facts import Span
    from services.transfer.files import save_file

    settings: Settings = context.obj
    said = "到".join(days)
    try:
        span = Span(*past_period(said, local_day(SystemClock().now(), settings.reminder.zone)))
    except MisreadError as error:
        why = {
            Fault.TURNED: f"“{said}”后一个日期在前一个之前",
            Fault.NO_SUCH_DAY: f"“{said}”还没有到，或没有这一天",
            Fault.TOO_LONG: f"“{said}”太长，一次最多做三年",
        }.get(error.fault, f"没看懂“{said}”是哪段时间")
        raise OperatorError(f"{why}：请写 2026年9月、2026年第三季度，或两个日期") from None
    folder = output or Path()
    if not folder.is_dir():
        raise OperatorError(f"没有文件夹 {folder}")
    for file in asyncio.run(_made(settings, span)):
        save_file(folder / file.name, file.content)
        complain(f"已写到 {folder / file.name}")


async def _made(settings: Settings, span: "Span") -> "tuple[File, ...]":
    from core.clock import SystemClock
    from core.errors import OperatorError
    from knowledge.search.library import Library
    from services.ledger.building import build_ledger
    from services.ledger.files import ledger_files
    from storage.database import Database
    from storage.speeches.versions import SpeechStore
    from storage.upkeep.schema import SchemaState

    database = Database.configured(settings.storage)
    try:
        if await database.schema_state() is not SchemaState.CURRENT:
            raise OperatorError(f"数据库还没有，或与程序的版本不一致：先运行一次 {PROGRAM}，再做台账")
        library = Library.build(await SpeechStore(database).current())
        made = build_ledger(settings, database, SystemClock(), _Held(library))
        return await ledger_files(await made.pack.gather(span))
    finally:
        await database.close()
