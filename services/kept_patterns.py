"""The program's regular expressions as Python compiled them last time: a tenth of a start is compiling.

Beside the database, whose rights the file shares; without it everything works, but later.
"""

from contextlib import suppress
from pathlib import Path

from core import compiled_patterns
from services.speeches.kept import keep

NAME = "qingfeng.patterns"


class KeptPatterns:
    """Reads what an earlier run compiled, and keeps it in `folder`, a private folder, if that is there."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def read(self) -> None:
        """Use what was kept. Call it before the first question."""
        with suppress(OSError):
            compiled_patterns.read(self._file.read_bytes())

    def keep(self, *, unused: bool = False) -> None:
        """Keep what this run compiled; `unused`: and all that it would still have had to."""
        if content := compiled_patterns.to_bytes(unused=unused):
            keep(self._file, content)
