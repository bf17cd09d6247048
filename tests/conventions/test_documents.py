"""What documents name is there: files, links, settings, options, and commands in the form that can be typed.

That the commands run is shown in `tests/acceptance/test_printed_commands.py`.
"""

import re
from pathlib import Path, PurePosixPath

import pytest
import typer
from documented import FENCE, SPAN, documents, tracked

from cli.ask import ask
from cli.check import check
from cli.doctor import doctor
from cli.ledger import ledger
from cli.main import main
from cli.records import records_cli
from cli.run import run
from cli.speeches import speeches_cli
from cli.storage import storage_cli
from cli.subscriptions import subscriptions_cli
from cli.ways import ways_cli
from core.places import CHECKOUT
from core.settings import Settings

by_document = pytest.mark.parametrize("document", documents())
NAMED_FILE = re.compile(r"[\w./-]+\.(?:py|md|toml|txt|json|svg|yml|sh|html)")
# Files that are there in some office only.
OF_READERS = {"questions.toml", "backup.json"}
# Options of uv, pipx, pip and other people's programs.
OF_OTHERS = {
    "--constraints", "--reinstall", "--force", "--no-deps", "--only-binary", "--require-hashes", "--help",
    "--no-index", "--find-links", "--durations",
}  # fmt: skip


def line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


@by_document
def test_a_command_is_printed_as_it_is_typed(document: str) -> None:
    """Not `bot.py ask`, which no terminal finds, nor `python bot.py ask`, which has not what it needs."""
    text = documents()[document]
    wrong = re.compile(r"(?<!\.venv/bin/python )\bbot\.py [a-z-]|(?<!\.venv/bin/)\bpython3? (?:-m|bot)\b")
    found = [f"{document}:{line_of(text, hit.start())} {hit[0]}" for hit in wrong.finditer(text)]
    assert not found, "as in `.venv/bin/python bot.py check`"


@by_document
def test_every_file_that_is_named_is_there(document: str) -> None:
    """By its path in the checkout, or by the end of it where the sentence says in which folder."""
    names = set(tracked()) | {str(folder) for name in tracked() for folder in PurePosixPath(name).parents}
    for span in SPAN.finditer(documents()[document]):
        name = span[1].rstrip("/")
        if NAMED_FILE.fullmatch(name) and PurePosixPath(name).name not in OF_READERS:
            assert any(f"/{one}".endswith(f"/{name}") for one in names), f"{document}: {name}"
        elif re.fullmatch(r"[\w.-]+(/[\w.-]+)*/", span[1]):
            assert any(f"/{one}".endswith(f"/{name}") for one in names | {"data"}), f"{document}: {name}/"


@by_document
def test_every_link_leads_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", documents()[document]):
        if "://" not in target:
            name, _, heading = target.partition("#")
            file = CHECKOUT / Path(document).parent / name if name else CHECKOUT / document
            assert file.exists(), f"{document}: {target}"
            if heading:
                assert heading in headings(file), f"{document}: {target}"


def headings(file: Path) -> set[str]:
    """Return what a link to a heading of this file says behind its #."""
    lines = re.findall(r"^#+ (.*)$", FENCE.sub("", file.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@by_document
def test_every_setting_that_is_named_is_one(document: str) -> None:
    text = documents()[document]
    sections = {name: getattr(Settings(), name) for name in Settings.model_fields}
    for section, key in re.findall(r"`(\w+)\.(\w+)(?: = [^`]*)?`", text):
        if section in sections and key not in {"toml", "txt", "py"}:
            assert hasattr(sections[section], key), f"{document}: {section}.{key}"
    for section, key in re.findall(r"\bBOT_([A-Z]+(?:_[A-Z]+)*)__([A-Z]+(?:_[A-Z]+)*)\b", text):
        assert hasattr(sections.get(section.lower()), key.lower()), f"{document}: BOT_{section}__{key}"


@by_document
def test_every_option_that_is_named_is_one(document: str) -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "bench").glob("*.py"))
    known = options() | OF_OTHERS | set(re.findall(r'"(--[a-z-]+)"', sources))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", documents()[document])) <= known


def options() -> set[str]:
    """Return the options of all commands."""
    found: set[str] = set()
    app = typer.Typer()
    app.callback()(main)
    for command in (run, check, doctor, ask, ledger):
        app.command()(command)
    app.add_typer(records_cli, name="records")
    app.add_typer(speeches_cli, name="speeches")
    app.add_typer(storage_cli, name="storage")
    app.add_typer(subscriptions_cli, name="subscriptions")
    app.add_typer(ways_cli, name="ways")
    waiting = [typer.main.get_command(app)]
    while waiting:
        command = waiting.pop()
        found |= {name for one in command.params for name in one.opts}
        waiting += getattr(command, "commands", {}).values()
    return found
