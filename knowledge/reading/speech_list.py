"""speeches.toml: what the speeches of a folder are called, and in which order they stand."""

from pathlib import Path
from typing import Any

from core.errors import OperatorError
from core.patterns import pattern
from core.toml_file import read_toml, tables
from knowledge.language.calendar.written_dates import is_a_day

LIST_NAME = "speeches.toml"
LIST_KEYS = frozenset({"slug", "file", "title", "date", "occasion"})
# A slug goes into passage numbers and these into Telegram's 64 bytes of callback data.
SLUG = pattern(r"[A-Za-z0-9_]{1,16}")


def read_list(file: Path) -> dict[str, dict[str, Any]]:
    """Read speeches.toml into file name -> entry. OperatorError names the entry that cannot be used."""
    content = read_toml(file, required=False)
    if unknown := set(content) - {"speech"}:
        raise OperatorError(f"{file.name} 里有不认识的表 {min(unknown)}：只能是 [[speech]]")
    entries: dict[str, dict[str, Any]] = {}
    slugs: set[str] = set()
    for number, entry in enumerate(tables(file, content, "speech"), 1):
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
    if not is_a_day(entry.get("date", "")):
        raise OperatorError(f"{name} 第 {number} 节（{entry['file']}）的 date：没有“{entry['date']}”这个日期")
    if "slug" in entry and not SLUG.fullmatch(entry["slug"]):
        raise OperatorError(
            f"{name} 第 {number} 节的 slug “{entry['slug']}” 只能用字母、数字和下划线，最多 16 个"
        )
