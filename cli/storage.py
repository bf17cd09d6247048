"""bot.py storage: backups of everything, putting one back, and moving between SQLite and PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from cli.given_paths import given
from cli.terminal import say
from core.errors import OperatorError
from core.settings import Settings

if TYPE_CHECKING:
    from storage.database import Database

Done = TypeVar("Done")
NOT_KNOWN = (
    "备份以后的提问、订阅、授权、讲话和廉语的改动都不在里面，那以后处理过的消息 Telegram 也不会再送来；"
    "备份以后才订阅的会话，今天推送过没有，无从知道（它们不会再收到，也要重新订阅）。"
)

storage_cli = typer.Typer(
    help="数据：备份、恢复，在 SQLite 和 PostgreSQL 之间搬。", no_args_is_help=True, rich_markup_mode=None
)


@storage_cli.command()
def backup(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            help="放到这个文件夹（那里的不自动删），默认放到 storage.backup_folder",
            show_default=False,
            parser=given,
            metavar="FOLDER",
        ),
    ] = None,
) -> None:
    """做一份备份：数据库、讲话文件夹里的文件和 config.toml。机器人运行着也可以用。"""
    from core.clock import SystemClock
    from services.backups.making import BackupService

    settings: Settings = context.obj
    made = _with_database(settings, lambda database: BackupService(settings, database, SystemClock()).make(to))
    rows = made.manifest.rows
    size = sum(file.stat().st_size for file in made.folder.rglob("*") if file.is_file())
    say(f"已备份到 {made.folder}（{size / 1_000_000:.1f} MB）")
    say(f"逐表核对过：{len(rows)} 张表，{sum(rows.values())} 行；另有文件 {len(made.manifest.sha256) - 1} 个")
    say("令牌和放钥匙的文件不在里面，请另外保管")


@storage_cli.command()
def restore(
    context: typer.Context,
    named: Annotated[
        Path,
        typer.Argument(
            help="备份的文件夹（或它的名字），或 SQLite 的一个副本",
            show_default=False,
            parser=given,
            metavar="BACKUP",
        ),
    ],
    ran_until: Annotated[
        str,
        typer.Option(
            "--ran-until",
            help="备份以后机器人运行到几时：now（拿不准就写它）、2026-03-02T09:30，或 backup（再没运行过）",
            show_default=False,
            metavar="WHEN",
        ),
    ] = "",
) -> None:
    """恢复一份备份。不覆盖任何东西：现在的数据库要先移开。备份以后可能推送过的，不会再推送。"""
    from core.clock import SystemClock
    from services.backups.restoring import RestoreService

    settings: Settings = context.obj
    zone, now = settings.reminder.zone, SystemClock().now()

    async def work(database: "Database") -> None:
        service = RestoreService(settings, database)
        found = await asyncio.to_thread(service.find, named)
        await service.refuse_what_is_there()
        made = "不知道何时" if found.made_at is None else f"{found.made_at.astimezone(zone):%Y-%m-%d %H:%M}"
        say(f"备份做于 {made}，{len(found.rows)} 张表，{sum(found.rows.values())} 行，核对无误")
        until = _until(ran_until, found.made_at, now, zone)
        await service.put_back(found, until)
        say(f"已恢复到 {database.address}")
        if until is None:
            say("备份以后机器人没有运行过：到点的推送照常发")
        else:
            say(
                f"{until.astimezone(zone):%Y-%m-%d %H:%M} 以前该发而备份里没有记录的推送，"
                "下次启动时记为“不确定”，不会自动再发；启动后请看 /push，确实没收到的可以补发"
            )
            say(NOT_KNOWN)
        if differ := service.beside(found):
            names = "、".join(file.name for file in differ[:5]) + (
                f"等 {len(differ)} 个" if len(differ) > 5 else ""
            )
            say(f"备份里的这些文件与现在的不同，没有动它们：{names}；需要时请从 {found.folder} 里复制")

    _with_database(settings, work)


@storage_cli.command("copy")
def copy_database(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            help="从哪里搬：SQLite 的文件，或 postgresql://用户@主机/库（口令放在 PGPASSWORD 或 ~/.pgpass）",
            show_default=False,
            metavar="SOURCE",
        ),
    ],
) -> None:
    """把一个数据库的全部内容搬进设置里的（空的）数据库，逐表核对。先停下机器人。"""
    from storage.database import Database
    from storage.upkeep.copying import copy_all

    async def work(target: "Database") -> None:
        by_address = "://" in source
        origin = (
            Database.from_url(source, "SOURCE")
            if by_address
            else Database.at(given(source).resolve(), "SOURCE")
        )
        if origin.file is not None and not origin.file.is_file():
            raise OperatorError(f"找不到数据库 {origin.file}")
        if origin.url == target.url or _is_file_of(target, origin):
            raise OperatorError(f"SOURCE 就是设置里的数据库 {target.address}：请先在设置里写上新的")
        try:
            with origin.explaining():
                copied = await copy_all(
                    origin,
                    target,
                    lambda table, rows, number, total: say(f"{number}/{total} {table}：{rows} 行"),
                )
        finally:
            await origin.close()
        say(f"已从 {origin.address} 搬到 {target.address}")
        say(f"{len(copied)} 张表，{sum(copied.values())} 行，逐行核对无误")
        say("以后只在新的数据库上运行；旧的留作备份，不要再启动")

    _with_database(context.obj, work)


def _is_file_of(one: "Database", other: "Database") -> bool:
    return one.file is not None and other.file is not None and one.file.resolve() == other.file.resolve()


def _until(written: str, made_at: datetime | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return up to when the bot may have pushed since the backup; None: it has not run."""
    if not written:
        ran = typer.confirm("备份以后机器人还运行过吗（拿不准就答 y）？", default=True)
        written = "now" if ran else "backup"
    if written == "backup":
        return None
    if written == "now":
        return now
    try:
        until = datetime.fromisoformat(written)
    except ValueError:
        raise OperatorError("--ran-until 应是 now、backup 或 2026-03-02T09:30 这样的时间") from None
    until = until if until.tzinfo else until.replace(tzinfo=zone)
    if until > now or (made_at is not None and until < made_at):
        raise OperatorError("--ran-until 应在做备份之后、现在之前")
    return until


def _with_database(settings: Settings, work: "Callable[[Database], Awaitable[Done]]") -> Done:
    """Do `work` with the configured database, then close it."""
    from storage.database import Database

    async def go() -> Done:
        database = Database.configured(settings.storage)
        try:
            with database.explaining():
                return await work(database)
        finally:
            await database.close()

    return asyncio.run(go())
