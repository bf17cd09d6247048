"""Speeches as files: where they are, what they are called, and their text.

A folder of speeches holds text files, documents (`.docx`, `.pdf`, `.md`) and, if someone described them, a
`speeches.toml`. Without an entry a speech is called after what it says itself, or after its file.
"""

import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import OperatorError, UnreadableDocument
from core.models import SpeechText
from core.patterns import pattern
from core.plain_files import NO_FILE, is_plain, read_plain, why
from knowledge.reading.extract import MAX_BYTES, extract
from knowledge.reading.extracted import Extracted, settled
from knowledge.reading.speech_list import LIST_NAME, SLUG, read_list

KINDS = (".txt", ".text", ".docx", ".docm", ".pdf", ".md", ".markdown")
# Files that are not speeches: those Word makes while a file is open, those of the system, and notes.
NO_SPEECH = pattern(r"~\$|\.|readme|thumbs\.db$|desktop\.ini$", re.IGNORECASE)
Reader = Callable[[bytes, str], Extracted]
NOT_IN_SLUG = pattern(r"[^A-Za-z0-9]+")
IS_FOLDER = "讲话文件夹里的子文件夹“{name}”没有读：请把里面的文件移出来，直接放在讲话文件夹里"
IS_OTHER = "讲话文件夹里的“{name}”没有读：不是 .docx、.pdf、.txt 或 .md，请另存为其中一种，或把它移走"
IS_NO_FILE = f"讲话文件夹里的“{{name}}”没有读：它{NO_FILE}，请把它移走"
IS_BESIDE = "“{name}”没有读：它不在 {folder}/ 里，请移进去"


@dataclass(frozen=True, slots=True)
class KnowledgeFiles:
    """Where the parts of the knowledge are; None for a part that is not there.

    `ways` are files of known ways of asking, questions/<speech>/<writer>.txt; `questions` is one file of them,
    as offices wrote before.
    """

    speeches: Path
    ways: tuple[Path, ...] = ()
    questions: Path | None = None
    thesaurus: Path | None = None
    quotes: Path | None = None


@dataclass(frozen=True, slots=True)
class FolderSpeech:
    """A speech of the folder: its bytes as they were read, and the account of what is not in its text."""

    speech: SpeechText
    original: bytes
    found: Extracted


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that is meant as a speech and cannot be read. `why` names it, for the operator."""

    slug: str
    why: str


@dataclass(frozen=True, slots=True)
class SpeechFolder:
    """The content of a folder. `ignored` has a sentence for each thing that is not read."""

    speeches: tuple[FolderSpeech, ...]
    unread: tuple[UnreadFile, ...]
    ignored: tuple[str, ...]


def locate(folder: Path) -> KnowledgeFiles:
    """Find the knowledge files under `folder`.

    A folder with `speeches/` in it is a whole knowledge folder; any other is taken to hold the speeches
    themselves. Raises OperatorError when the folder is missing.
    """
    if not _is_folder(folder):
        raise OperatorError(f"knowledge.folder：找不到文件夹 {folder}")
    speeches, questions = folder / "speeches", folder / "questions"
    if not _is_folder(speeches):
        return KnowledgeFiles(speeches=folder)

    def beside(name: str) -> Path | None:
        return file if (file := folder / name).is_file() else None

    return KnowledgeFiles(
        speeches=speeches,
        ways=tuple(
            file
            for one in (_listed(questions) if _is_folder(questions) else ())
            for file in (_listed(one) if _is_folder(one) else ())
            if file.suffix == ".txt"
        ),
        questions=beside("questions.toml"),
        thesaurus=beside("thesaurus.toml"),
        quotes=beside("quotes.toml"),
    )


def read_folder(folder: Path, read: Reader = extract) -> list[SpeechText]:
    """Read every speech of `folder`, in the order of speeches.toml, then by name.

    Raises OperatorError naming the file that is unreadable, empty or no text, or the bad entry of
    speeches.toml.
    """
    found = look_through(folder, read)
    if found.unread:
        raise OperatorError(found.unread[0].why)
    return [one.speech for one in found.speeches]


def look_through(folder: Path, read: Reader = extract) -> SpeechFolder:
    """Read every speech of `folder` that can be read, and name all the rest; `read` reads a document.

    Raises OperatorError when there is no speech in it at all, or speeches.toml cannot be used.
    """
    if not _is_folder(folder):
        raise OperatorError(f"找不到讲话文件夹 {folder}")
    files = {file.name: file for file in _listed(folder) if _is_speech(file)}
    entries = read_list(folder / LIST_NAME)
    for name in entries:
        if name not in files:
            raise OperatorError(f"{LIST_NAME} 里写了 {name}，但 {folder} 里没有这个文件")
    if not files:
        raise OperatorError(f"{folder} 里没有讲话：请放入 .txt、.docx、.pdf 或 .md 文件")
    taken = {slug for entry in entries.values() if (slug := str(entry.get("slug", "")))}
    speeches: list[FolderSpeech] = []
    unread: list[UnreadFile] = []
    for name in [*entries, *(name for name in files if name not in entries)]:
        entry = entries.get(name, {})
        slug = entry.get("slug") or short_slug(files[name].stem, taken)
        taken.add(slug)
        try:
            speeches.append(_speech(files[name], slug, entry, read))
        except OperatorError as error:
            unread.append(UnreadFile(slug, str(error)))
    return SpeechFolder(tuple(speeches), tuple(unread), tuple(_ignored(folder, set(files))))


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise OperatorError(f"看不了文件夹 {folder}：{why(error)}") from None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # what it stands in may not be looked into
        raise OperatorError(f"看不了文件夹 {path.parent}：{why(error)}") from None


def _is_speech(file: Path) -> bool:
    """Return whether `file` is meant as a speech. Raises OperatorError for a name that cannot be shown."""
    if file.suffix.lower() not in KINDS or NO_SPEECH.match(file.name):
        return False
    try:
        file.name.encode()
    except UnicodeEncodeError:
        raise OperatorError(f"讲话文件名不是 UTF-8：{file.name.encode(errors='replace').decode()}") from None
    return is_plain(file)


def _ignored(folder: Path, files: set[str]) -> Iterator[str]:
    """Yield a sentence for each thing in the folder that is not read, and for speeches right beside it."""
    for other in _listed(folder):
        if other.name in files or other.name == LIST_NAME or NO_SPEECH.match(other.name):
            continue
        name = other.name.encode(errors="replace").decode()
        said = IS_FOLDER if other.is_dir() else IS_OTHER if is_plain(other) else IS_NO_FILE
        yield said.format(name=name)
    if folder.name == "speeches" and os.access(folder.parent, os.R_OK):
        for other in _listed(folder.parent):
            if other.is_file() and _is_speech(other):
                yield IS_BESIDE.format(name=other.name, folder=folder.name)


def short_slug(stem: str, taken: set[str]) -> str:
    """Return a slug for a file called `stem`: the stem itself where it is fit, else a stable short form."""
    if SLUG.fullmatch(stem) and stem not in taken:
        return stem
    readable = NOT_IN_SLUG.sub("_", stem).strip("_")[:7].strip("_")
    number = zlib.crc32(stem.encode())
    while True:
        slug = f"{readable}_{number:08x}".lstrip("_")
        if slug not in taken:
            return slug
        number = (number + 1) % 2**32


def _speech(file: Path, slug: str, entry: Mapping[str, Any], read: Reader) -> FolderSpeech:
    try:
        original = read_plain(file, MAX_BYTES)
        found = read(original, file.name)
    except OSError as error:
        raise OperatorError(f"读不了讲话文件 {file.name}：{error.strerror}") from None
    except UnreadableDocument as error:
        raise OperatorError(f"读不了讲话文件：{error}") from None
    for what in {"title", "date"} & {key for key in entry if entry[key]}:
        found = settled(found, what)
    speech = SpeechText(
        slug=slug,
        file=file.name,
        title=entry.get("title") or found.title or file.stem,
        date=entry.get("date") or found.date,
        occasion=entry.get("occasion") or found.occasion,
        text=found.text,
    )
    return FolderSpeech(speech, original, found)
