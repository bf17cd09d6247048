"""What styles.xml says of the paragraphs and runs that name a style."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from knowledge.reading.docx.package import child, children, value
from knowledge.reading.docx.unseen import PLAIN, Look, ground_of, look_of

OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style, with what it has from the one it is based on. `script`: superscript, subscript or ""."""

    name: str = ""
    list_id: str = ""
    level: str | None = None
    centred: bool = False
    hidden: bool = False
    script: str = ""
    look: Look = PLAIN


def read_styles(root: ET.Element) -> dict[str, Style]:
    """Read styles.xml into style id -> style; "" is the style of paragraphs that name none."""
    elements = {value(style, "styleId") or "": style for style in children(root, "style")}
    usual = child(root, "docDefaults", "rPrDefault", "rPr")
    plain = Style(hidden=is_on(child(usual, "vanish")), look=look_of(usual))

    def resolved(key: str, kind: str, depth: int = 0) -> Style:
        element = elements.get(key)
        if element is None or depth > 20:
            return plain if kind == "paragraph" else Style()
        base = resolved(value(child(element, "basedOn")) or "", kind, depth + 1)
        properties = child(element, "pPr")
        set_in = value(child(properties, "jc"))
        vanish = child(element, "rPr", "vanish")
        return Style(
            (value(child(element, "name")) or "").lower(),
            value(child(properties, "numPr", "numId")) or base.list_id,
            value(child(properties, "numPr", "ilvl")) or base.level,
            set_in == "center" if set_in else base.centred,
            base.hidden if vanish is None else is_on(vanish),
            value(child(element, "rPr", "vertAlign")) or base.script,
            look_of(child(element, "rPr")).over(Look(ground=ground_of(properties))).over(base.look),
        )

    kinds = {key: value(element, "type") or "paragraph" for key, element in elements.items()}
    styles = {key: resolved(key, kind) for key, kind in kinds.items()}
    default = (key for key, element in elements.items() if kinds[key] == "paragraph" and _is_default(element))
    return {**styles, "": styles.get(next(default, ""), plain)}


def _is_default(style: ET.Element) -> bool:
    return (value(style, "default") or "0") not in OFF


def is_on(toggle: ET.Element | None) -> bool:
    """Return whether a property that is on or off is on: it is there and does not say otherwise."""
    return toggle is not None and value(toggle) not in OFF
