"""Each name of a module of the product is used by somebody: one that is not misleads who edits it."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from documented import tracked

from core.places import CHECKOUT

PRODUCT = ("cli/", "core/", "knowledge/", "storage/", "services/", "handlers/", "emulator/")
# Found by name by others: Alembic reads these of each migration.
BY_NAME = "storage/migrations/"


def trees() -> dict[str, ast.Module]:
    files = [name for name in tracked() if name.endswith(".py")]
    return {name: ast.parse((CHECKOUT / name).read_text(encoding="utf-8")) for name in files}


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module gives to its own functions, classes and constants."""
    for statement in tree.body:
        if (
            isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and not statement.decorator_list
        ) or isinstance(statement, ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for node in (node for target in targets for node in ast.walk(target)):
                if isinstance(node, ast.Name) and not node.id.startswith("__"):
                    yield node.id


def test_each_name_of_a_module_is_used() -> None:
    modules = trees()
    imported: defaultdict[str, set[str]] = defaultdict(set)
    attributes: Counter[str] = Counter()
    for tree in modules.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported[node.module].update(one.name for one in node.names)
            elif isinstance(node, ast.Attribute):
                attributes[node.attr] += 1
    unused = []
    for file, tree in modules.items():
        if not file.startswith(PRODUCT) or file.startswith(BY_NAME):
            continue
        loaded = {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        module = ".".join(Path(file).with_suffix("").parts)
        unused += [
            f"{file}: {name}"
            for name in defined(tree)
            if name not in loaded and name not in imported[module] and not attributes[name]
        ]
    assert len(modules) > 500
    assert unused == []
