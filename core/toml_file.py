"""TOML as people write it by hand, and which line of it is wrong."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import OperatorError
from core.hand_written import read_hand_written
from core.patterns import pattern

STRING = pattern(r"\"[^\"]*\"|'[^']*'")
STRING_OR_NOTE = pattern(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
# A line with a key and a value; a longer or stranger key may be something else, and is not repeated.
ENTRY = pattern(r"\s*([A-Za-z][A-Za-z_]{0,30})\s*=\s*([^#]*?)\s*(?:#.*)?")
YES_OR_NO = pattern(
    r"true|false|yes|no|on|off|[yntf]|none|null|不?是|否|不|[真假对错有无]|[开关]启?|关闭|打开", re.IGNORECASE
)
HOUR = pattern(r"\d{1,2}[:：]\d{2}")
LONG_STRINGS = ('"""', "'''")
BLANK = pattern("[\u00a0\u2002-\u200a\u202f\u205f\u3000]")
# What a Chinese keyboard writes for TOML's own signs.
FULL_WIDTH = "“”‘’＂＇＝［］，．＃："


def read_toml(file: Path, *, required: bool = True) -> dict[str, Any]:
    """Return what `file` says; nothing when it is missing and not `required`. Raises OperatorError."""
    try:
        written = read_hand_written(file)
    except FileNotFoundError:
        if required:
            raise OperatorError(f"找不到文件 {file}") from None
        return {}
    except OSError as error:
        raise OperatorError(f"读不了 {file}：{error.strerror}") from None
    except ValueError as error:
        raise OperatorError(f"读不了 {file}：{error}") from None
    try:
        return tomllib.loads(_with_plain_blanks(written))
    except tomllib.TOMLDecodeError as error:
        raise OperatorError(f"{file} {_where(str(error), written)}") from None
    except RecursionError:
        raise OperatorError(f"{file} 不是合法的 TOML：括号套得太深") from None


def _with_plain_blanks(written: str) -> str:
    """Return TOML whose blanks outside of strings are TOML's: a Chinese keyboard and web pages have others."""
    if any(quotes in written for quotes in LONG_STRINGS):
        return written
    return "\n".join(_outside(line) for line in written.split("\n"))


def _outside(line: str) -> str:
    parts, last = [], 0
    for match in STRING_OR_NOTE.finditer(line):
        parts += [BLANK.sub(" ", line[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*parts, BLANK.sub(" ", line[last:])])


def tables(file: Path, content: Mapping[str, Any], name: str) -> list[Any]:
    """Return the [[name]] entries of a file. OperatorError when `name` was written in another way."""
    found = content.get(name, [])
    if not isinstance(found, list):
        raise OperatorError(f"{file.name} 里的 {name} 要写成 [[{name}]]")
    return found


def _where(error: str, written: str) -> str:
    """Return which line is wrong and what is likely wrong with it, without the line: it may hold a secret."""
    lines = written.split("\n")
    place = re.search(r"\(at line (\d+)", error)
    number = int(place[1]) if place else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    bare = STRING.sub("", line).split("#")[0]
    found = [sign for sign in FULL_WIDTH if sign in bare]
    if '"' in bare or "'" in bare:
        return f"第 {number} 行的引号不成对：文字要用半角引号括起来"
    if found:
        return f"第 {number} 行有全角的 {' '.join(found)}：引号、等号、括号和逗号都要用半角的（英文输入法）"
    if "Cannot overwrite" in error or "twice" in error:
        return f"第 {number} 行把前面已有的一项又写了一次：请删去一处"
    if match := ENTRY.fullmatch(line):
        return f"第 {number} 行 {match[1]} {_value_fault(match[1], match[2].strip())}"
    return f'第 {number} 行不是合法的 TOML：文字要用半角引号括起来，每行一项，写作 key = "value"'


def _value_fault(key: str, value: str) -> str:
    """Return what to write for a key whose value is no TOML, without the value: it may hold a secret."""
    if YES_OR_NO.fullmatch(value):
        return "的值应是 true 或 false（小写，不加引号）"
    if HOUR.fullmatch(value):
        return f'的值要用半角引号括起来，写作 {key} = "08:30"'
    if value.startswith('"') and "\\" in value:
        return f"的值里，反斜杠要写成两个，或者改用单引号：{key} = 'D:\\data'"
    return f'的值不是合法的 TOML：文字要用半角引号括起来，写作 {key} = "value"；是与否写 true 或 false'
