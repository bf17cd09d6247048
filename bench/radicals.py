"""Write radicals.txt: the radicals and strokes that look like a character but are none.

    python -m bench.radicals EquivalentUnifiedIdeograph.txt > knowledge/language/writing/radicals.txt

The file named is part of the Unicode Character Database. What NFKC replaces by itself is left out; a test
asks for the rest.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HEADER = """\
# 外形与汉字相同的部首和笔画，及它们所代表的汉字；由 bench/radicals.py 从 Unicode 字符数据库的
# {source} 生成（Unicode 许可），请勿手改。NFKC 已能替换的（康熙部首等）不列。
"""
MAPPING = re.compile(r"(?P<first>[0-9A-F]+)(?:\.\.(?P<last>[0-9A-F]+))?\s*;\s*(?P<character>[0-9A-F]+)")
FIRST_LINE = re.compile(r"# (?P<name>\S+)\.txt")


def radicals(lines: Iterable[str]) -> Iterator[str]:
    """Yield the radical and its character, line by line; `lines` are those of Unicode's file."""
    for match in filter(None, map(MAPPING.match, lines)):
        character = chr(int(match["character"], 16))
        for code in range(int(match["first"], 16), int(match["last"] or match["first"], 16) + 1):
            if unicodedata.normalize("NFKC", chr(code)) == chr(code):
                yield chr(code) + character


def main(file: Path) -> str:
    """Return the contents of radicals.txt."""
    lines = file.read_text(encoding="utf-8").splitlines()
    named = FIRST_LINE.match(lines[0])
    return HEADER.format(source=named["name"] if named else file.stem) + "\n".join(radicals(lines)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
