"""Word's .docx: every paragraph of the body with the number Word shows, and an account of all the rest.

Elements are known by their names without namespace, so that transitional and strict files read alike, and
what is unknown is gone through, not passed over. A second reading, which knows nothing of paragraphs,
counts the characters of the same XML; the two must agree.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from core.errors import UnreadableDocument
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.lines import split_soft
from knowledge.reading.numbering import Numbering, UnknownFormatError
from knowledge.reading.package import Package, child, children, tag_of, value, whole, words_of

REMOVED = frozenset({"del", "moveFrom"})
PICTURES = frozenset({"drawing", "pict", "object"})
# What holds no words of the document: properties, field codes, marks.
WORDLESS = frozenset({"pPr", "instrText", "delText", "delInstrText", "sectPr", "tblPr", "trPr", "tcPr"})
# Other documents inside the document, which only Word can unfold.
FOREIGN = frozenset({"altChunk", "subDoc"})
# What carries words or signs that are no text: its name, the attribute that says it, and why it is left out.
ASIDE = {
    "rt": ("注音", "", "标在字上的读音不是正文"),
    "sym": ("符号", "char", "符号字体里的图形，不是文字"),
    "textpath": ("艺术字", "string", "画在页面上的字，不是正文"),
}
SOFT, HARD = "\n", "\v"
FIXED = {"tab": " ", "ptab": " ", "cr": SOFT, "noBreakHyphen": "-"}
FOREIGN_PARTS = "“{name}”里嵌着别的文档，这部分读不出来。请用 Word 或 WPS 打开，全选复制到新文档，另存后再发。"
NO_TEXT = "“{name}”里没有文字{pictures}。请先做文字识别（OCR），校对后存成 .docx 再发。"
NOT_WORD = "“{name}”不是 Word 文档。请发 .docx、.pdf、.txt 或 .md 文件。"
NOT_NUMBERED = "“{name}”的自动编号（{format}）写不出来。请把编号改成普通文字，另存后再发。"


def read_docx(content: bytes, name: str) -> Reading:
    """Read a .docx (or .docm, whose macros are left alone). UnreadableDocument when not every word is read."""
    package = Package(content, name)
    main = next((part for kind, part in package.related("") if kind == "officeDocument"), "")
    if main not in package.names or not main.endswith(".xml") or "word" not in main:
        raise UnreadableDocument(NOT_WORD.format(name=name))
    parts = [(kind, part) for kind, part in package.related(main) if part in package.names]
    named = dict(parts)
    body = _Body(
        name,
        _styles(package.tree(named["styles"])) if "styles" in named else {},
        Numbering.read(package.tree(named["numbering"]) if "numbering" in named else None),
    )
    written = ""
    for kind, part in [("", main), *(found for found in parts if found[0] in {"footnotes", "endnotes"})]:
        before = len(body.lines)
        body.read(package.tree(part))
        if kind and len(body.lines) > before:
            body.notes.append("脚注和尾注放在正文之后")
        written += words_of(package.read(part))
    if not any(line.text for line in body.lines):
        pictures = "，只有图片" if body.pictures else ""
        raise UnreadableDocument(NO_TEXT.format(name=name, pictures=pictures))
    left_out = [*body.left_out, *_beside(package, parts)]
    if body.pictures:
        left_out.append(LeftOut(f"{body.pictures} 个图片或图形", "里面若有文字，读不出来"))
    if any(part.endswith("vbaProject.bin") for part in package.names):
        left_out.append(LeftOut("宏", "只读文字，宏不会运行"))
    return Reading(
        tuple(body.lines),
        characters(written),
        tuple(left_out),
        tuple(dict.fromkeys(body.notes)),
        "".join(body.left),
        "".join(body.numbers),
    )


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    list_id: str = ""
    level: str | None = None
    centred: bool = False
    hidden: bool = False


class _Body:
    """Goes through a part's XML in the order of reading."""

    def __init__(self, name: str, styles: dict[str, _Style], numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self.notes: list[str] = []
        self.pictures = 0
        self.left: list[str] = []  # the words that are in no line
        self.numbers: list[str] = []  # that Word counts
        self._name = name
        self._styles = styles
        self._numbering = numbering
        self._left: dict[tuple[str, str], str] = {}
        self._fields: list[str] = []
        self._boxes: list[ET.Element] = []
        self._carried = ""

    @property
    def left_out(self) -> list[LeftOut]:
        """Return what the walk has met and not taken into the text."""
        return [
            LeftOut(what + (quoted(text) if text.strip() else ""), why)
            for (what, why), text in self._left.items()
        ]

    def read(self, root: ET.Element) -> None:
        """Take everything in."""
        self._blocks(root)
        if self._carried:
            self._add(self._carried, "", _Style())
            self._carried = ""

    def _blocks(self, parent: ET.Element) -> None:
        for element in parent:
            tag = tag_of(element)
            if tag == "p":
                self._paragraph(element)
            elif tag in FOREIGN:
                raise UnreadableDocument(FOREIGN_PARTS.format(name=self._name))
            elif tag in REMOVED:
                self._revised()
            elif tag == "AlternateContent":
                self._blocks(_chosen(element))
            elif tag in {"footnote", "endnote"} and (value(element, "type") or "normal") != "normal":
                continue  # the line between text and notes
            elif tag not in WORDLESS:
                self._blocks(element)

    def _paragraph(self, paragraph: ET.Element) -> None:
        properties = child(paragraph, "pPr")
        style = self._styles.get(value(child(properties, "pStyle")) or "", _Style())
        text = self._carried + self._inline(paragraph, style.hidden)
        boxes, self._boxes = self._boxes, []
        if child(properties, "rPr", "del") is not None:
            self._revised()
            self._carried = text  # a removed paragraph mark: the next paragraph goes on here
        else:
            self._carried = ""
            self._add(text, self._number(properties, style), style, properties)
        for box in boxes:
            self._blocks(box)

    def _add(self, text: str, number: str, style: _Style, properties: ET.Element | None = None) -> None:
        set_in = value(child(properties, "jc"))
        centred = set_in == "center" if set_in else style.centred
        title = style.name == "title" or (style.name == "heading 1" and not number)
        for part in text.split(HARD):
            for line in split_soft(part):
                self.lines.append(Line(number + line, title, centred))
                number = ""

    def _number(self, properties: ET.Element | None, style: _Style) -> str:
        given = child(properties, "numPr")
        list_id = value(child(given, "numId")) or style.list_id
        level = value(child(given, "ilvl")) or style.level
        if not list_id or list_id == "0":
            return ""
        style_id = value(child(properties, "pStyle")) or ""
        at = self._numbering.level_of_style(list_id, style_id) if level is None else whole(level, 0)
        try:
            number = self._numbering.next(list_id, at)
        except UnknownFormatError as error:
            raise UnreadableDocument(NOT_NUMBERED.format(name=self._name, format=error)) from error
        if number:
            self.numbers.append(number)
            self.notes.append("自动编号（如“一、”“1.”）已写成文字")
        return number

    def _inline(self, parent: ET.Element, hidden: bool = False) -> str:
        text = ""
        for element in parent:
            text += self._piece(element, hidden)
        return text

    def _piece(self, element: ET.Element, hidden: bool) -> str:
        tag = tag_of(element)
        if tag in FIXED:
            return FIXED[tag]
        if tag in WORDLESS:
            return self._code(element) if tag == "instrText" else ""
        if tag in ASIDE:
            what, attribute, why = ASIDE[tag]
            text = (value(element, attribute) or "") if attribute else self._inline(element)
            self.left.append("" if attribute else text)
            self._leave(what, text, why)
            return ""
        if tag in REMOVED or tag == "ins":
            self._revised()
        if tag in REMOVED:
            return ""
        return self._taken_in(tag, element, hidden)

    def _taken_in(self, tag: str, element: ET.Element, hidden: bool) -> str:
        match tag:
            case "t":
                return self._words(element.text or "", hidden)
            case "r":
                return self._inline(element, hidden or self._is_hidden(element))
            case "br":
                return SOFT if value(element, "type") in {None, "textWrapping"} else HARD
            case "fldChar":
                self._field(value(element, "fldCharType"))
            case "txbxContent":
                self._boxes.append(element)
            case _ if tag in PICTURES:
                return self._picture(element, hidden)
            case _:
                return self._inline(_chosen(element) if tag == "AlternateContent" else element, hidden)
        return ""

    def _code(self, element: ET.Element) -> str:
        if self._fields:
            self._fields[-1] += element.text or ""
        return ""

    def _words(self, text: str, hidden: bool) -> str:
        if hidden:
            self._leave("隐藏文字", text, "文档里设为不显示")
        elif any(code.split()[:1] == ["TOC"] for code in self._fields):
            self._leave("目录", "", "自动生成的目录，不是讲话的内容")
        else:
            return text.replace("\n", " ")
        self.left.append(text)
        return ""

    def _is_hidden(self, run: ET.Element) -> bool:
        properties = child(run, "rPr")
        vanish = child(properties, "vanish")
        if vanish is not None:
            return value(vanish) not in {"0", "false", "off"}
        return self._styles.get(value(child(properties, "rStyle")) or "", _Style()).hidden

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _picture(self, element: ET.Element, hidden: bool) -> str:
        boxes = len(self._boxes)
        text = self._inline(element, hidden)
        self.pictures += len(self._boxes) == boxes
        return text

    def _leave(self, what: str, text: str | None, why: str) -> None:
        self._left[what, why] = self._left.get((what, why), "") + (text or "")

    def _revised(self) -> None:
        self.notes.append("修订痕迹：采用了修订后的文字，删去的不在内")


def _chosen(alternatives: ET.Element) -> ET.Element:
    """Return the Choice of mc:AlternateContent; its Fallback says the same once more for older programs."""
    for name in ("Choice", "Fallback"):
        if (found := child(alternatives, name)) is not None:
            return found
    return ET.Element("empty")


def _styles(root: ET.Element) -> dict[str, _Style]:
    """Read styles.xml; a style has what it does not say from the one it is based on."""
    elements = {value(style, "styleId") or "": style for style in children(root, "style")}

    def resolved(key: str, depth: int = 0) -> _Style:
        element = elements.get(key)
        if element is None or depth > 20:
            return _Style()
        base = resolved(value(child(element, "basedOn")) or "", depth + 1)
        properties = child(element, "pPr")
        set_in = value(child(properties, "jc"))
        vanish = child(element, "rPr", "vanish")
        return _Style(
            (value(child(element, "name")) or "").lower(),
            value(child(properties, "numPr", "numId")) or base.list_id,
            value(child(properties, "numPr", "ilvl")) or base.level,
            set_in == "center" if set_in else base.centred,
            base.hidden if vanish is None else value(vanish) not in {"0", "false", "off"},
        )

    return {key: resolved(key) for key in elements}


def _beside(package: Package, parts: list[tuple[str, str]]) -> list[LeftOut]:
    """Account for the headers, footers and comments."""
    kinds = {
        "header": ("页眉", "不是正文"),
        "footer": ("页脚", "不是正文"),
        "comments": ("批注", "批注不是讲话的内容"),
    }
    found = []
    for kind, part in parts:
        if kind in kinds:
            what, why = kinds[kind]
            text = "".join(
                element.text or "" for element in package.tree(part).iter() if tag_of(element) == "t"
            )
            if text.strip():
                found.append(LeftOut(what + quoted(text), why))
    return list(dict.fromkeys(found))
