"""The words of a Word paragraph, and what Word shows there that no text holds.

Numbers that Word works out, equations, fields of forms and signs of symbol fonts are written out, named as
left out, or a refusal: a word that goes missing in mid sentence makes another sentence.
"""

from collections.abc import Callable
from xml.etree import ElementTree as ET

from core.errors import UnreadableDocument
from knowledge.reading.docx import equations
from knowledge.reading.docx.account import (
    DRAWN,
    EQUATION,
    HIDDEN,
    MERGED,
    NOT_WORKED_OUT,
    ORNAMENT,
    PROMPT,
    READING,
    SHOWN,
    UNSEEN,
    WORD_ART,
    Account,
)
from knowledge.reading.docx.fields import BUTTONS, COUNTING, WORKED_OUT, Field, of_form
from knowledge.reading.docx.package import child, hexadecimal, tag_of, value, whole, words_in
from knowledge.reading.docx.styles import Style, is_on
from knowledge.reading.docx.symbols import is_symbol_font, sign_of
from knowledge.reading.docx.unseen import MAYBE, Look, is_hidden_shape, is_too_low, look_of
from knowledge.reading.extracted import quoted
from knowledge.reading.raised import lowered, raised

REMOVED = frozenset({"del", "moveFrom"})
PICTURES = frozenset({"drawing", "pict", "object"})
# A page's number and parts of the day, which Word works out where these elements stand.
OLD_FIELDS = frozenset({"pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"})
# What holds no words of the document: properties, field codes, marks.
WORDLESS = frozenset(
    {"pPr", "rPr", "instrText", "delText", "delInstrText", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr"}
)
SOFT, HARD = "\n", "\v"
FIXED = {"tab": " ", "ptab": " ", "cr": SOFT, "noBreakHyphen": "-"}
# Stands where an equation is that cannot be written.
HOLE = "\x1f"
SCRIPTS = {"superscript": ("上标", raised), "subscript": ("下标", lowered)}
SET_OFF = 4  # half points
PRIVATE = range(0xF000, 0xF100)  # where Word puts the signs of symbol fonts
NOT_COUNTED = "“{name}”的自动编号（{format}）写不出来。请把编号改成普通文字，另存后再发。"
NOT_WRITTEN = "“{name}”的这一行里有公式，写不成一行字：{line}。请把公式改成普通文字（如 2/3），另存后再发。"


class Words:
    """Reads paragraphs; `boxes` collects the text boxes met, whose paragraphs come after.

    `around` is how words look where their run says nothing: by their paragraph's style, and what lies under it.
    `marked` are the notes whose mark is met, `unmarked` those whose mark a tracked change removes: the element
    and the number that refer to them.
    """

    def __init__(self, name: str, styles: dict[str, Style], account: Account) -> None:
        self.boxes: list[ET.Element] = []
        self.unmarked: set[str] = set()
        self.around = Look()
        self.marked: set[str] = set()
        self._name = name
        self._styles = styles
        self._account = account
        self._readers: dict[str, Callable[[ET.Element], str]] = {
            "t": lambda element: self._said(element.text or ""),
            "r": self._run,
            "br": lambda element: SOFT if value(element, "type") in {None, "textWrapping"} else HARD,
            "oMath": self._equation,
            "txbxContent": self._box,
            "fldChar": self._complex_field,
            "fldSimple": self._simple_field,
            "sym": lambda element: self._sign(
                value(element, "font") or "", hexadecimal(value(element, "char"))
            ),
            "symEx": lambda element: self._sign("", hexadecimal(value(element, "char"))),
            "txBody": self._drawn,
            "textpath": self._word_art,
            "bdo": self._turned,
            "footnoteReference": self._mark,
            "endnoteReference": self._mark,
            "AlternateContent": lambda element: self._inline(chosen(element)),
        }
        self._readers |= dict.fromkeys(PICTURES, self._picture) | dict.fromkeys(OLD_FIELDS, self._old_field)

    def of(self, paragraph: ET.Element) -> str:
        """Return a paragraph's words. UnreadableDocument where one is missing that Word shows."""
        text = equations.set_apart(self._inline(paragraph))
        if HOLE not in text:
            return text
        if any(sign.isalpha() for sign in text):
            shown = quoted(text.replace(HOLE, "\ufffd"))
            raise UnreadableDocument(NOT_WRITTEN.format(name=self._name, line=shown))
        self._account.left.append(text.replace(HOLE, ""))  # the number of an equation on a line of its own
        return ""

    def remove(self, element: ET.Element) -> None:
        """Note which notes go with what a tracked change removes."""
        marks = (one for one in element.iter() if tag_of(one) in {"footnoteReference", "endnoteReference"})
        self.unmarked.update(f"{tag_of(one)}{value(one, 'id')}" for one in marks)

    def _inline(self, parent: ET.Element) -> str:
        return "".join(map(self._piece, parent))

    def _piece(self, element: ET.Element) -> str:
        tag = tag_of(element)
        if tag in FIXED:
            return FIXED[tag]
        if tag in WORDLESS:
            if tag == "instrText":
                self._account.fields.add_code(element.text or "")
            return ""
        if tag in REMOVED or tag == "ins":
            self._account.revised()
        if tag in REMOVED:
            self.remove(element)
            return ""
        return self._taken_in(tag, element)

    def _taken_in(self, tag: str, element: ET.Element) -> str:
        if read := self._readers.get(tag):
            return read(element)
        if is_hidden_shape(element):
            if words := words_in(element):
                self._account.leave(HIDDEN, words)
            return ""
        with self._account.put_aside(READING if tag == "rt" else reason_of(element)):
            return self._inline(element)

    def _said(self, text: str) -> str:
        if text.strip():
            self._account.fields.met_words()
        if (reason := self._account.reason) is None:
            return text.replace("\n", " ")
        self._account.leave(reason, text)
        return ""

    def _run(self, run: ET.Element) -> str:
        properties = child(run, "rPr")
        style = self._styles.get(value(child(properties, "rStyle")) or "", Style())
        vanish = child(properties, "vanish")
        hidden = style.hidden if vanish is None else is_on(vanish)
        shown = SHOWN if vanish is not None and self._account.reason == HIDDEN else None
        look = look_of(properties).over(style.look).over(self.around)
        with self._account.put_aside(HIDDEN if hidden else UNSEEN if look.is_unseen else shown):
            text = self._inline(run)
        if look.white and look.ground == MAYBE:
            self._account.white += text
        if is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
            self._account.struck += text
        if text != text.upper() and any(is_on(child(properties, name)) for name in ("caps", "smallCaps")):
            text = self._account.write(text.upper(), text)
        if font := _symbol_font(properties):
            text = "".join(self._sign(font, ord(sign), sign) if ord(sign) in PRIVATE else sign for sign in text)
        script = value(child(properties, "vertAlign")) or style.script
        if script not in SCRIPTS and text.strip().isalnum() and text.strip().isascii():
            self._note_position(text, whole(value(child(properties, "position")), 0))
        return self._shifted(text, script)

    def _note_position(self, text: str, half_points: int) -> None:
        """Point out figures and letters that are set higher or lower without being marked as such."""
        if abs(half_points) >= SET_OFF:
            what = "提升" if half_points > 0 else "降低"
            self._account.notes.append(f"位置{what}的字{quoted(text)}照普通文字写，请核对")

    def _shifted(self, text: str, script: str) -> str:
        """Return what stands raised or lowered in signs that say so: 10², not 102."""
        if script not in SCRIPTS or not text.strip().isascii() or not text.strip():
            return text
        what, shift = SCRIPTS[script]
        if (shifted := shift(text.strip())) is None:
            self._account.notes.append(f"{what}{quoted(text)}照普通文字写，请核对")
        return shifted or text

    def _sign(self, font: str, code: int, written: str = "") -> str:
        """Return what a sign of a symbol font means; name it as left out where it means nothing."""
        sign = sign_of(font, code)
        if not sign and not is_symbol_font(font) and code not in PRIVATE and chr(code).isprintable():
            sign = chr(code)  # a sign of a font for text, by its place in Unicode
        if sign and self._account.reason is None:
            return self._account.write(sign, written)
        self._account.leave(ORNAMENT, chr(code) if 0 < code <= 0xFFFF else "", ours=not written)
        return ""

    def _equation(self, element: ET.Element) -> str:
        written = words_in(element)
        if (reason := self._account.reason) is not None:
            self._account.leave(reason, written)
            return ""
        try:
            return self._account.write(equations.linear(element), written)
        except equations.UnwrittenEquationError:
            self._account.leave(EQUATION, written)
            return HOLE

    def _box(self, element: ET.Element) -> str:
        self.boxes.append(element)
        return ""

    def _mark(self, element: ET.Element) -> str:
        self.marked.add(f"{tag_of(element)}{value(element, 'id')}")
        return ""

    def _old_field(self, element: ET.Element) -> str:
        self._account.leave(NOT_WORKED_OUT, tag_of(element), ours=True)
        return ""

    def _turned(self, element: ET.Element) -> str:
        """Take in words whose order is said to be from right to left, which nobody writes Chinese in."""
        text = self._inline(element)
        if value(element) == "rtl" and text.strip():
            self._account.notes.append(f"{quoted(text)}设成了从右到左显示，照原来的顺序收了，请核对")
        return text

    def _drawn(self, element: ET.Element) -> str:
        self._account.leave(DRAWN, words_in(element))
        return ""

    def _word_art(self, element: ET.Element) -> str:
        self._account.leave(WORD_ART, value(element, "string") or "", ours=True)
        return ""

    def _complex_field(self, element: ET.Element) -> str:
        ended = self._account.fields.mark(element)
        return self._worked_out(ended) if ended else ""

    def _simple_field(self, element: ET.Element) -> str:
        fields = self._account.fields
        field = Field(code=value(element, "instr") or "", in_result=True, settings=child(element, "ffData"))
        fields.open.append(field)
        text = self._inline(element)
        fields.open.pop()
        return text + self._worked_out(field)

    def _worked_out(self, ended: Field) -> str:
        """Return what Word works out of a field's code alone."""
        if self._account.reason is not None:
            return ""
        match ended.name:
            case name if name in COUNTING:
                raise UnreadableDocument(NOT_COUNTED.format(name=self._name, format=name))
            case "EQ":
                return self._equation_field(ended.code)
            case "SYMBOL":
                return self._symbol_field(ended.code)
            case name if name in BUTTONS:
                return self._account.write("".join(ended.code.split(maxsplit=2)[2:]))
            case name if name in WORKED_OUT and ended.empty:
                self._account.leave(NOT_WORKED_OUT, name, ours=True)
            case "FORMDROPDOWN" | "FORMCHECKBOX":
                return self._account.write(of_form(ended.settings))
        return ""

    def _equation_field(self, code: str) -> str:
        try:
            text, reading = equations.field(code)
        except equations.UnwrittenEquationError:
            self._account.leave(EQUATION, code.strip()[2:], ours=True)
            return HOLE
        if reading:
            self._account.leave(READING, reading, ours=True)
        return self._account.write(text)

    def _symbol_field(self, code: str) -> str:
        r"""Read SYMBOL 163 \f "Symbol": a place in a font."""
        place = [*code.split(), "", ""][1]
        number = hexadecimal(place[2:]) if place.lower().startswith("0x") else whole(place, 0)
        return self._sign(code.partition("\\f")[2].strip().strip('"').partition('"')[0], number)

    def _picture(self, element: ET.Element) -> str:
        boxes = len(self.boxes)
        text = self._inline(element)
        inside = next((part for part in element.iter() if tag_of(part) == "OLEObject"), None)
        if (value(inside, "ProgID") or "").startswith("Equation"):
            self._account.leave(EQUATION, "")
            return text + HOLE
        self._account.pictures += len(self.boxes) == boxes
        return text


def reason_of(element: ET.Element) -> tuple[str, str] | None:
    """Return why all that a table's row or a form's field holds is left out; None where it is not."""
    if is_on(child(element, "trPr", "hidden")):
        return HIDDEN
    if is_too_low(child(element, "trPr")):
        return UNSEEN
    for merge in ("vMerge", "hMerge"):
        merged = child(element, "tcPr", merge)
        if merged is not None and value(merged) != "restart":
            return MERGED
    return PROMPT if is_on(child(element, "sdtPr", "showingPlcHdr")) else None


def chosen(alternatives: ET.Element) -> ET.Element:
    """Return the Choice of mc:AlternateContent; its Fallback says the same once more for older programs."""
    for name in ("Choice", "Fallback"):
        if (found := child(alternatives, name)) is not None:
            return found
    return ET.Element("empty")


def _symbol_font(properties: ET.Element | None) -> str:
    fonts = child(properties, "rFonts")
    named = (value(fonts, name) or "" for name in ("ascii", "hAnsi", "eastAsia", "cs"))
    return next(filter(is_symbol_font, named), "")
