"""`make licences`: write the licences of all that is locked into docs/licences.md; a test compares the two."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parents[1] / "docs" / "licences.md"
LOCKS = {"requirements.txt": "to run", "requirements-ocr.txt": "for scans", "requirements-dev.txt": "to test"}
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TABLE = re.compile(r"^\| Package \|.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)
OSI = "License :: OSI Approved :: "
# Names that packages give their licences, and SPDX's names for them.
SPDX = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "Python Software Foundation License": "PSF-2.0",
}


def locked() -> dict[str, str]:
    """Return each locked package's name, and what it is for."""
    found: dict[str, str] = {}
    for lock, use in LOCKS.items():
        text = (LIST.parents[1] / lock).read_text(encoding="utf-8")
        for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE):
            found.setdefault(name, use)
    return found


def licence_of(name: str) -> str:
    """Return the licence that an installed package names, as SPDX writes it; "" when it is not installed."""
    try:
        said: dict[str, Any] = metadata(name).json
    except PackageNotFoundError:
        return ""
    if expression := said.get("license_expression"):
        return str(expression)
    named = [one.removeprefix(OSI) for one in said.get("classifier", []) if one.startswith(OSI)]
    named = named or [said.get("license", "").strip().split("\n")[0]]
    return " OR ".join(SPDX.get(one, one) for one in named)


def listed() -> dict[str, tuple[str, str]]:
    """Return the rows of the list: a package's licence and what it is for."""
    return {name: (licence, use) for name, licence, use in ROW.findall(LIST.read_text(encoding="utf-8"))}


def table() -> str:
    """Return the table anew. What is not installed here keeps the licence that somebody looked up."""
    known = listed()
    rows = [
        f"| `{name}` | {licence_of(name) or known.get(name, ('look it up', ''))[0]} | {use} |"
        for name, use in sorted(locked().items())
    ]
    return "\n".join(["| Package | Licence | Needed |", "|---|---|---|", *rows])


if __name__ == "__main__":
    LIST.write_text(TABLE.sub(lambda _: table(), LIST.read_text(encoding="utf-8"), count=1), encoding="utf-8")
