"""Sentences that lean on what was asked, or done, of the pushes: 不对，提前半小时; 还是早上好，八点四十; 别退.

They are read clause by clause, without what takes something back or only says why. They may only be believed
where the pushes are spoken of: 八点四十 says as little by itself as 退错了.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.calendar.days import DaysSaid, UnknownDaysError, read_days
from knowledge.language.hours.hours import read_wanted
from knowledge.language.hours.shifts import Shift, read_shift
from knowledge.language.schedules.beside import read_beside
from knowledge.language.schedules.sentence import DateClause, read_schedule
from knowledge.language.schedules.staying import stays_paused
from knowledge.language.schedules.tokens import Kind, kinds_in
from knowledge.language.talk.assent import beyond_a_yes
from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.signs import MisreadError, run_together, with_plain_signs

LONGEST = 60  # characters
_LEADS = (
    r"(?:[嗯哦噢呃哎唉诶欸啊呀哟嗨善]|e+m+|额|糟糕?了?|坏了|完了|不(?=手滑|[按点弄搞]错|[,.])|不[对行了]|不是|我是说|我的?意思是|说错了?|打错了?|写错了?|错了|算了|等等|等[1一]下|慢着|还是|那就?|好[的吧]?|可以|行|想了想"
    r"|我?改主意了?|[我老真是]*糊涂了|别(?=[别,.!])|我看|[.,;~!])"
)
_LEAD, _ONE_LEAD = pattern(rf"{_LEADS}*+"), pattern(_LEADS)
_NOT_BUT = pattern(r"不是[^,;.]{2,12}[,;]?(?:而)?是(?=.)")  # 不是八点，是九点发
_COURTESY = pattern(r"(?:(?:行|好|可以)[吗么]|行不行|好不好|可不可以|谢谢[你您]?)$")
_ASKS = pattern("[?吗么呢]|什么|怎|为何|哪|谁|几(?!天)|多少|是不是|有没有")
_CLAUSE = pattern(r"[,;.!~\s]+")
# 不对 七点四十我在路上 八点一刻吧: why it is not to be that hour.
_CORRECTS = pattern(r"(?:不[对行了]|不是|说错了?|错了|算了|等等|等[1一]下|慢着|我?改主意了?)+")
_AN_HOUR_FIRST = pattern(r"(?:早上|上午|中午|下午|晚上)?(?:\d{1,2}:\d\d|[\d一二两三四五六七八九十]{1,3}[点时])")
# What is on at that hour: why, where another clause says what is wanted.
_BUSY = pattern(
    r"(?:每天|天天)?(?:早上|上午|中午|下午|晚上)?(?:\d{1,2}:\d\d|[\d一二两三四五六七八九十]{1,3}[点时]半?)"
    r"(?:我们?|单位|处里|科里|都|还)*[有开上接要得去值][^改调挪提推发到,]{1,8}"
)
_GOOD = pattern(r"(?:比较|更|最)?(?:好|合适|方便|稳妥)(?:点|些|了|吧)*$")
_BACK_TO = (
    r"(?:就?(?:改|变|换|调|恢复|还原|回|退)(?:回|到|成)*|还?是?按?照?)(?:我们?)?(?:最[初开]始?|[1一]开始|当初|原来|原先|原样|刚才|之前|以前|本来)的?"
    r"(?:那个?)?(?:时间|样子?|设置|那样|点|规矩)?(?:来|好|办)?"
)
_JUST_DONE = (
    r"(?:刚才|刚刚|方才|前面|上面|今天)(?:我?[说改设定订点弄]?的?|那[1一]?[个下句条次步]|改动|设置|操作|话)*"
)
_THING = (
    r"(?:把|将|那个?|我说的是|我是说)*(?:(?P<quiz>每周[一1]题|题目?)|(?P<hour>时间|几点|点数)|(?P<pauses>停的?(?:那[1一几]?[天些]|日子)|暂停))"
    r"的?(?:时间|日子|星期)?"
)
# 退一步, 回到上一步, 撤销上一步: a step is of nothing that is read.
_STEP = (
    r"(?:给我|帮我|请|就|先|再|都|往|向|快)*(?:后|回)?(?:倒|退|回|返|撤|恢复|还原|取消)(?:退|回|销|消|倒|掉)?(?:去|来|到|至)*的?"
    r"(?:上|前|后)?[1一]?步(?:操作|设置)?"
)
_UNDOES = (
    r"手抖了?|点快了|按快了|手快了?"
    r"|(?:前|上)[1一]?[条个道]?(?:指令|命令|设置|操作|改动)(?:请|予以|就)*(?:作废|不算数?|撤销|取消|收回)|(?:撤销|撤消|撤回|取消|收回)(?:刚才|刚刚|上[1一]?[条个步次])的?(?:那个|改动|操作|设置|指令|命令)?"
    r"|(?:先|还是|我|可)*(?:别|不|莫|甭|没想|没要|没说要?|不想)要?退订?(?:了|掉)?|不是要退订?|手滑(?:了|点错)?|(?:我|按|点|退|改|停|弄|搞)+(?:错|岔|反)了?"
    rf"|{_JUST_DONE}(?:都|就|全)*(?:不算数?|作废|不作数|算错|别当真|[不别]改|撤[回掉销了]|收回|取消|不要|算了|退回去?|还原|当我?没[说改]过?)"
    rf"|(?:{_THING})?(?:就|给我|帮我|都|再|还是|也)*(?:改|换|调|变|挪|移|弄|搞|整|恢复|还原)回(?:去|来)|还原"
    r"|还是(?:留着|订着|继续收|接着收)|(?:别[,.!]*)?(?:刚才)?我?(?:就?是)?(?:跟你|说着|逗你)?(?:开个?(?:小)?玩笑|闹着玩|说着玩|逗你玩)|不小心(?:点|按|退)(?:的|错|到|了)+"
)
# 退回去 may be said of what is read, 撤回 of a notice, 还是老样子 of oneself.
_UNDOES_HERE = (
    rf"{_STEP}"
    r"|(?:给我|帮我|就|都|再|往|向)*(?:[后回]?退(?:回)?(?:[1一]下)|倒回(?:去|来)?|退回(?:去|来)?|回退|撤回|撤销|撤消|撤了|撤|收回|不算数?)"
    r"|我?[那这]?(?:就?是)?说?的?气话|我?(?:又|有点)?[反后]悔(?:退|改|停|订)?|(?:就|全)?当我?没[说改]过?"
    r"|(?:别|不|莫)要?订了?"
    r"|还?是?按?照?老(?:样子?|规矩|时间)(?:来|好|办)?"
)
_NOT_AFTER_ALL = r"还是(?:先|就)?(?:别|不要|不)(?:再)?(?:发|推|收|加|恢复)"
_END = r"(?:[了吧啊呀哈啦的]|[,.!~])*+"
_UNDO = pattern(rf"(?:{_UNDOES}|{_BACK_TO}){_END}")
_UNDO_HERE, _LESS = pattern(rf"(?:{_UNDOES_HERE}){_END}"), pattern(_NOT_AFTER_ALL + _END)
_OF_A_THING = pattern(_THING + r"(?=.{0,6}回)")
_A_STEP = pattern(rf"{_STEP}|刚才|刚刚|方才|[改换调变]回|还原|恢复")
_FIRST = pattern("最[初开]|[1一]开始|当初")
_ONLY_WHY = frozenset(
    {Kind.PART, Kind.FILL, Kind.AND, Kind.SEND, Kind.STOP, Kind.ONCE, Kind.TO, Kind.VAGUE, Kind.WRONG}
)


# 弄拧了，是明天停，礼拜五照发.
_SLIPPED = pattern(
    r"^(?:[弄搞听]?(?:拧|岔|反|错)了[啊呀哈]?[,.!\s]+)+(?:(?:我说的)?是(?=[今明后大本这下周星礼\d一二三四五六七八九十]))?"
)


class Changed(StrEnum):
    """Of what the last change is to be taken back."""

    QUIZ = "quiz"
    HOUR = "hour"
    PAUSES = "pauses"


class Back(StrEnum):
    """To what somebody wants to return."""

    LAST = "last"  # what held before the last change
    HERE = "here"  # the same, where nothing else was spoken of since
    LESS = "less"  # the same, where more comes by that change: 还是别发了
    FIRST = "first"  # what held before all of them


@dataclass(frozen=True, slots=True)
class Turn:
    """What a sentence makes of what was asked or done last; what it does not say stays.

    `beside`: the dates lean on others that were said before; `instead`: they stand in the place of all those.
    """

    at: time | None = None
    days: DaysSaid | None = None
    shift: Shift | None = None
    dates: tuple[DateClause, ...] = ()
    back: Back | None = None
    beside: bool = False
    instead: bool = False

    @property
    def says_when(self) -> bool:
        """Return whether an hour or days are said."""
        return self.at is not None or self.days is not None or self.shift is not None

    @property
    def weekdays(self) -> frozenset[int]:
        """Return the days of the week, where nothing but such are to be left out: 周二也停."""
        return _weekdays_of(clause for clause in self.dates if not clause.keep)

    @property
    def mistaken(self) -> frozenset[int]:
        """Return the days of the week that are not meant: 不是周一，是周二."""
        return _weekdays_of(clause for clause in self.dates if clause.keep)


@lru_cache(READ_AT_ONCE)
def read_turn(text: str) -> Turn | None:
    """Return what all of `text` says of the pushes beside what is known; None for anything else."""
    if len(text) > LONGEST or stays_paused(text):
        return None
    more = read_beside(text)
    if more is not None and not more.instead:
        return Turn(dates=more.dates, beside=True)
    said = _NOT_BUT.sub("", with_plain_signs(fold(from_pinyin(text) or text)).strip(), count=1)
    said = beyond_a_yes(said) or said
    joined = "".join(said.split())
    bare = joined[_whole_lead(joined) :]
    if back := _back(joined):
        return Turn(back=Back.FIRST if _FIRST.search(joined) else back)
    said = _SLIPPED.sub("", _COURTESY.sub("", said.rstrip("?.!,~ ")))
    if not bare or _ASKS.search(said):
        return None
    turn = _read(said) or _in_clauses(said)
    if more is not None:  # 改成周二: of dates that were asked about, else of every week
        return replace(turn or Turn(), dates=more.dates, beside=True, instead=True)
    return turn


def _weekdays_of(clauses: Iterable[DateClause]) -> frozenset[int]:
    said = [word for clause in clauses for word in clause.words]
    bare = all(word.kind in {Kind.DAYS, Kind.AND, Kind.TO} for word in said)
    days = read_days("".join(word.text for word in said)) if said and bare else None
    return days.base.weekdays if days is not None and days.base is not None else frozenset()


def _back(said: str) -> Back | None:
    """Return what all of `said` wants back, said once or several times: 等等，不退不退; 不算，退回去."""
    found: Back | None = None
    while said:
        for back, form in ((Back.LAST, _UNDO), (Back.HERE, _UNDO_HERE), (Back.LESS, _LESS)):
            if match := form.match(said):
                found = back if found is None or back is Back.LAST else found
                break
        else:
            match = _ONE_LEAD.match(said)
            if match is None:
                return None
        said = said[match.end() :]
    return found


def steps_back(text: str) -> bool:
    """Return whether all of `text` takes the last step back, and nothing more: 弄错了 退一步, 刚才那下不算."""
    said = run_together(text) if len(text) <= LONGEST else ""
    return bool(said) and _back(said) is not None and _A_STEP.search(said) is not None


def changed_in_words(text: str) -> Changed | None:
    """Return of what `text` names it wants the last change back: 题改回去, 时间改回来."""
    match = _OF_A_THING.search(run_together(text))
    return next((Changed(name) for name, said in match.groupdict().items() if said), None) if match else None


def takes_back(text: str) -> bool:
    """Return whether all of `text` takes something back; what it was is for the conversation to say."""
    turn = read_turn(text)
    return turn is not None and turn.back is not None and turn.back is not Back.FIRST


def _whole_lead(said: str) -> int:
    match = _LEAD.match(said)
    return match.end() if match else 0


def _read(said: str) -> Turn | None:
    """Read what is one sentence to its last word."""
    if shift := read_shift(said):
        return Turn(shift=shift)
    schedule = read_schedule(said)
    if schedule is not None and schedule.dates and schedule.days is None:
        return Turn(dates=schedule.dates)
    try:
        wanted = read_wanted(said)
    except (MisreadError, UnknownDaysError):
        return None
    if wanted.part is not None or (wanted.at is None and wanted.days is None):
        return None
    dates = schedule.dates if schedule else ()
    return Turn(at=wanted.at, days=wanted.days, dates=dates)


def _in_clauses(said: str) -> Turn | None:
    """Read clause by clause; the last that says something counts, and those that only say why are left out."""
    found, corrects = Turn(), _CORRECTS.match("".join(said.split())) is not None
    for clause in _clauses(said):
        read = _read(clause) if clause != said else None  # the whole was read before
        kinds = kinds_in(clause)
        if read is None and _BUSY.fullmatch(clause):  # 四点有例会: why, beside what is wanted
            continue
        denied = {Kind.HOUR} if Kind.WRONG in kinds else set()  # 六点太早
        if read is None and corrects and _AN_HOUR_FIRST.match(clause):
            continue
        if read is None and not kinds <= _ONLY_WHY | denied:
            return None
        if read is not None:
            found = Turn(
                at=found.at if read.at is None else read.at,
                days=read.days or found.days,
                shift=read.shift or found.shift,
                dates=read.dates or found.dates,
            )
    return None if found == Turn() else found


def _clauses(said: str) -> Iterator[str]:
    for clause in _CLAUSE.split(said):
        bare = clause[_whole_lead(clause) :]
        if bare:
            yield _GOOD.sub("", bare) or bare
