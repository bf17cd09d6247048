"""What a sentence says of something, in set forms: what it is, who has to do what.

These are worth asking: a definition, a duty. What stands in the same form elsewhere is of the
same kind, so that it can stand beside the right choice.
"""

import re
from collections.abc import Iterable, Iterator

from core.patterns import pattern
from knowledge.quiz.material import Blank, Statement
from knowledge.quiz.verbs import is_act
from knowledge.quotes.spans import balanced

NOT = "，。；：！？"
BEGINS = rf"(?:^|(?<=[{NOT}]))"
ENDS = rf"(?=[{NOT}]|$)"
ROLE = (
    "核心|基础|重点|主题|主线|动力|目的|保障|中心|统领|根基|引领|宗旨|根本|着力点|导向|牵引|抓手|载体|目标|靶向|"
    "突破口|依托|支撑|保证|前提|关键|主体|着眼点|任务|方向"
)
ROLES = (
    # 把警醒教育作为防微杜渐的有效手段
    pattern(rf"把([^{NOT}]{{3,24}}?)(?:作为|当作|摆在|放在)[^{NOT}]{{4,40}}{ENDS}"),
    # 以全面从严治党为根本保障
    pattern(rf"以([^{NOT}、]{{3,20}})为[^{NOT}、]{{0,6}}(?:{ROLE}){ENDS}"),
    # 调查研究是政协履行职能的重要手段
    pattern(
        rf"{BEGINS}(?:强调|明确|指出)?([^{NOT}是]{{3,20}}?)是(?![否非不、])[^{NOT}是]{{6,36}}(?<![的了]){ENDS}"
    ),
)
AGENT = (
    "党组|党委|负责人|成员|人员|干部|机关|部门|党员|委员|支部|书记|单位|党组织|班子|政府|纪检组|纪委|公务员|"
    "人民政协|法院|检察院|人民团体"
)
AGENTS = (
    pattern(
        rf"{BEGINS}((?:[^{NOT}要应须]|[主重]要){{1,20}}?(?:{AGENT}))(?:都|也|均|同样|还|尤其|更)?"
        rf"(?:要|必须|应当|不得|不可)(?!求)[^{NOT}]{{2,60}}"
    ),
    pattern(
        rf"{BEGINS}([^{NOT}]{{1,20}}?(?:{AGENT}))是[^{NOT}]{{0,14}}(?:责任人|责任主体|领导机关|主管部门){ENDS}"
    ),
)
# How people in office behave: what an economy suffers from (国有资产流失) does not stand beside it.
BEHAVIOUR = pattern(
    "浪费|挥霍|铺张|奢|官腔|形式主义|官僚主义|享乐主义|四风|之风|歪风|特权|谋私|懒政|怠政|推诿|扯皮|拖沓|懈怠|宴请|吃喝|礼品|送礼|"
    "公款|公车|公差|贪|贿|徇私|两面人|陋习|彩礼|形象工程|政绩工程|宗派|圈子"
)
# A choice begins with a word and ends with what it names: no dash before it, no verb of the form's behind it.
WHOLE = pattern(
    "(?=[\u4e00-\u9fff“《])(?!.*(?:来[抓做办管]|抓[好紧实牢细严]?|推进|落实|做好|到位|上|中|的|减负)$)"
)
EVIL = pattern("主义|腐败|之风|浪费|特权|违纪|违法|贪|顽疾|痼疾|问题|危险|陋习|歪风|不正")
# A duty of one, not of everybody.
OF_ONE = pattern(
    "主体责任|监督责任|第一责任人|领导责任|一岗双责|谈话|责任书|组织生活|民主生活会|主题党日|巡[视察]|执纪|问责|选拔任用|"
    "述职|述廉|流动党员|党费"
)
# How rules are numbered; and whose it is, where that stands elsewhere.
ARTICLE = pattern("第[一二三四五六七八九十百零\\d]+[条章款]")
OWNERLESS = pattern("各位|本人|[他她它]们|(?<![尤极与及在谋])其(?![他它中实余次])")
# Several are meant: what is asked of one of them is asked of these.
MANY = pattern("(?:干部|党员|人员|成员|党组织)$")
ANY_BODY, A_BODY = pattern("党组织|^各?单位$"), pattern("支部|党[组委]$|部门$")
OF_DISCIPLINE = pattern("纪委|纪检|纪律检查|监[察委]")
PERSONS = pattern("(?:干部|党员|人员|成员|负责人|书记|委员|公务员)$")
# What one has to look for in the sentence before, and what only the form makes look like a subject.
NO_SUBJECT = pattern(
    "[这那它他她其不在但而或并也对的]|.*[这那][个些一]|当务之急|归根|特别|尤其|.*(?:习近平|党中央)|我们|大家|越|必须|要|坚持(?!和)|牢固|强化“|有的|什么|更加|"
    ".*(?:五”|特别|尤其|就|还|但|只|而|都|不仅|正|才|时期|阶段|年|今天|这里|求|也|更|乃|既|如果|若|不|的|主要|仍|上|自行其|各行其|不能|不可|能够|首先|始终|一直|历来|往往|过高|过低|必须|仍然|依然|"
    "重点|核心|基础|本质|实质|目的|前提|根本|要求|出发点|落脚点|特点|特征|目标|优势|任务|关键|矛盾|着力点|第一条|变化|成就|变革)$"
)
LONGEST = 24
FIGURE = pattern(r"[\d%％]")
UNLIKE = 0.5  # of the answer: a wrong choice may be longer or shorter by so much
SHORTEST_UNLIKE = 2


def said_of(forms: Iterable[re.Pattern[str]], statement: Statement) -> Iterator[Blank]:
    """Yield what stands in one of the forms; the blank's head says in which."""
    for number, form in enumerate(forms):
        for found in form.finditer(statement.text):
            words = found[1]
            if WHOLE.match(words) and balanced(words) and len(words) <= LONGEST and not FIGURE.search(words):
                yield Blank(statement, found.start(1), found.end(1), head=str(number), form=True)


def roles(statement: Statement) -> Iterator[Blank]:
    """Yield what a sentence says what it is, or makes something of."""
    for blank in said_of(ROLES, statement):
        if not NO_SUBJECT.match(blank.answer) and not AN_AGENT.match(blank.answer):
            yield blank


def agents(statement: Statement) -> Iterator[Blank]:
    """Yield who has to do something, or answers for it."""
    for blank in said_of(AGENTS, statement):
        words = blank.answer
        if (
            not NO_SUBJECT.match(words)
            and not is_act(words)
            and "“" not in words
            and not OWNERLESS.match(words)
            and not ARTICLE.match(words)
            and "是" not in words
        ):
            yield blank


# Who is told what everybody is told: one of them could be meant as well as another.
VAGUE_AGENT = pattern(
    "[“”]|特别是|有关|相关|每一?个|任何|所有|各行各业|"
    "^(?:各级|广大|全体|国家|县级|地方|政府|机关|领导|高级|国务院|各?地区|各地?方?|及其?|特别是|尤其是|所属|、|和|"
    "干部|公务员|工作人员|部门|单位|党组织)+$|(?:全体|广大)党员$"
)
AN_AGENT = pattern(f".*(?:{AGENT}|同胞|人民|民族|政党|中国共产党|军队|群众)$")


def hold_one_another(one: str, other: str) -> bool:
    """Return whether one group of people holds the other, as far as words tell: 干部 and 负责人."""
    if OF_DISCIPLINE.search(one) and OF_DISCIPLINE.search(other):
        return True
    return bool((MANY.search(other) and PERSONS.search(one)) or (ANY_BODY.search(one) and A_BODY.search(other)))


def of_one_form(one: str, other: str, *, rows: bool = True) -> bool:
    """Return whether one could be taken for the other: both acts or things, rows or not, of like length."""
    unlike = max(SHORTEST_UNLIKE, round(len(other) * UNLIKE))
    alike = is_act(one) == is_act(other) and (not rows or ("、" in one) == ("、" in other))
    alike = alike and all((sign in one) == (sign in other) for sign in "“《")
    return alike and abs(len(one) - len(other)) <= unlike
