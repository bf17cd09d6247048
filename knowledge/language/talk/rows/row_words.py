"""Which row of a list that was shown is spoken of: 头一个, 购物卡那条, 问题箱的第三个, 最后那个问购物卡的."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.talk.assent import bare_words
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 60  # characters
SHORTEST = 2  # characters in common that count
# The share of what is said that a row has: it may be meant; surely is; and is, whatever else that could mean.
LIKE, MUCH_LIKE, WHOLE = 0.5, 0.75, 0.99
_COUNTED = r"(?:个|条|道|句|题|篇|项|件|段|处|位|份|桩|则)"
ROW = rf"{_COUNTED}(?:问题|提问|题目?|廉语|意见|建议|事项?|句子|讲话)?"
_N = r"\d{1,3}"
# What people put in front of what they point at.
LEAD = (
    r"(?:请|麻烦|帮我|给我|让我|我|你|先|再|就|那么?|还是|想|要|是|说的?|指的?|来|去|看|瞧|瞅|打开|点|翻开"
    r"|开|处理|办|弄|选|挑|拿|调出|把|将|回|跳|转到|换到|翻到|切到|到|从|不是|不对|好的?|行|嗯|哦|对|接着|继续|然后"
    r"|应该|好像|大概|可能|估计|猜|觉得|答案|[一1]下)"
)
_LEADS = pattern(rf"{LEAD}*")
TAIL = (
    r"(?:打开|点开|展开|翻开|看|瞧|瞅|给|我|来|要|处理|办|弄|答|审|过|开始|起|拿|调|翻|找|出来|再|[一1]下|先|呗"
    r"|[吧呢啊呀了嘛哈嘞的]|谢谢|是(?:什么|啥))*"
)
_SAYS = r"(?:问|讲|说|提|写|关于|有关|含|带|找)(?:的?是|到)?"
_LAST = rf"(?:最后|最末|末尾|末了|最底下|最下[面边头]?|后[面头]|倒数第1)(?:的|[面头])?[那这]?1?{ROW}"
_FIRST = rf"(?:头|首|打头|开头|最前[面边]?|最上[面边]?|前[面头])(?:的)?[那这]?1?{ROW}"
_BACKWARDS = rf"倒数第?(?P<back>{_N})[那这]?{ROW}"
_PLACE = pattern(
    rf"{LEAD}*(?:(?P<last>{_LAST})|(?P<first>{_FIRST})|{_BACKWARDS}|第(?P<number>{_N}){ROW}|(?P<bare>{_N})号)"
    rf"(?:的?那{ROW})?{TAIL}"
)
_ABOUT = (
    pattern(rf"(?P<about>.{{1,24}}?)的?[那这]1?{ROW}{TAIL}"),
    pattern(rf"(?P<before>.{{0,12}}?)[那这]1?{ROW}(?:{_SAYS})?(?P<about>[^那这]{{1,24}}?)的{TAIL}"),
    pattern(rf"{LEAD}*{_SAYS}(?P<about>[^那这]{{2,24}}?)的{TAIL}"),
)
# 最后那个问购物卡的: a place and what it is about.
_PLACE_ABOUT = pattern(
    rf"{LEAD}*(?:(?P<last>{_LAST})|(?P<first>{_FIRST})|{_BACKWARDS}|第(?P<number>{_N}){ROW})"
    rf"(?:{_SAYS})?(?P<about>.{{1,24}}?)的{TAIL}"
)
_OF_IT = pattern(rf"^{_SAYS}|(?:提|问|说|讲|写)?的$")
STANDS = {"待审": "待审|没审|未审|等审", "在用": "在用", "隐藏": "隐藏|不用"}
# What a list is called, and the name that it has here; with a stand where there are several of a kind.
_NAMES = (
    (pattern(r"(?:未答)?问题箱"), "问题箱"),
    *(
        (pattern(rf"(?:{words})(?:了|着)?的?{kind}"), f"{stand}{name}")
        for stand, words in STANDS.items()
        for kind, name in (("题目?", "题目"), ("廉语", "廉语"))
    ),
    (pattern(r"廉政事项|廉政的?事"), "廉政事项"),
    (pattern(r"以后几天的?(?:廉语)?"), "以后几天的廉语"),
    (pattern(r"题目"), "题目"),
    (pattern(r"廉语"), "廉语"),
    (pattern(r"意见箱?|提的意见"), "意见"),
    (pattern(r"候选(?:段落)?"), "段落"),
)
_WITHIN = pattern(r"^(?:里(?:面|头(?!1))?|中|上)?的?")
_NUMBER = pattern(r"[A-Za-z0-9_]{1,16}-\d{1,6}-\d{2,6}")
_CLAUSES = pattern(r"[,，。;；!！?？\s]+")
# Which words count the rows of which lists; those of other lists are counted by any.
_COUNTS_ONLY = {"道": "题目", "题": "题目", "句": "廉语", "段": "段落", "篇": "", "处": "材料"}
_COUNTS_ONLY |= {
    "问题": "问题箱",
    "提问": "问题箱",
    "题目": "题目",
    "廉语": "廉语",
    "意见": "意见",
    "事项": "廉政事项",
}
_CALLED = pattern(rf"(?<={_COUNTED})(?P<what>问题|提问|题目|廉语|意见|事项)")
_COUNTED_SO = pattern(r"[第\d那这头后面了尾](?P<what>[道题句段篇处])")
_GUESS = rf"(?:{LEAD}|认为|会不会|该|那个|这个|肯定|八成|多半|或许|也许)"
_LETTER = pattern(rf"{_GUESS}*(?P<letter>[a-f])(?:项|选项|[吧呗啊吗的了])*")
_GUESSED = pattern(
    rf"{_GUESS}*(?P<about>.{{2,40}}?)(?:[吧呗呢啊吗嘛的]|对吗|对吧|对不对|是吗|是吧|[那这]1?{ROW})*"
)


@dataclass(frozen=True, slots=True)
class RowSaid:
    """What is said of rows. `name`: of which list; `place`: from 1 on, from -1 backwards, 0 for none said.

    `about`: words of the row; `counted`: what the list must be one of, None for any; `rest`: what else is said.
    """

    name: str = ""
    place: int = 0
    about: tuple[str, ...] = ()
    counted: str | None = None
    rest: str = ""


def clauses(text: str) -> list[str]:
    """Return the clauses of a sentence, as they are read here."""
    said = canonical_numerals(with_plain_signs(fold(text.strip())))
    return [one for one in _CLAUSES.split(said) if one]


@lru_cache(READ_AT_ONCE)
def row_said(text: str) -> RowSaid | None:
    """Return which row all of `text`, or a clause of it, points at; None where it points at none."""
    if not 1 < len(text) <= LONGEST:
        return None
    name, place, of = "", 0, None
    about: list[str] = []
    rest: list[str] = []
    pointed = False
    for clause in clauses(text):
        named, inner = list_named(clause)
        read = _row(inner) if inner else None
        if read is None:
            rest.append(clause)
            continue
        pointed = True
        name, place = name or named, place or read.place
        about += read.about
        of = read.counted if of is None else of
    return RowSaid(name, place, tuple(about), of, ",".join(rest)) if pointed else None


def list_named(clause: str) -> tuple[str, str]:
    """Return which list a clause names, and the clause without that."""
    for form, name in _NAMES:
        match = form.search(clause)
        if match and _LEADS.fullmatch(clause[: match.start()]):
            return name, _WITHIN.sub("", clause[match.end() :])
    return "", clause


def _row(clause: str) -> RowSaid | None:
    if match := _PLACE.fullmatch(clause):
        return RowSaid(place=_place_of(match), counted=counted(clause))
    if match := _PLACE_ABOUT.fullmatch(clause):
        return RowSaid(place=_place_of(match), about=(match["about"],), counted=counted(clause))
    for form in _ABOUT:
        if match := form.fullmatch(clause):
            before = match.groupdict().get("before") or ""
            return RowSaid(about=(f"{before}{match['about']}",), counted=counted(clause))
    return None


def _place_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("last") or groups.get("first"):
        return -1 if groups.get("last") else 1
    if groups.get("back"):
        return -int(groups["back"])
    return int(groups.get("number") or groups.get("bare") or 0)


def counted(clause: str) -> str | None:
    """Return what a list must be one of whose rows are counted, or called, so; None for any."""
    if match := _CALLED.search(clause):
        return _COUNTS_ONLY[match["what"]]
    found = [match["what"] for match in _COUNTED_SO.finditer(clause)]
    return _COUNTS_ONLY[found[-1]] if found else None


@lru_cache(READ_AT_ONCE)
def choice_said(text: str) -> RowSaid | None:
    """Return which choice of an item all of `text` may be: 应该是如何始终吧, 选B; None for none."""
    whole = "".join(clauses(text)) if len(text) <= LONGEST else ""
    if match := _LETTER.fullmatch(whole):
        return RowSaid(place="abcdef".index(match["letter"]) + 1)
    match = _GUESSED.fullmatch(whole)
    return RowSaid(about=(match["about"],)) if match else None


def passage_number(text: str) -> str:
    """Return the number of a passage that stands in a row or in the data of its button; "" for none."""
    match = _NUMBER.search(text)
    return match[0] if match else ""


def share_of(about: str, words: str) -> float:
    """Return how much of what is said of a row stands in its words, from 0 to 1."""
    row = bare_words(canonical_numerals(fold(words)))
    ways = {about[at:] for at in range(len(about)) if _LEADS.fullmatch(about[:at])}
    ways |= {_OF_IT.sub("", way) for way in ways}
    return max((_share(bare_words(way), row) for way in ways), default=0.0)


def _share(said: str, row: str) -> float:
    if len(said) < SHORTEST:
        return 0.0
    there, at = 0, 0
    while at < len(said):
        longest = next((end for end in range(len(said), at + SHORTEST - 1, -1) if said[at:end] in row), at)
        there += longest - at
        at = max(longest, at + 1)
    return there / len(said)


def likest(about: Sequence[str], rows: Iterable[str]) -> list[tuple[float, int]]:
    """Return the rows that have enough of what is said, the one that has most first, with their shares."""
    shares = (
        [(max(share_of(one, words) for one in about), at) for at, words in enumerate(rows)] if about else []
    )
    return sorted((one for one in shares if one[0] >= LIKE), key=lambda one: (-one[0], one[1]))
