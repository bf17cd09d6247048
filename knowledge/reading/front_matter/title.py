"""A document's title: which of the lines above its body it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, DATE, DAY, NUMERIC, squeezed
from knowledge.reading.extracted import Line
from knowledge.reading.front_matter.furniture import BULLETIN, LETTERHEAD, PERIOD, Furniture
from knowledge.speech.front import is_organ, is_speaker, subtitle, when

# What titles end with: the kind of document; and what may stand behind it in brackets.
KIND = pattern(
    r"(?:讲话稿?|发言稿|演讲稿|报告|致辞|致词|发言|演讲|讲稿|讲义|党课|提纲|意见|通知|通报|通告|公告|公报|决定|决议|命令|要点|总结|小结|计划|规划|纲要|方案|安排|"
    r"办法|规定|条例|细则|规则|制度|准则|守则|章程|规范|规程|公约|须知|清单|目录|标准|纪要|函|批复|复函|请示|答复|说明|汇报|情况|建议|提案|议案|倡议书?|"
    r"公开信|承诺书|责任书|协议|体会|讲座|综述|述评|社论|寄语|贺信|贺词|祝词|悼词|开幕词|闭幕词|谈话|主持词|讲评|家书|自传|问答|指引|指南|手册|预案|措施|问题|工作|材料|信)"
    r"(?:[（(【\[][^（）()]{1,24}[）)】\]])*[》”]?(?:[（(][^（）()]{1,16}[）)])*"
)
ENDS_WITH_KIND = pattern(rf".*{KIND.pattern}")
STRONG_KIND = pattern(
    r".*(?:讲话|报告|致辞|发言|演讲|党课|意见|通知|通报|通告|公告|公报|决定|决议|请示|要点|总结|计划|规划|纲要|方案|办法|规定|条例|细则|规则|制度|准则|守则|章程|纪要|批复)"
    r"(?:[（(【\[][^（）()]{1,24}[）)】\]])*[》”]?"
)
BEGINS = pattern("关于|在.{2,40}上的|中共|《|认真|坚|深入|全面")
UNFINISHED = pattern(r"(?:关于|在|中共|对|为|以)[^》]*|.*(?:的|和|与|及|暨|、|关于|印发)")
# Kinds of document that are a title by themselves.
BY_ITSELF = pattern(
    "主持词|讲话稿|发言稿|通知|通报|公告|通告|决定|决议|公报|倡议书|承诺书|公开信|慰问信|感谢信|责任书|批复|纪要|报告|总结|公约|须知|简报"
)
DATED = pattern(rf"(?P<words>.*?)[（(](?P<date>{DATE}|{NUMERIC})[^（）()]{{0,30}}[）)]")
PLACE = pattern(
    rf"(?:{ANY_YEAR}年度?)?(?:[\u4e00-\u9fff]{{1,20}}(?:省|市|区|县|州|旗|盟|镇|乡|政府|委员会|单位|局|厅|院|公司|集团|大学|学校|医院|中心))?"
)
LEADING_DAY = pattern(rf"{DAY}[\s，,]*(?=在|[\u4e00-\u9fff·]{{2,12}}在)")
SHORTEST, LONGEST = 4, 80
# A title's label; and what a line lacks that the one above it must have: 在 of 会议上的讲话, 关于 of …的通知.
LABEL = pattern(r"(?:讲话|报告|文件)?(?:标题|题目|名称)[:：]")
LACKS_PLACE = pattern(r"(?!.*(?:在|《)).*[上时中]的.*")
LACKS_MATTER = pattern(r"(?!.*(?:关于|《)).*的.+")
HANGS_ON = pattern("[暨和与及、的并]|(?:会议|大会|工作)?上的")
WHOLE = pattern(rf".*(?:的|》){KIND.pattern}")
ALONE = pattern("通知|通报|报告|决定|意见|函|请示|批复|讲话|通告|公告")
# What stands before the name of a column of a paper or a page.
ORNAMENTS = "◎◇◆●○■□★☆▲△※▌▍|｜"
STOPS = "。；，：:！!;,、"
SURE = 5.0
ENOUGH = 3.0


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the lines it stands in, and whether it is beyond doubt."""

    text: str
    first: int
    last: int
    sure: bool


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line above the body: as it is, without blanks, and what it is if it is furniture."""

    line: Line
    bare: str
    furniture: Furniture | None

    @property
    def free(self) -> bool:
        """Return whether the line may be a title: it is no furniture, date, subtitle or name."""
        return (
            self.furniture is None
            and not when(self.bare)
            and not subtitle(self.bare)
            and not (is_speaker(self.bare) and not self.line.title)
            and self.bare[-1:] not in STOPS
            and len(self.bare) <= LONGEST
        )


def title_of(head: Sequence[HeadLine], addressed: bool) -> Title | None:
    """Return the title that stands among the lines above the body, None where no line is like one.

    `addressed`: the body begins with a salutation or with whom it addresses.
    """
    free = [place for place, line in enumerate(head) if line.free and _is_long_enough(line.bare)]
    scores = {place: _score(head, place, free, addressed) for place in free}
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    if best is None or scores[best] < ENOUGH:
        return _dated(head) or _bulletin(head)
    best = _fuller(head, best, free)
    first, last = _whole(head, best)
    text = LEADING_DAY.sub("", _joined([line.line.text for line in head[first : last + 1]]), count=1)
    if (dated := DATED.fullmatch(text)) and ENDS_WITH_KIND.fullmatch(squeezed(dated["words"])):
        text = dated["words"].strip()
    below = next((line.bare for line in head[last + 1 :] if line.furniture is None), "")
    return Title(text, first, last, scores[best] >= SURE or bool(subtitle(below)))


def _is_long_enough(bare: str) -> bool:
    return len(bare) >= SHORTEST or BY_ITSELF.fullmatch(bare) is not None


def _dated(head: Sequence[HeadLine]) -> Title | None:
    """Return a title that begins with its date: 2024年3月5日在职工大会上的讲话."""
    for place, line in enumerate(head):
        match = re.match(rf"(?:{DATE}|{NUMERIC})[，,]?", line.bare)
        words = line.bare[match.end() :] if match and not subtitle(line.bare) else ""
        if words and STRONG_KIND.fullmatch(words):
            return Title(words, place, place, sure=True)
    return None


def _bulletin(head: Sequence[HeadLine]) -> Title | None:
    """Return what a bulletin or record is called by its letterhead, where nothing else is a title."""
    for place, line in enumerate(head):
        if line.furniture is None and BULLETIN.fullmatch(line.bare) and is_letterhead(head, place):
            return Title(_close(line.line.text), place, place, sure=False)
    return None


def _fuller(head: Sequence[HeadLine], best: int, free: Sequence[int]) -> int:
    """Return the line above that says the same title with its year and place: 2024年示例省政府工作报告."""
    bare = head[best].bare
    for place in free:
        more = head[place].bare
        if place < best and more != bare and more.endswith(bare) and PLACE.fullmatch(more[: -len(bare)]):
            return place
    return best


def is_letterhead(head: Sequence[HeadLine], place: int) -> bool:
    """Return whether a line is the name of the body that issues the document, in red above it."""
    bare = head[place].bare
    below = [line for line in head[place + 1 : place + 4] if line.bare]
    titled = next((at for at, line in enumerate(below) if line.free and ENDS_WITH_KIND.fullmatch(line.bare)), 3)
    numbered = any(line.furniture in {Furniture.NUMBER, Furniture.MARK} for line in below[:titled])
    period = any(PERIOD.fullmatch(line.bare) for line in below)
    return bool(
        LETTERHEAD.fullmatch(bare)
        or (BULLETIN.fullmatch(bare) and (period or numbered) and not bare.startswith("关于"))
        or (is_organ(bare) and numbered)
    )


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
    elif subtitle(after.bare) or when(after.bare) or is_speaker(after.bare):
        score += 3
    score += 3.0 * _is_numbered(head, place)
    score -= 8.0 * is_letterhead(head, place) + 3.0 * is_organ(bare)
    score -= 4.0 * (bare[0] in ORNAMENTS)
    score -= 2.5 * ("，" in bare and not this.line.centred and not STRONG_KIND.fullmatch(bare))
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


def _whole(head: Sequence[HeadLine], best: int) -> tuple[int, int]:
    """Return the first and the last of the lines that the title is set in."""
    first = last = best
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
        if line.furniture or when(line.bare) or subtitle(line.bare) or is_speaker(line.bare):
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
        return below.startswith("关于")
    if re.match("在|关于|《", below) or subtitle(line.bare) or is_speaker(line.bare):
        return False
    if _lacks(line.bare, below) and not WHOLE.fullmatch(line.bare):
        return True
    return bool(UNFINISHED.fullmatch(line.bare)) and not ENDS_WITH_KIND.fullmatch(line.bare)


def _lacks(above: str, below: str) -> bool:
    """Return whether words of the line above are needed for those below to make sense."""
    return bool(
        HANGS_ON.match(below)
        or (ALONE.fullmatch(below) and "关于" in above)
        or (LACKS_PLACE.fullmatch(below) and "在" in above)
        or (LACKS_MATTER.fullmatch(below) and "关于" in above)
    )


def _joined(lines: list[str]) -> str:
    """Return a title's lines as one, without the blanks that space it out and the marks around all of it."""
    parts = [_close(line) for line in lines]
    text = LABEL.sub("", parts[0], count=1).strip() if LABEL.match(parts[0]) else parts[0]
    for part in parts[1:]:
        motto = not ENDS_WITH_KIND.fullmatch(squeezed(part)) and not is_organ(squeezed(text))
        apart = motto and not re.search("关于|在", text) and not part.endswith("的")
        text += f" {part}" if apart else part
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


def _close(line: str) -> str:
    words = line.split()
    single = sum(len(word) == 1 and not word.isascii() for word in words)
    return "".join(words) if single * 2 >= len(words) else " ".join(words)
