"""What the product prints goes through `cli/terminal.py`: it hides secrets and writes in every encoding."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("core", "knowledge", "storage", "services", "handlers", "emulator", "cli")
# The worker's standard output is a pipe to its parent; the logs' hooks are Python's own.
EXEMPT = {"cli/terminal.py", "services/speeches/extraction_worker.py", "services/ways/sheet_worker.py"}
PRINTING = {"typer.echo", "typer.secho", "typer.prompt", "print", "sys.stdout.write", "sys.stderr.write"}


SOURCES = sorted(file for layer in LAYERS for file in (ROOT / layer).rglob("*.py"))


def test_only_the_terminal_prints() -> None:
    found = []
    for file in SOURCES:
        name, source = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        if not any(word in source for word in ("echo", "prompt", "print", "write")):
            continue  # reading a file's nodes takes long
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTING and name not in EXEMPT
        ]
    assert not found


def test_what_people_are_told_to_type_begins_with_the_programs_name() -> None:
    """In a checkout and installed it is not the same: `core/places.py` knows which, nobody else writes it."""
    for file in SOURCES:
        body = ast.parse(file.read_text(encoding="utf-8"))
        described = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(body)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        }
        said = {node.value for node in ast.walk(body) if isinstance(node, ast.Constant)} - described
        found = [text for text in said if isinstance(text, str) and "bot.py" in text]
        assert not found or file.name == "places.py", f"{file.name}: {found}"
