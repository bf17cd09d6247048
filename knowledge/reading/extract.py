"""A document of an office -> its text: every sentence of it, or a clear refusal.

The first bytes tell what a file is; its name only decides between plain text and Markdown. Each format has
its reader (text, markdown, docx, pdf), which reads twice and compares. Meant to run in a
worker process (services/speeches/extraction.py): a hostile file may take what time and memory it likes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from core.errors import ScannedDocument, UnreadableDocument
from core.patterns import pattern
from knowledge.language.writing.look_alikes import INVISIBLE, plain_characters
from knowledge.reading.extracted import ASKED, Extracted, LeftOut, Line, Reading, lost, quoted
from knowledge.reading.foreign import COPY, RECOGNISE, SAVE_AS, UNPACK, foreign
from knowledge.reading.front_matter.dated import Guess
from knowledge.reading.front_matter.head import read_head
from knowledge.reading.glued import parted_at_gaps, run_together, unglued
from knowledge.reading.plausible import controls, plausibility
from knowledge.reading.text import read_text

__all__ = ["MAX_BYTES", "Extracted", "LeftOut", "check_size", "extract", "is_text"]

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 1_000_000
# A line this long that looks so unlike text is no sentence, even if the rest of the document is fine.
LONG_LINE, GARBLED = 20, 0.5
WORD = pattern(r"[^\W_]")
# Bullets of Wingdings and Symbol, as Word writes them, and the sign that stands for an embedded object.
PICTURES_BEFORE = pattern("[\uf020-\uf0ff\ufffc][\uf020-\uf0ff\ufffc\\s]*")
OBJECT = "\ufffc"
MARKUP = pattern(r"(?m)^#{1,6} \S|\*\*[^*\n]{1,60}\*\*")
FEWEST_MARKS = 2
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
EMPTY = "“{name}”是空的，没有文字。请检查文件后再发。"
BIG = "“{name}”超过 50 MB，没有读。请去掉图片，或只留文字后再发。"
LOCKED = "“{name}”设了密码，读不了。请去掉密码，另存后再发。"
TOO_LONG = "“{name}”超过一百万字，不像一篇讲话。请分成几份再发。"
GARBLED_LINE = "“{name}”里有一行像是乱码：{line}。请重新导出，或发 .docx 文件。"
UNKNOWN = "“{name}”的这一行有 {count} 个认不出的字符：{line}。请改正后重新导出，或发 .docx 文件。"
NOT_WHOLE = "“{name}”用两种方法读，有 {count} 个字对不上，为免漏字没有采用。{advice}"
WHOLE_AS = {
    "text": "请用记事本另存为 UTF-8 编码后再发。",
    "markdown": "请另存为 .txt 或 .docx 后再发。",
    "docx": "请全选复制到新文档，另存为 .docx 后再发。",
    "pdf": "请发原来的 .docx 文件。",
}
PARTED = "开头几行连在一起，已分开成行"
TOGETHER = "整篇连成一行，已在“一、”“（一）”等处分段，请核对"
MARKED_UP = "文中有 # 和 ** 这样的 Markdown 标记，照样收了；文件名改成 .md 再发，就读成标题和正文"
TURNED = "文中有让文字倒着显示的符号，已去掉：请核对那几个字的前后顺序"
# Names of streams that other programs' old files have, as they stand in these files' directories.
OLD_KINDS = (
    (("Workbook", "Book"), "旧版 Excel 表格（.xls 或 .et）", COPY),
    (("PowerPoint Document",), "旧版演示文稿（.ppt 或 .dps）", COPY),
    (("__properties_version1.0",), "邮件", COPY),
)
OLD_WORD = "“{name}”是旧版 Word（.doc）或 WPS 文档，读不了。" + SAVE_AS
NOT_TEXT = "“{name}”是{kind}，读不了。{advice}"
# Other formats that are zip files, known by one of their parts.
OTHER_ZIPS = (
    ("xl/", "Excel 表格", SAVE_AS),
    ("ppt/", "演示文稿", COPY),
    ("content.xml", "OpenDocument 文档（.odt）", SAVE_AS),
    ("OFD.xml", "OFD 版式文件", "请转存为 PDF 或 .docx 后再发。"),
)
SUFFIXES = {
    "text": (".txt", ".text", ".md", ".markdown"),
    "markdown": (".md", ".markdown"),
    "docx": (".docx", ".docm"),
    "pdf": (".pdf",),
}
KINDS = {"text": "纯文本", "markdown": "Markdown", "docx": "Word 文档", "pdf": "PDF"}


def extract(content: bytes, file_name: str) -> Extracted:
    """Read a document whole. UnreadableDocument says, in Chinese, why not and what to send instead."""
    name = _shown(file_name)
    check_size(len(content), file_name)
    kind = _kind(content, name)
    suffix = PurePath(file_name).suffix.lower()
    if kind in {"text", "markdown"} and len(content) > 4 * MAX_CHARACTERS:
        raise UnreadableDocument(TOO_LONG.format(name=name))
    try:
        reading = _reader(kind)(content, name)
    except RecursionError as error:
        raise UnreadableDocument(NOT_TEXT.format(name=name, kind="结构异常的文件", advice=SAVE_AS)) from error
    lines = [line for line in (_cleaned(line) for line in reading.lines) if line.text]
    lines, pictures = _without_pictures(lines)
    _check("\n".join(line.text for line in lines), lines, name)
    lines, together = run_together(list(parted_at_gaps(lines)))
    lines, parted = unglued(lines)
    head = read_head(lines, file_name)
    text = "\n".join(line.text for line in head.lines)
    out = [LeftOut(f"{len(pictures)} 个项目符号或图形符号", "符号字体里的图形，不是文字")] if pictures else []
    reading = replace(
        reading,
        left=reading.left + head.left + pictures,
        left_out=(*reading.left_out, *head.left_out, *out),
    )
    if count := lost(reading, text):
        raise UnreadableDocument(NOT_WHOLE.format(name=name, count=count, advice=WHOLE_AS[kind]))
    notes = list(reading.notes)
    if kind == "text" and len(MARKUP.findall("\n".join(line.text for line in lines))) >= FEWEST_MARKS:
        notes.append(MARKED_UP)
    if any("\u202e" in line.text for line in reading.lines):
        notes.append(TURNED)
    if suffix not in SUFFIXES[kind]:
        notes.insert(0, f"文件名的后缀是 {suffix or '空的'}，内容是{KINDS[kind]}，按{KINDS[kind]}读")
    notes += [PARTED] * parted + [TOGETHER] * together
    title = Guess(reading.title) if reading.title else head.title
    date = Guess(reading.date) if reading.date else head.date
    return Extracted(
        text,
        title.text,
        date.text,
        head.occasion,
        reading.left_out,
        (*notes, *_guessed(title, date)),
        tuple(what for what, guess in (("title", title), ("date", date)) if guess.unsure),
    )


def _guessed(title: Guess, date: Guess) -> Iterator[str]:
    """Return notes that ask a person about each guess."""
    if title.unsure:
        yield f"{ASKED['title']}：看{title.unsure}，猜是《{title.text}》，请核对"
    if date.unsure:
        yield f"{ASKED['date']}：看{date.unsure}，猜是{date.text}，请核对"


def is_text(content: bytes, file_name: str) -> bool:
    """Return whether a file is plain text, which can be read without a process of its own."""
    try:
        return _kind(content, file_name) == "text"
    except UnreadableDocument:
        return False


def check_size(size: int, file_name: str) -> None:
    """Refuse a file of `size` bytes that is empty or too big: before it is fetched, if its size is known."""
    if size == 0:
        raise UnreadableDocument(EMPTY.format(name=_shown(file_name)))
    if size > MAX_BYTES:
        raise UnreadableDocument(BIG.format(name=_shown(file_name)))


def _shown(file_name: str) -> str:
    name = "".join(character for character in PurePath(file_name).name if character.isprintable())
    return name if len(name) <= 60 else f"{name[:40]}…{name[-12:]}"


def _kind(content: bytes, name: str) -> str:
    """Tell by the content what a file is. UnreadableDocument for what no reader is here for."""
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        if not locked and (other := _old_kind(content)):
            raise UnreadableDocument(NOT_TEXT.format(name=name, kind=other[0], advice=other[1]))
        raise UnreadableDocument((LOCKED if locked else OLD_WORD).format(name=name))
    if content.startswith(ZIPS):
        _refuse_other_zip(content, name)
        return "docx"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(PICTURES):
        raise ScannedDocument(NOT_TEXT.format(name=name, kind="图片", advice=RECOGNISE))
    markdown = name.lower().endswith(SUFFIXES["markdown"])
    if other := foreign(content, markdown=markdown):
        raise UnreadableDocument(NOT_TEXT.format(name=name, kind=other[0], advice=other[1]))
    return "markdown" if markdown else "text"


def _old_kind(content: bytes) -> tuple[str, str] | None:
    """Return what an old file of an office's programs is that is none of Word's, and what to send instead."""
    if "WordDocument".encode("utf-16-le") in content:
        return None
    for streams, kind, advice in OLD_KINDS:
        if any(f"{stream}\0".encode("utf-16-le") in content for stream in streams):
            return kind, advice
    return None


def _refuse_other_zip(content: bytes, name: str) -> None:
    for part, kind, advice in OTHER_ZIPS:
        # Names stand in clear in the zip's directory, at its end.
        if b"word/" not in content and part.encode() in content[-65536:]:
            raise UnreadableDocument(NOT_TEXT.format(name=name, kind=kind, advice=advice))
    if b"[Content_Types].xml" not in content:
        raise UnreadableDocument(NOT_TEXT.format(name=name, kind="压缩包", advice=UNPACK))


def _reader(kind: str) -> Callable[[bytes, str], Reading]:
    """Return a format's reader. Its libraries come with it: the bot itself never needs them in memory."""
    if kind == "pdf":
        from knowledge.reading.pdf import read_pdf  # noqa: PLC0415 - see above

        return read_pdf
    if kind == "docx":
        from knowledge.reading.docx.document import read_docx  # noqa: PLC0415 - see above

        return read_docx
    if kind == "markdown":
        from knowledge.reading.markdown import read_markdown  # noqa: PLC0415 - see above

        return read_markdown
    return read_text


def _cleaned(line: Line) -> Line:
    """Take away what is invisible: blanks around, tabs, marks of order, direction and width; ⻛ is 风."""
    text = plain_characters(INVISIBLE.sub("", line.text))
    return Line(re.sub(r"[\t\v\f\r\n\u0085\u2028\u2029]+", " ", text).strip(), line.title, line.centred)


def _without_pictures(lines: list[Line]) -> tuple[list[Line], str]:
    """Return the lines without bullets of symbol fonts before them, which a copy leaves as private signs."""
    matches = [PICTURES_BEFORE.match(line.text) for line in lines]
    kept = [
        replace(line, text=line.text[match.end() :] if match else line.text)
        for line, match in zip(lines, matches, strict=True)
    ]
    pictures = "".join("".join(match[0].split()) for match in matches if match)
    objects = "".join(line.text.count(OBJECT) * OBJECT for line in kept)
    kept = [replace(line, text=line.text.replace(OBJECT, "")) for line in kept]
    return [line for line in kept if line.text], pictures + objects


def _check(text: str, lines: list[Line], name: str) -> None:
    if not WORD.search(text):
        raise UnreadableDocument(EMPTY.format(name=name))
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(TOO_LONG.format(name=name))
    for line in lines:
        if count := controls(line.text):
            raise UnreadableDocument(UNKNOWN.format(name=name, count=count, line=quoted(line.text)))
        if len(line.text) >= LONG_LINE and plausibility(line.text) < GARBLED:
            raise UnreadableDocument(GARBLED_LINE.format(name=name, line=quoted(line.text)))
