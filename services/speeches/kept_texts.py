"""The folder's text files as they were read last time: reading one takes patterns that nothing else needs."""

import json
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from knowledge.reading.extract import extract
from knowledge.reading.extracted import Extracted
from services.speeches.kept import DIGEST, code, keep

NAME = "qingfeng.texts"  # beside qingfeng.db, whose rights it shares
CODE = (
    *("reading/**/*.py", "speech/*.py", "language/calendar/written_dates.py"),
    *("language/writing/*.py", "language/writing/*.txt"),
)


class KeptTexts:
    """Reads text files; keeps those of the last time in `folder`, a private folder, if that is there.

    Of a file that was kept, what is not in its text is not told.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._before: dict[str, list[str]] = {}
        with suppress(OSError, ValueError, TypeError):
            self._before = dict(json.loads(self._file.read_bytes()))
        self._now: dict[str, list[str]] = {}

    def read(self, original: bytes, name: str) -> Extracted:
        """Return what a text file says. Raises UnreadableDocument."""
        named = f"{name} ".encode(errors="surrogatepass")
        key = blake2b(code(*CODE) + named + original, digest_size=DIGEST).hexdigest()
        words = self._before.get(key)
        if words is None:
            found = extract(original, name)
            words = [found.text, found.title, found.date, found.occasion]
            self._now[key] = words
            return found
        self._now[key] = words
        text, title, date, occasion = words
        return Extracted(text, title, date, occasion)

    def keep(self) -> None:
        """Keep what was read since this was made, and nothing else."""
        if self._now != self._before:
            keep(self._file, json.dumps(self._now, ensure_ascii=False).encode())
