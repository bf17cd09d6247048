"""bot.py run: the bot, as a local chat in the browser without a token, on Telegram with one."""

import asyncio
import secrets
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.terminal import announce
from core.settings import AccessSettings, Settings, TelegramSettings

if TYPE_CHECKING:
    from core.clock import Clock
    from services.wiring import Services
    from storage.database import Database

LOCAL_BOT = 100000001  # the number of the bot in the local chat
TICK = 5.0  # seconds between two looks at what is due


def run(context: typer.Context) -> None:
    """运行：没有令牌时打开本机聊天页，有令牌时连接 Telegram。"""
    run_bot(context.obj)


def run_bot(settings: Settings) -> None:
    """Run the bot until Ctrl-C or SIGTERM."""
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # its command line would load rich: 6 MB
    asyncio.run(_serve_telegram(settings) if settings.token.get_secret_value() else _serve_local_chat(settings))


async def _serve_telegram(settings: Settings) -> None:
    """Run the bot on Telegram until a signal."""
    from core.clock import SystemClock
    from storage.database import Database

    token, database = settings.token.get_secret_value(), Database.configured(settings.storage)
    await _serve(settings, database, SystemClock(), token, _stop_on_signals(), _say_claim_code)


async def _say_claim_code(services: "Services") -> None:
    """Let the person at the console become the first operator. Printed, never logged, stored as a hash."""
    if code := await services.invitations.claim_code():
        announce(
            f"还没有运维人员。请在 24 小时内私聊机器人，发送：/claim {code}",
            "nobody is an operator yet; standard output cannot be written, so nobody sees the code for /claim",
        )


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
    clock, key = SystemClock(), secrets.token_urlsafe(16)  # only who sees the console knows the address
    world = Telegram(clock, token=f"{LOCAL_BOT}:{secrets.token_urlsafe(26)}")
    head = furnish(world)
    bot: list[Services] = []

    async def look_at_the_clock() -> None:
        for services in bot:
            await look_now(services)

    async def say_where(services: "Services") -> None:
        bot.append(services)
        announce(
            f"清风的本机聊天页：{server.address}/{key}/  （Ctrl-C 结束）",
            "standard output cannot be written, so nobody sees the address of the local chat",
        )

    server = LocalServer(
        local_chat(world, clock=clock, zone=settings.reminder.zone, on_clock_moved=look_at_the_clock, key=key)
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
    """Assemble the program and run it until `stop`; on the way out finish what is in hand."""
    from handlers.assembly import Link, assemble
    from handlers.menus import publish_menus
    from handlers.people.access import tell_who_may_go_on
    from handlers.schedule import schedule_tick
    from handlers.speeches.problems import tell_of_problems
    from handlers.updates.polling import connect, reach_telegram

    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(database.close)
        program = await assemble(settings, database, clock, Link.over_network(token, settings))
        leaving.push_async_callback(program.close)
        app = program.app
        if not await reach_telegram(lambda: connect(app), clock, stop):
            return
        await app.start()
        schedule_tick(app, TICK)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(program.poller.run())
            tasks.create_task(publish_menus(app))
            tasks.create_task(tell_who_may_go_on(app))
            tasks.create_task(tell_of_problems(app))
            if ready:
                await ready(program.services)
            await stop.wait()
            program.poller.stop()


def _stop_on_signals() -> asyncio.Event:
    """Return an event that Ctrl-C and SIGTERM set."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
