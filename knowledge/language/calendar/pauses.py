"""When to push nothing, as people say it: 3天, 两周, 到12月31日, 明天, 春节, 节后, 五一前, 2月5日到13日."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.calendar.dates import days_spelled
from knowledge.language.calendar.holidays import Rest
from knowledge.language.calendar.periods import LONGEST, Periods
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.writing.signs import Fault, MisreadError, argument

ONE_DAY = timedelta(days=1)
UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
HALVES = {"半月": 15, "半年": 183, "1个半月": 45}

_COURTESY = pattern(r"(?:[.,!?~…;-]|谢谢[你您了]?|吧|啦|呀|哦|好吗|好么|可以吗|行吗)+$")
# What is said around the time: 请帮我暂停…, …不要推送, …期间先别发了.
_LEAD = pattern(
    r"^(?:请|麻烦|帮我|我们?|想|要|把|将|从现在|现在|就|先|暂时|推送|廉语|提醒|暂停|停止|停发|停推|停|休息|不要|不用|不必|不想|不[收看推发]|别|勿"
    r"|莫|发|推|给|收|看|了|吧|,)+"
)
_TRAIL = pattern(
    r"(?:就|都|先|请|要|也|内|里|给|我们?|这段时间|那段时间|时候|期间|暂停|停1停|停1?下|停|休息|不用|不必|不想"
    r"|不再|别|勿|莫|不|推送|推|发送|发|收|打扰|廉语|消息|每日|了|哈|啊|的|,)+$"
)
_ENDS_A_PAUSE = pattern("(?:(?<!能)不|别)(?:再|要|用|想)?停(?!不)")  # 一天也不停了 pauses nothing
_AGAIN = pattern(
    r"(?:以后|之后|后)?(?:再|恢复|继续|重新|接着)(?:说|看|恢复|继续|开始|推送|推|发送|发|收|来|给我|吧|了)*$"
)
_SPAN = pattern(
    r"(?:接下来|未来|今后|往后|后面|这)?(?P<number>\d+)(?P<many>[万亿])?个?(?P<unit>天|日|周|星期|礼拜|月|年)"
)
_UNTIL = pattern(r"(?:(?:一|1)?(?:直|截)?[到至止]|等)+(?P<until>.+?)(?:为止|止)?")
_FROM = pattern(
    r"从?(?P<first>.+?)(?:(?:开始|起)(?:连续)?|(?:开始|起)?(?:就|先|都|要|请|[帮给]我|,)*"
    r"(?:暂停|停推|停发|停止|停|休息|不推送?|不发|别推|别发|不要[发推])(?:推送)?)"
    r"(?P<long>\d{1,4}个?(?:天|日|周|星期|礼拜|月)|半个?[月年])"
)
_RANGE = pattern(r"从?(?P<first>.+?)(?:开始|起)?(?:[到至]|~|(?<=[日号天])-)(?P<last>.+?)(?:为止|止)?")
_AFTER = pattern(r"(?P<what>.+?)(?:结束|放完|过完?)?(?:以后|之后|后|结束|过完|过去)")
_BEFORE = pattern(r"(?P<what>.+?)(?:到来|来|开始)?(?:以前|之前|前)")
_OVER = pattern(r"(?:等|到)*(?:过完了?|过了|放完了?|休完了?|收)(?P<what>.+?)(?:以后|之后|后)?")


@dataclass(frozen=True, slots=True)
class Pause:
    """No push from `first` on, None: from the next one on; and again on `resumes_on`.

    `rest`: the days off that decided it, where some did.
    """

    first: date | None
    resumes_on: date
    rest: Rest | None = None


_MANY = r"[\d一二两三四五六七八九十]{1,3}天"
_RANGE_COUNTED = pattern(rf"([到至~-][^停推发送,，]{{1,8}}[号日])(停|暂停|不[推发送]|别[推发]|莫发){_MANY}")
_A_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_A_DAY = rf"(?:[今明后]天|大后天|(?:{_A_NUMBER}月)?{_A_NUMBER}[号日])"
_NAMED_COUNTED = pattern(
    rf"({_A_DAY}(?:[和跟与、,，]?{_A_DAY})+(?:停|暂停|不[推发送]|别[推发]|莫发)?)[这那]?{_MANY}"
)


def read_pause(text: str, today: date, free: date, calendar: WorkCalendar) -> Pause:
    """Return when nothing is to be pushed.

    `free` is the first day that a pause would hold back: 3天 is it and the two after it. Up to a date is up
    to its end; a date by itself is that day. A month and a day alone are the next ones to come. Raises
    MisreadError for what is no such thing, for a date that is past or that no calendar has, for no day at all
    and for a span of more than ten years; a shorter one the caller judges.
    """
    said = _COURTESY.sub("", days_spelled(argument(from_pinyin(without_counts(text)) or without_counts(text))))
    if _ENDS_A_PAUSE.search(said):
        raise MisreadError
    again = _AGAIN.search(said)
    bare = _TRAIL.sub("", _LEAD.sub("", said[: again.start()] if again and again.start() else said)) or said
    after = bool(again and again[0].startswith(("以后", "之后", "后")))
    for core in dict.fromkeys((bare, said)):
        found = _Reader(Periods(today, calendar), free).read(core, resumes=bool(again), after=after)
        if found is not None:
            return _checked(found, today)
    raise MisreadError


def without_counts(text: str) -> str:
    """Return `text` without how many days there are where it names them: 3月5号到6号停两天."""
    return _NAMED_COUNTED.sub(r"\1", _RANGE_COUNTED.sub(r"\1\2", text))


def names_a_span(text: str) -> bool:
    """Return whether `text` is a span, a date or a holiday, also an impossible one."""
    any_day = date(2000, 1, 1)
    try:
        read_pause(text, any_day, any_day, WorkCalendar.nothing())
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR
    return True


def _checked(pause: Pause, today: date) -> Pause:
    if (pause.resumes_on - today).days > LONGEST + 1:
        raise MisreadError(Fault.TOO_LONG)
    return pause


@dataclass(frozen=True, slots=True)
class _Reader:
    periods: Periods
    free: date

    def read(self, said: str, *, resumes: bool, after: bool) -> Pause | None:
        """Return the pause; `resumes`: said with 再发; `after`: and 后 before it. None for what is none."""
        if days := _days(said):
            return Pause(None, self.free + days * ONE_DAY)
        until = _UNTIL.fullmatch(said)
        core = until["until"] if until else said
        found = self._over(said) or self._bounded(core, after=after)
        if found is not None:
            return found
        if until is None and (span := self._from(said) or self._range(said)):
            return span
        period = self.periods.read(core, year=after)
        if period is None:
            return None
        if (resumes and not after) or (until and period.begins):
            return Pause(None, period.first, period.rest)
        return Pause(None if until or resumes else period.first, period.last + ONE_DAY, period.rest)

    def _over(self, said: str) -> Pause | None:
        """Read 过完年, 放完假, 收假后."""
        match = _OVER.fullmatch(said)
        over = self.periods.read(match["what"], year=True) if match else None
        return Pause(None, over.last + ONE_DAY, over.rest) if over and over.rest else None

    def _bounded(self, said: str, *, after: bool) -> Pause | None:
        """Read 春节后, 五一前, 12月31日以前, 三天后."""
        if match := _AFTER.fullmatch(said):
            if days := _days(match["what"]):
                return Pause(None, self.free + days * ONE_DAY)
            if period := self.periods.read(match["what"], year=True):
                return Pause(None, period.last + ONE_DAY, period.rest)
        if not after and (match := _BEFORE.fullmatch(said)):
            period = self.periods.read(match["what"], year=True, ahead=True)
            if period and match["what"].endswith("底"):  # 年底前: the last day of the year is before its end
                return Pause(None, period.last + ONE_DAY)
            return Pause(None, period.first, period.rest) if period else None
        return None

    def _from(self, said: str) -> Pause | None:
        """Read 12月3号停一天, 从下周一起停三天."""
        match = _FROM.fullmatch(said)
        first = self.periods.read(match["first"]) if match else None
        days = _days(match["long"]) if match else None
        if first is None or not days:
            return None
        return Pause(first.first, first.first + days * ONE_DAY, first.rest)

    def _range(self, said: str) -> Pause | None:
        """Read 2月5日到2月13日, 明天到周五."""
        match = _RANGE.fullmatch(said)
        first = self.periods.read(match["first"]) if match else None
        if match is None or first is None:
            return None
        last = Periods(first.first, self.periods.calendar).read(match["last"])
        return Pause(first.first, last.last + ONE_DAY, last.rest or first.rest) if last else None


def _days(said: str) -> int | None:
    """Return how many days a span has; None for what is no span. Raises MisreadError."""
    days = HALVES.get(said.replace("半个", "半"))
    if span := _SPAN.fullmatch(said):
        many = span["many"] or len(span["number"]) > len(str(LONGEST))
        days = LONGEST + 1 if many else int(span["number"]) * UNITS[span["unit"]]
        if not days:
            raise MisreadError(Fault.TOO_SHORT)
    if days is not None and days > LONGEST:
        raise MisreadError(Fault.TOO_LONG)
    return days
