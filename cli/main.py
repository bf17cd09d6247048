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
from cli.doctor import doctor
from cli.exits import BAD_INPUT, BAD_SET_UP, DEFECT
from cli.first_run import bring_knowledge, bring_settings
from cli.given_paths import given
from cli.help_in_words import help_in_chinese
from cli.ledger import ledger
from cli.records import records_cli
from cli.run import run, run_bot
from cli.speeches import speeches_cli
from cli.storage import storage_cli
from cli.subscriptions import subscriptions_cli
from cli.terminal import CLOSED, complain, let_go, prepare, say
from cli.ways import ways_cli
from cli.wrong_usage import WRONG_USAGE, in_words
from core.errors import OperatorError
from core.hiding import Hidden
from core.logs import log_end, set_up_logging
from core.places import DEFAULT_CONFIG, PROGRAM, version
from core.plain_files import why
from core.reading_settings import read_settings
from core.settings import Settings

# Errors of a full disk, a quota or a lost terminal while something is printed that no command prints itself.
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
    set_up_logging(settings.log.level, hidden, as_json=settings.log.format == "json")
    context.obj = settings
    if os.geteuid() == 0:
        context.call_on_close(lambda: _give_to_owner(settings))
    if context.invoked_subcommand is None:
        run_bot(settings)
    elif context.invoked_subcommand != run.__name__ and sys.stdout is None:
        raise OperatorError(CLOSED)  # before anything is done, as its result could not be shown


def _give_to_owner(settings: Settings) -> None:
    """Leave nothing of root's in a folder that is the service's: a restored database could not be opened."""
    folder = settings.storage.folder
    if folder.is_dir() and folder.stat().st_uid != 0:
        from storage.upkeep.private_files import give_to_owner

        give_to_owner(folder, settings.storage.backups)


def start() -> None:
    """Run the command line; an error for the operator is one sentence and exit status 2."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else PTB warns of a change at every 429
    os.umask(0o077)  # only the owner may read what this process and its workers write
    hidden = Hidden()
    prepare(hidden)
    set_up_logging("warning", hidden)
    for command in (run, check, doctor, ask, ledger):
        cli.command()(command)
    cli.add_typer(records_cli, name="records")
    cli.add_typer(speeches_cli, name="speeches")
    cli.add_typer(storage_cli, name="storage")
    cli.add_typer(subscriptions_cli, name="subscriptions")
    cli.add_typer(ways_cli, name="ways")
    try:
        command = typer.main.get_command(cli)
        help_in_chinese(command)
        ended = command(obj=hidden, standalone_mode=False)
    except WRONG_USAGE as error:
        complain(in_words(error))
        sys.exit(BAD_SET_UP)
    except typer.Abort:  # asked for a yes, and nobody is there to give one
        complain("清风：没有得到回答，什么都没有做")
        sys.exit(BAD_INPUT)
    except OperatorError as error:
        complain(f"清风：{error}")
        sys.exit(BAD_SET_UP)
    except Exception as error:  # noqa: BLE001 - the last place before Python prints it, token and all
        if isinstance(error, OSError) and error.errno in UNWRITABLE and not error.filename:
            let_go(sys.stdout)
            complain(f"清风：写不出结果：{why(error)}")
            sys.exit(BAD_SET_UP)
        log_end(error)
        sys.exit(DEFECT)
    sys.exit(ended)  # what a command ended with, or None
