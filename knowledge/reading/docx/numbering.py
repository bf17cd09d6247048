"""The numbers of headings and lists that Word counts itself: they are in no text of the file."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.reading.docx.package import child, children, value, whole

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
# Formats whose signs are one row of Unicode: how many there are, and the first.
ROWS = {
    "decimalEnclosedCircle": (20, "①"),
    "decimalEnclosedCircleChinese": (20, "①"),
    "decimalEnclosedParen": (20, "⑴"),
    "decimalEnclosedFullstop": (20, "⒈"),
    "ideographEnclosedCircle": (10, "㊀"),
}


class UnknownFormatError(ValueError):
    """A numbering format this module cannot write out."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` is %1、 or （%2）.

    It begins anew after each of the first `anew_after` levels; 0: it counts on through the whole document.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    spaced: bool = True
    legal: bool = False
    style: str = ""
    anew_after: int = 0


@dataclass(slots=True)
class Numbering:
    """numbering.xml, and how far each list has counted; `bullets` counts the signs that stand for a number."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    bullets: int = 0
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: ET.Element | None) -> "Numbering":
        """Read numbering.xml."""
        numbering = cls()
        of_styles: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in children(root, "abstractNum"):
            key = value(abstract, "abstractNumId") or ""
            numbering.abstracts[key] = dict(map(_level, children(abstract, "lvl")))
            if style := value(child(abstract, "styleLink")):
                of_styles[style] = key
            if style := value(child(abstract, "numStyleLink")):
                linked[key] = style
        for key, style in linked.items():  # a list whose levels are those of a list style
            numbering.abstracts[key] = numbering.abstracts.get(of_styles.get(style, ""), {})
        for number, num in enumerate(children(root, "num")):
            key = value(num, "numId") or ""
            abstract_key = value(child(num, "abstractNumId")) or ""
            starts: dict[int, int] = {}
            for override in children(num, "lvlOverride"):
                level = whole(value(override, "ilvl"), 0)
                if (lvl := child(override, "lvl")) is not None:
                    # A list with a level of its own counts for itself.
                    own = f"{abstract_key}/{number}"
                    numbering.abstracts[own] = numbering.abstracts.get(abstract_key, {}) | dict([_level(lvl)])
                    abstract_key = own
                if (start := value(child(override, "startOverride"))) is not None:
                    starts[level] = whole(start, 1)
            numbering.lists[key] = (abstract_key, starts)
        return numbering

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level of the list that the paragraph style is bound to, 0 without one."""
        levels = self.abstracts.get(self.lists.get(list_id, ("", {}))[0], {})
        return next((number for number, level in levels.items() if level.style == style), 0)

    def next(self, list_id: str, level: int) -> str:
        """Count one on and return the number as Word shows it: 一、 ; "" for a bullet or no such list.

        Raises UnknownFormatError.
        """
        key, starts = self.lists.get(list_id, ("", {}))
        levels = self.abstracts.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        if level in starts and (list_id, level) not in self._begun:
            counts[level] = starts[level] - 1
        self._begun.add((list_id, level))
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [number for number in counts if number > level]:
            if deeper not in levels or level < levels[deeper].anew_after:
                del counts[deeper]
        return self._shown(levels, counts, level)

    def _shown(self, levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        this = levels[level]
        if this.format == "bullet":
            self.bullets += 1
            return ""
        shown = this.text
        for number, other in levels.items():
            place = f"%{number + 1}"
            if place in shown:
                count = (
                    counts.setdefault(number, other.start)
                    if number < level
                    else counts.get(number, other.start)
                )
                shown = shown.replace(place, written(count, "decimal" if this.legal else other.format))
        return f"{shown} " if shown and this.spaced and shown[-1].isascii() else shown


def written(number: int, kind: str) -> str:
    """Return `number` in a format of OOXML's: 3 as 三, ③, iii. Raises UnknownFormatError."""
    if kind == "none":
        return ""
    if kind in CHINESE:
        return _chinese(number)
    if kind in ROWS and 1 <= number <= ROWS[kind][0]:
        return chr(ord(ROWS[kind][1]) + number - 1)
    simple = {
        "decimal": str(number),
        "decimalZero": f"{number:02}",
        "numberInDash": f"- {number} -",
        "decimalFullWidth": str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
        "ideographDigital": "".join(DIGITS[int(digit)] for digit in str(abs(number))),
        "japaneseDigitalTenThousand": "".join(DIGITS[int(digit)] for digit in str(abs(number))),
        "taiwaneseDigital": "".join(DIGITS[int(digit)] for digit in str(abs(number))),
        "chineseLegalSimplified": _chinese(number).translate(
            str.maketrans("零一二三四五六七八九十百", LEGAL + "拾佰")
        ),
        "lowerRoman": _roman(number),
        "upperRoman": _roman(number).upper(),
        "lowerLetter": _letter(number),
        "upperLetter": _letter(number).upper(),
        "ideographTraditional": STEMS[(number - 1) % 10],
        "ideographZodiac": BRANCHES[(number - 1) % 12],
    }
    if kind not in simple or number < 0:
        raise UnknownFormatError(kind)
    return simple[kind]


def _chinese(number: int) -> str:
    if not 0 <= number < 1000:
        raise UnknownFormatError(str(number))
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "") or "零"


def _roman(number: int) -> str:
    text = ""
    for size, sign in ROMAN:
        times, number = divmod(max(number, 0), size)
        text += sign * min(times, 40)
    return text


def _letter(number: int) -> str:
    """Return a … z, aa, bb …: so Word goes on after z."""
    times, letter = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 40)


def _level(lvl: ET.Element) -> tuple[int, Level]:
    suffix = value(child(lvl, "suff")) or "tab"
    number = whole(value(lvl, "ilvl"), 0)
    return number, Level(
        start=whole(value(child(lvl, "start")), 0),
        format=value(child(lvl, "numFmt"))
        or value(child(lvl, "AlternateContent", "Choice", "numFmt"))
        or "decimal",
        text=value(child(lvl, "lvlText")) or "",
        spaced=suffix != "nothing",
        legal=child(lvl, "isLgl") is not None and value(child(lvl, "isLgl")) not in {"0", "false"},
        style=value(child(lvl, "pStyle")) or "",
        anew_after=whole(value(child(lvl, "lvlRestart")), number),
    )
