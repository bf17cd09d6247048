"""Files that are neither text nor document, and texts by programs for programs: told by how they begin."""

from core.patterns import pattern

SENT_AS = "请发 .docx、.pdf、.txt 或 .md 文件。"
SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 后再发。"
COPY = "请把文字复制到 Word 文档，另存为 .docx 后再发。"
SAVE_AS_PDF = "请转存为 PDF 或 .docx 后再发。"
UNPACK = "请解压后发里面的文件：" + SENT_AS
WRITE_DOWN = "请把讲话整理成文字，存成 .docx 后再发。"
RECOGNISE = "请先做文字识别（OCR），校对后存成 .docx 再发。"
HEAD = 2048  # bytes that are looked at
# Where a file's mark stands, the mark, what the file is, and what to do.
MARKS: tuple[tuple[int, tuple[bytes, ...], str, str], ...] = (
    (4, (b"ftyphei", b"ftyphev", b"ftypmif", b"ftypavi"), "手机拍的图片（HEIC）", RECOGNISE),
    (0, (b"8BPS", b"\xff\x0a"), "图片", RECOGNISE),
    (4, (b"ftypM4A",), "录音", WRITE_DOWN),
    (4, (b"ftyp",), "视频", WRITE_DOWN),
    (0, (b"ID3", b"#!AMR", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3"), "录音", WRITE_DOWN),
    (0, (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ"), "压缩包", UNPACK),
    (0, (b"CAJ", b"HN\0\0", b"Foxit", b"CEB"), "版式文件", SAVE_AS_PDF),
    (0, (b"MZ", b"\x7fELF"), "程序", SENT_AS),
)
PAGE = r"<(?:!doctype html|html|head|body|meta|title|script)\b"
# The same of texts, in small letters. Of Markdown, which may have tags in it, only the first four.
TEXTS = tuple(
    (pattern(begins), kind, advice)
    for begins, kind, advice in (
        (r"\{\\rtf", "RTF 文档", SAVE_AS),
        (rf"(?:<!--.{{0,400}}?-->\s*)?{PAGE}", "网页", COPY),
        (r"<\?xml", "XML 文件", SAVE_AS),
        (r"mime-version:|from: <saved by|from: \"?saved by", "网页存档", SAVE_AS),
        (r"<(?:div|p|span|table|br|h[1-6])\b[^>\n]{0,200}>", "网页", COPY),
        (
            r"(?:received|return-path|delivered-to|message-id|x-[a-z-]{1,40}):|"
            r"(?:from|to|date|subject):(?=(?:[^\n]{0,400}\n){1,20}?(?:mime-version|message-id|content-[a-z-]{1,40}):)",
            "邮件",
            COPY,
        ),
        (r"%!ps", "版式文件", SAVE_AS_PDF),
        (r"begin:v(?:card|calendar)", "名片或日程", SENT_AS),
        (r"[\[{]\s*(?:\{\s*)?\"[^\"\n]{1,80}\"\s*:", "JSON 数据", COPY),
        (r"\\documentclass\b", "TeX 源文件", "请编译成 PDF 后再发。"),
        (r"(?:1\s*\n)?\d\d:\d\d:\d\d[,.]\d{3} --> ", "字幕", COPY),
    )
)
AS_MARKDOWN = TEXTS[:4]
CODED = ("编了码的邮件内容", COPY)
# Base64, quoted-printable, UTF-7.
IN_MAILS = pattern(
    r"[a-z0-9+/]{60,80}={0,2}\s|[a-z0-9+/]{30,80}={1,2}\s*\Z|(?:=[0-9a-f]{2}){8}|\+[a-z0-9+/]{12,}-"
)


def foreign(content: bytes, *, markdown: bool) -> tuple[str, str] | None:
    """Return what kind of file this is and what to send instead, if its beginning tells that none reads it."""
    start = content[:HEAD]
    for place, marks, kind, advice in MARKS if b"\0" in start else ():  # no text has that
        if start.startswith(marks, place):
            return kind, advice
    head = _head(start)
    for begins, kind, advice in AS_MARKDOWN if markdown else TEXTS:
        if begins.match(head):
            return kind, advice
    return CODED if not markdown and _is_coded(head) else None


def _head(start: bytes) -> str:
    """Return how a text begins, in small letters, whichever Unicode it is in."""
    coding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return start.removeprefix(b"\xef\xbb\xbf").decode(coding, "ignore").lstrip("\ufeff \t\r\n").lower()


def _is_coded(head: str) -> bool:
    """Return whether this is Chinese in signs that mails can carry: long lines without a blank."""
    whole = head.isascii() and " " not in head.strip() and any(sign in "0123456789" for sign in head)
    return whole and IN_MAILS.match(head) is not None
