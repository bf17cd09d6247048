"""Files that people write by hand: with a byte order mark, in UTF-16 or GBK, with quotes around a value."""

import codecs
import os
import unicodedata
from pathlib import Path

from core.patterns import pattern
from core.plain_files import read_plain

LARGEST = 64 * 1024 * 1024  # bytes; what is larger was not written by hand
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# An old Chinese Windows writes GBK; a program that leaves the mark out, UTF-16 with a zero in every character.
WITHOUT_MARK = ("utf-8", "gb18030")
QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "＂": "＂", "「": "」", "`": "`"}
INVISIBLE = frozenset({"Cf", "Cc"})
# What nobody sees: zero-width blanks, marks of direction and of byte order; how an old DOS file ends.
UNSEEN = pattern("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
END_OF_OLD = "\x1a"
VARIABLE = pattern(r"\$(?:\{(\w+)\}|(\w+))")


def read_hand_written(file: Path, largest: int = LARGEST) -> str:
    """Return a file's text with line feeds only, without what nobody sees.

    Raises OSError or ValueError; each says in Chinese why.
    """
    content = read_plain(file, largest)
    if len(content) > largest:
        raise ValueError(f"大于 {largest // 1024} KB，不像是手写的文件")
    text = UNSEEN.sub("", decoded(content)).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix(END_OF_OLD)


def decoded(content: bytes) -> str:
    """Return the text of a file that a person's program wrote. Raises ValueError that says it is none."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if marked is None and b"\0" in content:
        marked = "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"
    for encoding in (marked,) if marked else WITHOUT_MARK:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise ValueError("不是文本文件（应是 UTF-8 编码）")


def bare(value: str) -> str:
    """Return a value without the blanks, invisible characters and the one pair of quotes around it."""
    value = _trimmed(value)
    if len(value) >= 2 and QUOTES.get(value[0]) == value[-1]:
        value = _trimmed(value[1:-1])
    return value


def _trimmed(value: str) -> str:
    first, last = 0, len(value)
    while first < last and _is_blank(value[first]):
        first += 1
    while last > first and _is_blank(value[last - 1]):
        last -= 1
    return value[first:last]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in INVISIBLE


def written_path(name: str) -> Path:
    r"""Return the path that a name in a file of settings stands for; "D:\backup" has a control character in it.

    Raises ValueError that says in Chinese what is wrong with it.
    """
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        raise ValueError("里有不可见的字符：双引号里的反斜杠要写成两个，或者改用单引号")
    return expanded(name)


def expanded(name: str) -> Path:
    """Return the path that a name stands for: ~ is the home folder, $NAME the environment's.

    Raises ValueError that says in Chinese what is wrong with it.
    """
    for match in VARIABLE.finditer(name):
        if not os.environ.get(match[1] or match[2]):
            raise ValueError(f"里的 {match[0]} 没有定义")
    if "\0" in name:
        raise ValueError("里有不可见的字符")
    if any("\ud800" <= sign <= "\udfff" for sign in name):  # as Python reads such bytes
        raise ValueError("不是 UTF-8 编码的名字：请换一个")
    if "://" in name:
        raise ValueError("应是文件或文件夹的名字，不是地址")
    try:
        return Path(os.path.expandvars(name)).expanduser()
    except RuntimeError:
        raise ValueError(f"里的 {name.split('/', maxsplit=1)[0]} 不是本机的用户") from None
