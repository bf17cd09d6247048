"""The files' ways of asking as they were read last time: reading them anew is most of what a start takes.

What is kept is found by a digest of the files and of the code that reads them, so it is never out of date. It
holds nothing that the files do not.
"""

from pathlib import Path
from zipfile import BadZipFile

from knowledge.reading.folder import KnowledgeFiles
from knowledge.search.assemble import read_known
from knowledge.search.known.asked import Asked, from_bytes, read_asked, to_bytes
from services.speeches.kept import DIGEST, code, digest, keep

NAME = "qingfeng.ways"  # beside qingfeng.db, whose rights it shares
# Another table, or another way of folding, and what is kept means something else.
CODE = (
    *("language/writing/*.py", "language/writing/*.txt", "language/words/wording.py"),
    *("search/index.py", "search/known/*.py", "speech/*.py"),
)


class KeptWays:
    """Reads the files' ways of asking; keeps the last in `folder`, a private folder, if that is there."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def read(self, files: KnowledgeFiles) -> Asked:
        """Return the ways of asking of `files`. Raises OperatorError naming the file that cannot be used."""
        try:
            found = digest(code(*CODE), (*files.ways, *([files.questions] if files.questions else [])))
        except OSError:
            return read_anew(files)  # names the file
        try:
            kept = self._file.read_bytes()
            if kept.startswith(found):
                return from_bytes(kept[DIGEST:])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            pass  # not kept yet, or cut short: it is written anew
        asked = read_anew(files)
        keep(self._file, found + to_bytes(asked))
        return asked


def read_anew(files: KnowledgeFiles) -> Asked:
    """Read the ways of asking of `files`, whatever is kept. Raises OperatorError."""
    return read_asked(read_known(files))
