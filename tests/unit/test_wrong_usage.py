"""What is said of commands typed wrong, for every command there is: never in typer's English."""

import re
from typing import Any

import pytest
import typer
from typer.main import get_command

from cli.ask import ask
from cli.help_in_words import help_in_chinese
from cli.ledger import ledger
from cli.records import records_cli
from cli.speeches import speeches_cli
from cli.storage import storage_cli
from cli.subscriptions import subscriptions_cli
from cli.ways import ways_cli
from cli.wrong_usage import WRONG_USAGE, in_words

ENGLISH = re.compile(
    r"No such|Did you|Got unexpected|Missing|requires|Invalid|valid|Possible|not one of|takes|should"
)
WRONG = (["--nope"], ["-z"], ["--hepl"], ["甲"] * 9)


def _refused(
    command: Any,  # noqa: ANN401 - a group or a command of typer's
    line: list[str],
) -> str | None:
    """Return what is said of a line; None where it is nothing but right. Nothing is carried out."""
    try:
        context = command.make_context("bot.py", line)
        if hasattr(command, "commands"):
            command.resolve_command(context, line)
    except WRONG_USAGE as error:
        return in_words(error)
    return None


def test_no_command_answers_what_is_typed_wrong_in_english() -> None:
    alone = typer.Typer()
    for command in (ask, ledger):
        alone.command()(command)
    said = []
    for group in (alone, records_cli, speeches_cli, storage_cli, subscriptions_cli, ways_cli):
        commands = get_command(group)
        for name, command in commands.commands.items():  # type: ignore[attr-defined]
            assert _refused(commands, [f"{name}x"])
            assert _refused(command, ["--nope", "--help"]) is not None
            said += [_refused(commands, [f"{name}x"]), _refused(command, [])]
            said += [_refused(command, line) for line in WRONG]
            for option in [one.opts[0] for one in command.params if one.param_type_name == "option"]:
                said += [_refused(command, line) for line in ([option], [f"{option}=甲"], [option, "甲", "乙"])]
    told = [one for one in said if one is not None]
    assert len(told) > 100
    for one in told:
        assert one.startswith("清风："), one
        assert not ENGLISH.search(one), one


TYPER_S = re.compile(
    r"Usage|Options|Arguments|Commands|\[ARGS|Show this|required|default|<(?:int|str|float|Path|list|range)\b"
)


def test_no_command_explains_itself_in_english() -> None:
    alone = typer.Typer(rich_markup_mode=None)
    for command in (ask, ledger):
        alone.command()(command)
    helped: list[str] = []
    for group in (alone, records_cli, speeches_cli, storage_cli, subscriptions_cli, ways_cli):
        top = get_command(group)
        help_in_chinese(top)
        below = top.commands.values()  # type: ignore[attr-defined]
        helped += [
            one.get_help(one.make_context("bot.py", [], resilient_parsing=True)) for one in (top, *below)
        ]
    assert len(helped) > 25
    for one in helped:
        assert one.startswith("用法："), one
        assert not TYPER_S.search(one), one


@pytest.mark.parametrize("sentence", ["Value error, something new.", "Something [odd] {0} %s"])
def test_a_sentence_that_is_not_known_is_passed_on(sentence: str) -> None:
    assert sentence.rstrip(".") in in_words(typer.BadParameter(sentence))
