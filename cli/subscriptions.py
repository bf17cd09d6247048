"""bot.py subscriptions: all subscriptions into a file, or from one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from cli.given_paths import given
from cli.terminal import complain, say, write_out
from core.settings import Settings

if TYPE_CHECKING:
    from services.transfer.transfer import SubscriptionTransfer

Done = TypeVar("Done")

subscriptions_cli = typer.Typer(
    help="订阅：导出成文件，或从文件导入。机器人运行着也可以用。", no_args_is_help=True, rich_markup_mode=None
)


@subscriptions_cli.command("export")
def export_subscriptions(
    context: typer.Context,
    file_format: Annotated[
        Literal["csv", "json"] | None,
        typer.Option("--format", help="csv（给表格软件）或 json；默认看文件名，否则 csv", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="写到这个文件，默认写到标准输出",
            show_default=False,
            parser=given,
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """导出全部订阅（含已退订的）和它们的会话。"""
    from services.transfer.files import FileFormat, save_text

    by_name = "json" if output is not None and output.suffix.lower() == ".json" else "csv"
    chosen = FileFormat(file_format or by_name)
    content, count = asyncio.run(_transfer(context.obj, lambda transfer: transfer.export(chosen)))
    if output is None:
        write_out(content)
    else:
        save_text(output, content, chosen)
    complain(f"已导出 {count} 个订阅" + (f"到 {output}" if output else ""))


@subscriptions_cli.command("import")
def import_subscriptions(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(help="export 写出的文件，csv 或 json", show_default=False, parser=given, metavar="FILE"),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会改什么，什么都不写")] = False,
) -> None:
    """导入订阅：要么全部写入，要么（有一行不对）什么都不写；再导入一次不会有变化。"""
    from services.transfer.files import open_file

    content = open_file(file)
    done = asyncio.run(_transfer(context.obj, lambda transfer: transfer.load(content, dry_run=dry_run)))
    for line in done.report():
        say(line)


async def _transfer(settings: Settings, work: "Callable[[SubscriptionTransfer], Awaitable[Done]]") -> Done:
    """Do `work` with the subscriptions of the configured database, then close it."""
    from core.clock import SystemClock
    from services.transfer.transfer import SubscriptionTransfer
    from storage.database import Database
    from storage.pushes.subscription_transfer import SubscriptionTransferStore

    database = Database.configured(settings.storage)
    try:
        store = SubscriptionTransferStore(database)
        return await work(SubscriptionTransfer(database, store, SystemClock(), settings.reminder))
    finally:
        await database.close()
