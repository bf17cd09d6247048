"""What the product prints goes through `cli/terminal.py`: it hides secrets and writes in every encoding."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("core", "knowledge", "storage", "services", "handlers", "emulator", "cli")
# The worker's standard output is a pipe to its parent; the logs' hooks are Python's own.
EXEMPT = {"cli/terminal.py", "services/speeches/extraction_worker.py"}
PRINTING = {"typer.echo", "typer.secho", "typer.prompt", "print", "sys.stdout.write", "sys.stderr.write"}


def test_only_the_terminal_prints() -> None:
    found = []
    for file in sorted(file for layer in LAYERS for file in (ROOT / layer).rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTING and name not in EXEMPT
        ]
    assert not found
