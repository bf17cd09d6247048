"""What people say of 每周一题: 每周一题 订阅, 退订每周一题, 每周一题改到周三下午三点.

每周一题 is a name: the 每周一 in it is no Monday.
"""

from datetime import date, time

from core.duties import Every
from core.patterns import pattern
from knowledge.language.calendar.days import UnknownDaysError
from knowledge.language.calendar.due.recurring import read_recurring
from knowledge.language.hours.hours import names_an_hour, read_wanted
from knowledge.language.hours.parts_of_day import PartOfDay, part_of_day
from knowledge.language.hours.times import parse_time
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import MisreadError, run_together, with_plain_signs

NAME = "每周一题"
_WEEKLY = pattern(r"(?:每个?|逢)?(?:周|星期|礼拜)([一二三四五六日天1-7])[ ,的在:]*(.*)")
_NUMBERS = dict(zip("一二三四五六日天1234567", (1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7), strict=True))
# 每周二下午三点来一道题 means it without its name; 来一道题 alone does not say every week.
_EVERY_WEEK = pattern(r"(?:每[两二三四2-4]?|隔)个?(?:周|星期|礼拜)|每个?月")
_A_QUESTION = pattern(
    r"(?:每个?(?:周|星期|礼拜)(?![一二三四五六日天1-7])(?:再|也|还|都|就|想|要|另外)*)?(?:给?我们?群?|给?大家)?(?:来|出|发|推送?|问|做|考|答|整)(?:我们?|大家)?"
    r"(?:[一1]?[道个](?:小|测试|练习|选择)*题目?|[一1]?(?:选择|测试|练习|小)?题(?!材|目的|词))"
)
# 周五下午四点出题: a day of the week is said with it.
_ON_A_DAY = pattern(r"(?:周|星期|礼拜)[一二三四五六日天1-7](?!题)")
_ASKED_THEN = pattern(
    r"(?:给?(?:大家|我们?群?|咱们?|同志们|群里)|给[\u4e00-\u9fff]{2,3})?(?:出|来|发|推送?|考|整)(?:[一1]?[道个](?:小|测试|练习|选择)*)?题目?"
    r"(?:(?:来|给)?(?:考|做|练|答)(?:[一1]?[考做练答下])*(?:我们?|大家|同志们|手)?)?(?=[吧了,.!~]*$)"
)
# 题目改到下午, 题周二: when it comes is said of 每周一题. What follows must be that to its last word.
_OF_THE_ITEM = pattern(
    r"^(?:请|麻烦[你您]?|那|就|把|将|每周的?|群里的?|[这那][1一]?道|还有|另外|不对|反悔了?|我?改主意了?|算了|[\s,])*"
    r"(?:出题|题目?)的?(?:时间|日子)?[ ,]*"
    r"(?=(?:还是|就|也|给我|[改换挪调移定订放推提搁排安设]|[早上中下傍晚]|周|星期|礼拜|每|逢|\d|[一二三四五六七八九十]{1,3}点))"
)
_MEANS_IT = pattern(
    r"(?:不对|不是|错了|[我你]?[说弄搞]错了|哎|唉|我|,)*(?:[说指讲问要]的(?:就)?是|是[说指讲]|(?:想|要)?[改调]的是)(?:那个?|每周的?|[这那]道|出)*"
    rf"(?:{NAME}|题目?)(?:那[1一]?[个道样]|这[1一]?[个道样])?[的呢啊呀吧了嘛,.!~]*"
)
_MOVES = pattern("[改换挪调移]")
_NO_MORE = pattern(
    r"(?:你好|您好|请|麻烦|帮我?|我们?群?|群里|以后|那|把|将|每周的?|,)*+"
    r"(?:(?:小|测试|练习)?题目?(?:就|先|都)*(?:不要|免|算|撤|不用|不想要|不收|不想收|不发|不做|别发|别出|取消|停|停掉|退订|退掉?|关掉?)"
    r"|(?:不要|不用|别|不想|不必|不再|取消|停止|停掉|停|退订|退掉?)(?:再|要|收|做|继续)*(?:出|发|推送?|推|考|问)?(?:我们|大家)?(?:小|测试|练习)?(?:题目|题))"
    r"(?:推送|出|发|了|吧|啦|行吗|好吗|可以吗|谢谢你?|[,.!?~]|退订?|取消)*"
)
# From now on: without one of these, or an hour, 题目不要了 and 周五出题 may mean only this once.
_LASTING = pattern(r"每个?(?:周|星期|礼拜)|推送|订|以后|群里")
ON, OFF = "订阅", "退订"
_LONGEST = 40
_CLOCK = pattern(r"\d|点")
# 每周一题取消，廉语留着: what is said of the quote beside it changes nothing.
_QUOTE_STAYS = pattern(
    r"[,;\s]*(?:但|不过|而)?(?:每日)?廉语(?:就|还是?|都|要|仍|也)*(?:留着|留下|保留|照旧|照常|照[发推]|不变|不动|别[动停退]|不[停退]|(?:继续|接着)[要收发]?|要|收着)(?=[吧了,;.!~]*(?:$|[^吗?]))"
)
# Where only a part of the day is said (每周三下午出一道题).
_HOURS = {
    PartOfDay.MORNING: time(9),
    PartOfDay.FORENOON: time(9),
    PartOfDay.END_OF_WORK: time(17, 30),
    PartOfDay.AFTERNOON: time(15),
    PartOfDay.BEFORE_WORK: time(8),
    PartOfDay.EVENING: time(19),
    PartOfDay.BEFORE_SLEEP: time(21, 30),
}
_IS_OF_IT = pattern(
    r"[出来发做答考推练整][一1]?[道个]?(?:小|测试|练习|选择)*题(?!材|目的|词|外|[库型])|[一1几]道题|(?:选择|测试|练习)题|每周的?题|[那这]道?题"
)
# What stands around the name, and behind it, without saying which day.
_AROUND = pattern(
    r"^(?:请|麻烦|(?:我们)?(?:机关|单位|科室?|处|支部|办公室|部门)[里内]?|题目?|出题|顺便|另外|不[是对]|我[说指讲]的是|我是[说指]|我的意思是|反悔了?|我?改主意了?|算了|等等|说错了?|还是?|再|也|都|就|帮我?|给我们?群?|我们?群?|咱们?|想要?|要|把|将|以后|的|时间|日子|能不能|可以|开通|推送|发|收"
    r"|[来整搞弄要订][一1][份个下]|来)+"
    r"|^(?:[改换挪调移搁排][到成为在至]?|设[在为成]?|定[在到]?|订[在到]|放[在到]?|安排[在到]?|在|逢|每次)+"
    r"|(?:推送|发|吧|了|啦|呗|哈|嘛|也|都|(?<![不别])要|[来整搞弄要订][一1][份个下]|来|也?可(?:也|以)?|即可|为[宜好]|就?[行好中成]|谢谢你?|可以吗|好吗|行吗|[.!~?])+$"
)
_ON = pattern(r"(?:订阅|开启|打开|开通|参加|订)*")
_OFF = pattern(
    r"(?:退订|取消订阅|取消|停止|停掉|停|关闭|关掉|关|不要|不订|不收|不想要|不想收|别再?|不用|不再)+"
)


def quiz_wish(text: str) -> str | None:
    """Return what is wished of 每周一题: ON, OFF, a day and hour in the person's words, "" to look at it.

    None: the text is about something else, as 每周一题的意义是什么 is.
    """
    said = _QUOTE_STAYS.sub("", with_plain_signs(fold(text)).strip())
    if NAME not in said and _NO_MORE.fullmatch("".join(said.split())):
        return OFF if _LASTING.search(said) else ""
    lasting = NAME in said or _LASTING.search(said) is not None
    if NAME not in said and _ON_A_DAY.search(said):
        said = _ASKED_THEN.sub(NAME, said, count=1)
    if changes_the_item(said):
        lasting, said = True, _OF_THE_ITEM.sub(NAME, said, count=1)
    if _EVERY_WEEK.search(said) and NAME not in said:
        said = _A_QUESTION.sub(NAME, said, count=1)
    if NAME not in said or len(said) > _LONGEST:
        return None
    before, _, after = said.partition(NAME)
    after = _ASKED_THEN.sub("", after, count=1)
    rest = f"{_bare(before)} {_bare(after)}".strip()
    if not rest:
        return "" if not before else ON
    if _OFF.fullmatch(rest):
        return OFF
    if begun := _ON.match(rest):
        rest = _bare(rest[begun.end() :]) if begun[0] else rest
        if not rest:
            return ON
    return _when(rest, lasting=lasting)


def speaks_of_the_item(text: str) -> bool:
    """Return whether `text` speaks of an item that is asked: a day or an hour in it is none of the quote."""
    return _IS_OF_IT.search(with_plain_signs(fold(text))) is not None


def changes_the_item(text: str) -> bool:
    """Return whether `text` may say when 题 is to come, without its name: 题改周二, 题目放到下午."""
    said = with_plain_signs(fold(text)).strip()
    return NAME not in said and _OF_THE_ITEM.search(said) is not None


def means_the_item(text: str) -> bool:
    """Return whether all of `text` says that 每周一题 was meant, by what was said before: 不对，我说的是题."""
    return _MEANS_IT.fullmatch(run_together(text)) is not None


def may_end_the_item(text: str) -> bool:
    """Return whether `text` wants no more items, maybe only this once: 题不要了 廉语留着."""
    said = _QUOTE_STAYS.sub("", with_plain_signs(fold(text)).strip())
    return _NO_MORE.fullmatch("".join(said.split())) is not None


def moves_the_item(text: str) -> bool:
    """Return whether it says so for good; 题目周二 may be a remark."""
    return changes_the_item(text) and _MOVES.search(fold(text)) is not None


def _when(rest: str, *, lasting: bool) -> str | None:
    """Return the day and hour that are wished; "" for a bare day of what is not said to last."""
    if _of_another_period(rest):
        return rest
    if not names_an_hour(rest):
        return None
    meant = weekly_hour(rest)
    exact = meant is not None and meant[1] is not None and _CLOCK.search(rest) is not None
    return rest if lasting or exact else ""


def _of_another_period(rest: str) -> bool:
    """Return whether it is to come every two weeks, each month or the like, which cannot be had."""
    try:
        recurs = read_recurring(rest, date(2026, 1, 1)).recurs
    except MisreadError:
        return False
    return recurs.month > 0 if recurs.every is Every.WEEK else recurs.every is not Every.ONCE


def weekly_hour(text: str) -> tuple[int | None, time | None] | None:
    """Return the day of the week (1 is Monday) and the time of day that `text` says; one of them may be None.

    None for anything else: 工作日, 每天 and 周三和周四 are more than one day, 隔周三 is every second week.
    """
    if _of_another_period(text):
        return None
    said = with_plain_signs(fold(text)).strip()
    if (found := _WEEKLY.fullmatch(said)) and (not found[2] or parse_time(found[2])):
        return _NUMBERS[found[1]], parse_time(found[2]) if found[2] else None
    try:
        wanted = read_wanted(said)
    except (MisreadError, UnknownDaysError):
        return None
    at = wanted.at if wanted.part is None or wanted.days is None else _HOURS.get(wanted.part)
    if at is None and (wanted.part is not None or wanted.days is None):
        return None
    if wanted.days is None:
        return None, at
    named = wanted.days.named()
    return (min(named.weekdays), at) if named and len(named.weekdays) == 1 else None


def hour_of_part(text: str) -> time | None:
    """Return the hour at which it comes where only a part of the day is said: 下午."""
    part = part_of_day(text)
    return _HOURS.get(part) if part else None


def _bare(said: str) -> str:
    before = None
    while before != said:
        before, said = said, _AROUND.sub("", said.strip(" ,:;，。：；、"))
    return said
