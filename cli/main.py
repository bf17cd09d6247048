"""The command line. It and the commands beside it start what is built elsewhere.

Each command imports what it needs and nothing more, so that `ask` and `--help` answer at once.
"""

import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.ask import ask
from cli.check import check
from cli.exits import BAD_SET_UP, DEFECT
from cli.first_run import bring_knowledge, bring_settings
from cli.given_paths import given
from cli.records import records_cli
from cli.run import run, run_bot
from cli.speeches import speeches_cli
from cli.subscriptions import subscriptions_cli
from cli.terminal import CLOSED, complain, let_go, prepare, say
from core.errors import OperatorError
from core.hiding import Hidden
from core.logs import log_end, set_up_logging
from core.places import DEFAULT_CONFIG, PROGRAM, version
from core.settings import read_settings

# What a full disk, a quota or a lost terminal says when something is printed that is no command's own line.
UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})

cli = typer.Typer(
    name=PROGRAM,
    help="清风：凭讲话原文回答、每日推送廉语的 Telegram 机器人。不带命令即运行（同 run）。",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        say(f"清风 {version()}")
        raise typer.Exit


@cli.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(help="配置文件，默认为 config.toml", show_default=False, parser=given, metavar="FILE"),
    ] = None,
    _: Annotated[
        bool, typer.Option("--version", help="说明版本", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Read the settings, then run the command that follows; without one, run the bot."""
    hidden: Hidden = context.obj
    if config is None:
        bring_settings()
    settings = read_settings(config or DEFAULT_CONFIG, required=config is not None, hidden=hidden)
    bring_knowledge(settings.knowledge.folder)
    set_up_logging(settings.log.level, hidden)
    context.obj = settings
    if context.invoked_subcommand is None:
        run_bot(settings)
    elif context.invoked_subcommand != run.__name__ and sys.stdout is None:
        raise OperatorError(CLOSED)  # before anything is done of which nobody would learn


def start() -> None:
    """Run the command line; what the operator has to mend is one sentence and exit status 2."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else PTB warns at every 429 that numbers of seconds go away
    os.umask(0o077)  # whatever this process and its workers write is for nobody else's eyes
    hidden = Hidden()
    prepare(hidden)
    set_up_logging("warning", hidden)
    for command in (run, check, ask):
        cli.command()(command)
    cli.add_typer(records_cli, name="records")
    cli.add_typer(speeches_cli, name="speeches")
    cli.add_typer(subscriptions_cli, name="subscriptions")
    try:
        cli(obj=hidden)
    except OperatorError as error:
        complain(f"清风：{error}")
        sys.exit(BAD_SET_UP)
    except Exception as error:  # noqa: BLE001 - the last place before Python prints it, token and all
        if isinstance(error, OSError) and error.errno in UNWRITABLE and not error.filename:
            let_go(sys.stdout)
            complain(f"清风：写不出结果：{error.strerror}")
            sys.exit(BAD_SET_UP)
        log_end(error)
        sys.exit(DEFECT)
