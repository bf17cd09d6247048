"""What import-linter cannot see: `bot.py`, who may import Telegram's library, names, and locked files."""

import ast
import importlib
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from locks import LOCKS

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("core", "knowledge", "storage", "services", "handlers", "emulator", "cli")
SOURCES = [
    *sorted(ROOT.glob("bot*.py")),
    *sorted(file for layer in LAYERS for file in (ROOT / layer).rglob("*.py")),
]
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "manager"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def nodes_of(file: Path, *names: str) -> Iterator[ast.AST]:
    """Yield the nodes of a file; with `names` none where none of these is written: reading them takes long."""
    source = file.read_text(encoding="utf-8")
    if not names or any(name in source for name in names):
        yield from ast.walk(ast.parse(source))


@cache
def imported_by(file: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)} imports relatively"
            found.append(node.module or "")
    return tuple(found)


def test_a_count_in_a_pattern_is_no_value_that_is_put_in() -> None:
    """In an f-string .{0,4} is the tuple (0, 4), and the pattern matches nothing: it is .{{0,4}}."""
    for file in SOURCES:
        for node in nodes_of(file):
            put_in = isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Tuple | ast.Constant)
            assert not put_in, f"{name_of(file)}:{getattr(node, 'lineno', 0)}"


def test_only_handlers_import_telegram() -> None:
    for file in SOURCES:
        if not name_of(file).startswith("handlers/"):
            assert not any(name.split(".")[0] == "telegram" for name in imported_by(file)), name_of(file)


def test_apscheduler_is_used_in_one_place_that_heeds_a_wall_clock_that_is_moved() -> None:
    for file in SOURCES:
        uses = any(name.split(".")[0] == "apscheduler" for name in imported_by(file))
        assert uses == (name_of(file) == "handlers/knocking.py"), name_of(file)
        for node in nodes_of(file, "job_queue"):
            handed = isinstance(node, ast.Attribute) and node.attr == "job_queue"
            if not (handed and name_of(file) == "handlers/application.py"):  # which tells PTB of none
                assert not handed, f"{name_of(file)}:{getattr(node, 'lineno', 0)}"


def test_messages_are_edited_in_one_place_that_forgives_what_is_harmless() -> None:
    edits = {"edit_text", "edit_caption", "edit_media", "edit_reply_markup", "edit_message_text"}
    edits |= {"edit_message_caption", "edit_message_media", "edit_message_reply_markup"}
    allowed = {"handlers/sending/speaking.py", "handlers/sending/sender.py"}  # replies; reports of pushes
    for file in SOURCES:
        if not name_of(file).startswith("handlers/") or name_of(file) in allowed:
            continue
        for node in nodes_of(file, *edits):
            assert not (isinstance(node, ast.Attribute) and node.attr in edits), (
                f"{name_of(file)}:{node.lineno}"
            )


# Who calls what makes the parts of the running program: one place, and those who start it there.
WIRING = {
    "assemble": {"cli/run.py", "tests/surroundings.py"},
    "build_services": {"handlers/assembly.py"},
    "build_application": {"handlers/assembly.py"},
    "build_bot": {"handlers/assembly.py"},
    "TelegramSender": {"tests/unit/sending/test_sender_outcomes.py"},  # others hand it to `assemble`
}


def test_the_program_is_wired_in_one_place() -> None:
    found: dict[str, set[str]] = {name: set() for name in WIRING}
    for file in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]:
        nodes = list(nodes_of(file, *WIRING))
        imported = {
            alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom) and node.module != "knowledge.search.assemble"
            for alias in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in imported:
                found.get(node.func.id, set()).add(name_of(file))
    assert found == WIRING


def test_nothing_imports_bot_or_tests() -> None:
    for file in SOURCES:
        assert not {name.split(".")[0] for name in imported_by(file)} & {"bot", "tests", "bench"}, name_of(file)


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_importing_does_nothing(file: Path) -> None:
    """A module may define; it may not call anything with an effect while it is imported."""
    if "migrations" in file.parts and "versions" not in file.parts:
        pytest.skip("Alembic runs env.py: it is a script")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            made = getattr(node.value.func, "id", "")  # Index(…) beside its table is a definition
            assert made[:1].isupper(), f"{name_of(file)}:{node.lineno} calls something when imported"
        assert not isinstance(node, ast.For | ast.While | ast.With), f"{name_of(file)}:{node.lineno}"


def test_packages_import_alone() -> None:
    for layer in LAYERS:
        importlib.import_module(layer)


def test_no_file_has_a_name_that_says_nothing() -> None:
    for file in SOURCES:
        assert file.stem not in NAMES_THAT_SAY_NOTHING, name_of(file)


def test_packages_hold_no_code_of_their_own() -> None:
    for file in SOURCES:
        if file.name == "__init__.py" and "migrations" not in file.parts:
            body = ast.parse(file.read_text(encoding="utf-8")).body
            assert len(body) == 1, f"{name_of(file)} holds more than its docstring"


@pytest.mark.parametrize("file", LOCKS)
def test_locked_requirements_check_hashes_and_name_no_host(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert not [line for line in lines if "://" in line or line.startswith("--index")]


def test_the_checkout_names_no_machine() -> None:
    machine = "/(work|root|home)/[a-z]|/t" + "mp/[a-z]"
    command = ["git", "grep", "-nIE", machine, "--", ".", ":!tests/conventions/test_architecture.py"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not found.stdout, found.stdout
