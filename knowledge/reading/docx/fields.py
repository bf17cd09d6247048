"""Word's fields: what is code, what is shown, and what Word works out of a code alone."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.reading.docx.package import child, children, value, whole
from knowledge.reading.docx.styles import is_on

# Fields that show a number which stands nowhere in the file.
COUNTING = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
# Fields whose words come after a name in their code, and are in no result.
BUTTONS = frozenset({"MACROBUTTON", "GOTOBUTTON"})
# Fields that show what Word works out when it opens the file; without a result their words are missing.
WORKED_OUT = frozenset(
    {"REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "="}
    | {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"}
)


@dataclass(slots=True)
class Field:
    """An open field. `settings` are those of a form's field; `empty`: no word was met in it."""

    code: str = ""
    in_result: bool = False
    empty: bool = True
    settings: ET.Element | None = None

    @property
    def name(self) -> str:
        """Return what kind of field it is: TOC, EQ, LISTNUM and others."""
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Fields:
    """The fields that are open where the walk stands, from the outside in."""

    open: list[Field] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Return whether words that stand here are shown: what belongs to a code is not."""
        return all(one.in_result and one.name != "EQ" for one in self.open)

    @property
    def in_contents(self) -> bool:
        """Return whether the walk is inside a table of contents."""
        return any(one.name == "TOC" for one in self.open)

    def mark(self, element: ET.Element) -> Field | None:
        """Take a w:fldChar in; return the field that ends with it."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.open.append(Field(settings=child(element, "ffData")))
        elif kind == "separate" and self.open:
            self.open[-1].in_result = True
        elif kind == "end" and self.open:
            return self.open.pop()
        return None

    def met_words(self) -> None:
        """Note that there is a word in all that are open."""
        for one in self.open:
            one.empty = False

    def add_code(self, text: str) -> None:
        """Take in a piece of the innermost field's code."""
        if self.open and not self.open[-1].in_result:
            self.open[-1].code += text


def of_form(settings: ET.Element | None) -> str:
    """Return what a field of a form shows that is in no text: the chosen entry, a ticked box."""
    if (box := child(settings, "checkBox")) is not None:
        ticked = child(box, "checked") if child(box, "checked") is not None else child(box, "default")
        return "☒" if is_on(ticked) else "☐"
    entries = [value(entry) or "" for entry in children(child(settings, "ddList"), "listEntry")]
    chosen = whole(value(child(settings, "ddList", "result")) or value(child(settings, "ddList", "default")), 0)
    return entries[chosen] if 0 <= chosen < len(entries) else ""
