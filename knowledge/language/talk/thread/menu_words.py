"""Which button of a list that stands there somebody means by words: 第二个, 2, 选第一篇, 加人, 三要, 下一页."""

from collections.abc import Sequence

from core.patterns import pattern
from knowledge.language.talk.assent import bare_words
from knowledge.language.talk.thread.page_turns import page_turn
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 60  # characters
SHORTEST_BEGINNING = 2  # characters of a label that stand for all of it
SHORTEST_CLIPPED = 6
LAST = "最后"
_HEAD = pattern(r"^(?:请|麻烦|能不能|可以|能|我|想|要|那|就|选|择|点|击|按|开|打|看|进|入|去)+")
_TAIL = pattern(r"(?:吧|呢|了|啊|吗|行吗|谢谢|看看|一下|1下|展开|细看|讲讲)+$")
_OPEN_IT = pattern(r"(?:打开|点开|给我看?|看看?|[一1]下|来|请|吧)+$")
_ORDINAL = pattern(
    r"(?P<first>第)?(?P<number>\d{1,2})(?P<of>大?个|条|篇|项|件|位|道|句|题|号|大?部分|点|大?块|章|节|大?方面)?"
)
_LAST = pattern(rf"{LAST}(?:面|头)?的?那?1?(?:个|条|篇|项|件|位|道|句|题)")
_NUMBERED = pattern(
    r"\s*(?P<open>[（(])?第?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.．)）要]|[:：](?!\d)|部分|$)"
)
# 2022年的, 二〇二二年者, 选22年那篇: which of several years.
_A_YEAR = pattern(
    r"(?:就|是|要|读|看)*(?:20)?(?P<year>\d\d)年?度?的?(?:那|这)?1?(?:[篇份次个场]|者)?(?:的|讲话|也|吧|啊)*"
)
_TURNS = {1: ("下一页", "后面的标题", "看后面的"), -1: ("上一页", "前面的标题", "回到开头")}


def chosen(text: str, labels: Sequence[str], listed: int, *, begun: bool = True) -> str:
    """Return which of the buttons' `labels` the whole of `text` means; empty for none.

    The first `listed` stand one below the other: 第二个 is the second of them, or what is numbered so. `begun`:
    the beginning of a label, or the whole of one that is cut off, stands for it, too.
    """
    said = bare_words(text)
    if not said or len(said) > LONGEST:
        return ""
    bare = {label: bare_words(label) for label in reversed(labels)}
    ways = dict.fromkeys(
        (said, _TAIL.sub("", said), _TAIL.sub("", _HEAD.sub("", said)), _OPEN_IT.sub("", _HEAD.sub("", said)))
    )
    turned = _TURNS.get(page_turn(text) or 0, ()) if "页" in said or "翻" in said else ()
    for way in (*filter(None, ways), *turned):
        if same := [label for label, words in bare.items() if words == way]:
            return same[-1]
    for way in filter(None, ways):
        counted = canonical_numerals(way)
        of_a_year = "" if "呢" in text else _of_a_year(counted, labels)  # 2022年呢 asks the same of it
        if found := _counted(counted, labels, listed) or of_a_year:
            return found
    return _begun(said, bare) if begun else ""


def _of_a_year(said: str, labels: Sequence[str]) -> str:
    """Return the one label that begins with the year that is all that is said; empty for none."""
    match = _A_YEAR.fullmatch(said)
    found = [label for label in labels if label.startswith(f"20{match['year']}年")] if match else []
    return found[0] if len(found) == 1 and ("年" in said or len(said) >= len("2022")) else ""


def _counted(said: str, labels: Sequence[str], listed: int) -> str:
    """Return the label that 第2个 means: of a numbered list the one with that number, else by its place."""
    if listed and _LAST.fullmatch(said):
        return labels[listed - 1]
    match = _ORDINAL.fullmatch(said)
    if match is None:
        return ""
    number = int(match["number"])
    for outer in (True, False):
        numbered = [(_number(label, outer=outer), label) for label in labels]
        numbers = [known for known, _ in numbered if known]
        if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return next((label for known, label in numbered if known == number), "")
    by_place = match["of"] != "点" and 0 < number <= listed
    return labels[number - 1] if by_place else ""


def _number(label: str, *, outer: bool) -> int:
    """Return the number that a label begins with, 0 for none; `outer`: not one in brackets."""
    match = _NUMBERED.match(label)
    if match is None or (outer and match["open"]):
        return 0
    return int(canonical_numerals(match["number"]))


def _begun(said: str, bare: dict[str, str]) -> str:
    """Return the one label that begins with these words, or that is cut off and begins them."""
    found = [label for label, words in bare.items() if _stands_for(said, label, words)]
    return found[0] if len(found) == 1 else ""


def _stands_for(said: str, label: str, words: str) -> bool:
    if len(said) >= SHORTEST_BEGINNING and words.startswith(said):
        return True
    return label.rstrip().endswith("…") and len(words) >= SHORTEST_CLIPPED and said.startswith(words)
