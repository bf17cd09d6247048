"""bot.py doctor: how the running bot stands, what is wrong around it, and what to do. It changes nothing."""

import asyncio
from typing import TYPE_CHECKING, Any

import typer

from cli.terminal import say
from core.errors import OperatorError
from core.settings import Settings

if TYPE_CHECKING:
    from services.checks import Finding

ANSWER_TIMEOUT = 15.0  # seconds; the bot answers within ten
ELSEWHERE = {"0.0.0.0", "::"}  # noqa: S104 - what is bound to everything is asked on this machine


def doctor(context: typer.Context) -> None:
    """看病：问正在运行的机器人好不好，再看数据库、磁盘、日历和备份，说明哪里不对、怎么办。"""
    from services.health.doctor import status_of

    findings = asyncio.run(_examine(context.obj))
    for finding in findings:
        say(f"{finding.level.value} {finding.text}")
    if status := status_of(findings):
        raise typer.Exit(status)


async def _examine(settings: Settings) -> "list[Finding]":
    from core.clock import SystemClock
    from knowledge.language.calendar.workdays import WorkCalendar
    from knowledge.language.hours.times import local_day
    from services.checks import Finding, Level, check_calendar, check_database
    from services.health.doctor import check_backups, check_space, check_warnings
    from storage.database import Database

    findings = await _ask(settings)
    runs = any(finding.level is Level.GOOD for finding in findings) and bool(settings.health.listen)
    database = Database.configured(settings.storage)
    try:
        findings += await check_warnings(database)
        findings += await check_database(database)
    except OperatorError as error:
        findings.append(Finding(Level.BAD, str(error)))
    finally:
        await database.close()
    now = SystemClock().now()
    findings += check_space(settings)
    findings += check_backups(settings, now)
    today = local_day(now, settings.reminder.zone)
    findings.append(check_calendar(WorkCalendar(settings.calendar), today))
    if settings.token.get_secret_value() and not runs:
        from handlers.application import build_request
        from handlers.people.reach import check_telegram

        findings += await check_telegram(settings, build_request(settings, 1))
    return findings


async def _ask(settings: Settings) -> "list[Finding]":
    """Ask the running bot."""
    import httpx

    from core.unreached import cause_of
    from services.checks import Finding, Level
    from services.health.doctor import NOT_ASKED, NOT_RUNNING, of_another_database, of_running
    from storage.database import Database

    place = settings.health.listening
    if place is None:
        return [Finding(Level.GOOD, NOT_ASKED)]
    way = httpx.AsyncHTTPTransport(uds=str(place.socket) if place.socket else None)
    host = "127.0.0.1" if place.socket or place.host in ELSEWHERE else place.host
    address = httpx.URL(scheme="http", host=host, port=place.port or None, path="/readyz")
    try:
        async with httpx.AsyncClient(transport=way, timeout=ANSWER_TIMEOUT, trust_env=False) as client:
            answer: Any = (await client.get(address)).json()
    except (httpx.HTTPError, ValueError, OSError) as error:
        why = cause_of(error, chinese=True)
        return [Finding(Level.BAD, NOT_RUNNING.format(listen=settings.health.listen, why=why))]
    if not isinstance(answer, dict):
        return [Finding(Level.BAD, NOT_RUNNING.format(listen=settings.health.listen, why="答话的不是机器人"))]
    found = of_another_database(answer, Database.configured(settings.storage))
    return [*of_running(answer, settings.reminder.zone), *found]
