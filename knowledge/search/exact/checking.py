"""Whether words are verbatim, and what comes nearest: 请核对：“把纪律挺在前面”是否原文, 有一句：……。对不对.

As in words_around.py nothing may be left over around the words but what asks that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.search.exact.mentions import plain_words, plainly
from knowledge.speech.segment import Passage

LONGEST = 300  # characters of words to check
SHORTEST, LONGEST_LEAD = 4, 24  # characters of words without quotation marks, and of what stands before them
ALIKE = 70.0  # of 100, rapidfuzz's partial ratio: below it nothing comes near
MOST_DIFFERENCES, NEARLY = 3, 0.8  # what differs is named where so few do and so much is the same
ALL_DIFFERENCES, STILL_NEAR = 12, 0.7  # the same for who asks what differs
MOST_CLAUSES = 8
SIGNS = r"[^\w\n]{0,2}"  # that may stand between the characters of words that are the same without them
MOVED = 6  # characters by which an edge of rapidfuzz's stretch may be moved

_CHECKS = (
    r"核对|核实|核一?下|[再请]?核(?=[:,]|$)|校对|对一?对|比对|原文|原句|原话|一字不[差错改漏]|逐字|对不对|对[吗么否]|准不准|准确|正确|有没有[错误]|有误|无误|有错"
    r"|一致|相符|相同|出入|引得对|引用得?对|写得对|没写错|写错|引错|说过这句话|有这句话|这么说的|这样说的"
)
_BESIDE = (
    r"讲话稿?|各位(?:同志|领导)|同志|您好|你好|请问|请予|烦请|请|麻烦|劳驾|帮[忙我]?|给我|替我|我?手[上头里]有|我?(?:想|要)|再|查一查|查|看一看|看|问|确认|引用|引|写|说|讲|用"
    r"|下面|以下|上面|[这那]?[一1]?[句段]话?|[这那]几个字|里头|(?:(?:发言|材料|汇报|讲话|文|底|初|草)稿|材料|稿子|稿|文件|汇报|简报|报告|同事)[里上中]?|领导|[他你您我]们?|成|道|着|一样|样|两篇|里面?|中|[一1]下|是不是|是否|有没有|是|否|为|算|属于|出自|与|和|跟|同"
    r"|原件|原稿|有|在|对|的|得|地|了|过|把|将|都|吗|么|呢|啊|吧|没有|没|不|:|,|。|;|\?|!|、"
)
_AROUND = pattern(rf"(?:(?P<checks>{_CHECKS})|{_BESIDE})")
_QUOTED = pattern(rf"[“\"「『‘'〝]([^“”\"「」『』〝〞]{{2,{LONGEST}}})[”\"」』’'〞]")
# 核对 用纪律的戒尺管人 是不是原话: blanks stand for the colon.
_UNQUOTED = pattern(
    rf"(?:请|麻烦|帮[我忙]?)?(?:核对|核实|核)(?:[一1]?下)?[\s,:]+(?P<words>[^?？:“”\"]{{{SHORTEST},60}}?)[\s,]+(?:这?[是算]不是|是否|算不算)?(?:讲话)?(?:里|的)*(?:原文|原句|原话|这么说)的?[吗么]?\W*"
)
_CLAUSE_ENDS = pattern(r"[,，。;；:：!！?？\s]+")
_TAIL = pattern(r"[。.,!?;]+[^。.,!?;:]{1,16}[。.!?]*$")


@dataclass(frozen=True, slots=True)
class Near:
    """The stretch of a passage that comes nearest to words that stand nowhere.

    `span` is where, in code points of its text; `differences` are pairs of what was written and what stands
    there, either may be empty; none where they are too many to name.
    """

    passage: Passage
    span: tuple[int, int]
    differences: tuple[tuple[str, str], ...]


def words_to_check(text: str) -> str | None:
    """Return the words of which `text` asks whether they are verbatim, as typed; None: it asks nothing so."""
    if len(text) > 2 * LONGEST:
        return None
    said = "".join(fold(text).split())
    quoted = list(_QUOTED.finditer(said))
    if len(quoted) == 1:
        match = quoted[0]
        around = said[: match.start()] + "," + said[match.end() :]
        return match[1] if _only_checks(around) else None
    if not quoted and (bare := _UNQUOTED.fullmatch(fold(text).strip())):
        return "".join(bare["words"].split())
    lead, colon, words = said.partition(":") if not quoted else (said, "", "")
    if not (colon and 1 < len(lead) <= LONGEST_LEAD):
        return None
    tail = _TAIL.search(words)
    asked, ends = (words[: tail.start()], tail[0]) if tail and _only_checks(tail[0]) else (words, "")
    wanted = asked.strip("。.,!?;~")
    return wanted if SHORTEST <= len(wanted) <= LONGEST and _only_checks(f"{lead}:{ends}") else None


def clauses_of(words: str) -> tuple[str, ...]:
    """Return the clauses of words to check; nothing where they are one, or more than are told one by one."""
    parts = tuple(one for part in _CLAUSE_ENDS.split(words) if len(one := part.strip("“”\"'《》 ")) > 1)
    return parts if 1 < len(parts) <= MOST_CLAUSES else ()


def _only_checks(around: str) -> bool:
    """Return whether nothing is said but that words are to be checked."""
    at, checks = 0, False
    while at < len(around):
        match = _AROUND.match(around, at)
        if match is None:
            return False
        checks = checks or match["checks"] is not None
        at = match.end()
    return checks


def nearest(words: str, passages: Iterable[Passage], *, every: bool = False) -> Near | None:
    """Return what of these passages comes nearest to `words`; None: nothing is near.

    `every`: what differs is named also where much does.
    """
    wanted, best, score = plain_words(words), None, ALIKE
    with_signs = re.compile(SIGNS.join(map(re.escape, wanted)))
    for passage in passages:
        plain, place = plainly(passage.text)
        if match := with_signs.search(plain):  # 忠诚干净担当 is 忠诚、干净、担当
            signs = dict.fromkeys(re.findall(r"[^\w\n]+", match[0]))
            missing = tuple(("", sign) for sign in signs if sign not in wanted)
            return Near(passage, (place[match.start()], place[match.end() - 1] + 1), missing)
        found = partial_ratio_alignment(wanted, plain, score_cutoff=score)
        if found is None or found.dest_end <= found.dest_start or (best and found.score <= score):
            continue
        score = found.score
        start, end = _best_edges(wanted, plain, found.dest_start, found.dest_end)
        differences = _differences(wanted, plain[start:end], every=every)
        best = Near(passage, (place[start], place[end - 1] + 1), differences)
    return best


def _best_edges(words: str, plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where what is near begins and ends: rapidfuzz's stretch is as long as the words."""
    starts = range(max(0, start - MOVED), min(start + MOVED, end - 1) + 1)
    ends = range(end - MOVED, min(len(plain), end + MOVED) + 1)
    edges = [(first, last) for first in starts for last in ends if first < last]
    return min(edges, key=lambda edge: Levenshtein.distance(words, plain[slice(*edge)]))


def _differences(words: str, there: str, *, every: bool) -> tuple[tuple[str, str], ...]:
    most, least = (ALL_DIFFERENCES, STILL_NEAR) if every else (MOST_DIFFERENCES, NEARLY)
    if Levenshtein.normalized_similarity(words, there) < least:
        return ()
    spans: list[tuple[int, int, int, int]] = []  # side by side they are one: 红 for 咬耳扯袖、
    for one in Levenshtein.opcodes(words, there):
        if one.tag != "equal":
            begins = (one.src_start, one.dest_start)
            if spans and (spans[-1][1], spans[-1][3]) == begins:
                begins = (spans[-1][0], spans.pop()[2])
            spans.append((begins[0], one.src_end, begins[1], one.dest_end))
    pairs = tuple((words[first:last], there[start:end]) for first, last, start, end in spans)
    return pairs if len(pairs) <= most else ()
