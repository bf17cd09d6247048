"""A walk of our own through the body of a .docx, in the order of reading.

Elements are known by their names without namespace, so that transitional and strict files read alike, and
what is unknown is gone through, not passed over.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from xml.etree import ElementTree as ET

from core.errors import UnreadableDocument
from core.patterns import pattern
from knowledge.reading.docx.account import CONTENTS, HIDDEN, UNREFERRED, UNSEEN, Account
from knowledge.reading.docx.numbering import Numbering, UnknownFormatError
from knowledge.reading.docx.package import child, tag_of, value, whole, words_in
from knowledge.reading.docx.styles import Style, is_on
from knowledge.reading.docx.unseen import MAYBE, Look, ground_of, has_ground, is_too_low
from knowledge.reading.docx.words import HARD, REMOVED, WORDLESS, Words, chosen, reason_of
from knowledge.reading.extracted import Line
from knowledge.reading.lines import split_soft
from knowledge.reading.table_rows import Row, joined

NOTES = frozenset({"footnote", "endnote"})
# Where a row or a cell says that a tracked change removes it.
REMOVED_CELLS = (("trPr", "del"), ("tcPr", "cellDel"))
# Also where the contents are plain words, which no field works out any more.
CONTENTS_STYLE = pattern("toc [1-9]")
# Other documents inside the document, which only Word can unfold.
FOREIGN = frozenset({"altChunk", "subDoc"})
FOREIGN_PARTS = "“{name}”里嵌着别的文档，这部分读不出来。请用 Word 或 WPS 打开，全选复制到新文档，另存后再发。"
NOT_NUMBERED = "“{name}”的自动编号（{format}）写不出来。请把编号改成普通文字，另存后再发。"


class Body:
    """Goes through the XML of parts; `lines` is what it has found, `account` what it has not taken in."""

    def __init__(self, name: str, styles: dict[str, Style], numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self.account = Account()
        self._name = name
        self._styles = styles
        self._numbering = numbering
        self._words = Words(name, styles, self.account)
        self._carried = ""
        self._tables: list[list[Row]] = []
        self._grounds = [Look()]

    def read(self, root: ET.Element) -> None:
        """Take everything in."""
        with self._on(Look(ground=MAYBE if has_ground(root) else None)):
            self._blocks(root)
        if self._carried:
            self._add(self._carried, "", Style())
            self._carried = ""

    def _blocks(self, parent: Iterable[ET.Element]) -> None:
        for element in parent:
            tag = tag_of(element)
            if tag == "p":
                self._paragraph(element)
            elif tag in FOREIGN:
                raise UnreadableDocument(FOREIGN_PARTS.format(name=self._name))
            elif tag in REMOVED or any(child(element, *path) is not None for path in REMOVED_CELLS):
                self.account.revised()
                self._words.remove(element)
                self.account.left.append(words_in(element))
            elif tag == "AlternateContent":
                self._blocks(chosen(element))
            elif tag in NOTES and (value(element, "type") or "normal") != "normal":
                continue  # the line between text and notes
            elif tag in NOTES and f"{tag}Reference{value(element, 'id')}" in self._words.unmarked:
                self.account.left.append(words_in(element))  # the mark in the text was removed
            elif tag not in WORDLESS:
                number = f"{tag}Reference{value(element, 'id')}"
                referred = tag not in NOTES or number in self._words.marked
                with self.account.put_aside(reason_of(element) if referred else UNREFERRED):
                    self._inside(element, tag)

    def _inside(self, element: ET.Element, tag: str) -> None:
        """Take in what an element holds; of a table, row by row."""
        if tag == "tbl":
            self._tables.append([])
            properties = child(element, "tblPr")
            named = value(child(properties, "tblStyle"))
            style = self._styles.get(named, Style()) if named else Style()
            look = Look(ground=ground_of(properties) or (MAYBE if named else None)).over(style.look)
            with self._on(look), self.account.put_aside(HIDDEN if style.hidden else None):
                self._blocks(element)
            joined(self.lines, self._tables.pop())
        elif tag == "tr" and self._tables:
            begins = []
            for cell in element:
                begins.append(len(self.lines))
                self._blocks([cell])
            cells = [self.lines[first:last] for first, last in pairwise([*begins, len(self.lines)])]
            self._tables[-1].append(Row(begins[0] if begins else len(self.lines), cells))
        else:
            with self._on(Look(ground=ground_of(child(element, "tcPr")))):
                self._blocks(element)

    @contextmanager
    def _on(self, look: Look) -> Iterator[None]:
        """Take in what stands on this ground, where nothing nearer lies under it."""
        self._grounds.append(look.over(self._grounds[-1]))
        yield
        self._grounds.pop()

    def _paragraph(self, paragraph: ET.Element) -> None:
        properties = child(paragraph, "pPr")
        style = self._styles.get(value(child(properties, "pStyle")) or "", Style())
        aside = HIDDEN if style.hidden else CONTENTS if CONTENTS_STYLE.fullmatch(style.name) else None
        aside = aside or (UNSEEN if is_too_low(properties) else None)
        self._words.around = Look(ground=ground_of(properties)).over(style.look).over(self._grounds[-1])
        with self.account.put_aside(aside):
            text = self._carried + self._words.of(paragraph)
        boxes, self._words.boxes = self._words.boxes, []
        hidden = child(properties, "rPr", "vanish")
        unseen = style.hidden if hidden is None else is_on(hidden)
        if (value(child(properties, "framePr"), "dropCap") or "none") != "none":
            self._carried = text  # a large first letter: Word keeps it in a paragraph of its own
        elif child(properties, "rPr", "del") is not None:
            self.account.revised()
            self._carried = text  # a removed paragraph mark: the next paragraph goes on here
        elif unseen and not text:
            self._carried = ""  # nothing of it is seen, so it is not counted
        elif unseen and hidden is not None:
            number = self._number(properties, style)  # a hidden mark: a heading before its text in one line
            self.account.added.append(number)
            self._carried = number + text
        else:
            self._carried = ""
            self._add(text, self._number(properties, style), style, properties)
        for box in boxes:
            with self._on(Look(ground=MAYBE)):
                self._blocks(box)

    def _add(self, text: str, number: str, style: Style, properties: ET.Element | None = None) -> None:
        set_in = value(child(properties, "jc"))
        centred = set_in == "center" if set_in else style.centred
        title = style.name == "title" or (style.name == "heading 1" and not number)
        for part in text.split(HARD):
            for line in split_soft(part):
                self.lines.append(Line(number + line, title, centred))
                if number:
                    self.account.added.append(number)
                    self.account.notes.append("自动编号（如“一、”“1.”）已写成文字")
                number = ""

    def _number(self, properties: ET.Element | None, style: Style) -> str:
        """Count the paragraph's list on, and return its number; an empty paragraph counts too, as in Word."""
        given = child(properties, "numPr")
        list_id = value(child(given, "numId")) or style.list_id
        level = value(child(given, "ilvl")) or style.level
        if not list_id or list_id == "0":
            return ""
        style_id = value(child(properties, "pStyle")) or ""
        at = self._numbering.level_of_style(list_id, style_id) if level is None else whole(level, 0)
        try:
            return self._numbering.next(list_id, at)
        except UnknownFormatError as error:
            raise UnreadableDocument(NOT_NUMBERED.format(name=self._name, format=error)) from error
