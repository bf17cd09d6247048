"""bot.py check: what is wrong with the settings, the speeches, the database or Telegram. It changes nothing."""

import asyncio
from contextlib import suppress

import typer

from cli.exits import BAD_SET_UP
from cli.terminal import say
from core.errors import OperatorError
from core.settings import Settings

LOCAL_CHAT = (
    "没有 BOT_TOKEN：运行时将打开本机聊天页（令牌给了 make run 或服务的，检查时也要给："
    "写在命令前面，或用 telegram.token_file；服务的用 deploy/command.sh check）"
)


def check(context: typer.Context) -> None:
    """检查配置、数据库、讲话和 Telegram，说明哪里不对；不改动任何东西。"""
    from core.clock import SystemClock
    from knowledge.language.calendar.workdays import WorkCalendar
    from knowledge.language.hours.times import local_day
    from services.checks import (
        Finding,
        Level,
        check_access,
        check_calendar,
        check_database,
        check_in_use,
        check_knowledge,
        check_two_persons,
        check_webhook,
    )
    from storage.database import Database

    settings: Settings = context.obj
    findings = [Finding(Level.GOOD, "config.toml 与环境变量都读懂了")]
    findings += check_knowledge(settings.knowledge.folder)
    with suppress(OperatorError):  # the database's own line says what is wrong
        database = Database.configured(settings.storage)
        findings += asyncio.run(check_in_use(settings.knowledge.folder, database))
    today = local_day(SystemClock().now(), settings.reminder.zone)
    findings.append(check_calendar(WorkCalendar(settings.calendar), today))
    try:
        findings += asyncio.run(check_database(Database.configured(settings.storage)))
        findings += asyncio.run(check_two_persons(settings.access, Database.configured(settings.storage)))
    except OperatorError as error:
        findings.append(Finding(Level.BAD, str(error)))
    findings += check_webhook(settings, SystemClock().now())
    if settings.token.get_secret_value():
        from handlers.application import build_request
        from handlers.people.reach import check_telegram

        findings.append(check_access(settings.access))
        findings += asyncio.run(check_telegram(settings, build_request(settings, 1)))
    else:
        findings.append(Finding(Level.GOOD, LOCAL_CHAT))
    for finding in findings:
        say(f"{finding.level.value} {finding.text}")
    if any(finding.level is Level.BAD for finding in findings):
        raise typer.Exit(BAD_SET_UP)
