"""A line above the body of a document: what kind of title it ends like, whether it may be one at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR
from knowledge.reading.extracted import Line
from knowledge.reading.front_matter.fields import is_fields
from knowledge.reading.front_matter.furniture import BULLETIN, LETTERHEAD, PERIOD, Furniture, passed
from knowledge.speech.front import NAME, is_organ, is_speaker, subtitle, when

# What titles end with: the kind of document; and what may stand behind it in brackets.
KIND = pattern(
    r"(?:讲话稿?|发言稿|演讲稿|报告|致辞|致词|发言|演讲|讲稿|讲义|党课|提纲|摘要|实录|解读|献词|记录稿|文字稿|速记稿|意见|通知|通报|通告|公告|公报|决定|决议|命令|要点|总结|小结|计划|规划|纲要|方案|安排|"
    r"办法|规定|条例|细则|规则|制度|准则|守则|章程|规范|规程|公约|须知|清单|目录|标准|纪要|函|批复|复函|请示|答复|说明|汇报|情况|建议|提案|议案|倡议书?|"
    r"公开信|承诺书|责任书|建议书|答记者问|记录|协议|体会|讲座|综述|述评|社论|寄语|贺信|贺词|祝词|悼词|开幕词|闭幕词|谈话|主持词|讲评|家书|自传|问答|指引|指南|手册|预案|措施|问题|工作|打算|思路|观后感|读后感|感想|材料|信)"
    r"(?:[（(【\[][^（）()]{1,24}[）)】\]])*[》”]?(?:[（(][^（）()]{1,16}[）)])*"
)
ENDS_WITH_KIND = pattern(rf".*{KIND.pattern}")
STRONG_KIND = pattern(
    r".*(?:(?:讲话|发言|演讲|党课|谈话|讲课|授课)(?:记录|录音|文字|速记)?(?:稿|讲稿|提纲|摘要|要点|实录|记录|全文)?|报告|致辞|意见|通知|通报|通告|公告|公报|决定|决议|请示|要点|总结|计划|规划|纲要|方案|办法|规定|条例|细则|规则|制度|准则|守则|章程|纪要|批复)"
    r"(?:[（(【\[][^（）()]{1,24}[）)】\]])*[》”]?"
)
SHORTEST = 4
LONGEST = 80
ISSUE = pattern(rf"(?:{ANY_YEAR}年)?[（(]?(?:总?第|总).{{1,6}}期")
TEAM = pattern("[\u4e00-\u9fff]{1,5}[队科室组班部处股站所堂厂院校局委办]")
LONGEST_NAME = 12  # of a paper that counts its issues
STOPS = "。；，：:！!;,、"


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line above the body: as it is, without blanks, and what it is if it is furniture."""

    line: Line
    bare: str
    furniture: Furniture | None

    @property
    def is_signed(self) -> bool:
        """Return whether a line is the name of a body and, after a blank, somebody of it: 市教育局 李某."""
        *body, name = self.line.text.split() or [""]
        of = "".join(body)
        return re.fullmatch(NAME, name) is not None and (is_organ(of) or TEAM.fullmatch(of) is not None)

    @property
    def free(self) -> bool:
        """Return whether the line may be a title: it is no furniture, date, subtitle or name."""
        return (
            self.furniture is None
            and not when(self.bare)
            and not passed(self.bare)
            and not is_fields(self.bare)
            and not subtitle(self.bare)
            and not ((is_speaker(self.bare) or self.is_signed) and not self.line.title)
            and self.bare[-1:] not in STOPS.replace("！!", "")
            and len(self.bare) <= LONGEST
        )


def is_letterhead(head: Sequence[HeadLine], place: int) -> bool:
    """Return whether a line is the name of the body that issues the document, in red above it."""
    bare = head[place].bare
    below = [line for line in head[place + 1 : place + 4] if line.bare]
    titled = next((at for at, line in enumerate(below) if line.free and ENDS_WITH_KIND.fullmatch(line.bare)), 3)
    numbered = any(line.furniture in {Furniture.NUMBER, Furniture.MARK} for line in below[:titled])
    period = any(PERIOD.fullmatch(line.bare) for line in below)
    counted = place == 0 and below and ISSUE.match(below[0].bare) and not STRONG_KIND.fullmatch(bare)
    return bool(
        LETTERHEAD.fullmatch(bare)
        or (BULLETIN.fullmatch(bare) and (period or numbered) and not bare.startswith("关于"))
        or (is_organ(bare) and numbered)
        or (counted and len(bare) <= LONGEST_NAME)
        or (period and BULLETIN.fullmatch(bare + below[0].bare) and BULLETIN.fullmatch(below[0].bare))
    )
