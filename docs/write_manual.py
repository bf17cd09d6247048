"""`make manual`: write the command table into the manual; a convention test compares the two."""

import re
from pathlib import Path

from handlers.commands import manual_table

MANUAL = Path(__file__).with_name("使用手册.md")
TABLE = re.compile(r"^\| 命令 \|.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Replace the table that is there."""
    MANUAL.write_text(
        TABLE.sub(lambda _: manual_table(), MANUAL.read_text(encoding="utf-8"), 1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
