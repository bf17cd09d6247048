"""Plain text in whatever encoding an office's programs write."""

import re

from core.errors import UnreadableDocument
from core.patterns import pattern
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.lines import unwrap
from knowledge.reading.plausible import ENOUGH, plausibility

# A byte order mark, and the encoding it stands for; UTF-32's begins like UTF-16's, so it comes first.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
ENCODINGS = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
# Chinese in seven bits, between ~{ and ~}.
HZ = re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}")
QUOTED = pattern(r"\s*[>＞|]\s?")
NAMES = {
    "utf-8-sig": "UTF-8（带 BOM）",
    "gb18030": "GB18030（GBK）",
    "cp950": "Big5（繁体）",
    "big5hkscs": "Big5（香港）",
}
# A mark, or bytes that are UTF-8 throughout, prove the encoding: rare names may then be frequent.
SURE_ENOUGH = 0.7
# Read as GB18030, what is in another coding looks like text to two thirds at most, and what is in GB18030 looks
# far less like text in any other: rare names may be frequent then, too.
FAR = 0.3
# What Windows writes for € in GBK, which GB18030 writes in two bytes.
EURO, EURO_IN_GB18030 = 0x80, b"\xa2\xe3"
MOST_EUROS = 100
GARBLED = "“{name}”像是乱码：文字在以前转换时已经坏了。请找原来的文件重新导出。"
# What old programs write where a file ends.
FILE_END = pattern("[\0\x1a]{1,2}\\Z")
BLANKS = " \t\r\n\u3000\u00a0\ufeff"
LINE_ENDS = pattern(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return a file's text and its encoding's name. UnreadableDocument when no encoding makes sense of it."""
    if content.isascii() and HZ.search(content):
        return LINE_ENDS.sub("\n", content.decode("hz", "replace")), "hz"
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    texts = [(encoding, _decoded(content, encoding)) for encoding in ((marked,) if marked else ENCODINGS)]
    found = [(plausibility(text), encoding, text) for encoding, text in texts if text is not None]
    if found and not found[0][2].strip(BLANKS):
        return "", ""  # nothing but blanks: not to be mistaken for signs of another encoding
    found.sort(reverse=True, key=lambda one: one[0])
    score, encoding, text = found[0] if found else (0.0, "", "")
    far = encoding == "gb18030" and all(other[0] < score - FAR for other in found[1:])
    if marked or encoding == "utf-8":
        if score < SURE_ENOUGH:
            raise UnreadableDocument(GARBLED.format(name=name))
    elif score < (SURE_ENOUGH if far else ENOUGH):
        raise UnreadableDocument(
            f"认不出“{name}”的文字编码（不是完整的 UTF-8、UTF-16、GB18030 或 Big5）。"
            "请用记事本打开，另存为 UTF-8 编码后再发。"
        )
    return LINE_ENDS.sub("\n", text.lstrip("\ufeff")), encoding


def read_text(content: bytes, name: str) -> Reading:
    """Read a .txt file: each line a paragraph, unless a program has cut the paragraphs to one width."""
    text, encoding = decode(content, name)
    lines, quotes = _unquoted(text.split("\n"))
    notes = [f"文字编码：{NAMES.get(encoding, encoding.upper())}"] if encoding not in {"utf-8", ""} else []
    if (whole := unwrap(lines)) is not None:
        notes.append("每行都在固定宽度处断开，已把断开的行接成段落，请核对分段")
        lines = whole
    centred = [line.startswith(("\u3000" * 4, " " * 8)) for line in lines]
    paragraphs = tuple(map(Line, lines, (False,) * len(lines), centred))
    out = (LeftOut(f"行首的引用符号{quoted(quotes)}", "邮件程序加的，不是文字"),) if quotes else ()
    return Reading(paragraphs, characters(text), out, tuple(notes), quotes)


def _unquoted(lines: list[str]) -> tuple[list[str], str]:
    """Return the lines without the > that a mail program puts before each, and these marks."""
    filled = [line for line in lines if line.strip()]
    matches = [QUOTED.match(line) for line in filled]
    if len(filled) < 3 or not all(matches):
        return lines, ""
    return [QUOTED.sub("", line, count=1) for line in lines], "".join(m[0].strip() for m in matches if m)


def _decoded(content: bytes, encoding: str) -> str | None:
    for _ in range(MOST_EUROS):
        try:
            return FILE_END.sub("", content.decode(encoding))
        except UnicodeDecodeError as error:
            if encoding != "gb18030" or content[error.start] != EURO:
                return None
            content = content[: error.start] + EURO_IN_GB18030 + content[error.start + 1 :]
    return None
