"""Sentences that say several things of when to push: wishes where they speak of sending, to their last word."""

from core.patterns import pattern
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.talk.absences import is_absence
from knowledge.language.writing.normalize import fold

# 明天不来, 周三休息 are said of oneself, 明天的不要了 of anything.
_OF_SENDING = pattern(
    "发|推|停|照常|照旧|恢复|还是?要[吧的了]?$|加[回上]|[号日天]要[吧的了]?$|廉语|提醒|打扰|[不别]收"
)
# A date with 发 may ask for that day's quote (看看今天的廉语): as the sentence's last word it does not.
_TAKEN_OR_GIVEN = pattern(
    "[不别莫勿免停暂休照还复常]|跳过|除外|例外|加[回上]|要[回上]|^[^语看]*(?:发|推送?|要)[吧的了.!]*$"
)
_NOTHING_SENT = pattern("发(?:言|票|展|现|生|布)|推(?:荐|进|动|广|迟)|停(?:车|电|水|职|工)")
# Days of one certain week: whoever names them wants no days of every week.
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


def names_dates(text: str) -> bool:
    """Return whether `text` names days of a certain week or month: 下周四, 12月8号, 明天."""
    return _DATES.search(fold(text)) is not None
