"""The words of which people make a schedule: days, hours, and whether something is to come then.

A sentence is read word by word, so that any order and number of clauses is understood; what is no such word is
left over, and the sentence is none then.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.calendar.dates import days_spelled
from knowledge.language.calendar.pauses import without_counts
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.signs import run_together

LONGEST = 80  # characters
_ASKS = pattern("[?？吗么]|什么|怎|为何|哪|谁|几(?!天)")
_CLAUSE = pattern("[,;.!。]+")


class Kind(StrEnum):
    """What a word does in a schedule."""

    WEEK = "week"  # days of a certain week: 下周四, 这周三到周五
    DATE = "date"
    VAGUE = "vague"  # 这几天: days that nobody can count
    DAYS = "days"  # days of every week: 工作日, 周一三五, 节假日
    HOUR = "hour"
    PART = "part"  # 早上, with the hour elsewhere
    SINCE = "since"  # 从明天起: from then on
    ONCE = "once"  # 停一次: of one week only
    NOT = "not"
    KEEP = "keep"  # 照发, 也发, 恢复
    EXCEPT = "except"  # 除外: otherwise than what was said before, or holds
    ONLY = "only"
    SEND = "send"
    TO = "to"
    AND = "and"
    STOP = "stop"
    WRONG = "wrong"  # takes back what was said before: 不对, 说错了
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class Token:
    """A word and what it does."""

    kind: Kind
    text: str


_N = r"[\d〇零一二两三四五六七八九十]"
_NUMBER = r"(?:\d{1,3}|[〇零一二两三四五六七八九十]{1,3})"
_WEEK = r"(?:周|星期|礼拜)"
# 周一8点, 周三一条: what counts something else is no day.
_DAY = r"(?:[1-7](?!\d)|[一二三四五六七日天])(?![点时:.月号个条次句律概])"
_LIST = rf"{_DAY}(?:(?:到|至|-+|~+|,(?={_DAY}))?{_WEEK}?{_DAY})*+"
_SEND = r"(?:推送|送达|送至|推|发送|发|送|念|来|收到|收取|接收|收|看|提醒|打扰|吵)"
_TO_ME = r"(?:给(?:我们?|大家|群里|本群|咱们?)|往群里|[到在](?:群里|这里))"
_BESIDE_WORK = (
    r"(?:下班|收工|收车|下工|放工)(?:后|以后|之后|的?时候)|(?:快|临)?下班前|(?:上班|上工|[出跑开]车)(?:前|之前|以前)|午饭[前后]|午休(?:时|的?时候)?"
    r"|(?:吃?完?)?晚饭后|早饭[前后]"
)
_PART = (
    r"(?:早上|早晨|清早|清晨|早起|上午|中午|正午|下午|傍晚|晚上|晚间|夜里|凌晨|半夜"
    r"|早(?!点|一点|1点)|晚(?!点|一点|1点))"
)
_HOLIDAY = (
    r"(?:元旦|春节|过年|除夕|元宵|清明|五一|劳动节|端午|中秋|国庆|十一(?!点|月|[号日]))节?"
    r"(?:假期|长假|小长假|期间|放假|当天|假|那?[\d一二两三四五六七八九]天|那几天)*"
)
_BEFORE_NO = "周末|双休|休日|周六|周日|周天|拜六|拜天|期六|期日|期天|假日|期间|那天|这天|几天"
_LUNAR = (
    r"(?:农历|阴历)?(?:腊月|正月|大?年)?初[\d一二三四五六七八九十]"
    r"|(?:农历|阴历)?[腊正]月(?:廿[一二三四五六七八九]?|[\d一二三四五六七八九十]{1,3})"
)
_WORDS = (
    (Kind.FILL, r"的(?:每日)?(?:推送|廉语|消息)"),  # 周三的推送别发 wants no Wednesdays
    (Kind.FILL, rf"[从自](?:明[天日]|今[天日]|现在|下{_WEEK}[1一]?)(?:开始|起)(?=,?(?:每|天天|工作日|周末))"),
    (
        Kind.HOUR,
        rf"{_PART}?的?(?:差{_N}{{1,2}}分)?(?:{_NUMBER}[点时](?!候)(?:钟|整|半|[一二三1-3]刻|{_NUMBER}分?)?|\d{{1,2}}:\d\d"
        r"|[子丑寅卯辰巳午未申酉戌亥]时(?!候)(?:[初正中末]|[一二三1-3]刻)?)",
    ),
    (Kind.WEEK, rf"(?:下+个?|[这本]个?){_WEEK}(?:末|{_LIST})?"),
    (
        Kind.DATE,
        r"大?后(?:[天日]|儿个?)|明后[天日]|明(?:[天日]|儿个?)|今(?:[天日]|儿个?)|[今明]明?后?两天|这两天"
        rf"|(?:\d{{4}}年|明年)?{_N}{{1,3}}月{_N}{{1,3}}[号日]?|(?:下个?月|这个?月|本月)?{_N}{{1,3}}[号日]"
        rf"|下个?月底?|这个?月底?|本月底?|月底|(?:今年)?年底|{_LUNAR}|{_HOLIDAY}"
        r"|圣诞节?|平安夜|光棍节|重阳节?|七夕节?|腊八节?|小年(?!轻)|(?:情人|妇女|三八妇?女?|植树|青年|儿童|建党|建军|教师)节",
    ),
    (Kind.PART, rf"{_PART}|{_BESIDE_WORK}"),
    (Kind.ONCE, r"(?:就|只|仅)?这?[1一][次回](?!性)|这[次回]|[只仅](?=停)"),
    (Kind.SINCE, r"开始|起(?!草)"),
    (Kind.VAGUE, r"[这近]几天|这段时间|最近|近期"),
    (
        Kind.DAYS,
        rf"每个?{_WEEK}{_LIST}|{_WEEK}{_LIST}|每?个?(?:周末|双休日?)|每[天日](?!廉语|[1一]句)|天天|每?个?工作日|上班(?:的?日子|日|天)"
        r"|(?:法定)?(?:节假日|假日|节日|休息日)|休沐之?日|放假|平时|平日",
    ),
    # 周末就算了; 算了，周末发 takes something back.
    (
        Kind.NOT,
        rf"就(?:都|先)?(?:算了|不必了|不用了|免了)|歇(?:着|歇|[1一][天次回]|了|吧)*(?=[,.!]*$|[,.!]*[不别甭莫勿免停])|(?<={_BEFORE_NO})算了(?=[吧啦,.!]*$)",
    ),
    (
        Kind.WRONG,
        r"刚才(?:的|那个|那下|那句|说的)*(?:不算数?|作废|不作数)|不对|我?说错了|打错了|哦不|呃不|不是(?=[,;])|算了|太[早晚]了?|来不及|起不来|不合适|不方便",
    ),
    (
        Kind.KEEP,
        r"不停(?:了|推)?|(?:别|不要|不用)停(?:了|掉)?|不取消|恢复(?:推送)?|照[发推常旧]|照样"
        r"|正常(?:推送|推|发)?|(?:再|给)*(?:加|补|要)(?:回来|上|回去)|(?:还是?|也|仍然?)要",
    ),
    (Kind.KEEP, rf"(?:还是|仍然?|还|也|继续|可以|能)(?:照样|照常|要|得)?{_TO_ME}?{_SEND}"),
    (Kind.EXCEPT, r"除外|例外|不(?:在此|算在)(?:列|内)"),
    (
        Kind.NOT,
        r"(?:请勿|勿|免|莫|不要|不用|别)(?:再|打)*扰|不(?:上班|办公|[出跑开]车|出门|坐班|值班|当班|在岗|营业|开门)|(?:去|拿|除|划|撤|减|删|刨|抠|扣)(?:掉|去)|(?:不算|不包括|不含|除开|刨开)|没人(?:上班|在|看)?|不在(?:单位|办公室|家)?"
        rf"|(?:不要|不用|不必|不需要|不想|不再|不予|别|莫|勿|甭|免|不)(?:再|{_TO_ME}|要|想)*{_SEND}?"
        r"|暂停(?:推送|1下|一下)?|停(?:止|掉|推|发|1下|一下)?(?:推送)?|休息|跳过|免了|pass掉?",
    ),
    (Kind.ONLY, rf"(?:只|仅|单)(?:要|有|想|在|限|{_TO_ME})*"),
    (Kind.SEND, rf"{_SEND}|要|订阅|订|开通"),
    (Kind.TO, r"[到至]|-+|~+"),
    (Kind.AND, r"[和跟与及]|以及|还有"),
    (Kind.STOP, r"[,;.!。]+|但是?|不过|而"),
    (
        Kind.FILL,
        rf"请|兹|于(?=每|周|星期|礼拜|[早上中下晚\d])|罢|(?:[1一]整?|整)个?{_WEEK}(?=[都全别不免停就])|其中|其实是?|实际上|本来|敬|恳|烦|[定订改][于在]|自(?=本月|下月|下周|\d)|每周(?=休|双休|节)|麻烦你?您?|帮我们?|{_TO_ME}|我们?|咱们?|群里|大家|本群|在?(?:这个?|本)?(?:话题|群)里?|从|以后|今后|就(?:行|好|可以|够|成)?|即可|足矣|[欲须]"
        rf"|[1一](?:律|概)|[通统][通统]|全(?=[都停不别免])|先|都|也|又|再|还是|[这那]1?一?天|[这那]几天|当天|期间|为止|的?时候|时间|每日廉语|廉语|推送|消息|[一1][条次句]|[1一]下|(?:(?<=[,;.])|^)那[1一]?整?个?{_WEEK}(?![一二三四五六日天末\d])"
        r"|改[成为到]|换[成到]|挪[到至]|调[成到]|设[成为]|调整|改|另外|顺便|我?(?:要|去)?出差|请假|休假|在外地|想|要|能不能|可以吗?|好吗|行吗|谢谢你?您?"
        r"|[前上]述|更[正改][成为到]|[缓推改][至到](?=[早上中下晚\d零一二三四五六七八九十])|更[正改]|善|每?逢|与我|[予与]以|[1一]则|就?(?:中|得了?)(?=[了吧.!~]*$)|左右|差不多|大概|[哎唉哦嗯呃]|吧|呢|啊|哦|哈|啦|了|的|把|将|那就?|之内?|内|只是|在",
    ),
)
_SAYS = frozenset(Kind) - {Kind.FILL, Kind.AND, Kind.SEND, Kind.STOP, Kind.ONCE, Kind.SINCE, Kind.TO}
_SAYS_WHEN = frozenset({Kind.HOUR, Kind.DAYS, Kind.WEEK, Kind.DATE})
_OF_DATES = frozenset({Kind.DAYS, Kind.WEEK, Kind.DATE, Kind.TO, Kind.AND})
_WHEN = _SAYS_WHEN | {Kind.PART, Kind.VAGUE}
_WANTS = frozenset({Kind.NOT, Kind.KEEP, Kind.EXCEPT, Kind.ONLY, Kind.SEND})
# 下周五我回来了，那天可以发: what is said of that day is said of the one before.
_POINTS_BACK = pattern(
    rf"(?:就|只)?(?:[那这当][1一]?[天日]|[那这]几天|[那这整]?[1一]?整?个?{_WEEK}(?![一二三四五六日天末\d]))"
)
_AT_THE_FRONT = pattern(r"(?:因为|我们?|咱们?|从|,)*+")
_CHANGES = pattern("[改换挪调移]")
_TOKEN = pattern("|".join(f"(?P<{kind}{place}>{form})" for place, (kind, form) in enumerate(_WORDS)))


@lru_cache(READ_AT_ONCE)
def tokens(text: str) -> Sequence[Token] | None:
    """Return the words of `text`; None if one of them does not belong to a schedule.

    A clause without any such word is left out: it says why (团建改期了，周五照发). A question is none.
    """
    said = _spelled(text)
    if not said or len(said) > LONGEST:
        return None
    found = _whole(said)
    if found is not None or _ASKS.search(said):
        return found
    whole: list[Token] = []
    clauses = [clause for clause in _CLAUSE.split(said) if clause]
    for at, clause in enumerate(clauses, 1):
        words, following = _whole(clause), clauses[at:]
        if words is None and following and _POINTS_BACK.match(following[0]):
            words = _named_at_the_front(clause)
            if words:
                whole += [*words, Token(Kind.ONCE, "")]
                continue
        if words is None and not _gives_a_reason(clause, following):
            return None
        whole += [*(words or ()), Token(Kind.STOP, ",")]
    return whole


def _spelled(text: str) -> str:
    return days_spelled(run_together(without_counts(text)))


def _named_at_the_front(clause: str) -> list[Token]:
    """Return the days with which a clause begins, which says what is the matter then."""
    lead = _AT_THE_FRONT.match(clause)
    found, end = list[Token](), lead.end() if lead else 0
    while (match := _TOKEN.match(clause, end)) and match.end() > end and _kind(match) in _OF_DATES:
        found.append(Token(_kind(match), match[0]))
        end = match.end()
    says_more = kinds_in(clause[end:])
    return found if says_more.isdisjoint(_SAYS) else []


def _whole(said: str) -> list[Token] | None:
    found, end = list[Token](), 0
    while (match := _TOKEN.match(said, end)) and match.end() > end:
        end = match.end()
        found.append(Token(_kind(match), match[0]))
    return found if end == len(said) else None


@lru_cache(READ_AT_ONCE)
def _words_in(said: str) -> tuple[Token, ...]:
    """Return all words of a schedule in `said`, whatever stands between them."""
    return tuple(Token(_kind(match), match[0]) for match in _TOKEN.finditer(said))


def heard_in(text: str) -> list[str]:
    """Return the words of `text` that say when: hours, days and dates, whatever else it says."""
    said = _spelled(text)[:LONGEST]
    return [word.text for word in _words_in(said) if word.kind in _SAYS_WHEN]


def is_an_hour(word: str) -> bool:
    """Return whether a word that `heard_in` returned is an hour."""
    return kinds_in(word) == {Kind.HOUR}


def kinds_in(clause: str) -> frozenset[Kind]:
    """Return what the words of a schedule in `clause` do, with folded text and plain signs."""
    return frozenset(word.kind for word in _words_in(clause))


def _gives_a_reason(clause: str, following: list[str]) -> bool:
    """Return whether a clause only says why: nothing in it says when, or whether something is to come.

    It may say when something else is, if what follows says what it wants itself: 九点半会议多，挪到十点.
    """
    said = kinds_in(clause) & _SAYS
    if not said:
        return True
    if not said <= _WHEN or _CHANGES.search(clause):
        return False
    sort = {Kind.HOUR} if Kind.HOUR in said else _OF_DATES
    return any(_wants_by_itself(one, sort) for one in following)


def _wants_by_itself(clause: str, sort: Set[Kind]) -> bool:
    words = _whole(clause)
    kinds = {word.kind for word in words or ()}
    return not kinds.isdisjoint(sort) and (not kinds.isdisjoint(_WANTS) or bool(_CHANGES.search(clause)))


def _kind(match: re.Match[str]) -> Kind:
    return Kind((match.lastgroup or "").rstrip("0123456789"))
