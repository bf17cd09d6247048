"""Speeches as files: where they are, what they are called, and their text.

A folder of speeches holds `*.txt` files, documents (`.docx`, `.pdf`, `.md`) and, if someone described them,
a `speeches.toml`. Without an entry a speech is called after its file.
"""

import re
import tomllib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import OperatorError, UnreadableDocument
from core.models import SpeechText
from knowledge.reading.extracted import Extracted
from knowledge.reading.title import TITLE

LIST_NAME = "speeches.toml"
LIST_KEYS = frozenset({"slug", "file", "title", "date", "occasion"})
# A slug goes into passage numbers and these into Telegram's 64 bytes of callback data.
SLUG = re.compile(r"[A-Za-z0-9_]{1,16}")
WORD = re.compile(r"[^\W_]")
PLAIN, DOCUMENTS = ".txt", (".docx", ".docm", ".pdf", ".md", ".markdown")
# Beside the speeches: what Word leaves while a file is open, what file systems hide, and notes on the folder.
NO_SPEECH = re.compile(r"~\$|\.|readme", re.IGNORECASE)
Reader = Callable[[bytes, str], Extracted]
NOT_IN_SLUG = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class KnowledgeFiles:
    """Where the parts of the knowledge are; None for a part that is not there."""

    speeches: Path
    questions: Path | None = None
    thesaurus: Path | None = None
    quotes: Path | None = None


def locate(folder: Path) -> KnowledgeFiles:
    """Find the knowledge files under `folder`.

    A folder with `speeches/` in it is a whole knowledge folder; any other is taken to hold the speeches
    themselves. Raises OperatorError when the folder is missing.
    """
    if not folder.is_dir():
        raise OperatorError(f"knowledge.folder：找不到文件夹 {folder}")
    speeches = folder / "speeches"
    if not speeches.is_dir():
        return KnowledgeFiles(speeches=folder)

    def beside(name: str) -> Path | None:
        return file if (file := folder / name).is_file() else None

    return KnowledgeFiles(speeches, beside("questions.toml"), beside("thesaurus.toml"), beside("quotes.toml"))


def read_folder(folder: Path, read: Reader | None = None) -> list[SpeechText]:
    """Read every speech of `folder`, in the order of speeches.toml, then by name.

    `read` reads documents that are no plain text; without one they are read here and now, in this process.
    Raises OperatorError naming the file that is unreadable, empty or no text, or the bad entry of
    speeches.toml.
    """
    if not folder.is_dir():
        raise OperatorError(f"找不到讲话文件夹 {folder}")
    files = {file.name: file for file in sorted(folder.iterdir()) if _is_text(file)}
    entries = _read_list(folder / LIST_NAME)
    for name in entries:
        if name not in files:
            raise OperatorError(f"{LIST_NAME} 里写了 {name}，但 {folder} 里没有这个文件")
    if not files:
        raise OperatorError(f"{folder} 里没有讲话：请放入 .txt、.docx、.pdf 或 .md 文件")
    names = [*entries, *(name for name in files if name not in entries)]
    taken = {slug for entry in entries.values() if (slug := str(entry.get("slug", "")))}
    speeches = []
    for name in names:
        speech = _speech(files[name], entries.get(name, {}), taken, read or _read_here)
        taken.add(speech.slug)
        speeches.append(speech)
    return speeches


def _is_text(file: Path) -> bool:
    """Return whether `file` is meant as a speech. Raises OperatorError for a name that cannot be shown."""
    if file.suffix.lower() not in {PLAIN, *DOCUMENTS} or NO_SPEECH.match(file.name):
        return False
    try:
        file.name.encode()
    except UnicodeEncodeError:
        raise OperatorError(f"讲话文件名不是 UTF-8：{file.name.encode(errors='replace').decode()}") from None
    # A folder or a link to nowhere is named when it is read; a pipe would never end.
    return not file.is_fifo()


def decode(original: bytes, name: str) -> str:
    """Turn a file's bytes into its text, with plain line ends; OperatorError when it is no text."""
    if b"\x00" in original:
        raise OperatorError(f"讲话文件 {name} 不是文本文件")
    try:
        text = original.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OperatorError(f"讲话文件 {name} 不是 UTF-8 编码（第 {error.start} 字节起读不了）") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not WORD.search(text):
        raise OperatorError(f"讲话文件 {name} 是空的，没有文字")
    return text


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


def _read_here(original: bytes, name: str) -> Extracted:
    from knowledge.reading.extract import extract  # noqa: PLC0415 - it looks at titles by what is defined above

    return extract(original, name)


def _speech(file: Path, entry: Mapping[str, Any], taken: set[str], read: Reader) -> SpeechText:
    try:
        original = file.read_bytes()
        if file.suffix.lower() == PLAIN:
            text = decode(original, file.name)
            found = Extracted(text, _first_line_title(text))
        else:
            found = read(original, file.name)
    except OSError as error:
        raise OperatorError(f"读不了讲话文件 {file.name}：{error.strerror}") from None
    except UnreadableDocument as error:
        raise OperatorError(f"读不了讲话文件：{error}") from None
    slug = entry.get("slug") or short_slug(file.stem, taken)
    return SpeechText(
        slug=slug,
        file=file.name,
        title=entry.get("title") or found.title or file.stem,
        date=entry.get("date") or found.date,
        occasion=entry.get("occasion") or found.occasion,
        text=found.text,
    )


def _first_line_title(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0].strip()
    return first if TITLE.fullmatch(first) else ""


def _read_list(file: Path) -> dict[str, dict[str, Any]]:
    """Read speeches.toml into file name -> entry."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OperatorError(f"读不了 {file.name}：{error}") from None
    if unknown := set(content) - {"speech"}:
        raise OperatorError(f"{file.name} 里有不认识的表 {min(unknown)}：只能是 [[speech]]")
    entries: dict[str, dict[str, Any]] = {}
    slugs: set[str] = set()
    for number, entry in enumerate(content.get("speech", []), 1):
        _check_entry(file.name, number, entry)
        if entry["file"] in entries or entry.get("slug", "") in slugs:
            raise OperatorError(f"{file.name} 第 {number} 节与前面的重复：{entry['file']}")
        entries[entry["file"]] = entry
        slugs.update({entry["slug"]} if "slug" in entry else ())
    return entries


def _check_entry(name: str, number: int, entry: object) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        raise OperatorError(f"{name} 第 {number} 节没有写 file（文件名）")
    if unknown := set(entry) - LIST_KEYS:
        raise OperatorError(f"{name} 第 {number} 节（{entry['file']}）有不认识的项 {min(unknown)}")
    for key, value in entry.items():
        if not isinstance(value, str):
            raise OperatorError(f"{name} 第 {number} 节（{entry['file']}）的 {key} 要写成带引号的文字")
    if "slug" in entry and not SLUG.fullmatch(entry["slug"]):
        raise OperatorError(
            f"{name} 第 {number} 节的 slug “{entry['slug']}” 只能用字母、数字和下划线，最多 16 个"
        )
