"""Sentences that say several things of when to push: wishes where they speak of sending, to their last word."""

from core.patterns import pattern
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.talk.absences import is_absence
from knowledge.language.wishes.wish_words import PERIOD
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import run_together

# 明天不来, 周三休息 are said of oneself, 明天的不要了 of anything.
_OF_SENDING = pattern(
    "发|推|停|照常|照旧|恢复|除外|例外|免了|[免莫别不照]送|送达|算了|不[必用]了|歇|还是?要[吧的了]?$|加[回上]|[号日天]要[吧的了]?$|廉语|提醒|打扰|[不别]收|收[一1][条句则次]|^只有.+不要"
)
# A date with 发 may ask for that day's quote (看看今天的廉语): as the sentence's last word it does not.
_TAKEN_OR_GIVEN = pattern(
    "[不别莫勿免停暂休照还复常歇]|跳过|算了|除外|例外|加[回上]|要[回上]|^[^语看]*(?:发|推送?|要)[吧的了.!]*$"
)
_NOTHING_SENT = pattern("发(?:言|票|展|现|生|布)|推(?:荐|进|动|广|迟)|停(?:车|电|水|职|工)")
_DAY = (
    r"(?:下+个?|[这本]个?)?(?:周|星期|礼拜)[一二三四五六日天](?![周个天])"
    r"|明天|大?后天|[\d一二三四五六七八九十]{1,3}[号日]"
)
_LONG = r"半个?月|[\d一二两三四五六七八九十]{1,2}(?:天|个?(?:周|星期|礼拜|月))"
_NOT_THEN = r"(?:免了?|不用发?|[别不]发|不要发?|停掉?|暂停)(?:推送)?[了吧.!]*"
_AWAY = pattern(
    rf"我?(?P<day>{_DAY})[^天,;?]{{1,14}}(?P<long>[\d一二两三四五六七八九十]{{1,2}}天),[这那][\d几一二两三四五六七八九十]{{1,2}}天"
    rf"(?:就|都|先|也)*{_NOT_THEN}"
)
# 下下周我去北京培训 一周 都停掉: what is named wins over how long it is.
_AWAY_THEN = pattern(
    rf"(?:我们?|,)*(?:(?P<day>{_DAY})|(?P<period>{PERIOD}))[^,;?？发推停]{{0,14}}?,?(?P<long>{_LONG})?,?"
    rf"(?:这段时间|[这那]几?[天周])?(?:就|都|先|全部?|[帮给]我)+{_NOT_THEN}"
)
_OFF_NO_MORE = pattern(
    r"[^,;?发推停]{1,10}(?:取消|不去|不走|不用去|去不成|改期|推迟|延期)了?,?(?:那|就|都|还是|廉语|推送)*"
    r"(?:照[常旧样]?|恢复|正常)(?:推送|推|发|收|送)?[了吧的.!]*"
)
_MILD = pattern("算了|免了|不[必用]了|歇")
# Days of one certain week: they are not wanted in every week.
_DATES = pattern(
    r"[下这本]个?(?:周|星期|礼拜)|[今明后][天日]|[\d一二三四五六七八九十][号日](?![常子])|月[\d一二三四五六七八九十]|这几天|那几天"
)


def schedule_wish(text: str) -> str | None:
    """Return the command that takes what `text` says of several days: pause or settings; else None."""
    said = fold(text)
    if not _OF_SENDING.search(_NOTHING_SENT.sub("", said)) or is_absence(text):
        return None
    schedule = read_schedule(text)
    if schedule is None or (schedule.days is None and not _TAKEN_OR_GIVEN.search(said)):
        return None
    if schedule.days is None:
        return "pause"
    return "subscribe" if schedule.hour else "settings"


def changes_some_days(text: str) -> bool:
    """Return whether `text` only puts days in or takes some out, and leaves the others: 礼拜六还是发."""
    schedule = read_schedule(text)
    return schedule is not None and schedule.days is not None and schedule.days.base is None


def span_with_reason(text: str) -> tuple[str, bool]:
    """Return the days that somebody is away and wants nothing, as a pause, and whether that is sure.

    周三去培训两天，这两天免了 is; 下下周我去北京培训 都停掉 is asked back. Empty for anything else.
    """
    said = run_together(text)
    if match := _AWAY.fullmatch(said):
        return f"从{match['day']}起停{match['long']}", True
    match = _AWAY_THEN.fullmatch(said)
    if match is None or read_schedule(text) is not None:
        return "", False
    return match["period"] or (f"从{match['day']}起停{match['long']}" if match["long"] else match["day"]), False


def is_off_no_more(text: str) -> bool:
    """Return whether what a pause was for is off, and all is to come again: 出差取消了，照常."""
    return _OFF_NO_MORE.fullmatch(run_together(text)) is not None and not names_dates(text)


def is_mild(text: str) -> bool:
    """Return whether nothing but 算了 says that something is not wanted: of every week it is asked first."""
    said = fold(text)
    return _OF_SENDING.search(_MILD.sub("", said)) is None


def names_dates(text: str) -> bool:
    """Return whether `text` names days of a certain week or month: 下周四, 12月8号, 明天."""
    return _DATES.search(fold(text)) is not None
