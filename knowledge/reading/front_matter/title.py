"""A document's title: which of the lines above its body it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, DATE, DAY, NUMERIC, squeezed
from knowledge.reading.front_matter.fields import is_fields
from knowledge.reading.front_matter.furniture import LETTERHEAD, Furniture, passed
from knowledge.reading.front_matter.head_line import (
    ENDS_WITH_KIND,
    SHORTEST,
    STRONG_KIND,
    HeadLine,
    is_letterhead,
)
from knowledge.reading.front_matter.title_lines import GENERIC, LABEL, close, is_motto, joined, whole
from knowledge.speech.front import is_organ, is_speaker, occasion_of, subtitle, when

BEGINS = pattern("关于|在.{2,40}上的|中共|《|认真|坚|深入|全面")
# Kinds of document that are a title by themselves.
BY_ITSELF = pattern(
    "主持词|开幕词|闭幕词|欢迎词|欢送词|答谢词|祝酒词|致辞|致词|献词|贺词|祝词|悼词|讲话|讲话稿|发言稿|演讲稿|演讲词|讲稿|通知|通报|公告|通告|通令|"
    "决定|决议|命令|公报|倡议书|承诺书|保证书|公开信|慰问信|表扬信|感谢信|贺信|邀请函|建议书|责任书|协议书|批复|复函|请示|纪要|报告|总结|"
    "意见|要点|方案|公约|须知|守则|简报|声明|寄语"
)
DATED = pattern(rf"(?P<words>.*?)[（(](?P<date>{DATE}|{NUMERIC})[^（）()]{{0,30}}[）)]")
PLACE = pattern(
    rf"(?:{ANY_YEAR}年度?)?(?:[\u4e00-\u9fff]{{1,20}}(?:省|市|区|县|州|旗|盟|镇|乡|政府|委员会|单位|局|厅|院|公司|集团|大学|学校|医院|中心))?"
)
LEADING_DAY = pattern(rf"{DAY}[\s，,]*(?=在|[\u4e00-\u9fff·]{{2,12}}在)")
# A motto's two halves: 重温入党誓词　永葆清廉本色.
HALVES = pattern("[\u4e00-\u9fff“”]{4,12}\\s+[\u4e00-\u9fff“”]{4,12}")
# A series and which one of it this is: the title stands below.
SERIES = pattern(
    r".*(?:[（(]第.{1,3}[讲期课辑篇回场]?[）)]|[（(][一二三四五六七八九十]{1,2}[）)]|第.{1,3}[讲期课辑]|系列(?:讲座|党课|报告|学习)?之.{1,3})"
)
BRIEF, LONG_ENOUGH = 8, 10  # for an article's title rather than an account's name
IN_BRACKETS = pattern("[（(【\\[][^（）()]+[）)】\\]]")
# What stands before the name of a column of a paper or a page.
ORNAMENTS = "◎◇◆●○■□★☆▲△※▌▍|｜"
SURE = 5.0
ENOUGH = 3.0
AHEAD = 2.5  # of every other line


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the lines it stands in, and whether it is beyond doubt."""

    text: str
    first: int
    last: int
    sure: bool


def title_of(head: Sequence[HeadLine], addressed: bool) -> Title | None:
    """Return the title that stands among the lines above the body, None where no line is like one.

    `addressed`: the body begins with a salutation or with whom it addresses.
    """
    free = [place for place, line in enumerate(head) if line.free and _is_long_enough(line.bare)]
    scores = {place: _score(head, place, free, addressed) for place in free}
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    if best is None or scores[best] < ENOUGH:
        return _dated(head) or _bulletin(head) or _likely(head, scores)
    best = _fuller(head, best, free)
    under = head[best + 1].bare if best + 1 < len(head) else ""
    if best and occasion_of(head[best].bare) and not subtitle(under) and is_motto(head, best - 1):
        return Title(close(head[best - 1].line.text), best - 1, best - 1, sure=False)
    named = ENDS_WITH_KIND.fullmatch(head[best].bare)
    if best and named and is_motto(head, best - 1) and HALVES.fullmatch(head[best - 1].line.text):
        return Title(close(head[best - 1].line.text), best - 1, best - 1, sure=False)
    first, last = whole(head, best)
    text = LEADING_DAY.sub("", joined([line.line.text for line in head[first : last + 1]]), count=1)
    if (dated := DATED.fullmatch(text)) and ENDS_WITH_KIND.fullmatch(squeezed(dated["words"])):
        text = dated["words"].strip()
    below = next((line.bare for line in head[last + 1 :] if line.furniture is None), "")
    rest = [
        score
        for place, score in scores.items()
        if not first <= place <= last and head[place].bare not in squeezed(text)
    ]
    clear = not rest or scores[best] - max(rest) >= AHEAD
    return Title(text, first, last, clear and (scores[best] >= SURE or bool(subtitle(below))))


def _is_long_enough(bare: str) -> bool:
    long_enough = len(bare) >= SHORTEST or BY_ITSELF.fullmatch(bare) is not None
    return long_enough and re.search("[\u4e00-\u9fffA-Za-z]", bare) is not None


def _dated(head: Sequence[HeadLine]) -> Title | None:
    """Return a title that begins with its date: 2024年3月5日在职工大会上的讲话."""
    for place, line in enumerate(head):
        match = re.match(rf"(?:{DATE}|{NUMERIC})[，,]?", line.bare)
        words = line.bare[match.end() :] if match and not subtitle(line.bare) else ""
        if words and STRONG_KIND.fullmatch(words):
            return Title(words, place, place, sure=True)
    return None


def _likely(head: Sequence[HeadLine], scores: Mapping[int, float]) -> Title | None:
    """Return the likeliest line as a guess, where no line says that it is the title."""
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    if best is None or scores[best] < 0 or is_organ(head[best].bare):
        return None
    on_page = any(line.furniture in {Furniture.BUTTONS, Furniture.PAGE} for line in head)
    if "，" in head[best].bare and not on_page and not re.search("[！!？?]", head[best].bare):
        return None
    first, last = whole(head, best)
    return Title(joined([line.line.text for line in head[first : last + 1]]), first, last, sure=False)


def _bulletin(head: Sequence[HeadLine]) -> Title | None:
    """Return what a bulletin or record is called by its letterhead, where nothing else is a title."""
    last = len(head) - 1
    for place, line in enumerate(head):
        if line.furniture is None and not LETTERHEAD.fullmatch(line.bare) and is_letterhead(head, place):
            if place < last and head[last].free and not is_organ(head[last].bare):
                return Title(close(head[last].line.text), last, last, sure=False)
            return Title(close(line.line.text), place, place, sure=False)
    return None


def _fuller(head: Sequence[HeadLine], best: int, free: Sequence[int]) -> int:
    """Return the line above that says the same title with its year and place: 2024年示例省政府工作报告."""
    bare = head[best].bare
    for place in free:
        more = head[place].bare
        if place < best and more != bare and more.endswith(bare) and PLACE.fullmatch(more[: -len(bare)]):
            return place
    return best


def _score(head: Sequence[HeadLine], place: int, free: list[int], addressed: bool) -> float:
    """Return how much speaks for a line being the title."""
    this = head[place]
    bare = this.bare
    after = next((line for line in head[place + 1 :] if line.furniture is None), None)
    score = 6.0 * this.line.title + 1.5 * this.line.centred
    score += 4 if STRONG_KIND.fullmatch(bare) else 2 if ENDS_WITH_KIND.fullmatch(bare) else 0
    score += 1.5 * bool(BEGINS.match(bare))
    score += 2.0 * (place == free[0]) + 1.0 * (len(free) == 1)
    if after is None:
        score += 2.0 * addressed
    elif (
        subtitle(after.bare)
        or (when(after.bare) and not is_organ(bare))  # a body beside its day is an imprint
        or passed(after.bare)
        or is_fields(after.bare)
        or is_speaker(after.bare)
        or after.is_signed
    ):
        score += 3
    below = head[place + 1 : place + (4 if place == free[0] else 2)]
    score += 2.0 * (len(bare) >= LONG_ENOUGH and any(line.furniture is Furniture.PAGE for line in below))
    score -= 5.0 * (place != free[-1] and SERIES.fullmatch(bare) is not None)
    score += 3.0 * _is_numbered(head, place)
    score += 6.0 * bool(LABEL.match(bare) or LABEL.match(this.line.text))
    score -= 4.0 * (len(free) > 1 and GENERIC.fullmatch(bare) is not None)
    score -= 8.0 * is_letterhead(head, place) + 3.0 * is_organ(bare)
    score -= 4.0 * (bare[0] in ORNAMENTS) + 6.0 * (len(free) > 1 and IN_BRACKETS.fullmatch(bare) is not None)
    calls = re.search("[！!？?]", bare) is not None
    score -= 2.5 * ("，" in bare and not (calls or this.line.centred or STRONG_KIND.fullmatch(bare)))
    brief = len(bare) < BRIEF and not this.line.centred and not ENDS_WITH_KIND.fullmatch(bare)
    score -= 2.0 * (brief and place != free[0])
    on_a_page = any(line.furniture in {Furniture.BUTTONS, Furniture.PAGE} for line in head[:place])
    score -= 4.0 * (on_a_page and len(bare) < 8 and place != free[-1] and not STRONG_KIND.fullmatch(bare))
    return score


def _is_numbered(head: Sequence[HeadLine], place: int) -> bool:
    """Return whether a document's number stands right above, with nothing but marks between."""
    for line in reversed(head[:place]):
        if line.furniture is None:
            return False
        if line.furniture is Furniture.NUMBER:
            return True
    return False
