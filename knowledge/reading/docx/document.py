"""Word's .docx: every paragraph of the body with the number Word shows, and an account of all the rest.

A second reading, which knows nothing of paragraphs, counts the characters of the same XML; the two must agree.
"""

from core.errors import UnreadableDocument
from knowledge.reading.docx.body import Body
from knowledge.reading.docx.numbering import Numbering
from knowledge.reading.docx.package import Package, tag_of, words_of
from knowledge.reading.docx.styles import read_styles
from knowledge.reading.extracted import LeftOut, Reading, characters, quoted

ONLY_PICTURES = "“{name}”里没有文字，只有图片。请先做文字识别（OCR），校对后存成 .docx 再发。"
NO_TEXT = "“{name}”里没有文字，是空的。请看看是不是选错了文件，或忘了保存。"
NO_BODY = "“{name}”里没有正文，只有{what}。请把要收录的文字放进正文，另存后再发。"
NOT_WORD = "“{name}”不是 Word 文档。请发 .docx、.pdf、.txt 或 .md 文件。"
DRAWN = frozenset({"diagramData", "chart"})
# What stands beside the body, by the part that holds it.
BESIDE = {
    "header": ("页眉", "不是正文"),
    "footer": ("页脚", "不是正文"),
    "comments": ("批注", "批注不是讲话的内容"),
    "diagramData": ("示意图里的字", "画在图形里，不是正文"),
    "chart": ("图表里的字", "画在图形里，不是正文"),
}


def read_docx(content: bytes, name: str) -> Reading:
    """Read a .docx (or .docm, whose macros are left alone). UnreadableDocument when not every word is read."""
    package = Package(content, name)
    main = next((part for kind, part in package.related("") if kind == "officeDocument"), "")
    if main not in package.names or not main.endswith(".xml") or "word" not in main:
        raise UnreadableDocument(NOT_WORD.format(name=name))
    parts = [(kind, part) for kind, part in package.related(main) if part in package.names]
    named = dict(parts)
    numbering = Numbering.read(package.tree(named["numbering"]) if "numbering" in named else None)
    styles = read_styles(package.tree(named["styles"])) if "styles" in named else {}
    body = Body(name, styles, numbering)
    account, written = body.account, ""
    for kind, part in [("", main), *(found for found in parts if found[0] in {"footnotes", "endnotes"})]:
        before = len(body.lines)
        body.read(package.tree(part))
        if kind and len(body.lines) > before:
            account.notes.append("脚注和尾注放在正文之后")
        written += words_of(package.read(part))
    left_out = [*account.left_out(), *_beside(package, parts)]
    _check_text(body, left_out, name)
    if account.pictures:
        left_out.append(LeftOut(f"{account.pictures} 个图片或图形", "里面若有文字，读不出来"))
    if numbering.bullets:
        left_out.append(LeftOut(f"{numbering.bullets} 个项目符号", "Word 画在行首的符号，不是文字"))
    if any(part.endswith("vbaProject.bin") for part in package.names):
        left_out.append(LeftOut("宏", "只读文字，宏不会运行"))
    return Reading(
        tuple(body.lines),
        characters(written),
        tuple(left_out),
        tuple(account.noted()),
        "".join(account.left),
        "".join(account.added),
    )


def _check_text(body: Body, left_out: list[LeftOut], name: str) -> None:
    """Refuse a document without a text, and say what it has instead."""
    if any(line.text.strip() for line in body.lines):
        return
    if left_out:
        raise UnreadableDocument(NO_BODY.format(name=name, what="、".join(one.what for one in left_out[:3])))
    raise UnreadableDocument((ONLY_PICTURES if body.account.pictures else NO_TEXT).format(name=name))


def _beside(package: Package, parts: list[tuple[str, str]]) -> list[LeftOut]:
    """Account for headers, footers, comments, and the words of drawings."""
    found = []
    for kind, part in parts:
        if kind in BESIDE:
            what, why = BESIDE[kind]
            tree = package.tree(part)  # which refuses what the second reading must not meet
            # Words of a drawing stand apart from each other; a header's runs belong together.
            drawn = " ".join(one.text or "" for one in tree.iter() if tag_of(one) in {"t", "v"})
            text = drawn if kind in DRAWN else words_of(package.read(part))
            if text.strip():
                found.append(LeftOut(what + quoted(text), why))
    return list(dict.fromkeys(found))
