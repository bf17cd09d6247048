"""What an update may consist of: `update_types.json`, the types of the Bot API's page that an update reaches.

It is made from a machine-readable copy of that page, which is no part of the project, and holds names and types
of fields alone. To make it anew:

    .venv/bin/python tests/fuzz/update_types.py botapi.json
"""

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
REQUIRED = "!"  # behind the type of a field that is always there

# A type's fields, each as "Integer!", "User" or "[MessageEntity]|String"; or the types it may be one of.
Table = dict[str, dict[str, str] | list[str]]


def known_types() -> Table:
    """Return the table."""
    table: Table = json.loads(FILE.read_text(encoding="utf-8"))
    return table


def reduced(page: dict[str, Any]) -> Table:
    """Return the types that an Update reaches."""
    table: Table = {}
    waiting = ["Update"]
    while waiting:
        name = waiting.pop()
        said = page["types"].get(name)
        if said is None or name in table:
            continue
        if "subtypes" in said:
            table[name] = [_short(kind) for kind in said["subtypes"]]
            waiting += [kind.replace("Array of ", "") for kind in said["subtypes"]]
            continue
        fields = said.get("fields", [])
        table[name] = {field["name"]: _written(field) for field in fields}
        waiting += [kind.replace("Array of ", "") for field in fields for kind in field["types"]]
    return dict(sorted(table.items()))


def _written(field: dict[str, Any]) -> str:
    return "|".join(_short(kind) for kind in field["types"]) + (REQUIRED if field["required"] else "")


def _short(kind: str) -> str:
    inner = kind.removeprefix("Array of ")
    return kind if inner == kind else f"[{_short(inner)}]"


def written(table: Table) -> str:
    """Return the table as its file holds it: a type a line."""
    lines = [f"{json.dumps(name)}: {json.dumps(said)}" for name, said in table.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    page = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    FILE.write_text(written(reduced(page)), encoding="utf-8")
