"""What is asked of the office's record in words: its ledger, its duties, documents on a subject.

And what nobody is told: who has not done, read or answered something.
"""

from core.patterns import pattern
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.calendar.past_periods import is_a_period
from knowledge.language.commands.office.material_words import material_wanted
from knowledge.language.words.subjects import names_a_subject
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import letters_with_places, with_plain_signs

LONGEST = 60  # characters
ENTRY = "补记"

_FOR = r"(?:发我|发?给(?:检查组|巡察组|巡视组|审计组|督导组|纪检组|纪委|上级|领导|主任|局里|我们?|大家))?"
_COMES = r"(?:(?:上级|检查组?|巡察组?|巡视组?|审计组?|督导组?|纪委|要|来|了|用|的)+[,，]?)?"
_ASKING = r"(?:请|麻烦)?(?:帮我|给我|我要|我想|怎么|如何)?"
_LEDGER = pattern(
    rf"{_COMES}{_ASKING}(?:把)?(?:做|导出|生成|整理|下载|打印|看|制作|准备|出)?(?:一下|一份|个)?(?:廉政)?台账{_FOR}(?:吧|吗)?"
    r"|(?:廉政)?台账(?:怎么|如何|在哪里?)(?:做|导出|生成|下载|看|弄)?(?:的|呢)?"
)
_ENTRY = pattern(rf"{_ASKING}(?:台账)?(?:手工)?补记(?:一下|[一1]?[件条个]事?情?)?(?:到?台账)?")
_YEARS = r"(?:今年|本年度?|明年|全年|\d{4}年度?)"
_OF_A_YEAR = pattern(
    rf"(?P<year>{_YEARS})(?:的|全年)?的?廉政事项(?:安排|日历|日程|清单|有哪些)?"
    r"|廉政事项的?(?:全年)?(?:安排|日历|日程|日历文件)"
)
_OWN = pattern(
    r"(?:我|俺|咱)(?:名下|手上|手头|这边|这里)?(?:还|现在|最近)*(?:有没有|有)?(?:啥子?|什么|哪些|几件)?(?:东西|事情?|事项)?"
    r"(?:要|得|该|没|等着)+(?:我|俺)?(?:交|办|签|填|报|做完?)的?(?:东西|事情?|事项|材料)?(?:没有?|吗|呢|不)?"
    r"|我(?:还)?(?:有(?:什么|哪些)|的|名下的?|现在)(?:要办的?|待办)(?:的)?(?:廉政)?(?:事项?)?|我要办的事项?"
    r"|(?:今天|明天|现在|最近|这周|本周|这个?月|本月|我)*(?:还)?有(?:没有)?(?:啥|什么|哪些|几件)?(?:事情?|事项|东西)?(?:是)?(?:要|得|该|归|等|需要?)"
    r"我(?:来|去)?(?:办|做|处理|签|同意)的?(?:事情?|事项)?(?:吗|没有?)?"
    r"|还有(?:几件|多少件?|什么|哪些)(?:事项?)?没办(?:完|好)?"
    r"|下一?(?:个|件|次)廉政事项(?:是)?(?:什么时候|哪天|何时)?|(?:取消|结束|删除|修改|改|停止)廉政事项"
)
_PRACTICE = pattern(r"(?:再来|再做|再练|换|下|继续练|继续做)一?[道个]?题|继续练")
_SET_UP = pattern(
    r"(?:请|帮我|我?[要想]|那就?|再|给我)*(?:新建|新设|新立|设立?|建|立|加|添加|弄|开|搞|整)[一1]?(?:个|件|项|条|桩)?新?的?"
    r"廉政(?:事项|的?事儿?(?!项)|的?事情)"
    r"(?:(?P<rest>[:,; ].+)|[吧嘛呗啊呀.!]*)"
)
NEW_ONE = "新建"  # what /duty is told where a new one is wanted, and nothing of it said
_DUTY = pattern(r"廉政事项[:, ](?P<rest>.+)")
_REMIND = pattern(
    r"(?P<when>\S{2,16}?)(?:都|要|请)?提醒(?:我们?|大家|他们|各位|领导|同志们)?(?:一下|一次)?(?:去|做|办|签|交|开展|进行)?"
    r"(?P<name>廉政谈话|责任书|警示教育|个人有关事项报告?)"
)
# 给季度末签责任书设个提醒，上午10点; 每两个月组织一次警示教育，提醒我. What is left beside the duty says when.
_NAMED_DUTY = pattern(
    r"(?:签订?|开展|组织|进行|报告?|做|看|交|上)?(?:1次|一次)?(?P<name>(?:廉政|任前|谈心|提醒)谈话|(?:责任|承诺)书|警示教育片?"
    r"|廉政(?:教育|党课|家访|考试)|述[责职]述廉|个人(?:有关)?事项(?:报告)?)"
)
_SETS_UP = r"(?:新?[设弄建整搞来加][立置]?|新增|添加?)(?:上)?[一1]?个"
_ORDERS_A_DUTY, _SETS_IT_UP = pattern(rf"提醒|{_SETS_UP}"), pattern(_SETS_UP)
_AROUND_A_DUTY = pattern(
    r"(?:新?[设弄建整搞来加][立置]?)?[一1]?个?(?:提醒|廉政?事项|事项)(?:我们?|大家|他们|各位|一下|1下)?"
    rf"|{_SETS_UP}|给?我们?(?:要|想)?|(?:从今)?以后|今后|往后|帮我|麻烦|请|给|(?:组织|开展|进行|签订?|看|做)?(?:一次|1次)|的|都|要|记得"
)
_ONE_THING = pattern(r"(?:请|帮我|我要)?(?:新建|新设|设立|建)[一1](?:件|个|项)事情?[:, ](?P<rest>.+)")
_MATERIAL = pattern(
    r"(?:主题|学习|党课)材料[:, ](?P<named>.+)"
    r"|(?:请|帮我|给我)?(?:[给为]\S{2,8}?)?(?:找|准备|整理|弄)(?:[一1]?[些点份])(?:关于|有关|讲|说|谈)(?P<found>[^的]{2,20})的?材料"
    r"|(?:请|帮我)?(?:做|出|整理|准备|要)[一1](?:份|个|下)(?:关于|有关)?(?P<wanted>[^的]{2,20})的?"
    r"(?:主题|学习|党课)?材料"
)

# 发个通知：下周一下午三点开会, 群发一下 食堂下周一关门. Its words are shown before anything goes out.
_ALL = (
    r"(?:大家伙?儿?|大伙儿?|所有人|全体(?:人员|同志)?|各位(?:同事|同志)?|各支部|各个?群|所有群|各会话|各处室"
    r"|各科室|群里)"
)
# 发一条更正，廉政会改在四楼; 会议通知：明天九点.
_KIND_OF = (
    r"(?:更正|补充|紧急|临时|会议|开会|停电|停水|放假|值班|培训|学习|演练|活动|重要)"
    r"(?:通知|公告|通告|提示|提醒)?"
)
# 发通知 要谁批准？ asks; 发通知 明天停电 does not.
_SAYS = (
    r"\s*(?:[:：,，]\s*|\s(?!\S{0,12}(?:[吗么谁啥?？]|怎么|如何|什么)\S{0,4}$)\s*"
    r"|说(?:一下|一声)?[:：,，]?\s*(?=\S{4}))"
)
_NOTICE = pattern(
    rf"\s*(?:(?:请|麻烦|帮我|给我|我要|我想|[给向]{_ALL})*+(?:群发|发布|下发|(?:重新?|另外?|再)?(?:起草|写|发|拟)|下)[一1]?[个条份则]?"
    rf"(?:带[上个着]?已[阅读看](?:按钮)?的)?群?(?:通知|公告|(?:消息|信息)[给到]{_ALL})(?:给{_ALL})?{_SAYS}"
    rf"|(?:请|麻烦|帮我|给我|我要)*+(?:群发|[给向]{_ALL}发)(?:一下|[个条])?(?:消息|信息)?{_SAYS}"
    rf"|(?:请|麻烦|帮我|给我|我要|我想|再|另外?)*+(?:群发|发布|下发|发|写|起草|拟|下)[一1]?[个条份则]?{_KIND_OF}的?(?:通知|公告)?{_SAYS}"
    rf"|(?:{_KIND_OF}的?)?(?:通知|公告|通告|公示|告示)\s*[:：∶]\s*"
    rf"|(?:请|麻烦|帮我)*+(?:通知|提醒(?!.{{0,6}}(?:节前|放假|推送|廉语))|告诉|转告|告知)(?:一下)?{_ALL}\s*[:：,，]?\s*)(?=\S)"
)
# 明天上午九点消防演练，通知大家
_NOTICE_BEHIND = pattern(
    rf"(?P<words>(?!.*(?:[吗么谁啥?？]|怎么|如何|什么)).{{4,}}?)[,，。;；\s]+(?:请|麻烦|帮我|给我|你|去)*"
    rf"(?:通知|转告|告知|告诉|群发|发)(?:[1一]下|给)*{_ALL}(?:都|[1一]下|[1一]声|知道|吧)*[。.!！]?"
)
# 汇集一下八项规定的原文, 把关于作风的段落汇总成材料.
_GATHERED = pattern(
    r"(?:请|帮我|给我|麻烦|把|将)*+(?:汇集|汇总|汇编|收集|搜集|归集|找齐|摘编)(?:一下|1下|一份|出)?"
    r"(?:讲话里|所有|全部)?(?:关于|有关|说到|提到)?"
    r"(?P<gathered>[^的,]{2,20})的?(?:所有|全部|相关)?(?:原文|材料|段落|论述|讲话|内容|说法|资料)(?"
    r":给我|出来|做成(?:文档|材料))?"
    r"|(?:请|帮我|给我|麻烦)*+(?:整理|梳理)(?:一下|1下|一份|出)?(?:讲话里|所有|全部)?(?:关于|有关|说到|提到)"
    r"(?P<sorted>[^的,]{2,20})的?(?:所有|全部|相关)?(?:原文|段落|论述)(?:给我|出来)?"
    r"|(?:关于|有关)?(?P<of>[^的,]{2,20})的?(?:所有|全部|相关)?原文(?:汇总|汇集|汇编|摘编)(?:给我|一下)?"
    r"|(?:请|帮我|给我|麻烦)*+(?:把|将)(?:讲话里)?(?:所有|全部)?(?:关于|有关|说到|提到)?(?P<put>[^的,]"
    r"{2,20})的?(?:所有|全部|相关)?(?:原文|材料|段落|论述|内容|资料)(?:都)?(?:汇集|汇总|汇编|收集|"
    r"搜集|归集|找齐|摘编|做成|整理)"
    r"(?:一下|1下|起来|出来|成)?(?:一份|一个)?(?:文档|材料)?(?:给我)?"
)
# 这个月推送了几次，给我出台账
_LEDGER_TOO = pattern(
    r"(?P<days>[^,，]{2,10}?)(?:的)?(?:一共|总共|都)?(?:推送|发|做|办|开展|问)[^,，]{0,12}[,，](?:"
    r"请|帮我|给我)*(?:出|做|要|看|导出|生成)(?:一?[份个]|一下)?台账"
)
_FOR_SOMEBODY = pattern(
    r"(?:请|帮我)?(?:给|替|为)[^,，。？?]{1,8}?(?:新建|新设|设立?|建|加|添加)[一1]?(?:个|件|项)?廉"
    r"政事项(?P<rest>[:,，; ].+)?"
)

_WHO = r"(?:(?:有|还有|查|看看?|列出|告诉我|都有)?(?:谁|哪些人|哪几个人|哪个人|什么人)(?:还|都|到现在)?)"
_NOT = r"(?:没有?|未|不)"
_DOING = r"(?:已阅|办|签|看|读|阅|学|练|答|做|交|参加|完成|回答|订阅|点|谈)"
_WHEN = r"(?:每个?(?:季度|月|年|半年)|[今去本上]年|[本上]?个?季度|[本上这]个?月)?(?:的|里)?"
_THING = (
    r"(?:廉政|全面从严治党)?"
    r"(?:谈话|责任书|事项|通知|廉语|题目?|每周一题|学习|警示教育|教育片|个人有关事项|报告|推送|已阅)"
)
_NOT_DONE = pattern(
    rf"{_WHO}{_NOT}(?:去|按时|在)?{_DOING}[了过完好]?(?:[这那上本]?[条个份次周月])?{_THING}?"
    rf"|{_WHO}(?:已经)?{_DOING}[了过完好]{_THING}?"
    rf"|{_WHO}的?{_THING}(?:还)?(?:没办|过期|逾期|答错|没看|没签)了?"
)
_LISTS = pattern(
    rf"(?:看看?|查|导出|要|出)?(?:一下|一份|个)?{_WHEN}(?:没(?:有)?|未){_DOING}(?:过|完|好)?{_THING}?的?(?:人员?|同志|干部)?的?名单"
    r"|(?:积分|答题|学习|阅读|做题)?(?:排名|排行榜?|积分榜?)(?:表|情况)?|(?:学习|在线)时长(?:统计)?|打卡(?:情况|统计|记录)"
)


_WHOLE = (
    (_LEDGER, "ledger", ""),
    (_ENTRY, "ledger", ENTRY),
    (_OWN, "duty", ""),
    (_PRACTICE, "practice", ""),
)


_APART = " :,;|=>…"
_HEAD = 80  # letters in which it must stand that a notice is wanted


def notice_words(text: str) -> str:
    """Return the words of the notice that `text`, of any length, wants sent; empty for other words."""
    letters, places = letters_with_places(text, _HEAD)
    match = _NOTICE.match(letters)
    if match is None:
        behind = _NOTICE_BEHIND.fullmatch(letters) if len(letters) < _HEAD else None
        return text[: places[behind.end("words")]].strip() if behind else ""
    begin = places[match.end()]
    while begin < len(text) and with_plain_signs(fold(text[begin])).strip(_APART) == "":  # ∶ is a colon, too
        begin += 1
    return text[begin:].strip()


def office_wish(text: str) -> tuple[str, str] | None:
    """Return the command, and its argument, that all of `text` asks for; None for other words."""
    said = fold(text).strip().rstrip("。.!！~ ")
    if not said or len(said) > LONGEST:
        return None
    bare = "".join(said.split())
    for form, command, wanted in _WHOLE:
        if form.fullmatch(bare):
            return command, wanted
    if match := _OF_A_YEAR.fullmatch(bare):
        return "duty", match["year"] or "全年"
    return _with_words(said) or _asked_beside(said)


def _asked_beside(said: str) -> tuple[str, str] | None:
    """Return what is asked with other words around it: 这个月推送了几次，给我出台账; 给沈加个廉政事项."""
    if match := _LEDGER_TOO.fullmatch(said):
        return "ledger", match["days"] if is_a_period(match["days"]) else ""
    if _FOR_SOMEBODY.fullmatch(said):
        return "duty", ""
    if ordered := _duty_ordered(said):
        return "duty", ordered
    if match := _GATHERED.fullmatch(said):
        subject = next(filter(None, match.groups())).strip()
        return ("material", subject) if names_a_subject(subject) else None
    return None


def _with_words(said: str) -> tuple[str, str] | None:
    if subject := material_wanted(said):
        return "material", subject
    if match := _SET_UP.fullmatch(said):
        return "duty", (match["rest"] or "")[1:].strip() or NEW_ONE
    if (match := _DUTY.fullmatch(said)) and names_recurring(match["rest"]):
        return "duty", match["rest"].strip()
    if (match := _REMIND.fullmatch(said)) and names_recurring(match["when"]):
        return "duty", f"{match['name']} {match['when']}"
    if match := _MATERIAL.fullmatch(said):
        subject = (match["named"] or match["found"] or match["wanted"]).strip()
        return ("material", subject) if names_a_subject(subject) else None
    return None


def _duty_ordered(said: str) -> str | None:
    """Return the name and the days of a duty that somebody wants to be reminded of; None for other words."""
    if match := _ONE_THING.fullmatch(said):
        name, _, when = match["rest"].strip().partition(",")
        return f"{name.replace(' ', '')} {when.strip()}" if names_recurring(when) else None
    named = _NAMED_DUTY.search(said) if _ORDERS_A_DUTY.search(said) else None
    if named is None:
        return None
    rest = f"{said[: named.start()]} {said[named.end() :]}"
    when = " ".join(_AROUND_A_DUTY.sub(" ", rest).replace(",", " ").split())
    if not when and _SETS_IT_UP.search(said):  # when it falls due is asked next
        return named["name"]
    return f"{named['name']} {when}" if when and names_recurring(when) else None


def asks_who_did_not(text: str) -> bool:
    """Return whether somebody asks who has not done something, or for a ranking: there is no such list."""
    said = "".join(fold(text).split()).rstrip("?？。.!！的呢啊")
    return len(said) <= LONGEST and (_NOT_DONE.fullmatch(said) or _LISTS.fullmatch(said)) is not None
