"""`make manual`: write the command table into the manual; a convention test compares the two."""

import re
from pathlib import Path

from handlers.commands import COMMANDS

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "使用手册.md"
TABLE = re.compile(r"^\| 命令 \|.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)


def manual_table() -> str:
    """Return the command table of docs/使用手册.md, in Markdown."""
    rows = ["| 命令 | 也可以说 | 作用 | 例子 |", "| --- | --- | --- | --- |"]
    rows.extend(
        f"| `/{command.name}` | {'、'.join(command.words)} | {command.help} | `{command.usage}` |"
        for command in COMMANDS
    )
    return "\n".join(rows)


def main() -> None:
    """Replace the table that is there."""
    MANUAL.write_text(
        TABLE.sub(lambda _: manual_table(), MANUAL.read_text(encoding="utf-8"), 1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
