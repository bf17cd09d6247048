"""清风: the composition root and command line. Only it, and the command groups beside it, build things.

`python bot.py` runs the bot: as a local chat in the browser without a token, on Telegram with one.
Each command imports what it needs and nothing more, so that `ask` and `--help` answer at once.
"""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot_records import records_cli
from bot_speeches import speeches_cli
from bot_subscriptions import subscriptions_cli
from core.errors import OperatorError
from core.logs import set_up_logging
from core.settings import CHECKOUT, AccessSettings, Settings, TelegramSettings, read_settings

if TYPE_CHECKING:
    from telegram.request import HTTPXRequest

    from core.clock import Clock
    from knowledge.search.library import Library
    from services.wiring import Services
    from storage.database import Database

DEFAULT_CONFIG = CHECKOUT / "config.toml"
# Exit statuses: 1, some input lines were no questions, or a defect; 2, the operator has something to mend.
BAD_INPUT, DEFECT, BAD_SET_UP = 1, 1, 2
CONNECTIONS = 32  # to the Bot API: replies of the chats handled at once, and the push lane
TICK = 5.0  # seconds between two looks at what is due

cli = typer.Typer(
    name="bot.py",
    help="清风：凭讲话原文回答、每日推送廉语的 Telegram 机器人。不带命令即运行（同 run）。",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@cli.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="配置文件，默认为 config.toml", show_default=False)
    ] = None,
) -> None:
    """Read the settings, then run the command that follows; without one, run the bot."""
    settings = read_settings(config or DEFAULT_CONFIG, required=config is not None)
    set_up_logging(settings.log.level, settings.secrets)
    context.obj = settings
    if context.invoked_subcommand is None:
        _run(context.obj)


@cli.command()
def run(context: typer.Context) -> None:
    """运行：没有令牌时打开本机聊天页，有令牌时连接 Telegram。"""
    _run(context.obj)


@cli.command()
def check(context: typer.Context) -> None:
    """检查配置、数据库、讲话和 Telegram，说明哪里不对；不改动任何东西。"""
    from core.clock import SystemClock
    from knowledge.language.times import local_day
    from services.checks import Finding, Level, check_access, check_calendar, check_database, check_knowledge
    from services.workdays import WorkCalendar
    from storage.database import Database

    settings: Settings = context.obj
    findings = [Finding(Level.GOOD, "config.toml 与环境变量都读懂了")]
    findings += check_knowledge(settings.knowledge.folder)
    today = local_day(SystemClock().now(), settings.reminder.zone)
    findings.append(check_calendar(WorkCalendar(settings.calendar), today))
    try:
        findings += asyncio.run(check_database(Database.configured(settings.storage)))
    except OperatorError as error:
        findings.append(Finding(Level.BAD, str(error)))
    if settings.token.get_secret_value():
        from handlers.people.reach import check_telegram

        findings.append(check_access(settings.access))
        findings += asyncio.run(check_telegram(settings, _request(settings, 1)))
    else:
        findings.append(Finding(Level.GOOD, "没有 BOT_TOKEN：运行时将打开本机聊天页"))
    for finding in findings:
        typer.echo(f"{finding.level.value} {finding.text}")
    if any(finding.level is Level.BAD for finding in findings):
        raise typer.Exit(BAD_SET_UP)


@cli.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="问题", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="答案写成一行 JSON")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读问题，逐行写答案")] = False,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="最多列出几段")] = 5,
    speeches: Annotated[
        Path | None, typer.Option(help="用这个文件夹里的讲话回答，不保存任何东西", show_default=False)
    ] = None,
) -> None:
    """提问：不经过 Telegram，直接在讲话里找答案。"""
    if as_jsonl == bool(question):
        raise OperatorError('请给出一个问题：bot.py ask "问题"；或用 --jsonl 从标准输入读取，二者取一')
    settings: Settings = context.obj
    library = _read_library(settings, speeches)
    if as_jsonl:
        raise typer.Exit(_ask_lines(library, k))
    _ask_once(library, question or "", k, as_json=as_json)


def _read_library(settings: Settings, speeches: Path | None) -> "Library":
    from knowledge.reading.folder import locate, read_folder
    from knowledge.search.assemble import assemble
    from knowledge.search.confidence import Zones

    files = locate(settings.knowledge.folder)
    zones = Zones.of(settings.asking.strictness)
    return assemble(read_folder(speeches or files.speeches), files, zones=zones)


def _ask_once(library: "Library", question: str, k: int, *, as_json: bool) -> None:
    answer = library.answer(question, k=k)
    if as_json:
        from services.ask_lines import answer_object, encode
        from services.standard_output import write_out

        write_out(encode(answer_object(None, question, answer)))
    else:
        from services.ask_text import answer_text

        typer.echo(answer_text(answer))


def _ask_lines(library: "Library", k: int) -> int:
    """Answer standard input line by line; return the exit status."""
    from services.ask_lines import answer_lines
    from services.standard_output import write_out

    status = 0
    if sys.stdin is None:
        raise OperatorError("ask --jsonl 要从标准输入读取问题，而标准输入是关着的")
    for line, good in answer_lines(sys.stdin.buffer, lambda question: library.answer(question, k=k)):
        write_out(line)
        status = status if good else BAD_INPUT
    return status


def _run(settings: Settings) -> None:
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # its command line would load rich: 6 MB
    asyncio.run(_serve_telegram(settings) if settings.token.get_secret_value() else _serve_local_chat(settings))


async def _serve_telegram(settings: Settings) -> None:
    """Run the bot on Telegram until a signal."""
    from core.clock import SystemClock
    from storage.database import Database

    token, database = settings.token.get_secret_value(), Database.configured(settings.storage)
    await _serve(settings, database, SystemClock(), token, _stop_on_signals(), _say_claim_code)


async def _say_claim_code(services: "Services") -> None:
    """Let whoever stands at the console become the first operator. Printed, never logged, stored as a hash."""
    if code := await services.invitations.claim_code():
        typer.echo(f"还没有运维人员。请在 24 小时内私聊机器人，发送：/claim {code}")


async def _serve_local_chat(settings: Settings) -> None:
    """Run a Telegram of our own on loopback, and the bot on it, until a signal. Keeps nothing."""
    from core.clock import SystemClock
    from emulator.demo import furnish
    from emulator.server import LocalServer
    from emulator.sim import local_chat
    from emulator.telegram import Telegram
    from handlers.schedule import look_now
    from storage.database import Database

    stop = _stop_on_signals()
    clock = SystemClock()
    world = Telegram(clock)
    head = furnish(world)
    bot: list[Services] = []

    async def look_at_the_clock() -> None:
        for services in bot:
            await look_now(services)

    async def say_where(services: "Services") -> None:
        bot.append(services)
        typer.echo(f"清风的本机聊天页：{server.address}/  （Ctrl-C 结束）")

    server = LocalServer(
        local_chat(world, clock=clock, zone=settings.reminder.zone, on_clock_moved=look_at_the_clock)
    )
    await server.start(settings.local_chat.port)
    here = TelegramSettings(api_url=server.address, messages_per_second=0)
    try:
        with tempfile.TemporaryDirectory(prefix="qingfeng-") as folder:
            anybody = AccessSettings(
                mode="open",
                operators=frozenset({head.id}),
                protect_content=settings.access.protect_content,
            )
            local = settings.model_copy(update={"telegram": here, "access": anybody})
            await _serve(local, Database.in_folder(Path(folder)), clock, world.token, stop, say_where)
    finally:
        await server.stop()


async def _serve(
    settings: Settings,
    database: "Database",
    clock: "Clock",
    token: str,
    stop: asyncio.Event,
    ready: "Callable[[Services], Awaitable[None]] | None" = None,
) -> None:
    """Build the bot and run it until `stop`; on the way out finish what is in hand."""
    from handlers.application import build_application, build_bot
    from handlers.menus import publish_menus
    from handlers.people.access import tell_who_may_go_on
    from handlers.schedule import schedule_tick
    from handlers.sending.limiter import UNLIMITED, LaneLimiter, Limits, Window
    from handlers.sending.sender import TelegramSender
    from handlers.updates.group_members import TelegramGroupMembers
    from handlers.updates.polling import Poller, connect, reach_telegram
    from services.building import build_services

    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(database.close)
        services = await build_services(settings, database, clock)
        most = settings.telegram.messages_per_second
        limiter = LaneLimiter(clock, Limits(overall=Window(most, 1.0)) if most else UNLIMITED)
        requests, polls = _request(settings, CONNECTIONS), _request(settings, 1)
        bot = build_bot(token, settings, request=requests, get_updates_request=polls, rate_limiter=limiter)
        app = build_application(bot, services)
        services.pushes.bind(TelegramSender(bot))
        services.access.bind(TelegramGroupMembers(bot))
        leaving.push_async_callback(app.shutdown)
        if not await reach_telegram(lambda: connect(app), clock, stop):
            return
        await app.start()
        leaving.push_async_callback(app.stop)
        leaving.push_async_callback(services.pushes.stop)
        leaving.push_async_callback(services.extraction.close)
        schedule_tick(app, TICK)
        poller = Poller(app, services.intake, polls, clock)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(poller.run())
            tasks.create_task(publish_menus(app))
            tasks.create_task(tell_who_may_go_on(app))
            if ready:
                await ready(services)
            await stop.wait()
            poller.stop()


def _request(settings: Settings, connections: int) -> "HTTPXRequest":
    """Return how the Bot API is reached. Nothing but `telegram.proxy` decides on a proxy."""
    from telegram.request import HTTPXRequest

    return HTTPXRequest(
        connection_pool_size=connections,
        proxy=settings.telegram.proxy or None,
        connect_timeout=10,
        read_timeout=20,
        pool_timeout=30,
        httpx_kwargs={"trust_env": False},
    )


def _stop_on_signals() -> asyncio.Event:
    """Return an event that Ctrl-C and SIGTERM set."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def start() -> None:
    """Run the command line; what the operator has to mend is one sentence and exit status 2."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else PTB warns at every 429 that numbers of seconds go away
    cli.add_typer(records_cli, name="records")
    cli.add_typer(speeches_cli, name="speeches")
    cli.add_typer(subscriptions_cli, name="subscriptions")
    try:
        cli()
    except OperatorError as error:
        typer.echo(f"清风：{error}", err=True)
        sys.exit(BAD_SET_UP)
    except Exception as error:  # noqa: BLE001 - the last place before Python prints it, token and all
        from core.logs import log_end

        log_end(error)
        sys.exit(DEFECT)


if __name__ == "__main__":
    start()
