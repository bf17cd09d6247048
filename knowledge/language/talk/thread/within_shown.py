"""本段里“责任”两字几次, 这段一共多少字: what is counted in the stretch that stands there, and nowhere else."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 40  # characters
LONGEST_WORD = 12
_HERE = (
    r"^(?:那|就|在|请问|请|数[一1]?下|统计)*(?:[这本该此][一1]?|上面[那这]?[一1]?|刚才[那这]?[一1]?)(?:个|自然)?(?P<unit>[段节条页]|句)(?:话|原文)?"
    r"(?:里[面头]?|内|之?中|当中|的|之内)*(?:,|:)?"
)
_BEGINS = pattern(_HERE)
_HOW_MANY = r"(?:多少|几|何)"
_LENGTH = pattern(
    rf"(?:[一1]共|总共|合计|总计|到底|大概|大约|约|凡|共|有|是|计)*(?:{_HOW_MANY}[百千]?个?字|字数|多长|长度)(?:是|为|有)?(?:{_HOW_MANY})?[呢啊吗]*"
)
_QUOTED = r"[“\"「『‘'〝](?P<quoted>[^“”\"「」『』‘’'〝〞]{1,30})[”\"」』’'〞]"
_TIMES = rf"(?:{_HOW_MANY}|多?少)[次遍回处个见现]?|{_HOW_MANY}[次遍回处]"
_WORDS = (
    rf"(?:[一1]共|总共|有|出现|提到?|说到?|讲到?|用|写)*[了过]?(?:没有?|无)?(?:{_HOW_MANY}[个次处])?"
    rf"(?:{_QUOTED}|(?P<bare>[^\W\d_]{{2,{LONGEST_WORD}}}?))(?:这?[几两二三四1-9]?个?[字词]|[一1]词)?的?"
    rf"(?:[一1]共|总共|共|有|出现|提到?|说到?|讲到?|用|凡)*[了过]?(?P<asks>(?:{_TIMES})|(?:有|了|过)?没有?|[吗么])?[呢啊吗]*"
)
_COUNTS = pattern(_WORDS)
_OFTEN = pattern(rf"{_HOW_MANY}[次遍回处见现]")
_ASKS = pattern(rf"{_HOW_MANY}|有没有|[吗么]|没有?[吗呢]?$")


def words_here(text: str) -> str | None:
    """Return the words that `text` wants counted in what stands there; "" for its length, None: neither."""
    if len(text) > LONGEST:
        return None
    said = "".join(fold(text).split()).rstrip("?!。.,~")
    begins = _BEGINS.match(said)
    rest = said[begins.end() :] if begins else ""
    if not rest:
        return None
    if _LENGTH.fullmatch(canonical_numerals(rest)):
        return ""
    match = _COUNTS.fullmatch(rest)
    if match is None or not _ASKS.search(rest):
        return None
    if match["quoted"]:
        return match["quoted"].strip()
    return match["bare"] if _OFTEN.search(rest) else None
