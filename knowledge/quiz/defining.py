"""What can be asked for where the sentence itself decides: what is said of one thing of its kind only.

全面从严治党是…的必由之路, 以党的政治建设为统领: which thing it is, everybody knows who knows the speech. The
others of its kind are no less good, and are not said to be that. So with terms: 坚定“四个自信”.
"""

from collections.abc import Iterator

from core.patterns import pattern
from knowledge.quiz.kinds import A_THING, TERMS, decided, is_known, kin_of
from knowledge.quiz.material import Blank, Material, Statement

NOT = "，。；：！？“”《》"
LED = (
    rf"(?:^|(?<=[{NOT}]))"
    "(?:(?:强调|指出|明确|坚持|加强|推进|深化|强化|严明|严守)(?!是)|党的(?!领导|全面))*"
)
# That it is important may be said of anything good; this of one thing only.
FOREMOST = (
    "最|首要|首位|根本|第一|唯一|总开关|治本|之钙|灵魂|生命线|命脉|根基|基石|核心|统领|总纲|必由之路|标志|利剑|利器|法宝|"
    "钥匙|试金石|压舱石|大患|大敌|毒瘤|永恒课题|所在|先手棋|关键一招|底色|本色|传家宝|突破口|制胜|武器|良药|之基|之道|之要|"
    "重中之重|独特优势|显著优势|政治优势|光荣传统|优良传统|鲜明品格|鲜明特征|战略性|先决条件"
)
DONE = "(?:加强|坚持|推进|强化|深化)?(?:党的)?"
FORMS = (
    # 政治纪律是最重要、最根本、最关键的纪律
    pattern(
        rf"{LED}(?P<thing>{A_THING})(?:(?:就|也|都|既|始终)?是|作为)"
        rf"(?P<said>[^{NOT}是]*?(?:{FOREMOST})[^{NOT}是]*)"
    ),
    # 以党的政治建设为统领
    pattern(
        rf"以{DONE}(?P<thing>{A_THING})为(?P<said>[^{NOT}、为]*?"
        rf"(?:统领|核心|根本|根基|先导|首要|灵魂|主线|牵引|重点|突破口|切入点|保障|抓手|基础))(?=[{NOT}、]|$)"
    ),
    # 把党的政治建设摆在首位
    pattern(
        rf"把{DONE}(?P<thing>{A_THING})(?P<said>(?:[摆放挺]在|作为)[^{NOT}]*?(?:前面|{FOREMOST})[^{NOT}]*)"
    ),
    # 党的根本性建设是政治建设
    pattern(
        rf"(?P<said>(?:{FOREMOST})[^{NOT}、是]*(?:就|还|都)?(?:是|在于))(?:党的)?(?P<thing>{A_THING})(?=[{NOT}]|$)"
    ),
)
# 党组要履行主体责任, 纪委要履行监督责任: whose it is says which.
OF_WHOM = {
    "主体责任": pattern("党委|党组|党总支"),
    "监督责任": pattern("纪委|纪检|派驻"),
    "第一责任人责任": pattern("书记|一把手|主要负责"),
}
BORNE = pattern(
    r"(?:履行|落实|扛起|担负|承担|压实|肩负|扛好|担起)[^，。；]{0,16}?(?P<thing>主体责任|监督责任|第一责任人责任)(?=[，。；])"
)
LAST = 2  # characters: 统领 of 以…为统领
ABOUT_BUILDING = pattern("(?:党的|加强|推进|深化|强化)$")  # which goes with one head only: 党的…建设
UNLIKE = 2  # characters that another may be longer or shorter
# 四个意识, 三重一大, 两个维护: a term that is known by a number.
TERM = pattern(r"“([一二三四五六七八九十两]{1,2}[\u4e00-\u9fff]{2,7}(?<!规定))”")
LAYOUTS = frozenset(("四个全面", "五位一体"))  # of all work: they only stand beside others
COUNT = "个"  # 四个自信 is of another form than 五位一体
BESIDE = 10  # characters on each side of a term
# An office's own term is asked for where somebody gave it: that it be done may be said of 两个维护 as well.
HELD_OF = 2  # kinds of terms that are held to
HELD = pattern("(?:牢记|落实好?|践行|弘扬|遵循|坚持)$")
OF_CONDUCT = pattern("的?[\u4e00-\u9fff]{0,4}(?:教诲|嘱托|叮嘱)")


def defined(statement: Statement) -> Iterator[Blank]:
    """Yield the things that the sentence says something of that is said of one thing only."""
    text = statement.text
    for form in FORMS:
        for found in form.finditer(text):
            yield Blank(statement, *found.span("thing"), head=found["said"][-LAST:], form=True)
    for found in BORNE.finditer(text):
        of = OF_WHOM[found["thing"]].search(text, 0, found.start())
        if of and not any(whom.search(text) for name, whom in OF_WHOM.items() if name != found["thing"]):
            yield Blank(statement, *found.span("thing"), head=of[0], form=True)


def things_like(blank: Blank, material: Material) -> Iterator[str]:
    """Yield the things of this one's kind that the speeches name, those of its length and the most named first.

    None that the sentence names, or that a speech says the same of.
    """
    text, answer = blank.statement.text, blank.answer
    counted = {one: material.times(one) for one in kin_of(answer) if one not in text}
    headed = ABOUT_BUILDING.search(text[: blank.start])
    for one in sorted(counted, key=lambda one: (abs(len(one) - len(answer)), -counted[one], one)):
        alike = abs(len(one) - len(answer)) <= UNLIKE and (not headed or one[-LAST:] == answer[-LAST:])
        if counted[one] and alike and not _says_so(one, blank.head, material):
            yield one


def _says_so(thing: str, head: str, material: Material) -> bool:
    """Return whether a sentence says of the thing what ends as this does: both may be called the 根本."""
    return any(
        blank.answer == thing and blank.head == head
        for statement in material.holding(thing)
        for blank in defined(statement)
    )


def known_terms(statement: Statement) -> Iterator[Blank]:
    """Yield the terms that the words beside them decide (坚定“四个自信”), and those of the office's own."""
    text = statement.text
    for found in TERM.finditer(text):
        blank = Blank(statement, *found.span(1))
        own = HELD.search(text[: found.start()]) and OF_CONDUCT.match(text, found.end())
        in_a_title = text.rfind("《", 0, blank.start) > text.rfind("》", 0, blank.start)
        asked = decided(blank.answer, _around(blank)) or (own and not is_known(blank.answer))
        if asked and not in_a_title and blank.answer not in LAYOUTS:
            yield blank


def terms_like(blank: Blank, material: Material) -> Iterator[str]:
    """Yield the terms of this one's kind that the speeches name, and that the words beside do not ask for.

    For a term that no other office has, those of any kind. All are of one form.
    """
    around = _around(blank)
    lines = [line for line in TERMS if blank.answer in line] or TERMS[:HELD_OF]
    for one in (term for line in lines for term in line):
        alike = (COUNT in one) == (COUNT in blank.answer)
        if one != blank.answer and alike and material.says(f"“{one}”") and not decided(one, around):
            yield one


def _around(blank: Blank) -> str:
    text = blank.statement.text
    return f"{text[max(0, blank.start - BESIDE) : blank.start]} {text[blank.end : blank.end + BESIDE]}"
