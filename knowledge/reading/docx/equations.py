"""Word's equations in one line, as a person would type them: 2/3, 10², √2; an error for what needs two.

An equation whose parts are merely put side by side says something else: 2 over 3 becomes 23.
"""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from core.patterns import pattern
from knowledge.reading.docx.package import child, children, tag_of, value
from knowledge.reading.raised import lowered, raised

# Stands around a fraction, so that the figures beside it stay apart from it: 1 and 1/2 is no 11/2.
APART = "\x1e"
BESIDE_FIGURES = pattern(rf"(?<=\d){APART}+(?=\d)")
# One figure, word or name: what may stand beside a stroke or under a root without brackets.
SIMPLE = pattern(r"[^\W_]+(?:[.．][0-9]+)?[%％]?")
# Parts of an equation that only hold others.
HOLDERS = frozenset(
    {"oMath", "oMathPara", "e", "num", "den", "sup", "sub", "deg", "fName", "box", "borderBox", "ins", "moveTo"}
)
CIRCLES = "○◯〇"
CIRCLED = dict(zip(map(str, range(1, 21)), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True)) | dict(
    zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)
)
# How an EQ field is set, not what it says: \* jc2 \* "Font:宋体" \* hps10
SWITCHES = pattern(r'\\\*\s*(?:"[^"]*"|[\w:]+)')
# A reading above its words.
RUBY = (
    r"\\o\s*(?:\\a[a-z]\s*)?\(\s*\\s\s*\\up\s*\d*\s*\((?P<above>[^()]*)\)"
    r"\s*[,;，]\s*(?P<base>[^()\\]*)\)"
)


class UnwrittenEquationError(ValueError):
    """An equation that cannot be written in one line without changing what it says."""


def linear(equation: ET.Element) -> str:
    """Return an m:oMath as one line. Raises UnwrittenEquationError."""
    tag = tag_of(equation)
    if tag == "r":
        return "".join(part.text or "" for part in children(equation, "t"))
    if tag.endswith("Pr") or tag in {"del", "moveFrom"}:
        return ""
    if tag in HOLDERS:
        return "".join(map(linear, equation))
    if tag in WRITERS:
        return WRITERS[tag](equation)
    raise UnwrittenEquationError(tag)


def field(code: str) -> tuple[str, str]:
    r"""Return what an EQ field's code shows, and the readings above its words (拼音指南).

    EQ \f(2,3) is 2/3, EQ \o\ac(○,1) is ①. Raises UnwrittenEquationError.
    """
    shown = SWITCHES.sub("", code.strip()[2:]).strip()
    readings: list[str] = []

    def ruby(match: re.Match[str]) -> str:
        readings.append(match["above"])
        return match["base"]

    forms: list[tuple[str, Callable[[re.Match[str]], str]]] = [
        (RUBY, ruby),
        (r"\\s\s*\\up\s*\d*\s*\(([^()\\]*)\)", lambda match: _required(raised(match[1]))),
        (r"\\s\s*\\do\s*\d*\s*\(([^()\\]*)\)", lambda match: _required(lowered(match[1]))),
        (r"\\f\s*\(([^(),;，\\]*)[,;，]([^(),;，\\]*)\)", lambda match: _over(match[1], match[2])),
        (r"\\r\s*\(([^(),;，\\]*)\)", lambda match: "√" + _simple(match[1])),
        (r"\\o\s*(?:\\a[a-z]\s*)?\(\s*([^(),;，\\]+?)\s*[,;，]\s*([^(),;，\\]+?)\s*\)", _over_printed),
    ]
    while "\\" in shown:
        before = shown
        for form, write in forms:
            shown = re.sub(form, write, shown)
        if shown == before:
            raise UnwrittenEquationError("EQ")
    return shown, "".join(readings)


def set_apart(text: str) -> str:
    """Return `text` with a blank where two figures would run together, and without the marks for it."""
    return BESIDE_FIGURES.sub(" ", text).replace(APART, "")


def _required(text: str | None) -> str:
    if text is None:
        raise UnwrittenEquationError("script")
    return text


def _simple(text: str) -> str:
    if not SIMPLE.fullmatch(text.strip()):
        raise UnwrittenEquationError("brackets")
    return text.strip()


def _over(above: str, below: str) -> str:
    return f"{APART}{_simple(above)}/{_simple(below)}{APART}"


def _over_printed(match: re.Match[str]) -> str:
    """Return two signs printed over each other as one: a number in a ring."""
    around, inside = match[1], match[2]
    if around in CIRCLES and inside in CIRCLED:
        return CIRCLED[inside]
    raise UnwrittenEquationError("overprint")


def _part(element: ET.Element, name: str) -> str:
    part = child(element, name)
    return linear(part) if part is not None else ""


def _fraction(element: ET.Element) -> str:
    if value(child(element, "fPr", "type")) == "noBar":
        raise UnwrittenEquationError("noBar")
    return _over(_part(element, "num"), _part(element, "den"))


def _scripts(element: ET.Element) -> str:
    text = _part(element, "e")
    for name, write in (("sub", lowered), ("sup", raised)):
        if child(element, name) is not None:
            text += _required(write(_part(element, name)))
    return text


def _root(element: ET.Element) -> str:
    degree = _part(element, "deg")
    return (_required(raised(degree)) if degree else "") + "√" + _simple(_part(element, "e"))


def _brackets(element: ET.Element) -> str:
    """Return what stands in brackets; the brackets themselves are attributes, () unless it says others."""
    properties = child(element, "dPr")
    begins, ends, between = (
        value(sign) if (sign := child(properties, name)) is not None else usual
        for name, usual in (("begChr", "("), ("endChr", ")"), ("sepChr", "|"))
    )
    return (begins or "") + (between or "").join(map(linear, children(element, "e"))) + (ends or "")


WRITERS: dict[str, Callable[[ET.Element], str]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "d": _brackets,
    "func": lambda element: _part(element, "fName") + _part(element, "e"),
}
