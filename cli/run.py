"""bot.py run: the bot, as a local chat in the browser without a token, on Telegram with one."""

import asyncio
import secrets
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exits import DEAF
from cli.stopping import WITHIN, Stop
from cli.terminal import announce
from core.memory import give_back_large, keep_for_the_next, keep_what_is_there, look_for_no_rings
from core.notify import notify
from core.settings import AccessSettings, Settings, TelegramSettings

if TYPE_CHECKING:
    from core.clock import Clock
    from handlers.assembly import Program
    from services.wiring import Services
    from storage.database import Database

LOCAL_BOT = 100000001  # the number of the bot in the local chat
TICK = 5.0  # seconds between two looks at what is due
MOST_ASKING = 20  # connections at once to ask how the bot is
STOP_WITHIN = WITHIN
DEAF_AFTER: float | None = None  # seconds, in place of the settings'


def run(context: typer.Context) -> None:
    """运行：没有令牌时打开本机聊天页，有令牌时连接 Telegram。"""
    run_bot(context.obj)


def run_bot(settings: Settings) -> None:
    """Run the bot until Ctrl-C or SIGTERM."""
    give_back_large()
    look_for_no_rings()
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # its command line would load rich: 6 MB
    asyncio.run(_serve_telegram(settings) if settings.token.get_secret_value() else _serve_local_chat(settings))


async def _serve_telegram(settings: Settings) -> None:
    """Run the bot on Telegram until a signal."""
    from core.clock import SystemClock
    from services.kept_patterns import KeptPatterns
    from storage.database import Database

    token, database = settings.token.get_secret_value(), Database.configured(settings.storage)
    patterns = KeptPatterns(settings.storage.folder)
    patterns.read()
    stop = _stop_on_signals()
    await stop.run(_serve(settings, database, SystemClock(), token, stop, _say_claim_code))
    patterns.keep(unused=True)


async def _say_claim_code(services: "Services") -> None:
    """Print the code by which the person at the console becomes the first operator. It is never logged."""
    # Each code makes the last one worthless: only the first of several processes says one.
    if services.ownership.leads and (code := await services.invitations.claim_code()):
        announce(
            f"还没有运维人员。请在 24 小时内私聊机器人，发送：/claim {code}",
            "nobody is an operator yet; standard output cannot be written, so nobody sees the code for /claim",
        )


async def _serve_local_chat(settings: Settings) -> None:
    """Run a Telegram of our own on loopback, and the bot on it, until a signal."""
    stop = _stop_on_signals()
    await stop.run(_serve_here(settings, stop))


async def _serve_here(settings: Settings, stop: Stop) -> None:
    """Run the local chat until `stop`. Keeps nothing."""
    from core.clock import SystemClock
    from emulator.demo import furnish
    from emulator.server import LocalServer
    from emulator.sim import local_chat
    from emulator.telegram import Telegram
    from handlers.schedule import look_now
    from storage.database import Database

    clock, key = SystemClock(), secrets.token_urlsafe(16)  # only people who see the console know the address
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
            stop.whatever_happens(partial(shutil.rmtree, folder, ignore_errors=True))
            anybody = AccessSettings(
                mode="open",
                operators=frozenset({head.id}),
                protect_content=settings.access.protect_content,
            )
            nothing = settings.storage.model_copy(update={"backup_time": None})
            local = settings.model_copy(update={"telegram": here, "access": anybody, "storage": nothing})
            await _serve(local, Database.in_folder(Path(folder)), clock, world.token, stop, say_where)
    finally:
        await server.stop()


async def _serve(
    settings: Settings,
    database: "Database",
    clock: "Clock",
    token: str,
    stop: Stop,
    ready: "Callable[[Services], Awaitable[None]] | None" = None,
) -> None:
    """Assemble the program and run it until `stop`; then finish what is under way."""
    from handlers.assembly import Link, assemble
    from handlers.health.ping import Ping
    from handlers.health.watchdog import Sign, Watchdog
    from handlers.menus import publish_menus
    from handlers.people.access import tell_who_may_go_on
    from handlers.schedule import schedule_tick
    from handlers.speeches.problems import tell_of_problems
    from handlers.updates.polling import connect, reach_telegram

    async with AsyncExitStack() as leaving:
        leaving.enter_context(database.used_by_one())
        leaving.push_async_callback(database.close)
        program = await stop.unless_asked(
            assemble(settings, database, clock, Link.over_network(token, settings))
        )
        if program is None:
            return
        keep_what_is_there()
        keep_for_the_next()
        leaving.push_async_callback(program.close)
        app, receiver, pushes = program.app, program.receiver, program.services.pushes
        by_webhook = program.webhook is not None
        if program.webhook:
            program.webhook.open()
        unheard = (
            "Telegram has sent and answered nothing" if by_webhook else "Telegram has answered no getUpdates"
        )
        signs = [Sign(unheard, lambda: receiver.last_success)]
        patience = settings.health.deaf_after.total_seconds() if DEAF_AFTER is None else DEAF_AFTER
        watchdog = Watchdog(signs, clock, partial(stop.end, DEAF), patience=patience)
        for watching in (watchdog.run(), Ping(settings, program.states, clock).run()):
            leaving.callback(asyncio.create_task(watching).cancel)
        await _answer_how_it_is(settings, program, leaving)
        notify("READY=1")
        if not await reach_telegram(lambda: connect(app, by_webhook=by_webhook), clock, stop.asked):
            return
        await app.start()
        ownership = program.services.ownership
        await ownership.share()
        ownership.keep_on()
        knocks = schedule_tick(app, TICK)
        leaving.push_async_callback(knocks.close)
        leaving.push_async_callback(program.services.daily_backup.close)  # first: the jobs end soon then
        knocks.start()
        signs.append(Sign("the pushes have not gone on", lambda: pushes.last_sign))
        tells = [publish_menus, tell_who_may_go_on]
        if ownership.leads:  # else the first of the processes has told them
            tells.append(tell_of_problems)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(receiver.run())
            beside = [tasks.create_task(tell(app)) for tell in tells]
            if ready:
                await ready(program.services)
            await stop.asked.wait()
            receiver.stop()
            for task in beside:
                task.cancel()


async def _answer_how_it_is(settings: Settings, program: "Program", leaving: AsyncExitStack) -> None:
    """Serve what others may ask, where the settings say so."""
    place = settings.health.listening
    if place is None:
        return
    from core.serving import Serving, bind
    from handlers.health.endpoints import health_app
    from handlers.health.measures import Measures

    listener = bind(place, "health.listen")
    serving = Serving(
        health_app(program.states, Measures()), listener, most_connections=MOST_ASKING, patience=1
    )
    await serving.start()
    leaving.push_async_callback(serving.stop)


def _stop_on_signals() -> Stop:
    """Return what Ctrl-C and SIGTERM ask to end the program."""
    stop = Stop(STOP_WITHIN)
    stop.listen()
    return stop
