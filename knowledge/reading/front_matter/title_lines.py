"""The lines that a title is set in: where it begins above the likeliest one, and where it ends below."""

import re
from collections.abc import Sequence

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, squeezed
from knowledge.reading.front_matter.fields import is_fields
from knowledge.reading.front_matter.head_line import (
    ENDS_WITH_KIND,
    KIND,
    LONGEST,
    STOPS,
    HeadLine,
    is_letterhead,
)
from knowledge.speech.front import is_organ, is_speaker, subtitle, when

UNFINISHED = pattern(r"(?:关于|在|中共|对|为|以)[^》]*|.*(?:的|和|与|及|暨|、|关于|印发)")
# A title's label; and what a line lacks that the one above it must have: 在 of 会议上的讲话, 关于 of …的通知.
LABEL = pattern(
    r"(?:讲话|报告|文件|会议|党课|讲课|授课|宣讲|讲座|发言|演讲|学习|课程)?(?:标题|题目|名称|主题|课题)(?:[:：]\s*|\s+)"
)
REMARK = pattern(r"[（(【\[].*(?:整理|审[阅定核]|记录|录音|摘[要登]|节选|全文|稿)[）)】\]]")
LACKS_PLACE = pattern(r"(?!.*(?:在|《)).*[上时中]的.*")
LACKS_MATTER = pattern(r"(?!.*(?:关于|《)).*的.+")
HANGS_ON = pattern("[暨和与及、的并]|(?:会议|大会|工作)?上的")
WHOLE = pattern(rf".*(?:的|》){KIND.pattern}")
ALONE = pattern("通知|通报|报告|决定|意见|函|请示|批复|讲话|通告|公告")
# What a sheaf of papers is called, and a title only where no other line is one: 会议发言材料, 领导讲话.
GENERIC = pattern(
    "(?:会议|大会|党课|领导|新闻|学习|交流|专题|工作|述职|座谈会?){0,2}(?:讲话|发言|发布|讲课|讲义|交流|参阅|学习)(?:稿|材料|资料|文稿|提纲)?|讲稿"
)
# What goes on with the name of a body above it.
OF_ORGAN = pattern(rf"关于|印发|转发|批转|第.{{1,4}}[次届]|{ANY_YEAR}年")
MOTTO = pattern("[\u4e00-\u9fff“”，、]{6,}")


def is_motto(head: Sequence[HeadLine], place: int) -> bool:
    """Return whether a line is one of a motto's: 忠诚履职 担当作为 / 为谱写新篇章提供坚强纪律保障."""
    line = head[place]
    return (
        line.free
        and MOTTO.fullmatch(line.bare) is not None
        and not all(map(is_organ, line.line.text.split()))
        and not is_letterhead(head, place)
        and not ENDS_WITH_KIND.fullmatch(line.bare)
    )


def whole(head: Sequence[HeadLine], best: int) -> tuple[int, int]:
    """Return the first and the last of the lines that the title is set in."""
    first = last = best
    if (
        best
        and is_motto(head, best)
        and is_motto(head, best - 1)
        and best + 1 < len(head)
        and subtitle(head[best + 1].bare)
    ):
        return best - 1, best
    if not ENDS_WITH_KIND.fullmatch(head[best].bare):
        last = _down(head, best)
    while first > 0 and _goes_on(head, first - 1, "".join(line.bare for line in head[first : last + 1])):
        first -= 1
    return first, last


def _down(head: Sequence[HeadLine], best: int) -> int:
    """Return the line in which a title ends that does not end in this one."""
    text = head[best].bare
    for place in range(best + 1, min(best + 3, len(head))):
        line = head[place]
        if line.furniture or when(line.bare) or subtitle(line.bare) or is_speaker(line.bare) or line.is_signed:
            break
        if REMARK.fullmatch(line.bare) or is_fields(line.bare):
            break
        text += line.bare
        if len(text) > LONGEST or line.bare[-1:] in STOPS or line.line.centred != head[best].line.centred:
            break
        if ENDS_WITH_KIND.fullmatch(text) and not re.match("在|关于", line.bare):
            return place
    below = head[best + 1 : best + 3]
    if (
        len(below) == 2
        and below[0].free
        and not is_organ(below[0].bare)
        and not REMARK.fullmatch(below[0].bare)
        and not re.match("在|关于", below[0].bare)
        and (subtitle(below[1].bare) or when(below[1].bare))
        and below[0].line.centred == head[best].line.centred
        and len(text) <= LONGEST
    ):
        return best + 1  # two lines of one motto, above a subtitle
    return best


def _goes_on(head: Sequence[HeadLine], before: int, below: str) -> bool:
    """Return whether the title begins in the line before: 在全市党风廉政建设 / 工作会议上的讲话."""
    line = head[before]
    if line.furniture or is_letterhead(head, before) or when(line.bare) or line.bare[-1:] in "。；：:！!":
        return False
    if len(line.bare) + len(below) > LONGEST:
        return False
    if is_organ(line.bare):
        return OF_ORGAN.match(below) is not None
    if re.match("在|关于|《", below) or subtitle(line.bare) or is_speaker(line.bare):
        return False
    if _lacks(line.bare, below) and not WHOLE.fullmatch(line.bare):
        return True
    return bool(UNFINISHED.fullmatch(line.bare)) and not ENDS_WITH_KIND.fullmatch(line.bare)


def _lacks(above: str, below: str) -> bool:
    """Return whether words of the line above are needed for those below to make sense."""
    return bool(
        HANGS_ON.match(below)
        or (GENERIC.fullmatch(below) and above.endswith("会"))
        or (ALONE.fullmatch(below) and "关于" in above)
        or (LACKS_PLACE.fullmatch(below) and "在" in above)
        or (LACKS_MATTER.fullmatch(below) and "关于" in above)
    )


def joined(lines: list[str]) -> str:
    """Return a title's lines as one, without the blanks that space it out and the marks around all of it."""
    parts = [close(line) for line in lines]
    text = LABEL.sub("", parts[0], count=1).strip() if LABEL.match(parts[0]) else parts[0]
    for part in parts[1:]:
        motto = not ENDS_WITH_KIND.fullmatch(squeezed(part)) and not is_organ(squeezed(text))
        apart = motto and not re.search("关于|在", text) and not part.endswith("的")
        text += f" {part}" if apart else part
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


def close(line: str) -> str:
    """Return a line without the blanks that space its words out."""
    words = line.split()
    single = sum(len(word) == 1 and not word.isascii() for word in words)
    return "".join(words) if single * 2 >= len(words) else " ".join(words)
